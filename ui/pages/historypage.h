// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/livesource.h"
#include "core/query/statssource.h"
#include "ui/dialogs/savefile.h"
#include "ui/models/questionstack.h"
#include "ui/models/statsasker.h"

#include <QWidget>

class HistoryBar;
class HistoryChartPanel;
class HistoryExport;
class HistoryPanels;
class HistoryTotals;
class QGraphicsOpacityEffect;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class SignalBus;
class StatePanel;
class VisitsPanel;

/// The past of one site: one question, answered as totals, chart, lists and visits. Any value that is clicked
/// becomes part of the question, and everything else follows. Main thread; the references must outlive it.
class HistoryPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPage)

public:
    HistoryPage(SignalBus &bus, LiveSource &source, StatsSource &stats, const Clock &clock,
                QWidget *parent = nullptr);
    ~HistoryPage() override;

    /// Empty = all; the past is kept per site, so that asks to choose one when there are several.
    void setSite(const QString &site);
    const HistoryQuestion &question() const { return m_stack.current(); }
    /// Asks `next` from now on; it can be undone.
    void setQuestion(const HistoryQuestion &next);
    void setPeriod(HistoryRange::Period period);
    void undo();
    void redo();
    void showVisits(bool on);
    void openFilterMenu();
    void copyFocused(); ///< the list that has the focus, else the totals
    void exportAll();
    void setSaveFileHook(const SaveFileHook &hook);
    /// Nothing is being asked.
    bool isSettled() const;
    /// Question, tabs, order, metric and style.
    QByteArray state() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);
    void siteWanted(); ///< there is none, one is to be made
    void siteChosen(const QString &site);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    void connectBar();
    void connectContent();
    void connectSources();
    void buildEmptyActions();
    const Site *site() const; ///< null = none, or which of several is open
    QString zone() const;
    StatsQuery buildQuery() const;
    void ask();
    void onQuestionChanged();
    void onAnswer(const StatsQuery &query, const StatsTable &table);
    void askForFirstHit();
    void forgetFirstHit();
    void onFailed(const Error &error);
    void setDimmed(bool on);
    void setMetric(Metric metric);
    void toggleFilter(const DimensionFilter &filter);
    void updateState();
    void explainEmptiness();
    void showChart();
    void updateBar();
    void editFilter(const FilterGroup &group);
    void chooseDays(bool isComparison);
    void editAnnotation(const Annotation &annotation);
    void editGoal(const QString &id);
    void openList(const BreakdownQuery &list);
    StatsSection withGoals(StatsSection section) const;
    void fillExportMenu();
    void savePicture(const QString &suffix);

    SignalBus &m_bus;
    LiveSource &m_source;
    StatsSource &m_stats;
    const Clock &m_clock;
    QList<Site> m_sites;
    QString m_site; ///< as chosen in the window
    QuestionStack m_stack;
    StatsAsker m_asker;
    StatsQuery m_query; ///< of m_table
    StatsTable m_table;
    bool m_hasTable = false;
    bool m_hasState = false; ///< the question came from settings
    QueryId m_firstHitRequest = 0;
    std::optional<bool> m_hasHits; ///< the site has any at all; known once it matters
    QString m_error;
    InstantRange m_extent; ///< first and last hit of the site, once all time was asked
    Metric m_metric = Metric::Visitors;
    QList<QueryId> m_saves;
    HistoryBar *m_bar;
    StatePanel *m_state;
    QStackedWidget *m_views;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QGraphicsOpacityEffect *m_dim;
    HistoryTotals *m_totals;
    HistoryChartPanel *m_chart;
    HistoryPanels *m_panels;
    VisitsPanel *m_visits;
    HistoryExport *m_export;
    QPushButton *m_createSite = nullptr;
    QPushButton *m_firstSite = nullptr;
    QPushButton *m_testHit = nullptr;
    QPushButton *m_allTime = nullptr;
    QPushButton *m_clearFilters = nullptr;
    QPushButton *m_showBots = nullptr;
};
