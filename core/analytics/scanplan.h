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
    std::vector<quint32> codes; ///< code of the group by code of Column::Page; empty = no groups
};

/// A question prepared for scanning segments. Immutable; shared by the threads of a scan.
///
/// Filters on texts are evaluated once for each code, so that the scan compares no text.
class ScanPlan final
{
public:
    /// Which codes of a column match; codes beyond the end do not.
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
        quint32 codes; ///< all codes are less than this; with currencies, as many for each of them
        /// For a part of where visits came from, and for a property: its code by code of the column.
        std::vector<quint32> codeOf;
        std::vector<std::vector<quint32>>
            codesOf; ///< for the names of properties, of which a hit has several
        QList<QString> texts; ///< of properties, by code; they stand in no table
        /// Of a list that splits them; the first one is empty. A hit has the code of its value times their
        /// number, plus that of its currency.
        QList<QString> currencies;
        std::vector<quint32> currencyOf; ///< by code of Column::Props

        bool splitsCurrencies() const { return !currencies.isEmpty(); }
    };
    struct GoalPlan
    {
        HitKind kind;
        Condition condition;
        Goal::Worth worth;
        double fixedValue;
        QString valueName; ///< of a property; empty = only the hit's own value
    };

    /// `range` is one of the query's, closed. The tables must hold every code of the segments to be scanned.
    ScanPlan(const StatsQuery &query, const InstantRange &range, const ValueTables &values,
             const SitePages &pages = {});
    /// For lists of visits: evaluates only filters.
    ScanPlan(const VisitsQuery &query, const InstantRange &range, const ValueTables &values,
             const SitePages &pages = {});

    /// A column of pages with each code replaced by that of its group; the column itself when nothing is
    /// grouped.
    std::shared_ptr<const CodeColumn> grouped(const std::shared_ptr<const CodeColumn> &column) const;

    SitePages pages;
    InstantRange range;
    bool includesBots = false;
    std::array<quint8, 256> acceptsFlags {}; ///< by the flags of a hit: bots switch, filters on kind and bot
    std::vector<Condition> conditions; ///< filters on columns
    std::optional<Condition> entryCondition; ///< filters on the entry page of the visit
    std::optional<Condition> exitCondition;
    std::optional<Condition> entryHostCondition; ///< on the host of the entry page
    std::optional<Condition> touchCondition; ///< filters on where the visit came from, combined
    bool wantsTotals = false;
    bool wantsMedian = false;
    std::optional<TimeCodes> buckets;
    QList<TimeBucket> bucketTimes;
    MetricSet seriesMetrics;
    std::optional<TimeCodes> weekHours;
    std::vector<List> lists;
    std::vector<GoalPlan> goals;
    bool needsVisits = false;
    bool needsPageviews = false; ///< whether each hit is a pageview
    bool needsPages = false; ///< entry or exit page of visits
    bool needsEntryHosts = false;
    bool needsTouches = false; ///< sources of visits
    bool needsValues = false;
    bool sumsValues = false; ///< totals have the sum of values, too
    std::array<bool, kColumnCount> needsColumn {};

private:
    void needEntryHosts();
    void addTouchFilter(const Condition &part, const ValueTables &values);
    void needTouches();
    void addFilters(const QList<DimensionFilter> &filters, const QString &link, const ValueTables &values);
    void addLists(const StatsQuery &query, const ValueTables &values);
    static void addCurrencies(List &list, const ValueTables &values);
    static void addProperties(List &list, const QString &name, const ValueTables &values);
    void addGoals(const QList<Goal> &goals, const ValueTables &values);
};
