// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticscatalogjson.h"
#include "core/collector/sparklytics/sparklyticsdesk.h"

// /api/websites/{id}/pixels (api.md#sites-links-and-pixels). The id of a pixel is its key.

namespace {

const QString kKeyDimension = QStringLiteral("prop:pixel_key");

std::optional<Pixel> namedPixel(const CatalogContext &context, const StatsDesk::Ticket &ticket,
                                const Site &site)
{
    const PixelTable table = context.pixelTable();
    const Pixel *found = table.find(ticket->exchange().parameters.value(1));
    if (found && found->site == site.id)
        return *found;
    ticket->fail({QStringLiteral("pixel_not_found"), {}});
    return std::nullopt;
}

/// Asks for the views of pixels.
StatsQuery viewsOf(const Site &site)
{
    StatsQuery query = allHitsOf(site);
    query.filters.append(
        {QStringLiteral("event"), DimensionFilter::Operator::Equals, QStringLiteral("pixel_view")});
    query.filters.append(
        {QStringLiteral("kind"), DimensionFilter::Operator::Equals, QStringLiteral("pixel")});
    return query;
}

void countViews(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site,
                const Pixel &pixel, std::function<void(const SentCounts &)> next)
{
    StatsQuery query = viewsOf(site);
    query.filters.append({kKeyDimension, DimensionFilter::Operator::Equals, pixel.key});
    context.stats.desk.ask(ticket, query,
                           [next = std::move(next)](const StatsTable &table) { next(sentCountsOf(table)); });
}

void replyPixel(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site,
                const Pixel &pixel)
{
    countViews(context, ticket, site, pixel, [ticket, pixel](const SentCounts &counts) {
        const QJsonObject document = sparklyticsPixel(pixel, counts, askedUrl(ticket->exchange().request));
        ticket->reply(HttpReply::json(200, sparklyticsData(document)));
    });
}

void replyNewPixel(const StatsDesk::Ticket &ticket, const Pixel &pixel)
{
    const QJsonObject document = sparklyticsPixel(pixel, {}, askedUrl(ticket->exchange().request));
    ticket->reply(HttpReply::json(201, sparklyticsData(document)));
}

void listPixels(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<CatalogPage> page = pageOf(ticket);
    if (!page)
        return;
    StatsQuery query = viewsOf(site);
    query.wantsTotals = false;
    BreakdownQuery breakdown;
    breakdown.dimension = kKeyDimension;
    breakdown.metrics = MetricSet(Metric::Visitors) | Metric::Hits;
    breakdown.orderBy = Metric::Hits;
    breakdown.limit = 0;
    breakdown.leavesOutMissing = true;
    query.breakdowns.append(breakdown);
    const QList<Pixel> pixels = context.pixelTable().ofSite(site.id);
    context.stats.desk.ask(ticket, query, [ticket, page = *page, pixels](const StatsTable &table) {
        QHash<QString, SentCounts> counts;
        const Breakdown views = table.breakdowns.value(0);
        for (const BreakdownRow &row : views.rows)
            counts.insert(row.value, {row.counts.hits, row.counts.visitors});
        const QString url = askedUrl(ticket->exchange().request);
        const QList<Pixel> shown = pixels.mid(page.offset, page.limit);
        QJsonArray rows;
        for (const Pixel &pixel : shown)
            rows.append(sparklyticsPixel(pixel, counts.value(pixel.key), url));
        ticket->reply(pageReply(rows, pixels.size(), page));
    });
}

void createPixel(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    Pixel base;
    base.key = randomPixelKey();
    base.site = site.id;
    base.madeAt = context.stats.desk.now();
    const ParsedBody<Pixel> parsed = newPixelOf(ticket->exchange().request.body, base);
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Pixel &pixel = std::get<Pixel>(parsed);
    ticket->await(context.pixels.addPixel(
        pixel, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket, pixel] { replyNewPixel(ticket, pixel); })));
}

void showPixel(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    if (const std::optional<Pixel> pixel = namedPixel(context, ticket, site))
        replyPixel(context, ticket, site, *pixel);
}

void changePixel(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Pixel> before = namedPixel(context, ticket, site);
    if (!before)
        return;
    const ParsedBody<Pixel> parsed = changedPixelOf(ticket->exchange().request.body, *before,
                                                    context.stats.desk.now());
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed))
        return ticket->reply(bodyError(*error));
    const Pixel &pixel = std::get<Pixel>(parsed);
    ticket->await(context.pixels.updatePixel(pixel, context.stats.desk.patient(),
                                             context.stats.desk.then(ticket, [&context, ticket, site, pixel] {
                                                 replyPixel(context, ticket, site, pixel);
                                             })));
}

void removePixel(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Pixel> pixel = namedPixel(context, ticket, site);
    if (!pixel)
        return;
    ticket->await(context.pixels.removePixel(
        pixel->key, context.stats.desk.patient(),
        context.stats.desk.then(ticket, [ticket] { ticket->reply(removedReply()); })));
}

void answerPixelStats(const CatalogContext &context, const StatsDesk::Ticket &ticket, const Site &site)
{
    const std::optional<Pixel> pixel = namedPixel(context, ticket, site);
    if (!pixel)
        return;
    countViews(context, ticket, site, *pixel, [ticket, pixel = *pixel](const SentCounts &counts) {
        ticket->reply(HttpReply::json(200, sparklyticsData(sparklyticsPixelStats(pixel, counts))));
    });
}

} // namespace

void addSparklyticsPixelRoutes(const CatalogContext &context, const AddRoute &add)
{
    add(HttpMethod::Get, "/api/websites/{id}/pixels", forCatalogSite(context, listPixels));
    add(HttpMethod::Post, "/api/websites/{id}/pixels", forCatalogSite(context, createPixel));
    add(HttpMethod::Get, "/api/websites/{id}/pixels/{pid}", forCatalogSite(context, showPixel));
    add(HttpMethod::Put, "/api/websites/{id}/pixels/{pid}", forCatalogSite(context, changePixel));
    add(HttpMethod::Delete, "/api/websites/{id}/pixels/{pid}", forCatalogSite(context, removePixel));
    add(HttpMethod::Get, "/api/websites/{id}/pixels/{pid}/stats", forCatalogSite(context, answerPixelStats));
}
