// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/statsjson.h"

#include "core/documents/jsonvalues.h"
#include "core/documents/livejson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace {

/// Of a compared range: whether the site had hits in it at all. Its zeros mean nothing otherwise
/// (glossary.md#comparison).
const QString kHasData = QStringLiteral("has_data");

QJsonObject countsOf(const StatsCounts &counts)
{
    return {{QStringLiteral("visitors"), counts.visitors},
            {QStringLiteral("visits"), counts.visits},
            {QStringLiteral("pageviews"), counts.pageviews},
            {QStringLiteral("hits"), counts.hits}};
}

/// Sums of values are there where they were asked for, so that other answers stay as they are.
void addValue(QJsonObject &object, const StatsCounts &counts, MetricSet metrics)
{
    if (metrics.testFlag(Metric::ValueSum))
        object.insert(QStringLiteral("value_sum"), counts.valueSum);
}

void addRates(QJsonObject &object, const StatsCounts &counts)
{
    object.insert(QStringLiteral("bounce_rate"), numberOrNull(counts.bounceRate()));
    object.insert(QStringLiteral("visit_duration"), numberOrNull(counts.visitDuration()));
}

QJsonObject totalsOf(const StatsCounts &counts, MetricSet metrics)
{
    QJsonObject object = countsOf(counts);
    addRates(object, counts);
    addValue(object, counts, metrics);
    object.insert(QStringLiteral("views_per_visit"), numberOrNull(counts.viewsPerVisit()));
    return object;
}

/// An open end is what the answer filled it in with; null when there was nothing.
QJsonValue endOf(const QString &asked, Micros answered, const QString &zone)
{
    if (!asked.isEmpty())
        return asked;
    return answered == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(zonedText(answered, zone));
}

QJsonObject totalsDocument(const StatsRequest &request, const StatsTable &table)
{
    const StatsQuery &query = request.query;
    QJsonObject document = totalsOf(table.now.totals, query.seriesMetrics);
    document.insert(QStringLiteral("site"), query.site);
    document.insert(QStringLiteral("from"), endOf(request.from, table.now.range.from, query.timezone));
    document.insert(QStringLiteral("to"), endOf(request.to, table.now.range.to, query.timezone));
    document.insert(QStringLiteral("timezone"), query.timezone);
    if (table.before) {
        QJsonObject previous = totalsOf(table.before->totals, query.seriesMetrics);
        previous.insert(QStringLiteral("from"), zonedText(table.before->range.from, query.timezone));
        previous.insert(QStringLiteral("to"), zonedText(table.before->range.to, query.timezone));
        previous.insert(kHasData, table.before->hasData);
        document.insert(QStringLiteral("previous"), previous);
    }
    return document;
}

QJsonArray bucketsOf(const QList<StatsBucket> &series, MetricSet metrics)
{
    QJsonArray buckets;
    for (const StatsBucket &bucket : series) {
        QJsonObject object = countsOf(bucket.counts);
        object.insert(QStringLiteral("start"), toRfc3339(bucket.time));
        if (metrics.testFlag(Metric::BounceRate))
            object.insert(QStringLiteral("bounce_rate"), numberOrNull(bucket.counts.bounceRate()));
        if (metrics.testFlag(Metric::VisitDuration))
            object.insert(QStringLiteral("visit_duration"), numberOrNull(bucket.counts.visitDuration()));
        addValue(object, bucket.counts, metrics);
        buckets.append(object);
    }
    return buckets;
}

QJsonObject seriesDocument(const StatsRequest &request, const StatsTable &table)
{
    const StatsQuery &query = request.query;
    QJsonObject document {
        {QStringLiteral("granularity"), QString(toString(query.granularity.value_or(Granularity::Day)))},
        {QStringLiteral("timezone"), query.timezone},
        {QStringLiteral("buckets"), bucketsOf(table.now.series, query.seriesMetrics)},
    };
    if (table.before) {
        const QJsonArray buckets = bucketsOf(table.before->series, query.seriesMetrics);
        document.insert(
            QStringLiteral("previous"),
            QJsonObject {{QStringLiteral("buckets"), buckets}, {kHasData, table.before->hasData}});
    }
    return document;
}

QJsonObject rowOf(const StatsCounts &counts, MetricSet metrics)
{
    QJsonObject object = countsOf(counts);
    addRates(object, counts);
    addValue(object, counts, metrics);
    return object;
}

QJsonObject breakdownDocument(const StatsRequest &request, const StatsTable &table)
{
    const Breakdown breakdown = table.breakdowns.value(0);
    const MetricSet metrics = request.query.breakdowns.value(0).metrics;
    QJsonArray rows;
    for (const BreakdownRow &row : breakdown.rows) {
        QJsonObject object = rowOf(row.counts, metrics);
        object.insert(QStringLiteral("value"), row.value);
        if (request.query.comparison)
            object.insert(QStringLiteral("previous"), rowOf(row.previous, metrics));
        rows.append(object);
    }
    return {{QStringLiteral("by"), request.query.breakdowns.value(0).dimension},
            {QStringLiteral("total_rows"), breakdown.totalRows},
            {QStringLiteral("rows"), rows}};
}

