// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/collector.h"

#include "core/bus/signalbus.h"
#include "core/collector/health.h"
#include "core/collector/live/csvstream.h"
#include "core/collector/live/hitquery.h"
#include "core/collector/tsanalytics/tsanalyticsjson.h"
#include "core/documents/livejson.h"
#include "core/http/httpfront.h"
#include "core/http/httptext.h"
#include "core/ingest/formats/sparklyticspixelformat.h"
#include "core/links/link.h"
#include "core/types/logging.h"

#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

constexpr auto kRejectionFlush = 250ms;
/// Refusals that may wait for the store at a time; more are summed up.
constexpr qint64 kMaxWaitingRejections = 1024;
/// A store that has got nowhere for so long is failing, whatever holds it up.
constexpr Micros kStalled = 3 * kMicrosPerSecond;
constexpr auto kClockCheck = 5s;
/// How long /healthz and the window speak of a clock that was set.
constexpr Micros kClockConcern = kMicrosPerHour;

constexpr QLatin1StringView kClockStepped("clock_stepped"); ///< code of the concern

HttpReply notFound(const char *message)
{
    return errorReply(404, "not_found", message);
}

/// For whom an untrusted peer says that it passes the request on; empty = for itself.
QByteArray forwardedFor(const HttpRequest &request)
{
    if (request.clientIsLoopback)
        return {}; // the guard has looked for such headers already
    const QByteArray named = request.header("X-Forwarded-For");
    return named.isEmpty() ? request.header("Forwarded") : named;
}

} // namespace

Collector::Collector(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                     const CollectorQuestions &questions, SignalBus &bus) :
    m_options(options),
    m_clock(clock),
    m_queue(queue),
    m_hits(questions.hits),
    m_bus(bus),
    m_guard(options.proxies, options.wrongTokensPerMinute),
    m_pipeline(
        clock, options.salts, [this](const DailySalt &salt) { Q_EMIT saltDrawn(salt); }, options.agents),
    m_ingest(m_options, clock, queue, m_pipeline, m_rejections, m_remarks),
    m_redirects(m_ingest, clock, options.campaignLinksPerMinute),
    m_replays(questions.hits),
    m_downloads(questions.hits),
    m_clockWatch(clock, [this](const ClockStep &step) { onClockStep(step); }),
    m_failurePatience(options.failurePatience),
    m_saltsOverAt(nextEndOfSalt(clock.now())),
    m_liveStreams(m_replays, options.limits),
    m_desk(questions.stats, questions.hits, clock, options.limits.queryDeadline),
    m_stats {m_desk, [this](const QString &id) { return m_pipeline.site(id); },
             [this](const QString &code) -> const Link * {
                 const LinkTable::Entry *found = m_redirects.links().find(code);
                 return found ? &found->link : nullptr;
             }},
    m_catalog {m_stats,
               questions.sites,
               questions.links,
               questions.pixels,
               [this] { return m_pipeline.sites(); },
               [this] { return m_redirects.links(); },
               [this] { return m_pixels->pixels(); }},
    m_badge(m_desk, m_stats.site)
{
    m_guard.setTokens(options.tokens);
    m_guard.setTokenWatch([this](Token &token) {
        if (token.noteUse(m_clock.now()))
            Q_EMIT tokenUsed(token.hash, token.usedAt);
    });
    m_pipeline.setAutoCreateSites(options.autoCreateSites);
    setSites(options.sites);
    setLinks(options.links);
    addIngestRoutes();
    addReadRoutes();
    addStatsRoutes();
    addOpenRoutes();
    connect(&bus, &SignalBus::sitesChanged, this, &Collector::setSites);
    connect(&bus, &SignalBus::linksChanged, this, &Collector::setLinks);
    connect(&bus, &SignalBus::pixelsChanged, this,
            [this](const PixelTable &pixels) { m_pixels->setPixels(pixels); });
    connect(&bus, &SignalBus::storeStateChanged, this, &Collector::setStoreState);
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        m_metrics.addCommit(batch.commitMicros);
        m_stored += batch.hits.size();
        m_liveStreams.publish(batch);
    });
    m_pipeline.setClockWatch(&m_clockWatch);
    m_webSockets = std::make_unique<QWebSocketServer>(QStringLiteral("Clickscope"),
                                                      QWebSocketServer::NonSecureMode);
    m_webSockets->setMaxPendingConnections(m_options.limits.connections); // they were let in before
    connect(m_webSockets.get(), &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *socket = m_webSockets->nextPendingConnection())
            m_liveStreams.addWebSocket(socket);
    });
    const auto every = [this](std::chrono::milliseconds interval, void (Collector::*slot)()) {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, slot);
        timer->start(interval);
    };
    every(kRejectionFlush, &Collector::flushRejections);
    every(kClockCheck, &Collector::checkClock);
    every(kClockCheck, &Collector::dropRetired);
}

Collector::~Collector()
{
    m_liveStreams.closeAll();
    handOverRejections(true);
}

