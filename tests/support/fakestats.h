// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/bus/signalbus.h"
#include "core/collector/collector.h"
#include "core/questions/statsreads.h"
#include "tests/support/manualclock.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>

/// StatsReads in memory: keeps what was asked, and answers what a test prepared, through the event loop.
class FakeStats final : public StatsReads
{
public:
    // What was asked, in order
    QList<StatsQuery> queries;
    QList<VisitsQuery> visitsQueries;
    struct TimelineQuery
    {
        QString site;
        quint64 visit = 0;
        bool includesBots = false;
    };
    QList<TimelineQuery> timelineQueries;
    QList<Goal> saved;
    QStringList removed;

    // What is answered
    StatsTable table;
    std::function<StatsTable(const StatsQuery &)> tableFor; ///< instead of `table`
    VisitsPage page;
    VisitTimeline visitTimeline;
    QList<Goal> siteGoals;
    std::optional<Error> error; ///< to everything
    std::optional<Error> errorOfSaving; ///< to goals
    bool isSilent = false; ///< keeps the questions to itself

    void stats(const StatsQuery &query, QObject *context, Answer<StatsTable> answer) override;
    void visits(const VisitsQuery &query, QObject *context, Answer<VisitsPage> answer) override;
    void timeline(const QString &site, quint64 visit, bool includesBots, QObject *context,
                  Answer<VisitTimeline> answer) override;
    void goals(const QString &site, QObject *context, Answer<QList<Goal>> answer) override;
    void saveGoal(const Goal &goal, QObject *context, Answer<Goal> answer) override;
    void removeGoal(const QString &id, QObject *context, Answer<bool> answer) override;

    /// Answers what was kept while it was silent.
    void speak();

private:
    template <typename T>
    void reply(QObject *context, Answer<T> answer, const Result<T> &result);

    QList<std::function<void()>> m_kept;
};

/// A collector that asks a FakeStats: real sockets, no store. Sites "s" in UTC and "w" in Europe/Warsaw, link
/// "xyz123" of site w. It is 2026-03-07T12:00:00.5Z.
class StatsCollector final
{
public:
    explicit StatsCollector(std::function<void(CollectorOptions &)> change = {});
    ~StatsCollector();
    Q_DISABLE_COPY_MOVE(StatsCollector)

    FakeStats &stats() { return m_stats; }
    ManualClock &clock() { return m_clock; }
    const QString &url() const { return m_url; }
    /// What the present looks like.
    RealtimeSnapshot &realtime();

private:
    class FakeReads;

    ManualClock m_clock;
    SignalBus m_bus;
    CommitQueue m_queue;
    FakeStats m_stats;
    std::unique_ptr<FakeReads> m_reads;
    std::unique_ptr<Collector> m_collector;
    QString m_url;
};

/// "2026-03-07T12:00:00Z" as an instant.
Micros instant(const char *text);
/// A JSON document; the test fails when it is none.
QJsonObject document(const QByteArray &json);
