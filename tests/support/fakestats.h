// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/bus/signalbus.h"
#include "core/collector/collector.h"
#include "core/questions/statsquestions.h"
#include "tests/support/manualclock.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>

/// Keeps what was asked, and answers what a test prepared, through the event loop.
class FakeStats final : public StatsQuestions
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

    Asking stats(const StatsQuery &query, const AskContext &who, Answer<StatsTable> answer) override;
    Asking visits(const VisitsQuery &query, const AskContext &who, Answer<VisitsPage> answer) override;
    Asking timeline(const QString &site, quint64 visit, bool includesBots, const AskContext &who,
                    Answer<VisitTimeline> answer) override;
    QList<Goal> goals(const QString &) const override { return siteGoals; }
    Asking saveGoal(const Goal &goal, const AskContext &who, Answer<Goal> answer) override;
    Asking removeGoal(const QString &id, const AskContext &who, Answer<bool> answer) override;

    // What only windows ask
    Asking csv(const StatsQuery &, const StatsSection &, const AskContext &, Answer<QByteArray>) override
    {
        return {};
    }
    Asking saveCsv(const StatsQuery &, const QList<StatsFile> &, const AskContext &,
                   Answer<qsizetype>) override
    {
        return {};
    }
    Asking days(const StatsQuery &, const AskContext &, Answer<StatsDays>) override { return {}; }
    QList<Annotation> annotations(const QString &) const override { return {}; }
    Asking saveAnnotation(const Annotation &, const AskContext &, Answer<Annotation>) override { return {}; }
    Asking removeAnnotation(qint64, const AskContext &, Answer<bool>) override { return {}; }

    /// Answers what was kept while it was silent.
    void speak();

private:
    template <typename T>
    Asking reply(const AskContext &who, Answer<T> answer, const Result<T> &result);

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
    class FakeHits;
    class NoChanges;

    ManualClock m_clock;
    SignalBus m_bus;
    CommitQueue m_queue;
    FakeStats m_stats;
    std::unique_ptr<FakeHits> m_hits;
    std::unique_ptr<NoChanges> m_changes;
    std::unique_ptr<Collector> m_collector;
    QString m_url;
};

/// "2026-03-07T12:00:00Z" as an instant.
Micros instant(const char *text);
/// A JSON document; the test fails when it is none.
QJsonObject document(const QByteArray &json);