std::unique_ptr<HttpFront> Collector::makeFront()
{
    auto front = std::make_unique<HttpFront>(
        m_options.limits, m_options.proxies,
        [this](HttpConnection &connection, quint64 serial, HttpRequest &&request) {
            onRequest(connection, serial, std::move(request));
        },
        [this](const QHostAddress &peer, int status, RejectReason reason, const QByteArray &excerpt) {
            onRefusal(peer, status, reason, excerpt);
        });
    front->setOverdueJudge(
        [this](const HttpConnection &connection) { return m_ingest.isBeingStored(connection); });
    front->setWebSocketTaker([this](QTcpSocket *socket) { m_webSockets->handleConnection(socket); });
    return front;
}

Result<quint16> Collector::listen(const QHostAddress &address, quint16 port)
{
    std::unique_ptr<HttpFront> front = makeFront();
    // One port at two addresses, of which one may contain the other: then the old one has to go first.
    const bool isSamePort = m_front && port != 0 && m_front->serverPort() == port;
    const QHostAddress before = isSamePort ? m_front->serverAddress() : QHostAddress();
    if (isSamePort)
        m_front->stopListening();
    if (!front->start(address, port)) {
        if (isSamePort)
            m_front->listen(before, port);
        const bool isTaken = front->serverError() == QAbstractSocket::AddressInUseError;
        return Error {isTaken ? QStringLiteral("port_taken") : QStringLiteral("listen_failed"),
                      QStringLiteral("cannot listen on %1 port %2: %3; choose another port or address")
                          .arg(address.toString(), QString::number(port), front->errorString())};
    }
    if (m_front) {
        m_front->stopListening();
        m_retired.push_back(std::move(m_front));
    }
    m_front = std::move(front);
    return m_front->serverPort();
}

quint16 Collector::freePortAfter(const QHostAddress &address, quint16 port)
{
    constexpr int kTries = 100;
    const int last = std::min(port + kTries, 65535);
    for (int next = port + 1; next <= last; ++next) {
        if (QTcpServer server; server.listen(address, static_cast<quint16>(next)))
            return static_cast<quint16>(next);
    }
    return 0;
}

void Collector::dropRetired()
{
    std::erase_if(m_retired, [](const auto &front) { return front->connectionCount() == 0; });
}

void Collector::stopAccepting()
{
    if (m_front)
        m_front->stopListening();
    m_liveStreams.closeAll();
    handOverRejections(true);
}

void Collector::stopTaking()
{
    m_takesNothing = true;
    m_ingest.flush();
    handOverRejections(true);
}

bool Collector::isIdle() const
{
    return m_ingest.waiting() == 0;
}

void Collector::giveUpWaiting()
{
    m_ingest.giveUp();
    handOverRejections(true);
}

void Collector::closeConnections()
{
    m_liveStreams.closeAll();
    m_webSockets.reset();
    m_front.reset();
    m_retired.clear();
    m_replays.stop(); // what is read from goes next
    m_downloads.stop();
}

void Collector::acknowledge(const QList<CommitAck> &acks)
{
    QMetaObject::invokeMethod(
        this, [this, acks] { m_ingest.acknowledge(acks); }, Qt::QueuedConnection);
}

void Collector::setSites(const QList<Site> &sites)
{
    m_pipeline.setSites(sites);
    m_liveStreams.setSites(sites);
}

void Collector::setAccess(const TrustedProxies &proxies, int requestsPerMinute)
{
    m_options.proxies = proxies;
    m_guard.setProxies(proxies);
    m_ingest.setRate(requestsPerMinute);
    if (m_front)
        m_front->setProxies(proxies);
}

void Collector::onRequest(HttpConnection &connection, quint64 serial, HttpRequest &&request)
{
    Exchange exchange;
    exchange.request = std::move(request);
    exchange.connection = &connection;
    exchange.serial = serial;
    m_guard.complete(exchange.request, connection.peer());
    if (!exchange.request.isProxied)
        m_peers.note(connection.peer(), forwardedFor(exchange.request));
    if (m_takesNothing) { // as if it had come after listening stopped: it is counted nowhere
        HttpReply reply = errorReply(503, "closing_down", "The collector is closing down; try again later.");
        reply.close = true;
        exchange.reply(reply);
    } else if (exchange.request.isWebSocket && exchange.request.path != kWebSocketPath) {
        exchange.reply(notFound("There is no WebSocket at this address."));
    } else {
        m_router.dispatch(std::move(exchange));
    }
}

void Collector::onRefusal(const QHostAddress &peer, int status, RejectReason reason,
                          const QByteArray &excerpt)
{
    if (m_takesNothing)
        return;
    HttpRequest request;
    request.network = classifyAddress(peer);
    request.body = excerpt;
    ++m_refusedUnread;
    QString message = QStringLiteral("Turned away with %1 before it could be read.").arg(status);
    if (reason == RejectReason::StreamStalled) {
        ++m_streamsStalled;
        message = QStringLiteral("A stream or download was ended: its reader took nothing for too long.");
    } else if (reason == RejectReason::StreamGaveWay) {
        ++m_streamsGaveWay;
        message = QStringLiteral(
            "A stream or download whose reader lagged was ended: all connections were taken, and others came.");
    }
    m_rejections.add(
        makeRejection(request, Protocol::Http, Rejection::Outcome::Refused, m_clock.now(), reason, message));
}

