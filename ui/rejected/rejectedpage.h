// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"
#include "ui/rejected/rejectioncolumns.h"
#include "ui/rejected/rejectionmodel.h"
#include "ui/text/textscale.h"

#include <QMap>
#include <QTimer>
#include <QWidget>

#include <optional>

class Chip;
class FlowLayout;
class QLabel;
class QPushButton;
class RejectionBars;
class QScrollArea;
class RowTable;
class SignalBus;
class StatePanel;

/// Hits that were not stored: counts by reason, each one, and how to fix it.
class RejectedPage final : public QWidget
{
    Q_OBJECT

public:
    RejectedPage(SignalBus &bus, RejectionQuestions &source, SiteQuestions &sites, const Clock &clock,
                 QWidget *parent = nullptr);

    bool isSettled() const { return !m_model.isBusy() && m_model.state() != RejectionModel::State::Loading; }
    RejectionModel &model() { return m_model; }
    /// Shows what was refused of this site; empty = of all, and of none.
    void setSite(const QString &site);
    QByteArray columnState() const;
    void restoreColumnState(const QByteArray &state);
    void copySelection();

    /// What a reason code means and what to do about it.
    static QString remedy(const QString &code);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void layOutColumns();
    void updateChips();
    void fitChips();
    void followSites();
    void updateState();
    void updateDetail();
    void updateBars();
    void createSite();
    void allowHost();
    std::optional<Site> siteOf(const Rejection &row) const;
    const Rejection *current() const;

    SiteQuestions &m_sites;
    RejectionModel m_model;
    RejectionColumns m_columns;
    Chip *m_noSite; ///< shows what belongs to no site
    QMap<QString, Chip *> m_chips;
    FlowLayout *m_chipRow;
    QScrollArea *m_chipArea; ///< has the chips; at most a quarter of the page
    RejectionBars *m_bars;
    RowTable *m_table;
    StatePanel *m_state;
    QLabel *m_head;
    QLabel *m_title;
    QLabel *m_detail;
    QLabel *m_remedy;
    QLabel *m_excerpt;
    QPushButton *m_create;
    QPushButton *m_allow;
    Asking m_changing; ///< a site that is being created or changed
    const Clock &m_clock;
    QTimer m_barsDue;
    int m_measuredAt = TextScale::percent(); ///< size of texts of m_columns
};
