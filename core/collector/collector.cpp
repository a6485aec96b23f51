// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/collector.h"

#include "core/bus/signalbus.h"
#include "core/collector/live/csvstream.h"
#include "core/collector/live/hitquery.h"
#include "core/collector/trackerassets.h"
#include "core/documents/livejson.h"
#include "core/http/httpfront.h"
#include "core/http/httptext.h"
#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/formats/nativepixelformat.h"
#include "core/ingest/formats/sparklyticsformat.h"
#include "core/ingest/formats/tsanalyticsformat.h"
#include "core/types/logging.h"

#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace std::chrono_literals;

namespace {

constexpr auto kRejectionFlush = 250ms;
constexpr int kDefaultMinutes = 5;
constexpr int kSparklyticsMinutes = 30;

/// 1–60, the default when absent, 0 when it is no such number.
int minutesOf(const Exchange &exchange)
{
    const QString text = exchange.queryValue("minutes");
    if (text.isEmpty())
        return kDefaultMinutes;
    bool isNumber = false;
    const int minutes = text.toInt(&isNumber);
    return isNumber && minutes >= 1 && minutes <= RealtimeSnapshot::kMaxMinutes ? minutes : 0;
}

/// The last sequence a native stream has seen: header, or `?after=`; -1 = wants no replay.
qint64 replayAfter(const Exchange &exchange)
{
    const QByteArray header = exchange.request.header("last-event-id");
    bool isNumber = false;
    const qint64 seq =
        (header.isEmpty() ? exchange.queryValue("after").toLatin1() : header).toLongLong(&isNumber);
    return isNumber && seq >= 0 ? seq : -1;
}

HttpReply notFound(const char *message)
{
    return errorReply(404, "not_found", message);
}

} // namespace

Collector::Collector(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                     ReadSource &reads, StatsReads &stats, SignalBus &bus) :
    m_options(options),
    m_clock(clock),
    m_queue(queue),
    m_reads(reads),
    m_bus(bus),
    m_guard(options.proxies),
    m_pipeline(
        clock, options.salts, [this](const DailySalt &salt) { Q_EMIT saltDrawn(salt); }, options.agents),
    m_ingest(m_options, clock, queue, m_pipeline, m_rejections),
    m_redirects(m_ingest),
    m_hub(reads, options.limits.heartbeat),
    m_desk(stats, reads, clock, options.limits.queryDeadline),
    m_stats {m_desk, [this](const QString &id) { return m_pipeline.site(id); },
             [this](const QString &code) { return m_redirects.link(code); }}
{
    m_guard.setTokenHashes(options.tokenHashes);
    m_pipeline.setAutoCreateSites(options.autoCreateSites);
    m_ingest.setFlushScheduler([this] {
        QMetaObject::invokeMethod(
            this, [this] { m_ingest.flush(); }, Qt::QueuedConnection);
    });
    setSites(options.sites);
    setLinks(options.links);
    addIngestRoutes();
    addReadRoutes();
    addStatsRoutes();
    addOpenRoutes();
    connect(&bus, &SignalBus::sitesChanged, this, &Collector::setSites);
    connect(&bus, &SignalBus::linksChanged, this, &Collector::setLinks);
    connect(&bus, &SignalBus::storeStateChanged, this, &Collector::setStoreState);
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        m_metrics.addCommit(batch.commitMicros);
        m_stored += batch.hits.size();
        m_hub.publish(batch);
    });
    auto *flush = new QTimer(this);
    connect(flush, &QTimer::timeout, this, &Collector::flushRejections);
    flush->start(kRejectionFlush);
}

Collector::~Collector()
{
    m_hub.closeAll();
    flushRejections();
}

