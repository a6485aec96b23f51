// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statssource.h"

#include <QQueue>
#include <QSet>

#include <functional>

/// StatsSource in memory: counts the hits a test gives it, in the simplest way that is right for hits whose
/// visits are given. Answers come through the event loop, or only on answerAll() when `manual` is set.
/// Main thread.
class FakeStatsSource final : public StatsSource
{
    Q_OBJECT

public:
    // What a test does
    void answerAll(); ///< delivers what is outstanding now
    void answerNext(); ///< only the oldest
    /// A hit of one visitor with one visit.
    static Hit hit(const QString &site, const QString &path, quint64 visitor, Micros at);

    bool manual = false;
    bool answersCancelled = false; ///< as a source that cancels too late would
    QString failNext; ///< message of the error that the next request gets instead of its answer
    QList<Hit> stored;
    QList<StatsQuery> asked; ///< dashboards: questions that want totals
    QList<StatsQuery> lists; ///< the others
    QList<StatsQuery> exported;
    QList<VisitsQuery> askedVisits;
    QList<QueryId> cancelled;
    QList<Annotation> notes;
    QList<Goal> goalList;

    /// The answer to a question, at once.
    StatsTable answer(const StatsQuery &query) const;

    QueryId requestStats(const StatsQuery &query) override;
    QueryId requestVisits(const VisitsQuery &query) override;
    QueryId requestTimeline(const QString &site, quint64 visit, bool includesBots) override;
    void cancel(QueryId id) override;
    QList<Annotation> annotations(const QString &site) const override;
    QList<Goal> goals(const QString &site) const override;
    QueryId saveAnnotation(const Annotation &annotation) override;
    QueryId removeAnnotation(qint64 id) override;
    QueryId saveGoal(const Goal &goal) override;
    QueryId removeGoal(const QString &id) override;
    QueryId requestCsv(const StatsQuery &query, const StatsSection &section) override;
    QueryId saveCsv(const StatsQuery &query, const QList<StatsFile> &files) override;

private:
    QueryId later(std::function<void(QueryId)> answer);

    StatsPeriod period(const StatsQuery &query, const InstantRange &range, QList<Hit> &matching) const;
    VisitSummary summary(quint64 visit) const;

    QueryId m_lastId = 0;
    QQueue<std::pair<QueryId, std::function<void(QueryId)>>> m_pending;
    QSet<QueryId> m_dropped;
};
