// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsjson.h"

#include "core/collector/stats/statsdesk.h"
#include "core/documents/jsonvalues.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace {

QString text(QDate date)
{
    return date.toString(Qt::ISODate);
}

QByteArray data(const QJsonValue &value)
{
    return compactJson({{QStringLiteral("data"), value}});
}

/// The answer with the ranges that were compared, when that was asked for.
QByteArray withComparison(QJsonObject document, const SparklyticsQuestion &question)
{
    if (question.wantsComparison()) {
        const SparklyticsQuestion::Comparison &comparison = question.comparison;
        document.insert(QStringLiteral("compare"),
                        QJsonObject {{QStringLiteral("mode"), comparison.mode},
                                     {QStringLiteral("primary_range"),
                                      QJsonArray {text(question.first), text(question.last)}},
                                     {QStringLiteral("comparison_range"),
                                      QJsonArray {text(comparison.first), text(comparison.last)}}});
    }
    return compactJson(document);
}

void addStats(QJsonObject &object, const QString &prefix, const StatsCounts &counts, bool countsEvents)
{
    object.insert(prefix + QStringLiteral("pageviews"), countsEvents ? counts.hits : counts.pageviews);
    object.insert(prefix + QStringLiteral("visitors"), counts.visitors);
    object.insert(prefix + QStringLiteral("sessions"), counts.visits);
    object.insert(prefix + QStringLiteral("bounce_rate"), roundedTo(counts.bounceRate().value_or(0), 3));
    object.insert(prefix + QStringLiteral("avg_duration_seconds"), counts.visitDuration().value_or(0));
}

