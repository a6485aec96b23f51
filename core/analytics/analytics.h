// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/breakdowns.h"
#include "core/analytics/pagegroups.h"
#include "core/analytics/segmentcache.h"
#include "core/analytics/segmentsource.h"
#include "core/analytics/valuetables.h"
#include "core/questions/statsdays.h"
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
    /// Limit of the segments kept in memory between questions.
    std::size_t cacheBytes = 160 * 1024 * 1024;
    int threads = 0; ///< for a scan; 0 = one per core
    bool leavesCheckpoints = false; ///< build() makes no checkpoints, because a Checkpointer does
};

/// Answers questions about the past from column segments (README.md in this folder).
///
/// Hits are the source of truth: every answer covers all hits that were committed when the question was
/// asked. Days with a stored segment are read from it, the others from their hits. Questions are answered one
/// at a time, each by several threads; build() keeps segments of closed days beside them. Both may be called
/// from any thread, each from one at a time.
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
    /// The same for each day of the range. Errors: also those of dailyQuestions().
    Result<StatsDays> days(const StatsQuery &query, const std::atomic<bool> &isCancelled);
    /// Errors: also "bad_cursor".
    Result<VisitsPage> visits(const VisitsQuery &query, const std::atomic<bool> &isCancelled);
    /// Errors: also "not_found".
    Result<VisitTimeline> timeline(const QString &site, quint64 visit, bool includesBots,
                                   const std::atomic<bool> &isCancelled);
    /// Builds a segment for each closed UTC day that has none or whose hits have changed. Calls
    /// `progress(done, total)` in days. Returns the number of segments built. Errors: "cancelled",
    /// "database_failed".
    Result<qint64> build(const std::atomic<bool> &isCancelled,
                         const std::function<void(qint64 done, qint64 total)> &progress);

private:
    Analytics(const QString &fileName, const Clock &clock, AnalyticsOptions options);

    /// Loads what was committed since the last question, and changes to the past.
    Result<void> catchUp();
    bool isOpenDay(qint64 day) const;
    /// The days that one question reads.
    SegmentWalk walk(const std::atomic<bool> &isCancelled);
    Result<StatsTable> answerOnce(const StatsQuery &query, const std::atomic<bool> &isCancelled);
    Result<CountedRange> count(SegmentWalk &days, const StatsQuery &query, qint64 site,
                               const InstantRange &range, bool *sumsDays);
    /// Runs `ask` again when it met a damaged segment; that day is then answered from its hits.
    template <typename T, typename Ask>
    Result<T> retryWithoutDamagedSegments(Ask ask);

    const QString m_fileName;
    const Clock &m_clock;
    const AnalyticsOptions m_options;
    ValueTables m_values;

    std::mutex m_queryMutex; // guards the members below: one question at a time
    std::unique_ptr<SegmentSource> m_source;
    SegmentCache m_cache;
    PageGroups m_pageGroups;

    std::mutex m_buildMutex; // one build at a time; guards m_buildSource
    std::unique_ptr<SegmentSource> m_buildSource;

    std::mutex m_damagedMutex; // guards m_damaged; always locked last
    std::set<qint64> m_damaged; ///< segments that cannot be read, to be rebuilt
};

template <typename T, typename Ask>
Result<T> Analytics::retryWithoutDamagedSegments(Ask ask)
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
        // Each attempt finds at least one more damaged segment, which the next attempt does not use.
        const bool isDamaged = !answer && answer.error().code == QLatin1StringView("segment_damaged")
            && m_cache.damaged().size() > damaged;
        if (isDamaged) {
            const std::lock_guard damagedLock(m_damagedMutex);
            m_damaged.insert(m_cache.damaged().begin(), m_cache.damaged().end());
        }
        // Another program's erasure may have made codes invalid while we counted.
        const bool isVoid = answer && generation != m_values.generation() && !isAgain;
        if (!isDamaged && !isVoid)
            return answer;
    }
}
