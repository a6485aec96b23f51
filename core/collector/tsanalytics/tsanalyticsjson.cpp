// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/tsanalytics/tsanalyticsjson.h"

#include "core/collector/stats/statsdesk.h"
#include "core/documents/jsonvalues.h"
#include "core/documents/livejson.h"
#include "core/questions/comparisonperiod.h"
#include "core/types/daterange.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <cmath>

namespace {

constexpr Micros kDefaultSpan = 7 * kMicrosPerDay;
constexpr int kTopPages = 10;

/// By what the clocks of the zone say: two days of 49 hours are two days.
Granularity automaticPeriod(const InstantRange &range, const QString &zoneName)
{
    const QTimeZone zone(zoneName.toUtf8());
    const auto offset = [&zone](Micros instant) {
        return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, Qt::UTC));
    };
    const Micros span = range.to - range.from + (offset(range.to) - offset(range.from)) * kMicrosPerSecond;
    if (span <= 2 * kMicrosPerDay)
        return Granularity::Hour;
    return span <= 90 * kMicrosPerDay ? Granularity::Day : Granularity::Month;
}

/// Percent of change; 0 from nothing, as upstream says it.
double changeOf(qint64 now, qint64 before)
{
    return percentage(now - before, before);
}

QJsonObject summaryOf(const StatsTable &table)
{
    const StatsCounts &now = table.now.totals;
    const double bounceRate = now.bounceRate().value_or(0);
    QJsonObject summary {
        {QStringLiteral("pageViews"), now.pageviews},
        {QStringLiteral("uniqueVisitors"), now.visitors},
        {QStringLiteral("sessions"), now.visits},
        {QStringLiteral("bounceRate"), bounceRate},
        {QStringLiteral("avgSessionDuration"), std::round(now.visitDuration().value_or(0) * 1000)},
        {QStringLiteral("avgPagesPerSession"), now.viewsPerVisit().value_or(0)}};
    if (table.before) {
        const StatsCounts &before = table.before->totals;
        summary.insert(
            QStringLiteral("comparison"),
            QJsonObject {{QStringLiteral("pageViewsChange"), changeOf(now.pageviews, before.pageviews)},
                         {QStringLiteral("visitorsChange"), changeOf(now.visitors, before.visitors)},
                         {QStringLiteral("bounceRateChange"),
                          roundedTo(bounceRate - before.bounceRate().value_or(0), 3)}});
    }
    return summary;
}

QJsonArray pagesOf(const Breakdown &breakdown)
{
    qint64 total = 0;
    for (const BreakdownRow &row : breakdown.rows)
        total += row.counts.pageviews;
    QJsonArray pages;
    for (const BreakdownRow &row : breakdown.rows) {
        if (row.counts.pageviews == 0) // other hits have a page, too
            continue;
        pages.append(QJsonObject {{QStringLiteral("name"), row.value},
                                  {QStringLiteral("value"), row.counts.pageviews},
                                  {QStringLiteral("percentage"), percentage(row.counts.pageviews, total)}});
    }
    return pages;
}

QString typeOf(Goal::Target target)
{
    switch (target) {
    case Goal::Target::Page: return QStringLiteral("pageview");
    case Goal::Target::Event: return QStringLiteral("event");
    case Goal::Target::Outbound: return QStringLiteral("outbound");
    case Goal::Target::Link: return QStringLiteral("link");
    }
    return {};
}

QString matchOf(Goal::Match match)
{
    switch (match) {
    case Goal::Match::Equals: return QStringLiteral("exact");
    case Goal::Match::Contains: return QStringLiteral("contains");
    case Goal::Match::Wildcard: return QStringLiteral("wildcard");
    }
    return {};
}

QJsonObject goalOf(const Goal &goal)
{
    return {{QStringLiteral("id"), goal.id},
            {QStringLiteral("siteId"), goal.site},
            {QStringLiteral("name"), goal.name},
            {QStringLiteral("type"), typeOf(goal.target)},
            {QStringLiteral("pattern"), goal.pattern},
            {QStringLiteral("matchType"), matchOf(goal.match)},
            {QStringLiteral("value"),
             goal.worth == Goal::Worth::Fixed ? QJsonValue(goal.fixedValue) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("isActive"), true}};
}

Result<Granularity> periodOf(const QString &text, const StatsQuery &query)
{
    if (text.isEmpty())
        return automaticPeriod(query.range, query.timezone);
    const std::optional<Granularity> period = granularityOf(text);
    if (period == Granularity::Minute || period == Granularity::Hour || period == Granularity::Day
        || period == Granularity::Month)
        return *period;
    return Error {QStringLiteral("bad_period"), QStringLiteral("period is minute, hour, day or month")};
}

} // namespace

