// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/breakdowns.h"
#include "core/analytics/pagegroups.h"
#include "core/analytics/segmentcache.h"
#include "core/analytics/segmentsource.h"
#include "core/analytics/valuetables.h"
#include "core/questions/statsquery.h"
#include "core/storage/transaction.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

class SegmentWalk;

struct AnalyticsOptions
{
    /// Segments kept in memory between questions.
    std::size_t cacheBytes = 160 * 1024 * 1024;
    int threads = 0; ///< of a scan; 0 = one for each core
    bool leavesCheckpoints = false; ///< of what build() writes, because a Checkpointer makes them
};

/// Answers questions about the past from column segments (README.md in this folder).
///
/// Hits are the truth: every answer holds for all hits that were committed when the question was asked. Days
/// with a stored segment are read from it, the others from their hits. Questions are answered one at a time,
/// each by several threads; build() keeps segments of closed days beside them. Both may be called from any
/// thread, each from one at a time.
class Analytics final
{
public:
    /// Opens connections of its own. Errors: those of Database::open().
    static Result<std::unique_ptr<Analytics>> open(const QString &fileName, const Clock &clock,
                                                   AnalyticsOptions options = {});
    ~Analytics();
    Analytics(const Analytics &) = delete;
    Analytics &operator=(const Analytics &) = delete;

    /// Errors: those of validate(), "cancelled", "database_failed".
    Result<StatsTable> answer(const StatsQuery &query, const std::atomic<bool> &isCancelled);
    /// Errors: also "bad_cursor".
    Result<VisitsPage> visits(const VisitsQuery &query, const std::atomic<bool> &isCancelled);
    /// Errors: also "not_found".
    Result<VisitTimeline> timeline(const QString &site, quint64 visit, bool includesBots,
                                   const std::atomic<bool> &isCancelled);
    /// Keeps a segment of each closed UTC day that has none or whose hits have changed. `progress` is told
    /// how many days are done. How many were built. Errors: "cancelled", "database_failed".
    Result<qint64> build(const std::atomic<bool> &isCancelled,
                         const std::function<void(qint64 done, qint64 total)> &progress);

private:
    Analytics(const QString &fileName, const Clock &clock, AnalyticsOptions options);

    /// Takes up what was committed, and what changed about the past.
    Result<void> catchUp();
    bool isOpenDay(qint64 day) const;
    /// The days of one question.
    SegmentWalk walk(const std::atomic<bool> &isCancelled);
    Result<StatsTable> answerOnce(const StatsQuery &query, const std::atomic<bool> &isCancelled);
    Result<CountedRange> count(SegmentWalk &days, const StatsQuery &query, qint64 site,
                               const InstantRange &range, bool *sumsDays);
    /// Asks again when a damaged segment was met, which is then left aside.
    template <typename T, typename Ask>
    Result<T> untilSound(Ask ask);

    const QString m_fileName;
    const Clock &m_clock;
    const AnalyticsOptions m_options;
    ValueTables m_values;

    std::mutex m_queryMutex; // guards what follows: one question at a time
    std::unique_ptr<SegmentSource> m_source;
    SegmentCache m_cache;
    PageGroups m_pageGroups;

    std::mutex m_buildMutex; // one build at a time; guards m_buildSource
    std::unique_ptr<SegmentSource> m_buildSource;

    std::mutex m_damagedMutex; // guards m_damaged; the last one to be taken
    std::set<qint64> m_damaged; ///< segments that cannot be read, to be built again
};

template <typename T, typename Ask>
Result<T> Analytics::untilSound(Ask ask)
{
    const std::lock_guard lock(m_queryMutex);
    for (bool isAgain = false;; isAgain = true) {
        const quint64 generation = m_values.generation();
        const std::size_t damaged = m_cache.damaged().size();
        Result<T> answer = [&]() -> Result<T> {
            const ReadSnapshot snapshot(m_source->database());
            if (Result<void> caughtUp = catchUp(); !caughtUp)
                return caughtUp.error();
            return ask();
        }();
        m_cache.trim();
        // Each turn finds at least one more, and is answered from its hits the next time.
        const bool isDamaged = !answer && answer.error().code == QLatin1StringView("segment_damaged")
            && m_cache.damaged().size() > damaged;
        if (isDamaged) {
            const std::lock_guard damagedLock(m_damagedMutex);
            m_damaged.insert(m_cache.damaged().begin(), m_cache.damaged().end());
        }
        // Codes may have been made void by another program's while we counted.
        const bool isVoid = answer && generation != m_values.generation() && !isAgain;
        if (!isDamaged && !isVoid)
            return answer;
    }
}
