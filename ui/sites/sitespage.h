// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "ui/sites/sitechanges.h"
#include "ui/sites/sitemodel.h"
#include "ui/sites/sitewatch.h"

#include <QWidget>

#include <optional>

class Chip;
class NoticeBar;
class QListView;
class QPushButton;
class SignalBus;
class SitePanel;
class StatePanel;
class UnknownSites;

/// The sites: a list with what each sends, and beside it all about the chosen one. Where both do not fit, one
/// of them is shown. Main thread; the references must outlive it.
class SitesPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SitesPage)

public:
    SitesPage(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent = nullptr);
    ~SitesPage() override;

    bool isSettled() const;
    /// Chooses the row of the site that the window shows; empty changes nothing.
    void setSite(const QString &site);
    void focusContent();
    void copySelection();
    void setReducedMotion(bool isReduced);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);
    void newSiteWanted();
    /// With this key.
    void siteWanted(const QString &key);
    void editWanted(const QString &site);
    void liveWanted(const QString &site);
    void historyWanted(const QString &site);
    void goalsWanted(const QString &site);
    void tokensWanted();
    void rejectedWanted();
    void botRulesChanged(const QString &site);
    /// It was deleted here while the window showed it, and is back.
    void siteBack(const QString &site);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildList();
    void connectParts();
    void connectChanges();
    void onSitesChanged();
    void chooseState(std::optional<SiteActivity::State> state);
    void select(const QString &site);
    void onRowChosen();
    void updateChips();
    void updateState();
    /// List and panel beside each other, or one of them.
    void layOut();

    const AllQuestions m_questions;
    SiteWatch m_watch;
    SiteModel m_model;
    SiteChanges m_changes;
    QString m_chosen; ///< id of the site in the panel; empty = none
    std::optional<SiteActivity::State> m_state;
    QString m_picked; ///< that the window shows; empty = all
    QString m_removed; ///< that was deleted last, until that is taken back
    bool m_wasPicked = false; ///< m_removed, when it was deleted
    bool m_isOpen = false; ///< the panel is what is shown where only one fits
    QList<Chip *> m_chips; ///< all, then by SiteActivity::State
    NoticeBar *m_notice;
    QPushButton *m_undo;
    QWidget *m_left;
    QListView *m_list;
    StatePanel *m_empty;
    QPushButton *m_showAll = nullptr;
    UnknownSites *m_unknown;
    SitePanel *m_panel;
};
