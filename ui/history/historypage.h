// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/pastpage.h"

class BreakdownPanel;
class HistoryBar;
class HistoryChartPanel;
class HistoryEditor;
class HistoryPanels;
class HistoryTotals;
class QGraphicsOpacityEffect;
class QScrollArea;
class QStackedWidget;
class VisitsPanel;

/// The past of one site: one question, answered as totals, chart, lists and visits. A click on a value adds
/// it to the question, which updates all parts. Main thread.
class HistoryPage final : public PastPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPage)

public:
    explicit HistoryPage(const PastSources &sources, QWidget *parent = nullptr);

    void showVisits(bool on);
    /// Every dimension that a list can show; empty text = the goals.
    QStringList lists() const;
    /// Opens the list of one of them, scrolls to it, and gives it the focus.
    void showList(const QString &dimension);
    void exportTables() override; ///< all of them
    void copyTable() override; ///< the list that has the focus, otherwise the totals

Q_SIGNALS:
    /// To be shown with all that is known of it.
    void hitActivated(const Hit &hit);

protected:
    StatsQuery buildQuery() const override;
    void showAnswer(const StatsQuery &query, const StatsTable &table) override;
    void clear() override;
    QList<Table> tables() const override;
    QList<Picture> pictures() const override;
    void fillExportMenu(QMenu &menu) override;
    void showQuestion() override;
    void ask() override;
    void onMetricChanged() override;
    void showWaiting(bool on) override;
    bool isContentSettled() const override;
    QJsonObject contentState() const override;
    void restoreContentState(const QJsonObject &state) override;

private:
    void buildLayout();
    void connectContent();
    void showChart();
    void showAnnotations();
    StatsSection withGoals(StatsSection section) const;
    StatsSection sectionOf(const BreakdownPanel &panel) const;

    HistoryBar *m_bar;
    QStackedWidget *m_views;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QGraphicsOpacityEffect *m_dim;
    HistoryTotals *m_totals;
    HistoryChartPanel *m_chart;
    HistoryPanels *m_panels;
    VisitsPanel *m_visits;
    HistoryEditor *m_editor;
};
