// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/collector.h"
#include "core/collector/frontpage.h"
#include "core/collector/live/hitquery.h"
#include "core/collector/live/realtimeroutes.h"
#include "core/collector/trackerassets.h"
#include "core/collector/tsanalytics/tsanalyticsjson.h"
#include "core/http/httptext.h"
#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/formats/nativepixelformat.h"
#include "core/ingest/formats/sparklyticsformat.h"
#include "core/ingest/formats/sparklyticspixelformat.h"
#include "core/ingest/formats/tsanalyticsformat.h"
#include "core/links/link.h"

// Which address of the collector is answered by what (api.md#routes).

void Collector::addIngestRoutes()
{
    const auto add = [this](std::unique_ptr<WireFormat> format, HttpMethod method,
                            std::initializer_list<const char *> paths) {
        const WireFormat *taken = format.get();
        m_formats.push_back(std::move(format));
        for (const char *path : paths) {
            m_router.add(method, path, Access::Ingest, [this, taken](Exchange &&exchange) {
                m_ingest.handle(std::move(exchange), *taken);
            });
        }
    };
    const WireLimits::PerSite perSite {m_options.peakEventsPerSecond, m_options.siteQueueEvents};
    add(std::make_unique<NativeFormat>(), HttpMethod::Post, {"/api/v1/hits"});
    add(std::make_unique<NativePixelFormat>(), HttpMethod::Get, {"/pixel.gif"});
    add(std::make_unique<SparklyticsFormat>(m_options.sparklyticsPerMinute, perSite), HttpMethod::Post,
        {"/api/collect", "/e"});
    add(std::make_unique<TsAnalyticsFormat>(), HttpMethod::Post,
        {"/collect", "/t", "/p", "/api/analytics/collect"});
    auto pixels = std::make_unique<SparklyticsPixelFormat>(m_options.pixelsPerMinute);
    m_pixels = pixels.get();
    m_pixels->setPixels(m_options.pixels);
    add(std::move(pixels), HttpMethod::Get, {"/p/{key}.gif", "/p/{key}"});
}

void Collector::addReadRoutes()
{
    const auto add = [this](const char *path, Router::Handler handler) {
        m_router.add(HttpMethod::Get, path, Access::Read, guarded(HttpMethod::Get, path, std::move(handler)));
    };
    add("/api/v1/live", [this](Exchange &&exchange) { openSiteStream(exchange, {}); });
    add("/api/v1/sites/{id}/live", [this](Exchange &&exchange) {
        const QString site = exchange.parameters.constFirst();
        if (m_pipeline.site(site))
            openSiteStream(exchange, site);
        else
            exchange.reply(
                errorReply(404, "not_found", "There is no such site; clickscope site add ID makes one."));
    });
    addRealtimeRoutes(
        [this](const QString &site, int minutes, std::optional<bool> bots, Answer<RealtimeSnapshot> answer) {
            m_askings.add(m_hits.realtime(site, minutes, bots, m_desk.patient(), std::move(answer)));
        },
        [this](const QString &site) { return m_pipeline.site(site) != nullptr; }, add);
    add("/api/analytics/live/{shortCode}", [this](Exchange &&exchange) {
        const LinkTable::Entry *link = m_redirects.links().find(exchange.parameters.constFirst());
        const Result<std::optional<bool>> bots = includesBots(exchange);
        if (!link)
            exchange.reply(HttpReply::json(404, "{\"error\":\"Short link not found\"}"));
        else if (!bots)
            exchange.reply(plainStatsErrorOf(bots.error()));
        else
            m_liveStreams.subscribeLink(exchange, link->link.code, *bots);
    });
    add("/api/v1/sites/{id}/hits.csv", [this](Exchange &&exchange) { answerCsv(exchange); });
    add("/metrics", [this](Exchange &&exchange) { answerMetrics(exchange); });
    add(kWebSocketPath, [this](Exchange &&exchange) { m_liveStreams.openWebSocket(exchange); });
}

void Collector::addStatsRoutes()
{
    const auto add = [this](HttpMethod method, const char *path, Router::Handler handler) {
        m_router.add(method, path, Access::Read, guarded(method, path, std::move(handler)));
    };
    addNativeStatsRoutes(m_stats, add);
    addSparklyticsStatsRoutes(m_stats, add);
    addSparklyticsGoalRoutes(m_stats, add);
    addTsAnalyticsStatsRoutes(m_stats, add);
    addShortLinkStatsRoutes(m_stats, add);
    addSparklyticsWebsiteRoutes(m_catalog, add);
    addSparklyticsLinkRoutes(m_catalog, add);
    addSparklyticsPixelRoutes(m_catalog, add);
}

void Collector::addOpenRoutes()
{
    const auto script = [](Exchange &&exchange) { exchange.reply(trackerScript(exchange.request)); };
    m_router.add(HttpMethod::Get, "/scope.js", Access::Ingest, script);
    m_router.add(HttpMethod::Get, "/tracker.js", Access::Ingest, script);
    for (const char *path : {"/healthz", "/health"})
        m_router.add(HttpMethod::Get, path, Access::Open,
                     [this](Exchange &&exchange) { answerHealth(exchange); });
    m_router.add(HttpMethod::Get, "/", Access::Open, [this](Exchange &&exchange) {
        const bool mayRead = !m_guard.refuseRead(exchange.request);
        exchange.reply(
            frontPage(exchange.request, mayRead ? std::optional(m_pipeline.sites()) : std::nullopt));
    });
    addUnaskedRoutes(m_router);
    m_router.add(HttpMethod::Get, "/counter/{site}.svg", Access::Ingest,
                 [this](Exchange &&exchange) { m_badge.handle(std::move(exchange), Badge::Format::Svg); });
    m_router.add(HttpMethod::Get, "/counter/{site}.json", Access::Ingest,
                 [this](Exchange &&exchange) { m_badge.handle(std::move(exchange), Badge::Format::Json); });
    m_router.add(HttpMethod::Get, "/l/{slug}", Access::Open,
                 [this](Exchange &&exchange) { m_redirects.handleCampaign(std::move(exchange)); });
    m_router.add(HttpMethod::Post, "/api/url/verify-password", Access::Open,
                 [this](Exchange &&exchange) { m_redirects.handlePassword(std::move(exchange)); });
    // Last: a short code is whatever no other route took.
    m_router.setFallback([this](Exchange &&exchange) { m_redirects.handle(std::move(exchange)); });
    m_router.add(HttpMethod::Get, "/{code}", Access::Open,
                 [this](Exchange &&exchange) { m_redirects.handle(std::move(exchange)); });
}

Router::Handler Collector::guarded(HttpMethod method, const QByteArray &pattern, Router::Handler handler)
{
    // The first parameter of such a path is the site; every other path is about several.
    const bool namesSite = pattern.contains("sites/{");
    const auto refuse = method == HttpMethod::Get ? &RequestGuard::refuseRead : &RequestGuard::refuseWrite;
    return [this, namesSite, refuse, handler = std::move(handler)](Exchange &&exchange) {
        const QString site = namesSite ? exchange.parameters.constFirst() : QString();
        if (const std::optional<HttpReply> refusal = (m_guard.*refuse)(exchange.request, site))
            exchange.reply(*refusal);
        else
            handler(std::move(exchange));
    };
}
