// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/analytics/segment.h"
#include "core/analytics/tally.h"
#include "core/analytics/timecodes.h"
#include "core/analytics/valuetables.h"
#include "core/questions/statsquery.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

/// Which pages of a site count as one.
struct SitePages
{
    PageGrouping grouping;
    std::vector<quint32> codes; ///< by code of Column::Page the one that stands for its group; empty = itself
};

/// A question turned into what a scan of segments does for it. Immutable; shared by the threads of a scan.
///
/// Predicates on texts are decided once for each code, so that the scan compares no text.
class ScanPlan final
{
public:
    /// Which codes of a column match; codes beyond its end do not.
    struct Condition
    {
        Column column;
        std::vector<quint8> accepts;

        bool holds(quint32 code) const { return code < accepts.size() && accepts[code] != 0; }
    };
    struct List
    {
        DimensionSource source;
        MetricSet metrics;
        quint32 codes; ///< its codes are below this
        std::vector<quint32>
            codeOfTouch; ///< of a part of where visits came from: its code by that of a touch
    };
    struct GoalPlan
    {
        HitKind kind;
        Condition condition;
        Goal::Worth worth;
        double fixedValue;
        QString valueName; ///< of a property; empty = the hit's own value alone
    };

    /// `range` is one of the query's, closed. The tables must hold every code of the segments to be scanned.
    ScanPlan(const StatsQuery &query, const InstantRange &range, const ValueTables &values,
             const SitePages &pages = {});
    /// For lists of visits: filters only.
    ScanPlan(const VisitsQuery &query, const InstantRange &range, const ValueTables &values,
             const SitePages &pages = {});

    /// A column of pages with the code of its group in place of each; the column itself when none are joined.
    std::shared_ptr<const CodeColumn> grouped(const std::shared_ptr<const CodeColumn> &column) const;

    SitePages pages;
    InstantRange range;
    bool includesBots = false;
    std::array<quint8, 256> acceptsFlags {}; ///< by the flags of a hit: bots switch, filters on kind and bot
    std::vector<Condition> conditions; ///< on columns
    std::optional<Condition> entryCondition; ///< on the entry page of the visit
    std::optional<Condition> exitCondition;
    std::optional<Condition> touchCondition; ///< on where the visit came from, all filters in one
    bool wantsTotals = false;
    bool wantsMedian = false;
    std::optional<TimeCodes> buckets;
    QList<TimeBucket> bucketTimes;
    MetricSet seriesMetrics;
    std::optional<TimeCodes> weekHours;
    std::vector<List> lists;
    std::vector<GoalPlan> goals;
    bool needsVisits = false;
    bool needsPageviews = false; ///< of each hit, whether it is one
    bool needsPages = false; ///< of visits: entry or exit
    bool needsTouches = false; ///< of visits
    bool needsValues = false;
    std::array<bool, kColumnCount> needsColumn {};

private:
    void addTouchFilter(const Condition &part, const ValueTables &values);
    void needTouches();
    void addFilters(const QList<DimensionFilter> &filters, const QString &link, const ValueTables &values);
    void addLists(const StatsQuery &query, const ValueTables &values);
    void addGoals(const QList<Goal> &goals, const ValueTables &values);
};
