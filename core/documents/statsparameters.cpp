// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/statsparameters.h"

#include "core/documents/jsonvalues.h"
#include "core/questions/comparisonperiod.h"
#include "core/types/daterange.h"
#include "core/types/zonename.h"

#include <algorithm>

namespace {

constexpr int kDefaultVisits = 50;
constexpr int kMaxVisits = 200;
constexpr int kMaxOffset = 1'000'000'000;

/// A whole number within [low, high]; the fallback when there is no text.
Result<int> numberOf(const QString &text, const char *name, int fallback, int low, int high)
{
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    const bool isPlain = std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (isNumber && isPlain && number >= low && number <= high)
        return number;
    return Error {QStringLiteral("bad_limit"),
                  QStringLiteral("%1 is a number from %2 to %3")
                      .arg(QLatin1StringView(name), QString::number(low), QString::number(high))};
}

Result<QList<Metric>> metricsOf(const QStringList &texts)
{
    QList<Metric> metrics;
    for (const QString &list : texts) {
        const QStringList names = list.split(u',', Qt::SkipEmptyParts);
        for (const QString &name : names) {
            const std::optional<Metric> metric = metricOf(name.trimmed());
            if (!metric)
                return Error {QStringLiteral("bad_metric"),
                              QStringLiteral("\"%1\" is no metric; use one of: visitors visits pageviews "
                                             "hits bounce_rate visit_duration value_sum")
                                  .arg(name)};
            metrics.append(*metric);
        }
    }
    return metrics;
}

Result<QList<DimensionFilter>> filtersOf(const QStringList &texts)
{
    QList<DimensionFilter> filters;
    for (const QString &text : texts) {
        Result<DimensionFilter> filter = DimensionFilter::parse(text);
        if (!filter)
            return filter.error();
        filters.append(std::move(*filter));
    }
    return filters;
}

Result<Granularity> granularityFor(const QString &text, const InstantRange &range, Micros now)
{
    if (!text.isEmpty()) {
        if (const std::optional<Granularity> granularity = granularityOf(text))
            return *granularity;
        return Error {QStringLiteral("bad_granularity"),
                      QStringLiteral("\"%1\" is no granularity; use minute, five_minutes, hour, day, week, "
                                     "month or year")
                          .arg(text)};
    }
    if (range.from == 0)
        return Granularity::Day;
    return automaticGranularity({range.from, range.to != 0 ? range.to : now});
}

/// Both ends are there, and nothing lies between them.
bool isEmpty(const InstantRange &range)
{
    return range.from != 0 && range.to != 0 && range.to <= range.from;
}

Result<std::optional<InstantRange>> comparisonOf(const StatsTexts &texts, const StatsQuery &query, Micros now)
{
    const bool isCustom = texts.compare == QLatin1StringView("custom")
        || (texts.compare.isEmpty() && !(texts.compareFrom.isEmpty() && texts.compareTo.isEmpty()));
    if ((texts.compare.isEmpty() || texts.compare == QLatin1StringView("none")) && !isCustom)
        return std::optional<InstantRange>();
    const auto bad = [](const char *message) {
        return Error {QStringLiteral("bad_comparison"), QString::fromLatin1(message)};
    };
    if (query.range.from == 0 || query.range.to == 0)
        return bad("a comparison needs from and to");
    if (isCustom) {
        if (texts.compareFrom.isEmpty() || texts.compareTo.isEmpty())
            return bad("compare=custom needs compare_from and compare_to");
        const Result<InstantRange> range = parseRange(texts.compareFrom, texts.compareTo, query.timezone);
        if (!range)
            return range.error();
        if (isEmpty(*range))
            return bad("the compared range is empty");
        return std::optional<InstantRange>(*range);
    }
    if (texts.compare == QLatin1StringView("previous_period"))
        return std::optional<InstantRange>(previousPeriod(query.range, query.timezone, now));
    if (texts.compare == QLatin1StringView("previous_year"))
        return std::optional<InstantRange>(previousYear(query.range, query.timezone, now));
    return bad("compare is previous_period, previous_year, custom or none");
}

/// What totals, series, breakdowns and visits have in common.
template <typename Query>
Result<void> readCommon(Query &query, const Site &site, const StatsTexts &texts)
{
    const QString zone = texts.timezone.isEmpty() ? site.timezone : texts.timezone;
    const Result<InstantRange> range = parseRange(texts.from, texts.to, zone);
    if (!range)
        return range.error();
    if (isEmpty(*range))
        return Error {QStringLiteral("bad_range"),
                      QStringLiteral("nothing lies between %1 and %2; instants are half-open")
                          .arg(texts.from, texts.to)};
    Result<QList<DimensionFilter>> filters = filtersOf(texts.filters);
    if (!filters)
        return filters.error();
    const Result<std::optional<bool>> bots = flagOf(texts.includesBots, "include_bots");
    if (!bots)
        return bots.error();
    query.site = site.id;
    query.range = *range;
    query.link = texts.link;
    query.filters = std::move(*filters);
    query.includesBots = bots->value_or(site.countsBots());
    if constexpr (requires { query.timezone; })
        query.timezone = canonicalZone(zone);
    return {};
}

Result<void> readBreakdown(StatsQuery &query, const StatsTexts &texts, const QList<Metric> &metrics)
{
    if (texts.by.isEmpty())
        return Error {QStringLiteral("bad_dimension"),
                      QStringLiteral("a breakdown needs by; use one of: %1").arg(breakdownChoices())};
    const Result<int> limit = numberOf(texts.limit, "limit", kDefaultRows, 1, kMaxBreakdownRows);
    if (!limit)
        return limit.error();
    const Result<int> offset = numberOf(texts.offset, "offset", 0, 0, kMaxOffset);
    if (!offset)
        return offset.error();
    BreakdownQuery breakdown;
    breakdown.dimension = texts.by;
    // The documented rows have all of them, whatever decides their order.
    breakdown.metrics = kAllMetrics;
    breakdown.metrics.setFlag(Metric::ValueSum, metrics.contains(Metric::ValueSum));
    breakdown.orderBy = metrics.isEmpty() ? Metric::Visitors : metrics.constFirst();
    breakdown.limit = *limit;
    breakdown.offset = *offset;
    breakdown.search = texts.search;
    query.breakdowns.append(breakdown);
    query.wantsTotals = false;
    return {};
}

} // namespace

