// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/pagegroups.h"
#include "core/analytics/scanplan.h"
#include "core/analytics/segmentcache.h"
#include "core/analytics/segmentscan.h"
#include "core/analytics/segmentsource.h"
#include "core/analytics/valuetables.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

/// A day of a site; its segment is loaded when it is needed.
struct DayTurn
{
    DayKey key;
    bool isInRange; ///< otherwise only its visits across midnight count
};

/// The days of a site, loaded one after the other for one question. Lasts for one read snapshot of the
/// source; the references must outlive it. One thread.
///
/// Errors of all functions: "cancelled", "database_failed", and "segment_damaged": ask the question
/// again, the damaged segment is not used any more.
class SegmentWalk final
{
public:
    using OnDay = std::function<Result<void>(ScanTask task, const std::shared_ptr<LoadedSegment> &segment,
                                             const std::shared_ptr<LoadedSegment> &dayBefore)>;

    /// Days from `today` on (UTC) still grow.
    SegmentWalk(SegmentSource &source, SegmentCache &cache, ValueTables &values, PageGroups &pageGroups,
                qint64 today, const std::atomic<bool> &isCancelled);

    SegmentSource &source() const { return m_source; }
    const ValueTables &values() const { return m_values; }
    /// True once the question was cancelled.
    const std::atomic<bool> &isCancelled() const { return m_isCancelled; }
    /// REQUIRES: the tables hold every code of the days that are asked about, as after prepare().
    SitePages pagesOf(const QString &site);

    /// The days of a range, and the ones before and after it.
    std::vector<DayTurn> turnsOf(qint64 site, const InstantRange &range) const;
    /// The day, and the ones before and after it.
    std::vector<DayTurn> turnsAround(const DayKey &day) const;
    /// The whole second of the site's first hit; 0 when it has none.
    Result<Micros> firstHit(qint64 site);
    /// The range with open ends replaced by the first and the last hit of the site, in whole seconds.
    Result<InstantRange> closed(const InstantRange &range, qint64 site);
    /// Builds the days that have no segment: they may add codes, so this runs before a plan is made. Returns
    /// roughly how many hits all days have.
    Result<qint64> prepare(const std::vector<DayTurn> &turns);

    Result<std::shared_ptr<LoadedSegment>> load(const DayKey &key);
    Result<void> loadDetails(LoadedSegment &segment);
    /// The column of a segment; reads and decodes it if it is missing.
    Result<void> loadColumn(LoadedSegment &segment, Column column);
    /// Loads the days and passes on each day of the range with its visits across midnight, which are appended
    /// to `crossings`.
    Result<void> walk(const ScanPlan &plan, const std::vector<DayTurn> &turns,
                      std::vector<std::shared_ptr<const Crossing>> &crossings, const OnDay &onDay);

private:
    /// The plain visitors of a day with late hits on the day before.
    Result<std::vector<ScanTask::Promoted>> promotedOf(const SegmentFrame &earlier, LoadedSegment &later);
    Result<std::shared_ptr<const Crossing>> crossingOf(const ScanPlan &plan, LoadedSegment &earlier,
                                                       LoadedSegment &later, quint32 firstNumber);

    SegmentSource &m_source;
    SegmentCache &m_cache;
    ValueTables &m_values;
    PageGroups &m_pageGroups;
    const qint64 m_today;
    const std::atomic<bool> &m_isCancelled;
};