Result<quint16> Collector::start()
{
    m_front = std::make_unique<HttpFront>(
        m_options.limits,
        [this](HttpConnection &connection, quint64 serial, HttpRequest &&request) {
            onRequest(connection, serial, std::move(request));
        },
        [this](const QHostAddress &peer, int status, const char *reason, const QByteArray &excerpt) {
            onRefusal(peer, status, reason, excerpt);
        });
    if (!m_front->start(m_options.address, m_options.port)) {
        const QString message =
            QStringLiteral("cannot listen on %1 port %2: %3; choose another port or address")
                .arg(m_options.address.toString())
                .arg(m_options.port)
                .arg(m_front->errorString());
        m_front.reset();
        Q_EMIT m_bus.collectorStateChanged({CollectorState::Phase::Failed, {}, message});
        return Error {QStringLiteral("listen_failed"), message};
    }
    m_webSockets = std::make_unique<QWebSocketServer>(QStringLiteral("Clickscope"),
                                                      QWebSocketServer::NonSecureMode);
    // Queued: a socket must not be closed while its handshake is still being read.
    connect(m_webSockets.get(), &QWebSocketServer::newConnection, this, &Collector::onWebSocket,
            Qt::QueuedConnection);
    m_front->setWebSocketTaker([this](QTcpSocket *socket) {
        m_webSockets->handleConnection(socket);
        Q_EMIT socket->readyRead();
    });
    return m_front->serverPort();
}

void Collector::stopAccepting()
{
    if (m_front)
        m_front->stopListening();
    m_hub.closeAll();
    flushRejections();
}

bool Collector::isIdle() const
{
    return m_ingest.waiting() == 0;
}

void Collector::closeConnections()
{
    m_hub.closeAll();
    m_webSockets.reset();
    m_front.reset();
}

void Collector::acknowledge(const QList<CommitAck> &acks)
{
    QMetaObject::invokeMethod(
        this, [this, acks] { m_ingest.acknowledge(acks); }, Qt::QueuedConnection);
}

void Collector::setSites(const QList<Site> &sites)
{
    m_pipeline.setSites(sites);
    m_hub.setSites(sites);
}

void Collector::setLinks(const QList<Link> &links)
{
    m_redirects.setLinks(links);
}

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
    add(std::make_unique<NativeFormat>(), HttpMethod::Post, {"/api/v1/hits"});
    add(std::make_unique<NativePixelFormat>(), HttpMethod::Get, {"/pixel.gif"});
    add(std::make_unique<SparklyticsFormat>(), HttpMethod::Post, {"/api/collect", "/e"});
    add(std::make_unique<TsAnalyticsFormat>(), HttpMethod::Post,
        {"/collect", "/t", "/p", "/api/analytics/collect"});
}

void Collector::addReadRoutes()
{
    const auto add = [this](const char *path, Router::Handler handler) {
        m_router.add(HttpMethod::Get, path, Access::Read, guarded(std::move(handler)));
    };
    add("/api/v1/live",
        [this](Exchange &&exchange) { m_hub.subscribeSite(exchange, {}, replayAfter(exchange)); });
    add("/api/v1/sites/{id}/live", [this](Exchange &&exchange) {
        const QString site = exchange.parameters.constFirst();
        if (m_pipeline.site(site))
            m_hub.subscribeSite(exchange, site, replayAfter(exchange));
        else
            exchange.reply(notFound("There is no such site; clickscope site add ID makes one."));
    });
    add("/api/v1/sites/{id}/realtime", [this](Exchange &&exchange) {
        const QString site = exchange.parameters.constFirst();
        const int minutes = minutesOf(exchange);
        if (!m_pipeline.site(site))
            exchange.reply(notFound("There is no such site; clickscope site add ID makes one."));
        else if (minutes == 0)
            exchange.reply(errorReply(400, "bad_minutes", "minutes is a number from 1 to 60."));
        else
            answerRealtime(std::move(exchange), site, minutes, nativeRealtimeJson);
    });
    add("/api/websites/{id}/realtime", [this](Exchange &&exchange) {
        const QString site = exchange.parameters.constFirst();
        if (m_pipeline.site(site))
            answerRealtime(std::move(exchange), site, kSparklyticsMinutes, sparklyticsRealtimeJson);
        else
            exchange.reply(notFound("Website not found"));
    });
    add("/api/analytics/sites/{siteId}/realtime", [this](Exchange &&exchange) {
        const QString site = exchange.parameters.constFirst();
        const int minutes = minutesOf(exchange);
        if (!m_pipeline.site(site))
            exchange.reply(HttpReply::json(404, "{\"error\":\"Site not found\"}"));
        else if (minutes == 0)
            exchange.reply(HttpReply::json(400, "{\"error\":\"minutes is a number from 1 to 60\"}"));
        else
            answerRealtime(std::move(exchange), site, minutes, tsAnalyticsRealtimeJson);
    });
    add("/api/analytics/live/{shortCode}", [this](Exchange &&exchange) {
        const QString code = exchange.parameters.constFirst();
        if (m_redirects.contains(code))
            m_hub.subscribeLink(exchange, code, includesBots(exchange));
        else
            exchange.reply(HttpReply::json(404, "{\"error\":\"Short link not found\"}"));
    });
    add("/api/v1/sites/{id}/hits.csv", [this](Exchange &&exchange) { answerCsv(exchange); });
    add("/metrics", [this](Exchange &&exchange) { answerMetrics(exchange); });
    add("/api/v1/ws", [](Exchange &&exchange) {
        HttpReply reply = errorReply(426, "upgrade_required", "Open this address as a WebSocket.");
        reply.headers.emplaceBack("Upgrade", "websocket");
        exchange.reply(reply);
    });
}

