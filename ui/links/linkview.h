// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "ui/links/linkmodel.h"
#include "ui/live/hitcolumns.h"
#include "ui/live/hittablemodel.h"

#include <QWidget>

class DayBars;
class Figure;
class QLabel;
class QPushButton;
class QStackedWidget;
class RowTable;
class SignalBus;
class StatePanel;
class TabStrip;
class VariantResults;

/// One link: its state, its clicks as they come, by day, and how its destinations compare. Main thread; the
/// references must outlive it.
class LinkView final : public QWidget
{
    Q_OBJECT

public:
    LinkView(SignalBus &bus, const AllQuestions &questions, const Clock &clock, LinkModel &links,
             QWidget *parent);

    void setLink(const Link &link);
    void focusContent();
    bool isSettled() const;
    void setReducedMotion(bool on) { m_isStill = on; }

Q_SIGNALS:
    void backWanted();
    void editWanted(const Link &link);
    void historyWanted(const QString &code, const QString &site);
    void mapWanted(const QString &code, const QString &site);
    void messagePosted(const QString &text);
    void settledChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFigures();
    QWidget *buildLive();
    QWidget *buildHistory();
    void choose(int tab);
    void showClicks();
    void updateLive();
    /// Asks for what is shown, while something is.
    void ask();
    void askDays();
    QString zone() const;

    AllQuestions m_questions;
    const Clock &m_clock;
    LinkModel &m_links;
    Link m_link;
    HitTableModel m_hits;
    HitColumns m_columns;
    Asking m_asking;
    QLabel *m_title;
    QLabel *m_goesTo;
    QLabel *m_state;
    QList<Figure *> m_figures;
    QLabel *m_earlier;
    QLabel *m_daysError;
    QPushButton *m_history = nullptr;
    QPushButton *m_map = nullptr;
    bool m_isStill = false; ///< reduced motion
    TabStrip *m_tabs;
    QStackedWidget *m_pages;
    RowTable *m_table;
    StatePanel *m_live;
    DayBars *m_days;
    VariantResults *m_variants;
};