QJsonObject visitOf(const VisitSummary &visit)
{
    return {{QStringLiteral("visit"), toHex16(visit.visit)},
            {QStringLiteral("visitor"), toHex16(visit.visitor)},
            {QStringLiteral("first"), isoMillis(visit.first)},
            {QStringLiteral("last"), isoMillis(visit.last)},
            {QStringLiteral("duration"),
             static_cast<double>(visit.last - visit.first) / static_cast<double>(kMicrosPerSecond)},
            {QStringLiteral("pageviews"), visit.pageviews},
            {QStringLiteral("hits"), visit.hits},
            {QStringLiteral("entry_page"), visit.entryPage},
            {QStringLiteral("exit_page"), visit.exitPage},
            {QStringLiteral("source"), visit.source},
            {QStringLiteral("country"), visit.country},
            {QStringLiteral("city"), visit.city},
            {QStringLiteral("device"), visit.device},
            {QStringLiteral("os"), visit.os},
            {QStringLiteral("browser"), visit.browser}};
}

QString targetText(Goal::Target target)
{
    switch (target) {
    case Goal::Target::Page: return QStringLiteral("page");
    case Goal::Target::Event: return QStringLiteral("event");
    case Goal::Target::Outbound: return QStringLiteral("outbound");
    case Goal::Target::Link: return QStringLiteral("link");
    }
    return {};
}

QString matchText(Goal::Match match)
{
    switch (match) {
    case Goal::Match::Equals: return QStringLiteral("equals");
    case Goal::Match::Contains: return QStringLiteral("contains");
    case Goal::Match::Wildcard: return QStringLiteral("wildcard");
    }
    return {};
}

QJsonValue worthOf(const Goal &goal)
{
    switch (goal.worth) {
    case Goal::Worth::None: break;
    case Goal::Worth::Fixed: return goal.fixedValue;
    case Goal::Worth::Hit: return QStringLiteral("hit");
    }
    return QJsonValue::Null;
}

} // namespace

QByteArray statsJson(const StatsRequest &request, const StatsTable &table)
{
    QJsonObject document;
    switch (request.document) {
    case StatsDocument::Totals: document = totalsDocument(request, table); break;
    case StatsDocument::Series: document = seriesDocument(request, table); break;
    case StatsDocument::Breakdown: document = breakdownDocument(request, table); break;
    }
    if (request.wantsTiming)
        document.insert(QStringLiteral("elapsed_ms"), table.elapsedMs);
    return compactJson(document);
}

QByteArray visitsJson(const VisitsPage &page)
{
    QJsonArray visits;
    for (const VisitSummary &visit : page.visits)
        visits.append(visitOf(visit));
    return compactJson(
        {{QStringLiteral("visits"), visits}, {QStringLiteral("next_cursor"), textOrNull(page.nextCursor)}});
}

QByteArray timelineJson(const VisitTimeline &timeline)
{
    QJsonArray hits;
    for (const Hit &hit : timeline.hits)
        hits.append(QJsonDocument::fromJson(hitJson(hit)).object());
    return compactJson({{QStringLiteral("visit"), visitOf(timeline.visit)},
                        {QStringLiteral("hits"), hits},
                        {QStringLiteral("truncated"), timeline.isTruncated}});
}

QByteArray goalsJson(const QList<Goal> &goals, const StatsTable &table)
{
    const qint64 visits = table.now.totals.visits;
    QJsonArray rows;
    for (qsizetype i = 0; i < goals.size(); ++i) {
        const Goal &goal = goals[i];
        const GoalCounts counts = table.now.goals.value(i);
        std::optional<double> rate;
        if (visits > 0)
            rate = static_cast<double>(counts.visits) / static_cast<double>(visits);
        rows.append(QJsonObject {
            {QStringLiteral("id"), goal.id},
            {QStringLiteral("name"), goal.name},
            {QStringLiteral("target"), targetText(goal.target)},
            {QStringLiteral("match"), matchText(goal.match)},
            {QStringLiteral("pattern"), goal.pattern},
            {QStringLiteral("worth"), worthOf(goal)},
            {QStringLiteral("currency"), textOrNull(goal.currency)},
            {QStringLiteral("conversions"), counts.conversions},
            {QStringLiteral("visits"), counts.visits},
            {QStringLiteral("rate"), numberOrNull(rate)},
            {QStringLiteral("value"), counts.value},
        });
    }
    return compactJson({{QStringLiteral("goals"), rows}, {QStringLiteral("visits"), visits}});
}
