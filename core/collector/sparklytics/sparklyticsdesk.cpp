// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsdesk.h"

#include "core/collector/stats/goalbody.h"
#include "core/documents/jsonvalues.h"

#include <algorithm>

namespace {

constexpr qint64 kMostRows = 1000;
constexpr qint64 kMaxOffset = 1'000'000'000;

} // namespace

StatsDesk::Ticket takeCatalog(StatsDesk &desk, Exchange &&exchange)
{
    const HttpMethod method = exchange.request.method;
    const bool hasBody = method == HttpMethod::Post || method == HttpMethod::Put;
    if (hasBody && !isJsonType(exchange.request.contentType)) {
        exchange.reply(sparklyticsError(415, "unsupported_media_type",
                                        QStringLiteral("Send the body as application/json")));
        return nullptr;
    }
    return desk.take(std::move(exchange), catalogError);
}

std::function<void(Exchange &&)> forCatalogSite(const CatalogContext &context, CatalogHandler handler)
{
    return forSite(context.stats, catalogError, kNoWebsite,
                   [&context, handler](StatsDesk &desk, Exchange &&exchange, const Site &site) {
                       if (const StatsDesk::Ticket ticket = takeCatalog(desk, std::move(exchange)))
                           handler(context, ticket, site);
                   });
}

HttpReply catalogError(const Error &error)
{
    const auto is = [&error](const char *code) { return error.code == QLatin1StringView(code); };
    if (is("link_exists"))
        return sparklyticsError(422, "duplicate_slug", error.message, QStringLiteral("slug"));
    if (is("site_exists"))
        return sparklyticsError(422, "duplicate_website", error.message, QStringLiteral("domain"));
    if (is("site_not_found"))
        return sparklyticsError(404, "not_found", QString::fromLatin1(kNoWebsite));
    if (is("link_not_found"))
        return sparklyticsError(404, "not_found", QStringLiteral("Campaign link not found"));
    if (is("pixel_not_found"))
        return sparklyticsError(404, "not_found", QStringLiteral("Tracking pixel not found"));
    return sparklyticsStatsError(error);
}

HttpReply bodyError(const CatalogBodyError &error)
{
    return sparklyticsError(error.status, error.code, error.message, error.field);
}

HttpReply removedReply()
{
    HttpReply reply;
    reply.status = 204;
    return reply;
}

StatsQuery allHitsOf(const Site &site)
{
    StatsQuery query;
    query.site = site.id;
    query.timezone = site.timezone;
    query.includesBots = site.countsBots();
    return query;
}

std::optional<CatalogPage> pageOf(const StatsDesk::Ticket &ticket)
{
    const Result<qint64> limit = sparklyticsNumber(ticket->exchange(), "limit", kMostRows);
    const Result<qint64> offset = sparklyticsNumber(ticket->exchange(), "offset", 0);
    if (!limit || !offset) {
        ticket->fail(limit ? offset.error() : limit.error());
        return std::nullopt;
    }
    return CatalogPage {std::clamp<qint64>(*limit, 1, kMostRows), std::clamp<qint64>(*offset, 0, kMaxOffset)};
}

HttpReply pageReply(const QJsonArray &rows, qint64 total, const CatalogPage &page)
{
    return HttpReply::json(
        200,
        compactJson({{QStringLiteral("data"), rows},
                     {QStringLiteral("pagination"),
                      QJsonObject {{QStringLiteral("total"), total},
                                   {QStringLiteral("limit"), page.limit},
                                   {QStringLiteral("offset"), page.offset},
                                   {QStringLiteral("has_more"), page.offset + rows.size() < total}}}}));
}
