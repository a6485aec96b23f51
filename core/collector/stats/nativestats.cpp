// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/statsroutes.h"
#include "core/documents/statsjson.h"
#include "core/documents/statsparameters.h"

namespace {

StatsTexts textsOf(const Exchange &exchange)
{
    StatsTexts texts;
    texts.from = exchange.queryValue("from");
    texts.to = exchange.queryValue("to");
    texts.timezone = exchange.queryValue("timezone");
    texts.granularity = exchange.queryValue("granularity");
    texts.by = exchange.queryValue("by");
    texts.link = exchange.queryValue("link");
    texts.limit = exchange.queryValue("limit");
    texts.offset = exchange.queryValue("offset");
    texts.search = exchange.queryValue("search");
    texts.includesBots = exchange.queryValue("include_bots");
    texts.timing = exchange.queryValue("timing");
    texts.compare = exchange.queryValue("compare");
    texts.compareFrom = exchange.queryValue("compare_from");
    texts.compareTo = exchange.queryValue("compare_to");
    texts.metrics = exchange.queryValues("metric");
    texts.filters = exchange.queryValues("filter");
    return texts;
}

template <StatsDocument document>
void answerDocument(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    const Result<StatsRequest> request = statsRequestOf(document, site, textsOf(exchange), desk.now());
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), nativeStatsError);
    if (!request) {
        ticket->fail(request.error());
        return;
    }
    desk.ask(ticket, request->query, [ticket, request = *request](const StatsTable &table) {
        ticket->reply(HttpReply::json(200, statsJson(request, table)));
    });
}

void answerVisits(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    const Result<VisitsQuery> query = visitsQueryOf(site, textsOf(exchange), exchange.queryValue("cursor"));
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), nativeStatsError);
    if (!query) {
        ticket->fail(query.error());
        return;
    }
    ticket->await(
        desk.stats().visits(*query, desk.patient(), desk.then(ticket, [ticket](const VisitsPage &page) {
            ticket->reply(HttpReply::json(200, visitsJson(page)));
        })));
}

void answerTimeline(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    const quint64 visit = visitIdOf(exchange.parameters.value(1));
    StatsTexts bots;
    bots.includesBots = exchange.queryValue("include_bots");
    const Result<VisitsQuery> query = visitsQueryOf(site, bots, {});
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), nativeStatsError);
    if (!query) {
        ticket->fail(query.error());
    } else if (visit == 0) {
        ticket->fail({QStringLiteral("not_found"), QStringLiteral("There is no such visit.")});
    } else {
        ticket->await(desk.stats().timeline(site.id, visit, query->includesBots, desk.patient(),
                                            desk.then(ticket, [ticket](const VisitTimeline &timeline) {
                                                ticket->reply(HttpReply::json(200, timelineJson(timeline)));
                                            })));
    }
}

void answerGoals(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Totals, site, textsOf(exchange),
                                                        desk.now());
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), nativeStatsError);
    if (!request) {
        ticket->fail(request.error());
        return;
    }
    StatsQuery query = request->query;
    query.goals = desk.stats().goals(site.id);
    desk.ask(ticket, query, [ticket, goals = query.goals](const StatsTable &table) {
        ticket->reply(HttpReply::json(200, goalsJson(goals, table)));
    });
}

} // namespace

void addNativeStatsRoutes(const StatsContext &context, const AddRoute &add)
{
    const auto get = [&](const char *path, const SiteHandler &handler) {
        add(HttpMethod::Get, path,
            forSite(context, nativeStatsError, "There is no such site; clickscope site add ID makes one.",
                    handler));
    };
    get("/api/v1/sites/{id}/totals", answerDocument<StatsDocument::Totals>);
    get("/api/v1/sites/{id}/series", answerDocument<StatsDocument::Series>);
    get("/api/v1/sites/{id}/breakdown", answerDocument<StatsDocument::Breakdown>);
    get("/api/v1/sites/{id}/goals", answerGoals);
    get("/api/v1/sites/{id}/visits", answerVisits);
    get("/api/v1/sites/{id}/visits/{visit}", answerTimeline);
}
