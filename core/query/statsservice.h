// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsreads.h"
#include "core/questions/statssource.h"
#include "core/types/clock.h"

#include <QHash>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

class Analytics;
class SignalBus;
class Storage;

/// Answers windows (StatsSource) and collector (StatsReads) about the past, and keeps its segments built.
///
/// Lives in the main thread. Questions are answered in a thread of their own, those of windows first; of the
/// collector's at most kMaxWaiting wait, each for kPatience, then they fail with "query_timeout";
/// segments of closed days are built in another one, at start, after midnight UTC and when hits or verdicts
/// about a closed day come in.
class StatsService final : public StatsSource, public StatsReads
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsService)

public:
    static constexpr std::size_t kMaxWaiting = 500;
    static constexpr Micros kPatience = 10 * kMicrosPerSecond; ///< whoever asked has been told so by then

    enum class Segments : quint8 {
        Keep, ///< of closed days are built
        Leave, ///< as they are: a picture is taken, or another process keeps them
    };

    /// `storage` must outlive this.
    StatsService(Storage &storage, SignalBus &bus, const Clock &clock, Segments segments = Segments::Keep,
                 QObject *parent = nullptr);
    /// False when the system let it start no threads: nothing is answered then.
    bool isRunning() const { return m_thread.isRunning() && m_buildThread.isRunning(); }
    ~StatsService() override; // cancels what is under way and waits for the threads

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

    void stats(const StatsQuery &query, QObject *context, Answer<StatsTable> answer) override;
    void visits(const VisitsQuery &query, QObject *context, Answer<VisitsPage> answer) override;
    void timeline(const QString &site, quint64 visit, bool includesBots, QObject *context,
                  Answer<VisitTimeline> answer) override;
    void goals(const QString &site, QObject *context, Answer<QList<Goal>> answer) override;
    void saveGoal(const Goal &goal, QObject *context, Answer<Goal> answer) override;
    void removeGoal(const QString &id, QObject *context, Answer<bool> answer) override;

    /// Builds what is due; at once when it is not building already.
    void build();
    bool isBuilding() const { return m_isBuilding; }

private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    using Job = std::function<void()>;
    /// A question that the collector asks, and everybody who waits for its answer.
    struct Shared
    {
        StatsQuery query;
        std::vector<std::pair<QObject *, Answer<StatsTable>>> waiting;
    };

    /// What the collector asked, and what is done instead when it waited for too long.
    struct Reading
    {
        Job job;
        Job giveUp;
        Micros since = 0; ///< monotonic
    };

    /// Runs in the thread of questions, before what the collector asked.
    void postUrgent(Job job);
    /// Runs in the thread of questions; `giveUp` here and now when too many are waiting.
    void postReading(Job job, const Job &giveUp);
    void runNext();
    /// Opened in the thread of questions when first asked. Null when that failed; `error` says why.
    std::shared_ptr<Analytics> analytics(Error *error);
    /// Runs `work(analytics, isCancelled)` for a window and hands its result to `done` here.
    template <typename T, typename Work, typename Done>
    QueryId ask(Work work, Done done);
    template <typename T, typename Work>
    void read(Work work, QObject *context, Answer<T> answer);
    template <typename Write>
    QueryId write(Write write);
    void onGoals(const QList<Goal> &goals);
    void onAnnotations(const QList<Annotation> &annotations);
    void scheduleMidnight();

    Storage &m_storage;
    const Clock &m_clock;
    const QString m_fileName;
    QHash<QueryId, Flag> m_pending;
    QueryId m_lastId = 0;
    QList<Goal> m_goals;
    QList<Annotation> m_annotations;
    QTimer m_midnight;
    QTimer m_buildSoon;
    bool m_isBuilding = false;
    bool m_buildsAgain = false;
    std::atomic<bool> m_isStopping = false;

    std::mutex m_mutex; // guards what follows
    std::deque<Job> m_urgent; ///< oldest first
    std::deque<Reading> m_readings; ///< oldest first
    std::vector<std::shared_ptr<Shared>> m_shared;

    std::mutex m_openMutex; // guards m_analytics
    std::shared_ptr<Analytics> m_analytics;
    QThread m_thread;
    QThread m_buildThread;
    QObject *m_worker = nullptr; ///< lives in m_thread
    QObject *m_builder = nullptr; ///< lives in m_buildThread
};
