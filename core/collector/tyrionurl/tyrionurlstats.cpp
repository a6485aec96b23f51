// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/statsroutes.h"
#include "core/collector/tsanalytics/tsanalyticsjson.h"
#include "core/collector/tyrionurl/tyrionurljson.h"
#include "core/links/link.h"

#include <algorithm>

// /api/analytics/dashboard/{shortCode} and /api/analytics/geo/{shortCode}/… (api.md#reads-for-tyrionurl).

namespace {

using Handler = void (*)(StatsDesk &, const StatsDesk::Ticket &, const Link &, const StatsQuery &);

std::function<void(Exchange &&)> forLink(const StatsContext &context, Handler handler)
{
    return [&context, handler](Exchange &&exchange) {
        const Link *known = context.link(exchange.parameters.constFirst());
        if (!known) {
            exchange.reply(plainStatsError(404, QStringLiteral("Short link not found")));
            return;
        }
        const Link link = *known;
        const Result<StatsQuery> clicks = clicksQueryOf(exchange, link, context.site(link.site),
                                                        context.desk.now());
        const StatsDesk::Ticket ticket = context.desk.take(std::move(exchange), plainStatsErrorOf);
        if (clicks)
            handler(context.desk, ticket, link, *clicks);
        else
            ticket->fail(clicks.error());
    };
}

void answerDashboard(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Link &link,
                     const StatsQuery &clicks)
{
    const StatsQuery query = dashboardQuery(clicks);
    desk.askAll(ticket, {query, botClicksQuery(clicks)},
                [&desk, ticket, link, clicks, query](const QList<StatsTable> &tables) {
                    desk.askAll(ticket, sourceQueries(clicks, tables[0]),
                                [ticket, link, query, tables](const QList<StatsTable> &sources) {
                                    ticket->reply(HttpReply::json(
                                        200, dashboardJson(link, query, tables[0], tables[1], sources)));
                                });
                });
}

void answerCountries(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Link &link,
                     const StatsQuery &clicks)
{
    desk.ask(ticket, countriesQuery(clicks), [ticket, link](const StatsTable &table) {
        ticket->reply(HttpReply::json(200, countriesJson(link, table)));
    });
}

void answerCities(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Link &link,
                  const StatsQuery &clicks)
{
    const QString country = ticket->exchange().queryValue("country");
    const auto isCapital = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    if (!country.isEmpty() && (country.size() != 2 || !std::ranges::all_of(country, isCapital)))
        return ticket->fail({QStringLiteral("bad_country"), QStringLiteral("country is a code such as IN")});
    desk.ask(ticket, citiesQuery(clicks, country), [ticket, link](const StatsTable &table) {
        ticket->reply(HttpReply::json(200, citiesJson(link, table)));
    });
}

} // namespace

void addShortLinkStatsRoutes(const StatsContext &context, const AddRoute &add)
{
    const auto get = [&](const char *path, Handler handler) {
        add(HttpMethod::Get, path, forLink(context, handler));
    };
    get("/api/analytics/dashboard/{shortCode}", answerDashboard);
    get("/api/analytics/geo/{shortCode}/countries", answerCountries);
    get("/api/analytics/geo/{shortCode}/cities", answerCities);
}
