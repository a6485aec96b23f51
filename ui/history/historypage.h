// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/livesource.h"
#include "core/questions/statssource.h"
#include "ui/files/savefile.h"
#include "ui/past/pastquestion.h"
#include "ui/past/statsasker.h"

#include <QWidget>

class HistoryBar;
class HistoryChartPanel;
class StatsExport;
class HistoryPanels;
class HistoryTotals;
class PastEmptiness;
class QGraphicsOpacityEffect;
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
    HistoryPage(SignalBus &bus, LiveSource &source, StatsSource &stats, PastQuestion &past,
                QWidget *parent = nullptr);
    ~HistoryPage() override;

    const Question &question() const { return m_past.current(); }
    /// Asks `next` from now on; it can be undone.
    void setQuestion(const Question &next);
    void showVisits(bool on);
    void openFilterMenu();
    void copyFocused(); ///< the list that has the focus, else the totals
    void exportAll();
    void setSaveFileHook(const SaveFileHook &hook);
    /// Nothing is being asked.
    bool isSettled() const;
    /// Tabs, order and style.
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
    StatsQuery buildQuery() const;
    void ask();
    void onQuestionChanged();
    void onSiteChanged();
    void onAnswer(const StatsQuery &query, const StatsTable &table);
    void onFailed(const Error &error);
    void setDimmed(bool on);
    void onMetricChanged();
    void updateState();
    void showChart();
    void updateBar();
    void editAnnotation(const Annotation &annotation);
    void editGoal(const QString &id);
    void openList(const BreakdownQuery &list);
    StatsSection withGoals(StatsSection section) const;
    void fillExportMenu();
    void savePicture(const QString &suffix);

    SignalBus &m_bus;
    StatsSource &m_stats;
    PastQuestion &m_past;
    StatsAsker m_asker;
    StatsQuery m_query; ///< of m_table
    StatsTable m_table;
    bool m_hasTable = false;
    QString m_error;
    QList<QueryId> m_saves;
    HistoryBar *m_bar;
    QStackedWidget *m_views;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QGraphicsOpacityEffect *m_dim;
    HistoryTotals *m_totals;
    HistoryChartPanel *m_chart;
    HistoryPanels *m_panels;
    VisitsPanel *m_visits;
    StatePanel *m_state;
    PastEmptiness *m_emptiness;
    StatsExport *m_export;
};
