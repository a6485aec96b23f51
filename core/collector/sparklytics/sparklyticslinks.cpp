// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticscatalogjson.h"
#include "core/collector/sparklytics/sparklyticsdesk.h"
#include "core/links/linkcode.h"

#include <algorithm>
#include <tuple>

// /api/websites/{id}/links (api.md#sites-links-and-pixels). The id of a link is its slug, which is its code.

namespace {

constexpr int kSlugChars = 8;

/// The link of the site that the address names; nothing when the request was answered 404.
std::optional<Link> namedLink(const CatalogContext &context, const StatsDesk::Ticket &ticket,
                              const Site &site)
{
    const LinkTable table = context.linkTable();
    const LinkTable::Entry *found = table.find(ticket->exchange().parameters.value(1));
    if (found && found->link.site == site.id)
        return found->link;
    ticket->fail({QStringLiteral("link_not_found"), {}});
    return std::nullopt;
}

using WithCounts = std::function<void(const SentCounts &)>;

/// Counts the clicks of a link, and the goals that they reach.
void countClicks(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site,
                 const Link &link, WithCounts next)
{
    StatsQuery query = allHitsOf(site);
    query.link = link.code;
    query.goals = context.stats.desk.stats().goals(site.id);
    context.stats.desk.ask(ticket, query,
                           [next = std::move(next)](const StatsTable &table) { next(sentCountsOf(table)); });
}

void replyLink(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site,
               const Link &link)
{
    countClicks(context, ticket, site, link, [ticket, link](const SentCounts &counts) {
        const QJsonObject document = sparklyticsLink(link, counts, askedUrl(ticket->exchange().request));
        ticket->reply(HttpReply::json(200, sparklyticsData(document)));
    });
}

void replyNewLink(const StatsDesk::Ticket &ticket, const Link &link)
{
    const QJsonObject document = sparklyticsLink(link, {0, 0, 0}, askedUrl(ticket->exchange().request));
    ticket->reply(HttpReply::json(201, sparklyticsData(document)));
}

/// The newest first.
QList<Link> linksOf(const QList<Link> &all, const QString &site)
{
    QList<Link> its;
    std::ranges::copy_if(all, std::back_inserter(its),
                         [&site](const Link &link) { return link.site == site; });
    std::ranges::sort(its, [](const Link &a, const Link &b) {
        return std::tie(b.madeAt, a.code) < std::tie(a.madeAt, b.code);
    });
    return its;
}

void listLinks(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<CatalogPage> page = pageOf(ticket);
    if (!page)
        return;
    const auto replyWith = [ticket, page = *page](const QList<Link> &links, const StatsTable &table) {
        QHash<QString, SentCounts> counts;
        const Breakdown breakdown = table.breakdowns.value(0);
        for (const BreakdownRow &row : breakdown.rows)
            counts.insert(row.value, {row.counts.hits, row.counts.visitors});
        const QString url = askedUrl(ticket->exchange().request);
        const QList<Link> shown = links.mid(page.offset, page.limit);
        QJsonArray rows;
        for (const Link &link : shown)
            rows.append(sparklyticsLink(link, counts.value(link.code), url));
        ticket->reply(pageReply(rows, links.size(), page));
    };
    ticket->await(context.links.links(
        context.stats.desk.patient(),
        context.stats.desk.then(ticket, [&context, ticket, site, replyWith](const QList<Link> &all) {
            StatsQuery query = allHitsOf(site);
            query.wantsTotals = false;
            BreakdownQuery breakdown;
            breakdown.dimension = QStringLiteral("link");
            breakdown.metrics = MetricSet(Metric::Visitors) | Metric::Hits;
            breakdown.orderBy = Metric::Hits;
            breakdown.limit = 0;
            breakdown.leavesOutMissing = true;
            query.breakdowns.append(breakdown);
            context.stats.desk.ask(ticket, query,
                                   [replyWith, links = linksOf(all, site.id)](const StatsTable &table) {
                                       replyWith(links, table);
                                   });
        })));
}

void createLink(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const LinkTable table = context.linkTable();
    Link base;
    base.site = site.id;
    base.madeAt = context.stats.desk.now();
    do
        base.code = randomCode(CodeAlphabet::Small, kSlugChars);
    while (table.find(base.code));
    const ParsedBody<Link> parsed = newLinkOf(ticket->exchange().request.body, base);
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Link &link = std::get<Link>(parsed);
    ticket->await(context.links.addLinks(
        {{link, {}}}, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket, link] { replyNewLink(ticket, link); })));
}

void showLink(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    if (const std::optional<Link> link = namedLink(context, ticket, site))
        replyLink(context, ticket, site, *link);
}

void changeLink(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Link> before = namedLink(context, ticket, site);
    if (!before)
        return;
    const ParsedBody<Link> parsed = changedLinkOf(ticket->exchange().request.body, *before,
                                                  context.stats.desk.now());
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Link &link = std::get<Link>(parsed);
    ticket->await(context.links.updateLinks({{link, {}}}, context.stats.desk.patient(),
                                            context.stats.desk.then(ticket, [&context, ticket, site, link] {
                                                replyLink(context, ticket, site, link);
                                            })));
}

void removeLink(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Link> link = namedLink(context, ticket, site);
    if (!link)
        return;
    ticket->await(context.links.removeLinks(
        {link->code}, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket](const QList<Link> &) { ticket->reply(removedReply()); })));
}

void answerLinkStats(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Link> link = namedLink(context, ticket, site);
    if (!link)
        return;
    countClicks(context, ticket, site, *link, [ticket, link = *link](const SentCounts &counts) {
        ticket->reply(HttpReply::json(200, sparklyticsData(sparklyticsLinkStats(link, counts))));
    });
}

} // namespace

void addSparklyticsLinkRoutes(const CatalogContext &context, const AddRoute &add)
{
    add(HttpMethod::Get, "/api/websites/{id}/links", forCatalogSite(context, listLinks));
    add(HttpMethod::Post, "/api/websites/{id}/links", forCatalogSite(context, createLink));
    add(HttpMethod::Get, "/api/websites/{id}/links/{lid}", forCatalogSite(context, showLink));
    add(HttpMethod::Put, "/api/websites/{id}/links/{lid}", forCatalogSite(context, changeLink));
    add(HttpMethod::Delete, "/api/websites/{id}/links/{lid}", forCatalogSite(context, removeLink));
    add(HttpMethod::Get, "/api/websites/{id}/links/{lid}/stats", forCatalogSite(context, answerLinkStats));
}