void Collector::addStatsRoutes()
{
    const auto add = [this](HttpMethod method, const char *path, Router::Handler handler) {
        const bool reads = method == HttpMethod::Get;
        m_router.add(method, path, Access::Read,
                     reads ? guarded(std::move(handler)) : guardedWrite(std::move(handler)));
    };
    addNativeStatsRoutes(m_stats, add);
    addSparklyticsStatsRoutes(m_stats, add);
    addSparklyticsGoalRoutes(m_stats, add);
    addTsAnalyticsStatsRoutes(m_stats, add);
    addShortLinkStatsRoutes(m_stats, add);
}

void Collector::addOpenRoutes()
{
    const auto script = [](Exchange &&exchange) { exchange.reply(trackerScript(exchange.request)); };
    m_router.add(HttpMethod::Get, "/scope.js", Access::Ingest, script);
    m_router.add(HttpMethod::Get, "/tracker.js", Access::Ingest, script);
    m_router.add(HttpMethod::Get, "/healthz", Access::Open,
                 [this](Exchange &&exchange) { answerHealth(exchange); });
    m_router.add(HttpMethod::Get, "/health", Access::Open,
                 [this](Exchange &&exchange) { answerHealth(exchange); });
    m_router.add(HttpMethod::Get, "/robots.txt", Access::Open, [](Exchange &&exchange) {
        exchange.reply(HttpReply::text(200, "User-agent: *\nDisallow: /\n"));
    });
    m_router.add(HttpMethod::Get, "/favicon.ico", Access::Open,
                 [](Exchange &&exchange) { exchange.reply(HttpReply::text(404, {})); });
    // Last: a short code is whatever no other route took.
    m_router.add(HttpMethod::Get, "/{code}", Access::Open,
                 [this](Exchange &&exchange) { m_redirects.handle(std::move(exchange)); });
}

Router::Handler Collector::guarded(Router::Handler handler)
{
    return [this, handler = std::move(handler)](Exchange &&exchange) {
        if (const std::optional<HttpReply> refusal = m_guard.refuseRead(exchange.request))
            exchange.reply(*refusal);
        else
            handler(std::move(exchange));
    };
}

Router::Handler Collector::guardedWrite(Router::Handler handler)
{
    return [this, handler = std::move(handler)](Exchange &&exchange) {
        if (const std::optional<HttpReply> refusal = m_guard.refuseWrite(exchange.request))
            exchange.reply(*refusal);
        else
            handler(std::move(exchange));
    };
}

void Collector::onRequest(HttpConnection &connection, quint64 serial, HttpRequest &&request)
{
    Exchange exchange;
    exchange.request = std::move(request);
    exchange.connection = &connection;
    exchange.serial = serial;
    m_guard.complete(exchange.request, connection.peer());
    m_router.dispatch(std::move(exchange));
}

