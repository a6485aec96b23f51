// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/statsquery.h"

#include "core/types/zonename.h"
#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

struct MetricName
{
    Metric metric;
    const char *text;
};

constexpr MetricName kMetrics[] = {
    {Metric::Visitors, "visitors"},      {Metric::Visits, "visits"},
    {Metric::Pageviews, "pageviews"},    {Metric::Hits, "hits"},
    {Metric::BounceRate, "bounce_rate"}, {Metric::VisitDuration, "visit_duration"},
    {Metric::ValueSum, "value_sum"},
};

constexpr int kMaxBreakdowns = 40;
constexpr qsizetype kMaxFilters = 100;

std::optional<double> ratio(qint64 part, qint64 whole)
{
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

Error unknownDimension(const QString &name)
{
    return {QStringLiteral("bad_dimension"),
            QStringLiteral("\"%1\" is no dimension; use one of: %2").arg(name, breakdownChoices())};
}

} // namespace

QLatin1StringView toString(Metric metric)
{
    for (const MetricName &name : kMetrics) {
        if (name.metric == metric)
            return QLatin1StringView(name.text);
    }
    return {};
}

std::optional<Metric> metricOf(QStringView text)
{
    for (const MetricName &name : kMetrics) {
        if (text == QLatin1StringView(name.text))
            return name.metric;
    }
    return std::nullopt;
}

std::optional<double> StatsCounts::bounceRate() const
{
    return ratio(bounces, viewedVisits);
}

std::optional<double> StatsCounts::visitDuration() const
{
    return ratio(durationMs, visits * 1000);
}

std::optional<double> StatsCounts::viewsPerVisit() const
{
    return ratio(pageviews, viewedVisits);
}

double StatsCounts::value(Metric metric) const
{
    switch (metric) {
    case Metric::Visitors: return static_cast<double>(visitors);
    case Metric::Visits: return static_cast<double>(visits);
    case Metric::Pageviews: return static_cast<double>(pageviews);
    case Metric::Hits: return static_cast<double>(hits);
    case Metric::BounceRate: return bounceRate().value_or(-1);
    case Metric::VisitDuration: return visitDuration().value_or(-1);
    case Metric::ValueSum: return valueSum;
    }
    return 0;
}

Result<void> checkBuckets(const StatsQuery &query, const InstantRange &range)
{
    if (query.granularity && range.from != 0 && range.from < range.to
        && cutBuckets(range, query.timezone, *query.granularity).size() > kMaxBuckets)
        return Error {
            QStringLiteral("too_many_buckets"),
            QStringLiteral("a series has at most %1 buckets; choose a coarser granularity").arg(kMaxBuckets)};
    return {};
}

Result<void> validate(const StatsQuery &query)
{
    if (!isZoneName(query.timezone))
        return badZone(query.timezone);
    if (query.breakdowns.size() > kMaxBreakdowns || query.filters.size() > kMaxFilters)
        return Error {QStringLiteral("bad_limit"),
                      QStringLiteral("a question takes up to %1 breakdowns and %2 filters")
                          .arg(QString::number(kMaxBreakdowns), QString::number(kMaxFilters))};
    for (const DimensionFilter &filter : query.filters) {
        if (!isFilterable(filter.dimension) && !hitDimensionNames().contains(filter.dimension))
            return unknownDimension(filter.dimension);
    }
    for (const BreakdownQuery &breakdown : query.breakdowns) {
        if (!isListable(breakdown.dimension))
            return unknownDimension(breakdown.dimension);
        if (breakdown.limit < 0 || breakdown.limit > kMaxBreakdownRows || breakdown.offset < 0)
            return Error {QStringLiteral("bad_limit"),
                          QStringLiteral("limit is a number from 1 to %1").arg(kMaxBreakdownRows)};
        if (!breakdown.metrics.testFlag(breakdown.orderBy))
            return Error {QStringLiteral("bad_metric"),
                          QStringLiteral("rows can be ordered by what is counted only")};
    }
    const InstantRange &range = query.range;
    const bool isClosed = range.from != 0 && range.to > range.from;
    if (isClosed) {
        if (Result<void> buckets = checkBuckets(query, range); !buckets)
            return buckets;
    }
    if (query.comparison && isClosed
        && query.comparison->to - query.comparison->from > 2 * (range.to - range.from) + kMicrosPerDay)
        return Error {QStringLiteral("bad_comparison"),
                      QStringLiteral("the compared range is at most twice as long as the other one")};
    return {};
}