QString label(const TimeBucket &bucket, Granularity granularity)
{
    if (granularity == Granularity::Hour) // an instant: a repeated hour has two labels
        return QDateTime::fromMSecsSinceEpoch(bucket.start / kMicrosPerMilli, Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
    const QDate day = QDateTime::fromMSecsSinceEpoch(bucket.start / kMicrosPerMilli, Qt::OffsetFromUTC,
                                                     bucket.offset)
                          .date();
    return granularity == Granularity::Month ? day.toString(QStringLiteral("yyyy-MM")) : text(day);
}

QJsonArray seriesOf(const QList<StatsBucket> &buckets, Granularity granularity, bool valueIsHits)
{
    QJsonArray series;
    for (const StatsBucket &bucket : buckets) {
        const StatsCounts &counts = bucket.counts;
        series.append(
            QJsonObject {{QStringLiteral("date"), label(bucket.time, granularity)},
                         {QStringLiteral("pageviews"), valueIsHits ? counts.hits : counts.pageviews},
                         {QStringLiteral("visitors"), counts.visitors}});
    }
    return series;
}

QString shownValue(const QString &type, const QString &value)
{
    if (type == QLatin1StringView("referrer") && value.isEmpty())
        return QStringLiteral("(direct)");
    return type == QLatin1StringView("device") ? value.toLower() : value;
}

QJsonObject sessionOf(const VisitSummary &visit)
{
    return {{QStringLiteral("session_id"), toHex16(visit.visit)},
            {QStringLiteral("visitor_id"), toHex16(visit.visitor)},
            {QStringLiteral("first_seen"), isoMillis(visit.first)},
            {QStringLiteral("last_seen"), isoMillis(visit.last)},
            {QStringLiteral("duration_seconds"), (visit.last - visit.first) / kMicrosPerSecond},
            {QStringLiteral("pageview_count"), visit.pageviews},
            {QStringLiteral("event_count"), visit.hits},
            {QStringLiteral("entry_page"), textOrNull(visit.entryPage)},
            {QStringLiteral("exit_page"), textOrNull(visit.exitPage)},
            {QStringLiteral("country"), textOrNull(visit.country)},
            {QStringLiteral("browser"), textOrNull(visit.browser)},
            {QStringLiteral("os"), textOrNull(visit.os)},
            {QStringLiteral("device_type"), textOrNull(visit.device.toLower())}};
}

QJsonObject goalOf(const Goal &goal)
{
    static const QHash<Goal::Target, QString> kTypes {{Goal::Target::Page, QStringLiteral("page_view")},
                                                      {Goal::Target::Event, QStringLiteral("event")},
                                                      {Goal::Target::Outbound, QStringLiteral("outbound")},
                                                      {Goal::Target::Link, QStringLiteral("link")}};
    static const QHash<Goal::Match, QString> kOperators {{Goal::Match::Equals, QStringLiteral("equals")},
                                                         {Goal::Match::Contains, QStringLiteral("contains")},
                                                         {Goal::Match::Wildcard, QStringLiteral("wildcard")}};
    static const QHash<Goal::Worth, QString> kModes {{Goal::Worth::None, QStringLiteral("none")},
                                                     {Goal::Worth::Fixed, QStringLiteral("fixed")},
                                                     {Goal::Worth::Hit, QStringLiteral("event_property")}};
    return {{QStringLiteral("id"), goal.id},
            {QStringLiteral("website_id"), goal.site},
            {QStringLiteral("name"), goal.name},
            {QStringLiteral("goal_type"), kTypes.value(goal.target)},
            {QStringLiteral("match_value"), goal.pattern},
            {QStringLiteral("match_operator"), kOperators.value(goal.match)},
            {QStringLiteral("value_mode"), kModes.value(goal.worth)},
            {QStringLiteral("fixed_value"),
             goal.worth == Goal::Worth::Fixed ? QJsonValue(goal.fixedValue) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("value_property_key"), textOrNull(goal.valueKey)},
            {QStringLiteral("currency"), textOrNull(goal.currency)},
            {QStringLiteral("created_at"), QJsonValue::Null},
            {QStringLiteral("updated_at"), QJsonValue::Null}};
}

double rateOf(qint64 part, qint64 whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

QByteArray sparklyticsStatsJson(const SparklyticsQuestion &question, const StatsTable &table)
{
    QJsonObject stats {{QStringLiteral("timezone"), question.timezone},
                       {QStringLiteral("events"), table.now.totals.hits}};
    addStats(stats, {}, table.now.totals, question.countsEvents);
    addStats(stats, QStringLiteral("prev_"), table.before ? table.before->totals : StatsCounts {},
             question.countsEvents);
    return withComparison({{QStringLiteral("data"), stats}}, question);
}

QByteArray sparklyticsSeriesJson(const SparklyticsQuestion &question, Granularity granularity,
                                 bool valueIsHits, const StatsTable &table)
{
    QJsonObject series {{QStringLiteral("series"), seriesOf(table.now.series, granularity, valueIsHits)},
                        {QStringLiteral("granularity"), QString(toString(granularity))},
                        {QStringLiteral("compare_series"), QJsonValue::Null}};
    if (question.wantsComparison() && table.before)
        series.insert(QStringLiteral("compare_series"),
                      seriesOf(table.before->series, granularity, valueIsHits));
    return withComparison({{QStringLiteral("data"), series}}, question);
}

QByteArray sparklyticsMetricsJson(const SparklyticsQuestion &question, const QString &type, qint64 limit,
                                  qint64 offset, const StatsTable &table)
{
    const Breakdown breakdown = table.breakdowns.value(0);
    QJsonArray rows;
    for (const BreakdownRow &row : breakdown.rows) {
        QJsonObject object {
            {QStringLiteral("value"), shownValue(type, row.value)},
            {QStringLiteral("visitors"), row.counts.visitors},
            {QStringLiteral("pageviews"), row.counts.pageviews},
            {QStringLiteral("bounce_rate"), roundedTo(row.counts.bounceRate().value_or(0) * 100, 1)},
            {QStringLiteral("avg_duration_seconds"), row.counts.visitDuration().value_or(0)}};
        if (question.wantsComparison()) {
            const qint64 change = row.counts.visitors - row.previous.visitors;
            object.insert(QStringLiteral("prev_visitors"), row.previous.visitors);
            object.insert(QStringLiteral("prev_pageviews"), row.previous.pageviews);
            object.insert(QStringLiteral("delta_visitors_abs"), change);
            object.insert(QStringLiteral("delta_visitors_pct"), percentage(change, row.previous.visitors));
        }
        rows.append(object);
    }
    return withComparison(
        {{QStringLiteral("data"),
          QJsonObject {{QStringLiteral("type"), type}, {QStringLiteral("rows"), rows}}},
         {QStringLiteral("pagination"),
          QJsonObject {{QStringLiteral("total"), breakdown.totalRows},
                       {QStringLiteral("limit"), limit},
                       {QStringLiteral("offset"), offset},
                       {QStringLiteral("has_more"), offset + limit < breakdown.totalRows}}}},
        question);
}

QByteArray sparklyticsEventsJson(const StatsTable &table)
{
    const Breakdown breakdown = table.breakdowns.value(0);
    QJsonArray rows;
    for (const BreakdownRow &row : breakdown.rows) {
        rows.append(QJsonObject {{QStringLiteral("event_name"), row.value},
                                 {QStringLiteral("count"), row.counts.hits},
                                 {QStringLiteral("visitors"), row.counts.visitors},
                                 {QStringLiteral("prev_count"), row.previous.hits}});
    }
    return data(QJsonObject {{QStringLiteral("rows"), rows}, {QStringLiteral("total"), breakdown.totalRows}});
}

QByteArray sparklyticsSessionsJson(const VisitsPage &page, int limit)
{
    QJsonArray sessions;
    for (const VisitSummary &visit : page.visits)
        sessions.append(sessionOf(visit));
    return compactJson({{QStringLiteral("data"), sessions},
                        {QStringLiteral("pagination"),
                         QJsonObject {{QStringLiteral("limit"), limit},
                                      {QStringLiteral("next_cursor"), textOrNull(page.nextCursor)},
                                      {QStringLiteral("has_more"), !page.nextCursor.isEmpty()}}}});
}

QByteArray sparklyticsSessionJson(const VisitTimeline &timeline)
{
    QJsonArray events;
    for (const Hit &hit : timeline.hits) {
        events.append(QJsonObject {{QStringLiteral("id"), QString::number(hit.seq)},
                                   {QStringLiteral("event_type"), QString(toString(hit.kind))},
                                   {QStringLiteral("url"), hit.url},
                                   {QStringLiteral("event_name"), textOrNull(hit.event)},
                                   {QStringLiteral("event_data"), textOrNull(hit.props)},
                                   {QStringLiteral("created_at"), isoMillis(hit.eventAt)}});
    }
    return data(QJsonObject {{QStringLiteral("session"), sessionOf(timeline.visit)},
                             {QStringLiteral("events"), events},
                             {QStringLiteral("truncated"), timeline.isTruncated}});
}

QByteArray sparklyticsGoalsJson(const QList<Goal> &goals)
{
    QJsonArray array;
    for (const Goal &goal : goals)
        array.append(goalOf(goal));
    return data(array);
}

QByteArray sparklyticsGoalJson(const Goal &goal)
{
    return data(goalOf(goal));
}

QByteArray sparklyticsGoalStatsJson(const Goal &goal, const StatsTable &table)
{
    const GoalCounts counts = table.now.goals.value(0);
    const double rate = rateOf(counts.visits, table.now.totals.visits);
    QJsonObject stats {{QStringLiteral("goal_id"), goal.id},
                       {QStringLiteral("conversions"), counts.conversions},
                       {QStringLiteral("converting_sessions"), counts.visits},
                       {QStringLiteral("total_sessions"), table.now.totals.visits},
                       {QStringLiteral("conversion_rate"), rate},
                       {QStringLiteral("prev_conversions"), QJsonValue::Null},
                       {QStringLiteral("prev_conversion_rate"), QJsonValue::Null},
                       {QStringLiteral("trend_pct"), QJsonValue::Null}};
    if (table.before && table.before->hasData) {
        const GoalCounts before = table.before->goals.value(0);
        const double rateBefore = rateOf(before.visits, table.before->totals.visits);
        stats.insert(QStringLiteral("prev_conversions"), before.conversions);
        stats.insert(QStringLiteral("prev_conversion_rate"), rateBefore);
        if (rateBefore > 0)
            stats.insert(QStringLiteral("trend_pct"), roundedTo((rate - rateBefore) / rateBefore * 100, 1));
    }
    return data(stats);
}

HttpReply sparklyticsError(int status, const char *code, const QString &message, const QString &field)
{
    const QJsonObject error {{QStringLiteral("code"), QString::fromLatin1(code)},
                             {QStringLiteral("message"), message},
                             {QStringLiteral("field"), textOrNull(field)}};
    return HttpReply::json(status, compactJson({{QStringLiteral("error"), error}}));
}

HttpReply sparklyticsStatsError(const Error &error)
{
    switch (statusOf(error)) {
    case 400: return sparklyticsError(400, "validation_error", error.message);
    case 404: return sparklyticsError(404, "not_found", error.message);
    case 422:
        return sparklyticsError(422, "limit_exceeded",
                                QStringLiteral("maximum of 50 goals per website reached"),
                                QStringLiteral("goals"));
    case 503: {
        const bool isLate = error.code == QLatin1StringView("query_timeout");
        HttpReply reply = isLate
            ? sparklyticsError(503, "query_timeout", QStringLiteral("Query timed out, retry later"))
            : sparklyticsError(503, error.code.toLatin1().constData(), error.message);
        reply.headers.emplaceBack("Retry-After", "2");
        return reply;
    }
    default: return sparklyticsError(500, "internal_error", QStringLiteral("Internal server error"));
    }
}