Result<StatsQuery> tsAnalyticsQueryOf(const Exchange &exchange, const Site &site, Micros now)
{
    const Result<InstantRange> asked = parseRange(exchange.queryValue("start"), exchange.queryValue("end"),
                                                  site.timezone);
    if (!asked)
        return Error {QStringLiteral("bad_date"), QStringLiteral("Invalid date format")};
    StatsQuery query;
    query.site = site.id;
    query.timezone = site.timezone;
    query.range = *asked;
    query.includesBots = site.countsBots();
    if (query.range.to == 0)
        query.range.to = std::max(now, query.range.from) + kMicrosPerSecond; // what came this second counts
    if (query.range.from == 0)
        query.range.from = query.range.to - kDefaultSpan;
    if (query.range.to <= query.range.from)
        return Error {QStringLiteral("bad_date"), QStringLiteral("Invalid date format")};
    const Result<Granularity> period = periodOf(exchange.queryValue("period"), query);
    if (!period)
        return period.error();
    query.granularity = *period;
    query.seriesMetrics = MetricSet(Metric::Visitors) | Metric::Pageviews;
    BreakdownQuery pages;
    pages.dimension = QStringLiteral("page");
    pages.metrics = Metric::Pageviews;
    pages.orderBy = Metric::Pageviews;
    pages.limit = kTopPages;
    query.breakdowns.append(pages);
    const Result<std::optional<bool>> compares = flagOf(exchange.queryValue("compare"), "compare");
    if (!compares)
        return compares.error();
    if (compares->value_or(false))
        query.comparison = previousPeriod(query.range, query.timezone, now);
    if (Result<void> valid = validate(query); !valid)
        return valid.error();
    return query;
}

QByteArray tsAnalyticsStatsJson(const StatsQuery &query, const QList<Goal> &goals, const StatsTable &table,
                                const RealtimeSnapshot &realtime)
{
    QJsonArray series;
    for (const StatsBucket &bucket : table.now.series) {
        series.append(QJsonObject {{QStringLiteral("timestamp"), isoMillis(bucket.time.start)},
                                   {QStringLiteral("pageViews"), bucket.counts.pageviews},
                                   {QStringLiteral("uniqueVisitors"), bucket.counts.visitors}});
    }
    QJsonArray reached;
    for (qsizetype i = 0; i < goals.size(); ++i) {
        const GoalCounts counts = table.now.goals.value(i);
        QJsonObject goal = goalOf(goals[i]);
        goal.insert(QStringLiteral("conversions"), counts.conversions);
        goal.insert(QStringLiteral("convertingSessions"), counts.visits);
        goal.insert(QStringLiteral("totalValue"), counts.value);
        reached.append(goal);
    }
    const Granularity period = query.granularity.value_or(Granularity::Day);
    return compactJson(
        {{QStringLiteral("summary"), summaryOf(table)},
         {QStringLiteral("timeSeries"), series},
         {QStringLiteral("topPages"), pagesOf(table.breakdowns.value(0))},
         {QStringLiteral("realtime"), QJsonDocument::fromJson(tsAnalyticsRealtimeJson(realtime)).object()},
         {QStringLiteral("goals"), reached},
         {QStringLiteral("dateRange"),
          QJsonObject {{QStringLiteral("start"), isoMillis(query.range.from)},
                       {QStringLiteral("end"), isoMillis(query.range.to)},
                       {QStringLiteral("period"), QString(toString(period))}}}});
}

QByteArray tsAnalyticsGoalsJson(const QList<Goal> &goals)
{
    QJsonArray array;
    for (const Goal &goal : goals)
        array.append(goalOf(goal));
    return compactJson({{QStringLiteral("goals"), array}});
}

QByteArray tsAnalyticsGoalJson(const Goal &goal)
{
    return compactJson({{QStringLiteral("goal"), goalOf(goal)}});
}

HttpReply plainStatsError(int status, const QString &message)
{
    return HttpReply::json(status, compactJson({{QStringLiteral("error"), message}}));
}

HttpReply plainStatsErrorOf(const Error &error)
{
    const int status = statusOf(error);
    if (status == 500)
        return plainStatsError(500, QStringLiteral("Internal server error"));
    HttpReply reply = plainStatsError(status, error.message);
    if (status == 503)
        reply.headers.emplaceBack("Retry-After", "2");
    return reply;
}