void Collector::setStoreState(const StoreState &state)
{
    const bool couldStore = m_storeState.canStore;
    m_storeState = state;
    m_ingest.setFailure(failureForSenders(state));
    m_desk.setFailure(isFileLost(state) ? failureForSenders(state) : QString());
    if (state.canStore || !couldStore)
        return;
    // It may take a person to fix that: what waits is tried again for a while, then its clients are told.
    auto *patience = new QTimer(this);
    connect(patience, &QTimer::timeout, this, [this, patience] {
        if (!m_storeState.canStore)
            m_ingest.giveUp(); // but for what is being tried just now: that comes next time
        else
            patience->deleteLater();
    });
    patience->start(m_failurePatience);
}

void Collector::flushRejections()
{
    // While the store does not get on they stay here, where they are summed up.
    if (m_queue.rejections() < kMaxWaitingRejections)
        handOverRejections(false);
}

void Collector::handOverRejections(bool withAllRemarks)
{
    std::vector<WriteRequest> requests(1);
    requests.front().rejections = m_rejections.take() + m_remarks.take(monotonicMicros(), withAllRemarks);
    if (requests.front().rejections.isEmpty())
        return;
    m_queue.push(std::move(requests));
}

void Collector::checkClock()
{
    m_clockWatch.check();
    if (m_clockConcernUntil != 0 && m_clock.elapsed() >= m_clockConcernUntil) {
        m_clockConcernUntil = 0;
        Q_EMIT m_bus.concernSettled(kClockStepped);
    }
    const Micros now = m_clock.now();
    if (now < m_saltsOverAt)
        return;
    m_saltsOverAt = nextEndOfSalt(now);
    m_pipeline.forgetOldSalts(now);
    Q_EMIT saltsOver();
}

void Collector::onClockStep(const ClockStep &step)
{
    ++m_clockSteps;
    m_lastClockStep = step.by;
    m_pipeline.takeClockStep(step);
    m_pipeline.forgetOldSalts(step.at);
    m_saltsOverAt = nextEndOfSalt(step.at);
    Q_EMIT saltsOver();
    m_clockConcernUntil = m_clock.elapsed() + kClockConcern;
    Q_EMIT m_bus.concernRaised(
        {kClockStepped, Concern::Level::Degraded,
         toText(step)
             + QStringLiteral(" Hits carry the time that it shows; what came before the step keeps the"
                              " time that it showed then."),
         false}); // settled by the time
    Q_EMIT m_bus.clockStepped(step);
}

void Collector::openSiteStream(const Exchange &exchange, const QString &site)
{
    const Result<std::optional<qint64>> after = replayAfter(exchange);
    // A reader that is ahead, since the database was lost or a backup took its place, goes on with what
    // comes.
    const qint64 last = std::max(m_storeState.lastSeq, m_liveStreams.lastPublished());
    if (after)
        m_liveStreams.subscribeSite(exchange, site, std::min(after->value_or(-1), last));
    else
        exchange.reply(errorReply(400, after.error().code.toLatin1(), after.error().message.toUtf8()));
}

void Collector::answerHealth(const Exchange &exchange)
{
    StoreState state = m_storeState;
    if (const Micros stalled = m_queue.stalledFor(monotonicMicros()); stalled >= kStalled && state.canStore) {
        state.concerns.append({QStringLiteral("store_stalled"), Concern::Level::Failing,
                               QStringLiteral("Hits have been waiting for %1 seconds to be stored.")
                                   .arg(stalled / kMicrosPerSecond)});
    }
    HttpReply reply = HttpReply::json(state.isFailing() ? 503 : 200, healthJson(state));
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
    gauges.connections = m_front->connectionCount(); // there is one: a request has come
    for (const auto &front : m_retired)
        gauges.connections += front->connectionCount();
    gauges.streams = m_liveStreams.streamCount();
    gauges.streamsOverrun = m_liveStreams.overruns();
    gauges.streamsStalled = m_streamsStalled + m_liveStreams.stalled();
    gauges.streamsGaveWay = m_streamsGaveWay;
    gauges.clockSteps = m_clockSteps;
    gauges.lastClockStep = m_lastClockStep;
    exchange.reply({200, "text/plain; version=0.0.4; charset=utf-8", m_metrics.text(gauges), {}, false});
}

void Collector::answerCsv(const Exchange &exchange)
{
    const QString site = exchange.parameters.constFirst();
    if (!m_pipeline.site(site))
        return exchange.reply(notFound("There is no such site; clickscope site add ID makes one."));
    const Result<HitFilter> filter = hitFilterOf(exchange, *m_pipeline.site(site));
    if (!filter)
        return exchange.reply(
            errorReply(400, filter.error().code.toLatin1(), filter.error().message.toUtf8()));
    if (exchange.request.method == HttpMethod::Head)
        return exchange.reply({200, "text/csv; charset=utf-8", {}, {}, false});
    new CsvStream(
        exchange, *filter, m_downloads, [this] { return m_desk.unavailable(); }, this);
}
