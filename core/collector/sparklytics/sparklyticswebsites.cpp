// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticscatalogjson.h"
#include "core/collector/sparklytics/sparklyticsdesk.h"
#include "core/documents/jsonvalues.h"

#include <algorithm>

// /api/websites and /api/websites/{id} (api.md#sites-links-and-pixels).

namespace {

constexpr qint64 kDefaultSites = 20;
constexpr qint64 kMostSites = 100;

void replySite(const StatsDesk::Ticket &ticket, int status, const Site &site)
{
    const QJsonObject document = sparklyticsSite(site, askedUrl(ticket->exchange().request));
    ticket->reply(HttpReply::json(status, sparklyticsData(document)));
}

void listSites(const CatalogContext &context, const StatsDesk::Ticket &ticket)
{
    const Exchange &exchange = ticket->exchange();
    const Result<qint64> wanted = sparklyticsNumber(exchange, "limit", kDefaultSites);
    if (!wanted)
        return ticket->fail(wanted.error());
    const qint64 limit = std::clamp<qint64>(*wanted, 1, kMostSites);
    const QString cursor = exchange.queryValue("cursor");
    const QList<Site> all = context.allSites();
    const auto isBehind = [&cursor](const Site &site) { return cursor.isEmpty() || site.id > cursor; };
    QJsonArray rows;
    QString last;
    bool hasMore = false;
    for (const Site &site : all) {
        if (!isBehind(site))
            continue;
        hasMore = rows.size() == limit;
        if (hasMore)
            break;
        rows.append(sparklyticsSite(site, askedUrl(exchange.request)));
        last = site.id;
    }
    const QJsonObject pagination {{QStringLiteral("total"), all.size()},
                                  {QStringLiteral("limit"), limit},
                                  {QStringLiteral("cursor"), textOrNull(hasMore ? last : QString())},
                                  {QStringLiteral("has_more"), hasMore}};
    ticket->reply(HttpReply::json(
        200, compactJson({{QStringLiteral("data"), rows}, {QStringLiteral("pagination"), pagination}})));
}

void createSite(const CatalogContext &context, const StatsDesk::Ticket &ticket)
{
    const ParsedBody<Site> parsed = newSiteOf(ticket->exchange().request.body, context.allSites());
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Site &site = std::get<Site>(parsed);
    ticket->await(context.sites.createSite(
        site, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket, site] { replySite(ticket, 201, site); })));
}

void showSite(const CatalogContext &, const StatsDesk::Ticket &ticket, const Site &site)
{
    replySite(ticket, 200, site);
}

void changeSite(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &before)
{
    const ParsedBody<Site> parsed = changedSiteOf(ticket->exchange().request.body, before);
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Site &site = std::get<Site>(parsed);
    ticket->await(context.sites.updateSite(
        site, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket, site] { replySite(ticket, 200, site); })));
}

void removeSite(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    ticket->await(context.sites.removeSite(
        site.id, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket] { ticket->reply(removedReply()); })));
}

} // namespace

void addSparklyticsWebsiteRoutes(const CatalogContext &context, const AddRoute &add)
{
    const auto forAll = [&context](void (*handler)(const CatalogContext &, const StatsDesk::Ticket &)) {
        return [&context, handler](Exchange &&exchange) {
            if (const StatsDesk::Ticket ticket = takeCatalog(context.stats.desk, std::move(exchange)))
                handler(context, ticket);
        };
    };
    add(HttpMethod::Get, "/api/websites", forAll(listSites));
    add(HttpMethod::Post, "/api/websites", forAll(createSite));
    add(HttpMethod::Get, "/api/websites/{id}", forCatalogSite(context, showSite));
    add(HttpMethod::Put, "/api/websites/{id}", forCatalogSite(context, changeSite));
    add(HttpMethod::Delete, "/api/websites/{id}", forCatalogSite(context, removeSite));
}
