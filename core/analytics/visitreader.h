// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segmentwalk.h"
#include "core/analytics/visitlist.h"
#include "core/questions/statsquery.h"

#include <functional>
#include <optional>

/// Finds single visits in the segments of a site, for one question. One thread; `days` must outlive it.
/// Errors: those of SegmentWalk.
class VisitReader final
{
public:
    explicit VisitReader(SegmentWalk &days) : m_days(days) { }

    /// The newest visits with a matching hit, after the cursor if one is given.
    Result<VisitsPage> page(const VisitsQuery &query, const std::optional<VisitCursor> &cursor);
    /// A visit with its hits. Errors: also "not_found".
    Result<VisitTimeline> timeline(const QString &site, quint64 visit, bool includesBots);

private:
    /// Called with a visit and the segment that holds its first hit. Returns false to stop.
    using OnVisit = std::function<Result<bool>(const std::shared_ptr<LoadedSegment> &segment,
                                               const VisitRecord &record, bool isCrossing)>;

    /// Calls `onVisit` for each visit of a day that has a matching hit.
    Result<void> visitsOfDay(const ScanPlan &plan, const DayKey &day, const OnVisit &onVisit);
    Result<VisitSummary> summary(LoadedSegment &segment, const VisitRecord &record,
                                 const PageGrouping &pages);
    /// The hits of a visit in order; at least one more than a timeline shows if there are more. `end`: ignore
    /// hits from this time on.
    Result<QList<Hit>> hitsOf(const QString &site, const VisitSummary &visit, bool includesBots, Micros end);

    SegmentWalk &m_days;
};
