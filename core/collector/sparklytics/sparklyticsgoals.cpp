// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsjson.h"
#include "core/collector/sparklytics/sparklyticsparameters.h"
#include "core/collector/stats/goalbody.h"
#include "core/collector/stats/statsroutes.h"

#include <algorithm>

// /api/websites/{id}/goals (api.md#reads-for-sparklytics).

namespace {

/// Goes on with the goals that the site has.
using Handler = void (*)(StatsDesk &, const StatsDesk::Ticket &, const Site &, const QList<Goal> &);

std::function<void(Exchange &&)> withGoals(const StatsContext &context, Handler handler)
{
    return forSite(context, sparklyticsStatsError, kNoWebsite,
                   [handler](StatsDesk &desk, Exchange &&exchange, const Site &known) {
                       const HttpMethod method = exchange.request.method;
                       if ((method == HttpMethod::Post || method == HttpMethod::Put)
                           && !isJsonType(exchange.request.contentType)) {
                           exchange.reply(
                               sparklyticsError(415, "unsupported_media_type",
                                                QStringLiteral("Send the goal as application/json")));
                           return;
                       }
                       const StatsDesk::Ticket ticket = desk.take(std::move(exchange), sparklyticsStatsError);
                       handler(desk, ticket, known, desk.stats().goals(known.id));
                   });
}

/// The goal that the address names; without it the request is answered.
const Goal *namedGoal(const StatsDesk::Ticket &ticket, const QList<Goal> &goals)
{
    const auto found = std::ranges::find(goals, ticket->exchange().parameters.value(1), &Goal::id);
    if (found != goals.end())
        return &*found;
    ticket->reply(sparklyticsError(404, "not_found", QStringLiteral("Goal not found")));
    return nullptr;
}

void saveParsed(StatsDesk &desk, const StatsDesk::Ticket &ticket, const ParsedGoal &parsed, int status)
{
    if (const auto *error = std::get_if<GoalBodyError>(&parsed)) {
        ticket->reply(sparklyticsError(error->status, error->code, error->message, error->field));
        return;
    }
    ticket->await(desk.stats().saveGoal(std::get<Goal>(parsed), desk.patient(),
                                        desk.then(ticket, [ticket, status](const Goal &goal) {
                                            ticket->reply(HttpReply::json(status, sparklyticsGoalJson(goal)));
                                        })));
}

void listGoals(StatsDesk &, const StatsDesk::Ticket &ticket, const Site &, const QList<Goal> &goals)
{
    ticket->reply(HttpReply::json(200, sparklyticsGoalsJson(goals)));
}

void createGoal(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Site &site, const QList<Goal> &goals)
{
    Goal goal;
    goal.site = site.id;
    saveParsed(desk, ticket, sparklyticsGoalOf(ticket->exchange().request.body, goal, goals), 201);
}

void showGoal(StatsDesk &, const StatsDesk::Ticket &ticket, const Site &, const QList<Goal> &goals)
{
    if (const Goal *goal = namedGoal(ticket, goals))
        ticket->reply(HttpReply::json(200, sparklyticsGoalJson(*goal)));
}

void changeGoal(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Site &, const QList<Goal> &goals)
{
    if (const Goal *goal = namedGoal(ticket, goals))
        saveParsed(desk, ticket, sparklyticsGoalOf(ticket->exchange().request.body, *goal, goals), 200);
}

void removeGoal(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Site &, const QList<Goal> &goals)
{
    if (const Goal *goal = namedGoal(ticket, goals)) {
        ticket->await(desk.stats().removeGoal(goal->id, desk.patient(), desk.then(ticket, [ticket](bool) {
            HttpReply reply;
            reply.status = 204;
            ticket->reply(reply);
        })));
    }
}

void answerGoalStats(StatsDesk &desk, const StatsDesk::Ticket &ticket, const Site &site,
                     const QList<Goal> &goals)
{
    const Goal *goal = namedGoal(ticket, goals);
    if (!goal)
        return;
    const Result<SparklyticsQuestion> question = sparklyticsQuestionOf(ticket->exchange(), site, desk.now());
    if (!question) {
        ticket->fail(question.error());
        return;
    }
    StatsQuery query = question->query(true);
    query.goals.append(*goal);
    desk.ask(ticket, query, [ticket, goal = *goal](const StatsTable &table) {
        ticket->reply(HttpReply::json(200, sparklyticsGoalStatsJson(goal, table)));
    });
}

} // namespace

void addSparklyticsGoalRoutes(const StatsContext &context, const AddRoute &add)
{
    add(HttpMethod::Get, "/api/websites/{id}/goals", withGoals(context, listGoals));
    add(HttpMethod::Post, "/api/websites/{id}/goals", withGoals(context, createGoal));
    add(HttpMethod::Get, "/api/websites/{id}/goals/{gid}", withGoals(context, showGoal));
    add(HttpMethod::Put, "/api/websites/{id}/goals/{gid}", withGoals(context, changeGoal));
    add(HttpMethod::Delete, "/api/websites/{id}/goals/{gid}", withGoals(context, removeGoal));
    add(HttpMethod::Get, "/api/websites/{id}/goals/{gid}/stats", withGoals(context, answerGoalStats));
}
