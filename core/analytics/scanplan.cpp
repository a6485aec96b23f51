// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/scanplan.h"

#include "core/analytics/segment.h"
#include "core/analytics/textpattern.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace {

using Matches = std::function<bool(const QString &)>;

ScanPlan::Condition condition(Column column, const ValueTables &values, const Matches &matches)
{
    ScanPlan::Condition made {column, {}};
    const QList<QString> texts = values.texts(column);
    made.accepts.reserve(static_cast<std::size_t>(texts.size()));
    for (const QString &text : texts)
        made.accepts.push_back(matches(text) ? 1 : 0);
    return made;
}

bool matchesGoal(const QString &text, const Goal &goal)
{
    switch (goal.match) {
    case Goal::Match::Equals: return text == goal.pattern;
    case Goal::Match::Contains: return text.contains(goal.pattern);
    case Goal::Match::Wildcard: return matchesWildcard(text, goal.pattern);
    }
    return false;
}

HitKind kindOf(Goal::Target target)
{
    switch (target) {
    case Goal::Target::Page: return HitKind::Pageview;
    case Goal::Target::Event: return HitKind::Event;
    case Goal::Target::Outbound: return HitKind::Outbound;
    case Goal::Target::Link: return HitKind::Click;
    }
    return HitKind::Pageview;
}

Column columnOf(Goal::Target target)
{
    switch (target) {
    case Goal::Target::Page: return Column::Page;
    case Goal::Target::Event: return Column::Event;
    case Goal::Target::Outbound: return Column::Target;
    case Goal::Target::Link: return Column::Link;
    }
    return Column::Page;
}

QString kindText(quint8 flags)
{
    const int kind = flags & HitFlag::kKindMask;
    return kind < kHitKindCount ? QString(toString(static_cast<HitKind>(kind))) : QString();
}

QString botText(quint8 flags)
{
    return flags & HitFlag::kBot ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

ScanPlan::ScanPlan(const StatsQuery &query, const InstantRange &asked, const ValueTables &values) :
    range(asked),
    includesBots(query.includesBots),
    wantsTotals(query.wantsTotals || query.wantsMedian),
    wantsMedian(query.wantsMedian),
    seriesMetrics(query.seriesMetrics)
{
    addFilters(query.filters, query.link, values);
    const bool hasTime = range.from != 0
        && range.from < range.to; // an open range of a site without hits has none
    if (query.granularity && hasTime) {
        bucketTimes = cutBuckets(range, query.timezone, *query.granularity, kMaxBuckets);
        buckets = TimeCodes::ofBuckets(bucketTimes);
    }
    if (query.wantsWeekHours && hasTime)
        weekHours = TimeCodes::ofWeekHours(range, query.timezone);
    addLists(query, values);
    addGoals(query.goals, values);
    needsPageviews = needsPageviews || weekHours || (query.granularity && Tally::needsHits(seriesMetrics));
    const bool seriesHasVisits = query.granularity && Tally::needsVisits(seriesMetrics);
    needsVisits = needsVisits || needsPages || wantsTotals || seriesHasVisits || !goals.empty();
}

ScanPlan::ScanPlan(const VisitsQuery &query, const InstantRange &asked, const ValueTables &values) :
    range(asked), includesBots(query.includesBots), needsVisits(true), needsPages(true)
{
    addFilters(query.filters, query.link, values);
    for (const Column column : {Column::Page, Column::Source, Column::Country, Column::City, Column::Device,
                                Column::Os, Column::Browser})
        needsColumn[indexOf(column)] = true;
}

void ScanPlan::addFilters(const QList<DimensionFilter> &filters, const QString &link,
                          const ValueTables &values)
{
    for (std::size_t i = 0; i < acceptsFlags.size(); ++i)
        acceptsFlags[i] = includesBots || !(i & HitFlag::kBot) ? 1 : 0;
    QSet<QString> dimensions;
    for (const DimensionFilter &filter : filters)
        dimensions.insert(filter.dimension);
    for (const QString &dimension : std::as_const(dimensions)) {
        const std::optional<DimensionSource> source = dimensionSource(dimension);
        if (!source)
            continue; // validate() has refused it
        const auto matches = [&](const QString &text) { return lets(filters, dimension, text); };
        switch (source->kind) {
        case DimensionSource::Kind::Column:
            conditions.push_back(condition(source->column, values, matches));
            needsColumn[indexOf(source->column)] = true;
            break;
        case DimensionSource::Kind::EntryPage:
            entryCondition = condition(Column::Page, values, matches);
            needsPages = true;
            break;
        case DimensionSource::Kind::ExitPage:
            exitCondition = condition(Column::Page, values, matches);
            needsPages = true;
            break;
        case DimensionSource::Kind::HitKind:
        case DimensionSource::Kind::Bot:
            for (std::size_t i = 0; i < acceptsFlags.size(); ++i) {
                const auto flags = static_cast<quint8>(i);
                const bool isKind = source->kind == DimensionSource::Kind::HitKind;
                const bool isAccepted = matches(isKind ? kindText(flags) : botText(flags));
                acceptsFlags[i] = static_cast<quint8>(acceptsFlags[i] != 0 && isAccepted);
            }
            break;
        }
    }
    if (!link.isEmpty()) {
        conditions.push_back(
            condition(Column::Link, values, [&link](const QString &text) { return text == link; }));
        needsColumn[indexOf(Column::Link)] = true;
    }
    needsColumn[indexOf(Column::Page)] = needsColumn[indexOf(Column::Page)] || needsPages;
}

void ScanPlan::addLists(const StatsQuery &query, const ValueTables &values)
{
    for (const BreakdownQuery &breakdown : query.breakdowns) {
        const DimensionSource source = dimensionSource(breakdown.dimension).value_or(DimensionSource());
        List list {source, breakdown.metrics, 0};
        switch (source.kind) {
        case DimensionSource::Kind::EntryPage:
        case DimensionSource::Kind::ExitPage: needsPages = true; [[fallthrough]];
        case DimensionSource::Kind::Column:
            needsColumn[indexOf(source.column)] = true;
            list.codes = values.size(source.column);
            break;
        case DimensionSource::Kind::HitKind: list.codes = kHitKindCount; break;
        case DimensionSource::Kind::Bot: list.codes = 2; break;
        }
        needsVisits = needsVisits || Tally::needsVisits(breakdown.metrics);
        needsPageviews = needsPageviews || Tally::needsHits(breakdown.metrics);
        lists.push_back(list);
    }
}

void ScanPlan::addGoals(const QList<Goal> &asked, const ValueTables &values)
{
    for (const Goal &goal : asked) {
        const Column column = columnOf(goal.target);
        goals.push_back(
            {kindOf(goal.target),
             condition(column, values, [&goal](const QString &text) { return matchesGoal(text, goal); }),
             goal.worth, goal.fixedValue, goal.valueKey});
        needsColumn[indexOf(column)] = true;
        needsValues = needsValues || goal.worth == Goal::Worth::Hit;
    }
}
