// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/history/visitsmodel.h"
#include "ui/history/visittimelinemodel.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class RowTable;
class StatePanel;

/// The visits that match, newest first, and the hits of the chosen one. Asks only while visible. Main thread;
/// the source must outlive it.
class VisitsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VisitsPanel)

public:
    explicit VisitsPanel(StatsQuestions &source, QWidget *parent = nullptr);

    /// Asks again if the question changed.
    void setQuestion(const StatsQuery &question, Micros now);
    /// The rows are outdated: the next question is always asked.
    void forget() { m_query = {}; }
    bool isBusy() const { return m_asking.isOpen() || m_askingTimeline.isOpen(); }
    VisitsModel &visits() { return m_visits; }
    VisitTimelineModel &timeline() { return m_timeline; }
    RowTable &table() { return *m_table; }

Q_SIGNALS:
    void changed(); ///< an answer arrived
    void hitActivated(const Hit &hit); ///< of the timeline: to be shown with all it has

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut(); ///< the timeline beside the visits or below them
    void reload();
    void ask();
    void choose(int row);
    void updateCount();
    void addVisits(const Result<VisitsPage> &page);
    void showTimeline(const Result<VisitTimeline> &timeline);
    QWidget *buildTimeline();

    StatsQuestions &m_source;
    VisitsQuery m_query;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_runsOn = false; ///< visits are added to its range
    bool m_isDue = false;
    Asking m_asking;
    Asking m_askingTimeline;
    VisitsModel m_visits;
    VisitTimelineModel m_timeline;
    QBoxLayout *m_layout;
    QWidget
        *m_side; ///< the timeline of the chosen visit: beside the table, or below where that is too narrow
    RowTable *m_table;
    RowTable *m_hits;
    StatePanel *m_state;
    QLabel *m_title;
    QLabel *m_about;
    QLabel *m_count; ///< of the visits
};
