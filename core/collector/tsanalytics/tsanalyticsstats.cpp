// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/goalbody.h"
#include "core/collector/stats/statsroutes.h"
#include "core/collector/tsanalytics/tsanalyticsjson.h"

// /api/analytics/sites/{siteId}/stats and goals (api.md#reads-for-ts-analytics).

namespace {

constexpr int kRealtimeMinutes = 5;

void answerStats(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    Result<StatsQuery> query = tsAnalyticsQueryOf(exchange, site, desk.now());
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), plainStatsErrorOf);
    if (!query) {
        ticket->fail(query.error());
        return;
    }
    query->goals = desk.stats().goals(site.id);
    desk.ask(ticket, *query, [&desk, ticket, all = *query](const StatsTable &table) {
        ticket->await(desk.hits().realtime(
            all.site, kRealtimeMinutes, std::nullopt, desk.patient(),
            desk.then(ticket, [ticket, all, table](const RealtimeSnapshot &realtime) {
                ticket->reply(HttpReply::json(200, tsAnalyticsStatsJson(all, all.goals, table, realtime)));
            })));
    });
}

void listGoals(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    desk.take(std::move(exchange), plainStatsErrorOf)
        ->reply(HttpReply::json(200, tsAnalyticsGoalsJson(desk.stats().goals(site.id))));
}

void createGoal(StatsDesk &desk, Exchange &&exchange, const Site &site)
{
    if (!isJsonType(exchange.request.contentType)) {
        exchange.reply(plainStatsError(415, QStringLiteral("Send the goal as application/json")));
        return;
    }
    const ParsedGoal parsed = tsAnalyticsGoalOf(exchange.request.body, site.id);
    if (const auto *error = std::get_if<GoalBodyError>(&parsed)) {
        exchange.reply(plainStatsError(error->status, error->message));
        return;
    }
    const StatsDesk::Ticket ticket = desk.take(std::move(exchange), plainStatsErrorOf);
    ticket->await(desk.stats().saveGoal(std::get<Goal>(parsed), desk.patient(),
                                        desk.then(ticket, [ticket](const Goal &saved) {
                                            ticket->reply(HttpReply::json(201, tsAnalyticsGoalJson(saved)));
                                        })));
}

} // namespace

void addTsAnalyticsStatsRoutes(const StatsContext &context, const AddRoute &add)
{
    const auto route = [&](HttpMethod method, const char *path, const SiteHandler &handler) {
        add(method, path, forSite(context, plainStatsErrorOf, "Site not found", handler));
    };
    route(HttpMethod::Get, "/api/analytics/sites/{siteId}/stats", answerStats);
    route(HttpMethod::Get, "/api/analytics/sites/{siteId}/goals", listGoals);
    route(HttpMethod::Post, "/api/analytics/sites/{siteId}/goals", createGoal);
}