void Collector::onRefusal(const QHostAddress &peer, int status, const char *reason, const QByteArray &excerpt)
{
    HttpRequest request;
    request.network = classifyAddress(peer);
    request.body = excerpt;
    ++m_refusedUnread;
    m_rejections.add(makeRejection(
        request, Protocol::Http, Rejection::Outcome::Refused, m_clock.now(), QString::fromLatin1(reason),
        QStringLiteral("Turned away with %1 before it could be read.").arg(status)));
}

void Collector::onWebSocket()
{
    while (QWebSocket *socket = m_webSockets ? m_webSockets->nextPendingConnection() : nullptr) {
        HttpRequest request;
        const QNetworkRequest handshake = socket->request();
        const auto names = handshake.rawHeaderList();
        for (const QByteArray &name : names)
            request.headers.append({name, handshake.rawHeader(name)});
        request.path = socket->requestUrl().path().toUtf8();
        request.query = socket->requestUrl().query(QUrl::FullyEncoded).toLatin1();
        m_guard.complete(request, socket->peerAddress());
        if (request.path == "/api/v1/ws" && m_guard.mayRead(request)) {
            m_hub.addWebSocket(socket);
            continue;
        }
        m_hub.refuseWebSocket(socket, QStringLiteral("unauthorized"));
    }
}

void Collector::setStoreState(const StoreState &state)
{
    m_storeState = state;
    m_ingest.setCanStore(state.canStore);
}

void Collector::flushRejections()
{
    if (m_rejections.isEmpty())
        return;
    std::vector<WriteRequest> requests(1);
    requests.front().rejections = m_rejections.take();
    m_queue.push(std::move(requests));
}

void Collector::answerRealtime(Exchange &&exchange, const QString &site, int minutes,
                               QByteArray (*toJson)(const RealtimeSnapshot &))
{
    m_reads.realtime(site, minutes, this,
                     [exchange = std::move(exchange), toJson](const RealtimeSnapshot &snapshot) {
                         HttpReply reply = HttpReply::json(200, toJson(snapshot));
                         reply.headers.emplaceBack("Cache-Control", "no-store");
                         exchange.reply(reply);
                     });
}

void Collector::answerHealth(const Exchange &exchange)
{
    HttpReply reply = m_storeState.canStore
        ? HttpReply::json(200, "{\"status\":\"ok\"}")
        : errorReply(503, "cannot_store",
                     QByteArray("Hits cannot be stored: ").append(m_storeState.error.toUtf8()));
    reply.headers.emplaceBack("Cache-Control", "no-store");
    exchange.reply(reply);
}

void Collector::answerMetrics(const Exchange &exchange)
{
    Metrics::Gauges gauges;
    gauges.store = m_storeState;
    gauges.byReason = m_rejections.countsByReason();
    gauges.received = m_ingest.received() + m_refusedUnread;
    gauges.stored = m_stored;
    gauges.refused = m_rejections.refused();
    gauges.rejected = m_rejections.rejected();
    gauges.queueDepth = m_queue.depth();
    gauges.connections = m_front->connectionCount(); // there is one: somebody asks
    gauges.streams = m_hub.streamCount();
    exchange.reply({200, "text/plain; version=0.0.4; charset=utf-8", m_metrics.text(gauges), {}, false});
}

void Collector::answerCsv(const Exchange &exchange)
{
    const QString site = exchange.parameters.constFirst();
    if (!m_pipeline.site(site)) {
        exchange.reply(notFound("There is no such site; clickscope site add ID makes one."));
        return;
    }
    const Result<HitFilter> filter = hitFilterOf(exchange, *m_pipeline.site(site));
    if (!filter) {
        exchange.reply(errorReply(400, filter.error().code.toLatin1(), filter.error().message.toUtf8()));
        return;
    }
    if (exchange.request.method == HttpMethod::Head) {
        exchange.reply({200, "text/csv; charset=utf-8", {}, {}, false});
        return;
    }
    new CsvStream(exchange, *filter, m_reads, this);
}
