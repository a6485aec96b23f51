// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsjson.h"
#include "core/collector/sparklytics/sparklyticsparameters.h"
#include "core/collector/stats/statsroutes.h"
#include "core/documents/statsparameters.h"

#include <algorithm>

// /api/websites/{id}/stats, pageviews, metrics, sessions and events (api.md#reads-for-sparklytics).

namespace {

constexpr qint64 kDefaultMetricRows = 10;
constexpr qint64 kMaxMetricRows = 100;
constexpr qint64 kMaxOffset = 1'000'000'000;
constexpr qint64 kDefaultSessions = 50;
constexpr qint64 kMaxSessions = 200;
constexpr int kEventRows = 200;
constexpr qint64 kMaxEventDays = 90;
constexpr qsizetype kMaxEventNameChars = 255;

struct MetricType
{
    const char *type;
    const char *dimension;
};

constexpr MetricType kMetricTypes[] = {
    {"page", "page"},
    {"referrer", "hit_referrer_host"},
    {"country", "country"},
    {"region", "region"},
    {"city", "city"},
    {"browser", "browser"},
    {"os", "os"},
    {"device", "device"},
    {"language", "language"},
    {"screen", "screen"},
    {"event_name", "event"},
    {"utm_source", "hit_utm_source"},
    {"utm_medium", "hit_utm_medium"},
    {"utm_campaign", "hit_utm_campaign"},
};

/// Answers a request whose common parameters are right. An error it returns is the answer.
using Handler = Result<void> (*)(StatsDesk &, const StatsDesk::Ticket &, const SparklyticsQuestion &);

std::function<void(Exchange &&)> forWebsite(const StatsContext &context, Handler answer)
{
    return forSite(context, sparklyticsStatsError, kNoWebsite,
                   [answer](StatsDesk &desk, Exchange &&exchange, const Site &site) {
                       const Result<SparklyticsQuestion> question = sparklyticsQuestionOf(exchange, site,
                                                                                          desk.now());
                       const StatsDesk::Ticket ticket = desk.take(std::move(exchange), sparklyticsStatsError);
                       if (!question)
                           ticket->fail(question.error());
                       else if (Result<void> answered = answer(desk, ticket, *question); !answered)
                           ticket->fail(answered.error());
                   });
}

void reply(const StatsDesk::Ticket &ticket, const QByteArray &document)
{
    ticket->reply(HttpReply::json(200, document));
}

Result<void> answerStats(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                         const SparklyticsQuestion &question)
{
    desk.ask(ticket, question.query(true), [ticket, question](const StatsTable &table) {
        reply(ticket, sparklyticsStatsJson(question, table));
    });
    return {};
}

Result<void> askForSeries(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                          const SparklyticsQuestion &question, StatsQuery query, bool valueIsHits)
{
    const Result<Granularity> granularity =
        question.granularity(ticket->exchange().queryValue("granularity"));
    if (!granularity)
        return granularity.error();
    query.wantsTotals = false;
    query.granularity = *granularity;
    query.seriesMetrics = MetricSet(Metric::Visitors) | (valueIsHits ? Metric::Hits : Metric::Pageviews);
    desk.ask(ticket, query,
             [ticket, question, granularity = *granularity, valueIsHits](const StatsTable &table) {
                 reply(ticket, sparklyticsSeriesJson(question, granularity, valueIsHits, table));
             });
    return {};
}

Result<void> answerPageviews(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                             const SparklyticsQuestion &question)
{
    return askForSeries(desk, ticket, question, question.query(question.wantsComparison()),
                        question.countsEvents);
}

Result<void> answerMetrics(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                           const SparklyticsQuestion &question)
{
    const Exchange &exchange = ticket->exchange();
    const QString type = exchange.queryValue("type");
    const auto *known = std::ranges::find_if(
        kMetricTypes, [&type](const MetricType &metric) { return type == QLatin1StringView(metric.type); });
    if (known == std::end(kMetricTypes))
        return sparklyticsInvalid(QStringLiteral("invalid metric type: %1").arg(type));
    const Result<qint64> limit = sparklyticsNumber(exchange, "limit", kDefaultMetricRows);
    if (!limit)
        return limit.error();
    const Result<qint64> offset = sparklyticsNumber(exchange, "offset", 0);
    if (!offset)
        return offset.error();
    // Upstream takes any number and keeps to its bounds.
    const qint64 rows = std::clamp<qint64>(*limit, 1, kMaxMetricRows);
    const qint64 first = std::clamp<qint64>(*offset, 0, kMaxOffset);
    StatsQuery query = question.query(question.wantsComparison());
    query.wantsTotals = false;
    BreakdownQuery breakdown;
    breakdown.dimension = QString::fromLatin1(known->dimension);
    breakdown.metrics = MetricSet(Metric::Visitors) | Metric::Pageviews | Metric::BounceRate
        | Metric::VisitDuration;
    breakdown.limit = static_cast<int>(rows);
    breakdown.offset = static_cast<int>(first);
    breakdown.leavesOutMissing = type != QLatin1StringView("referrer"); // those are "(direct)"
    query.breakdowns.append(breakdown);
    desk.ask(ticket, query, [ticket, question, type, rows, first](const StatsTable &table) {
        reply(ticket, sparklyticsMetricsJson(question, type, rows, first, table));
    });
    return {};
}

/// Of the site's own events. Errors: "validation_error" for a long range.
Result<StatsQuery> eventQuery(const SparklyticsQuestion &question, bool compares)
{
    if (question.days() > kMaxEventDays)
        return sparklyticsInvalid(QStringLiteral("date range too large: %1 days (max %2)")
                                      .arg(QString::number(question.days()), QString::number(kMaxEventDays)));
    StatsQuery query = question.query(compares);
    query.filters.append(
        {QStringLiteral("kind"), DimensionFilter::Operator::Equals, QStringLiteral("event")});
    query.wantsTotals = false;
    return query;
}

Result<void> answerEvents(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                          const SparklyticsQuestion &question)
{
    Result<StatsQuery> query = eventQuery(question, true);
    if (!query)
        return query.error();
    BreakdownQuery breakdown;
    breakdown.dimension = QStringLiteral("event");
    breakdown.metrics = MetricSet(Metric::Visitors) | Metric::Hits;
    breakdown.orderBy = Metric::Hits;
    breakdown.limit = kEventRows;
    breakdown.leavesOutMissing = true;
    query->breakdowns.append(breakdown);
    desk.ask(ticket, *query,
             [ticket](const StatsTable &table) { reply(ticket, sparklyticsEventsJson(table)); });
    return {};
}

Result<void> answerEventSeries(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                               const SparklyticsQuestion &question)
{
    const QString name = ticket->exchange().queryValue("event_name").trimmed();
    if (name.isEmpty())
        return sparklyticsInvalid(QStringLiteral("event_name query parameter is required"));
    if (name.size() > kMaxEventNameChars)
        return sparklyticsInvalid(QStringLiteral("event_name must be 255 characters or fewer"));
    Result<StatsQuery> query = eventQuery(question, question.wantsComparison());
    if (!query)
        return query.error();
    query->filters.append({QStringLiteral("event"), DimensionFilter::Operator::Equals, name});
    return askForSeries(desk, ticket, question, *query, true);
}

Result<void> answerSessions(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                            const SparklyticsQuestion &question)
{
    const Result<qint64> limit = sparklyticsNumber(ticket->exchange(), "limit", kDefaultSessions);
    if (!limit)
        return limit.error();
    if (*limit < 1 || *limit > kMaxSessions)
        return sparklyticsInvalid(QStringLiteral("limit must be between 1 and 200"));
    VisitsQuery query;
    query.site = question.site;
    query.range = question.range;
    query.filters = question.filters;
    query.includesBots = question.includesBots;
    query.limit = static_cast<int>(*limit);
    query.cursor = ticket->exchange().queryValue("cursor");
    ticket->await(desk.stats().visits(
        query, desk.patient(), desk.then(ticket, [ticket, limit = query.limit](const VisitsPage &page) {
            reply(ticket, sparklyticsSessionsJson(page, limit));
        })));
    return {};
}

Result<void> answerSession(StatsDesk &desk, const StatsDesk::Ticket &ticket,
                           const SparklyticsQuestion &question)
{
    const quint64 visit = visitIdOf(ticket->exchange().parameters.value(1));
    if (visit == 0)
        return Error {QStringLiteral("not_found"), QStringLiteral("Session not found")};
    ticket->await(desk.stats().timeline(question.site, visit, question.includesBots, desk.patient(),
                                        desk.then(ticket, [ticket](const VisitTimeline &timeline) {
                                            reply(ticket, sparklyticsSessionJson(timeline));
                                        })));
    return {};
}

} // namespace

void addSparklyticsStatsRoutes(const StatsContext &context, const AddRoute &add)
{
    const auto get = [&](const char *path, Handler answer) {
        add(HttpMethod::Get, path, forWebsite(context, answer));
    };
    get("/api/websites/{id}/stats", answerStats);
    get("/api/websites/{id}/pageviews", answerPageviews);
    get("/api/websites/{id}/metrics", answerMetrics);
    get("/api/websites/{id}/events", answerEvents);
    get("/api/websites/{id}/events/timeseries", answerEventSeries);
    get("/api/websites/{id}/sessions", answerSessions);
    get("/api/websites/{id}/sessions/{sid}", answerSession);
}