Result<StatsRequest> statsRequestOf(StatsDocument document, const Site &site, const StatsTexts &texts,
                                    Micros now)
{
    StatsRequest request;
    request.document = document;
    request.from = texts.from;
    request.to = texts.to;
    StatsQuery &query = request.query;
    if (Result<void> common = readCommon(query, site, texts); !common)
        return common.error();
    const Result<QList<Metric>> metrics = metricsOf(texts.metrics);
    if (!metrics)
        return metrics.error();
    const Result<std::optional<bool>> timing = flagOf(texts.timing, "timing");
    if (!timing)
        return timing.error();
    request.wantsTiming = timing->value_or(false);
    const Micros second = now - now % kMicrosPerSecond;
    query.seriesMetrics.setFlag(Metric::ValueSum, metrics->contains(Metric::ValueSum));
    switch (document) {
    case StatsDocument::Totals: break;
    case StatsDocument::Series: {
        const Result<Granularity> granularity = granularityFor(texts.granularity, query.range, second);
        if (!granularity)
            return granularity.error();
        query.granularity = *granularity;
        query.wantsTotals = false;
        for (const Metric metric : *metrics)
            query.seriesMetrics |= metric;
        break;
    }
    case StatsDocument::Breakdown:
        if (Result<void> breakdown = readBreakdown(query, texts, *metrics); !breakdown)
            return breakdown.error();
        break;
    }
    const Result<std::optional<InstantRange>> comparison = comparisonOf(texts, query, second);
    if (!comparison)
        return comparison.error();
    query.comparison = *comparison;
    if (Result<void> valid = validate(query); !valid)
        return valid.error();
    return request;
}

Result<VisitsQuery> visitsQueryOf(const Site &site, const StatsTexts &texts, const QString &cursor)
{
    VisitsQuery query;
    if (Result<void> common = readCommon(query, site, texts); !common)
        return common.error();
    const Result<int> limit = numberOf(texts.limit, "limit", kDefaultVisits, 1, kMaxVisits);
    if (!limit)
        return limit.error();
    query.limit = *limit;
    query.cursor = cursor;
    return query;
}

quint64 visitIdOf(const QString &text)
{
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    // Qt would take a sign and a prefix.
    return text.size() == 16 && std::ranges::all_of(text, isDigit) ? text.toULongLong(nullptr, 16) : 0;
}
