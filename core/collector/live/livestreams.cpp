// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/livestreams.h"

#include "core/http/httptext.h"
#include "core/types/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>

namespace {

constexpr qint64 kSocketBacklog = 256 * 1024;
constexpr int kAtOnce = 32; ///< subscribers served between two turns of the event loop: about 0.3 ms
constexpr qsizetype kKeyBytes = 16; ///< RFC 6455, 4.1
constexpr quint64 kMaxSocketMessage = 16 * 1024;
constexpr std::chrono::seconds kCloseWait {5};
const QByteArray kPing = QByteArrayLiteral(": ping\n\n");
const QByteArray kOverrun = QByteArrayLiteral("event: overrun\ndata: {}\n\n");

HttpReply tooManyStreams()
{
    HttpReply reply = errorReply(503, "too_many_streams",
                                 "All live streams are taken; close one or try again later.");
    reply.headers.emplaceBack("Retry-After", "5");
    return reply;
}

/// Says why and closes; a client that does not read gets no more than kCloseWait to take the words.
void dismiss(QWebSocket *socket, const QString &reason)
{
    socket->close(QWebSocketProtocol::CloseCodePolicyViolated, reason);
    QTimer::singleShot(kCloseWait, socket, &QWebSocket::abort);
}

} // namespace

LiveStreams::LiveStreams(HitReadQueue &feed, const HttpLimits &limits, QObject *parent) :
    QObject(parent), m_feed(feed), m_limits(limits)
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &LiveStreams::beat);
    timer->start(limits.heartbeat);
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &LiveStreams::takeTurn);
}

LiveStreams::~LiveStreams() = default;

void LiveStreams::beat()
{
    const auto streams = m_streams;
    for (const StreamPtr &stream : streams)
        send(stream, kPing);
    const Micros now = monotonicMicros();
    const auto sockets = m_sockets;
    for (const Socket &socket : sockets) {
        // A client that reads answers a ping; one that does not says nothing, whatever fits into buffers.
        if (now - socket.heardAt > m_limits.streamDeadline.count() * kMicrosPerMilli)
            release(socket.socket, Ending::Stalled);
        else
            socket.socket->ping();
    }
}

void LiveStreams::setSites(const QList<Site> &sites)
{
    m_sites = {};
    for (const Site &site : sites) {
        m_sites.zones.insert(site.id, site.timezone);
        if (site.countsBots())
            m_sites.countsBots.insert(site.id);
    }
}

bool LiveStreams::admit(const Exchange &exchange)
{
    if (exchange.request.method == HttpMethod::Head) {
        exchange.reply({200, "text/event-stream", {}, {}, false});
        return false;
    }
    const bool isFull = streamCount() >= kMaxStreams
        || (!exchange.request.clientIsLoopback
            && m_perAddress.value(exchange.request.clientNetwork) >= kMaxStreamsPerAddress);
    if (!isFull)
        return true;
    exchange.reply(tooManyStreams());
    return false;
}

void LiveStreams::open(const StreamPtr &stream, const Exchange &exchange)
{
    stream->connection = exchange.connection;
    stream->address = exchange.request.clientNetwork;
    ++m_perAddress[stream->address];
    m_streams.push_back(stream);
    HttpConnection *connection = exchange.connection;
    connect(connection, &HttpConnection::closed, this, [this, stream] { remove(stream); });
    connect(connection, &HttpConnection::drained, this, [this, stream] {
        if (stream->isReplaying)
            replay(stream);
    });
    connection->startStream(
        exchange.serial,
        streamHead("text/event-stream", {{"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}})
            .append("retry: 3000\n: connected\n\n"));
}

void LiveStreams::subscribeSite(const Exchange &exchange, const QString &site, qint64 after)
{
    if (!exchange.connection || !admit(exchange))
        return;
    auto stream = std::make_shared<Stream>();
    stream->site = site;
    stream->isReplaying = after >= 0;
    stream->lastSent = stream->isReplaying
        ? after
        : m_lastPublished; // the first page is fetched when the head has been taken
    open(stream, exchange);
}

void LiveStreams::subscribeLink(const Exchange &exchange, const QString &code,
                                std::optional<bool> includesBots)
{
    if (!exchange.connection || !admit(exchange))
        return;
    auto stream = std::make_shared<Stream>();
    stream->code = code;
    stream->isLink = true;
    stream->lastSent = m_lastPublished;
    stream->includesBots = includesBots;
    open(stream, exchange);
}

void LiveStreams::replay(const StreamPtr &stream)
{
    if (stream->isFetching)
        return;
    stream->isFetching = true;
    HitFilter filter;
    filter.site = stream->site;
    filter.includesBots = true;
    m_feed.ask(stream->connection, filter, stream->lastSent, appendHitFrame,
               [this, stream](const Result<HitPiece> &piece) {
                   stream->isFetching = false;
                   if (!stream->connection || !stream->isReplaying)
                       return;
                   if (!piece) {
                       drop(stream);
                       return;
                   }
                   stream->lastSent = std::max(stream->lastSent, piece->scannedTo);
                   // Caught up: everything that was published so far has been read; later batches come live.
                   stream->isReplaying = !piece->atEnd || m_lastPublished > stream->lastSent;
                   if (!piece->bytes.isEmpty())
                       send(stream, piece->bytes); // drained() asks for the next one
                   else if (stream->isReplaying)
                       replay(stream);
               });
}

void LiveStreams::send(const StreamPtr &stream, const QByteArray &bytes)
{
    if (stream->connection && !stream->connection->writeStream(bytes))
        drop(stream);
}

void LiveStreams::drop(const StreamPtr &stream)
{
    const QPointer<HttpConnection> connection = stream->connection;
    remove(stream);
    if (connection)
        connection->finishStream(kOverrun);
    ++m_overruns;
}

void LiveStreams::remove(const StreamPtr &stream)
{
    if (std::erase(m_streams, stream) == 0)
        return;
    if (stream->connection)
        disconnect(stream->connection, nullptr, this, nullptr);
    stream->connection.clear();
    if (const auto count = m_perAddress.find(stream->address); count != m_perAddress.end() && --*count == 0)
        m_perAddress.erase(count);
}

void LiveStreams::publish(const HitBatch &batch)
{
    if (batch.hits.isEmpty())
        return;
    m_lastPublished = batch.hits.constLast().seq;
    if (streamCount() == 0)
        return;
    m_waiting += batch.hits;
    if (!m_round)
        beginRound(); // the first subscribers need not wait for the event loop
}

void LiveStreams::beginRound()
{
    if (m_waiting.isEmpty())
        return;
    m_round = std::make_unique<Round>(std::exchange(m_waiting, {}), m_sites);
    m_round->streams = m_streams;
    for (const Socket &entry : m_sockets)
        m_round->sockets.emplace_back(entry.socket);
    serveSome();
}

void LiveStreams::serveSome()
{
    const std::size_t streams = m_round->streams.size();
    const std::size_t all = streams + m_round->sockets.size();
    for (int served = 0; served < kAtOnce && m_round->next < all; ++served) {
        const std::size_t next = m_round->next++;
        if (next < streams)
            serve(m_round->streams[next], m_round->frames);
        else if (const QPointer<QWebSocket> &socket = m_round->sockets[next - streams]; socket)
            serve(socket, m_round->frames);
    }
    if (m_round->next == all)
        m_round.reset();
    if (m_round || !m_waiting.isEmpty())
        m_turn.start(); // requests and acknowledgements have theirs in between
}

void LiveStreams::takeTurn()
{
    if (m_round)
        serveSome();
    else
        beginRound();
}

void LiveStreams::serve(const StreamPtr &stream, LiveFrames &frames)
{
    if (!stream->connection || stream->isReplaying || stream->lastSent >= frames.lastSeq())
        return;
    const QByteArray bytes = stream->isLink
        ? frames.clicks(stream->code, stream->includesBots, stream->lastSent)
        : frames.hits(stream->site, stream->lastSent);
    stream->lastSent = frames.lastSeq();
    if (!bytes.isEmpty())
        send(stream, bytes);
}

void LiveStreams::serve(QWebSocket *socket, LiveFrames &frames)
{
    const auto entry = std::ranges::find(m_sockets, socket, &Socket::socket);
    if (entry == m_sockets.end())
        return;
    const WebSocketSubscription wanted = entry->wanted;
    for (qsizetype i = 0; i < frames.hits().size(); ++i) {
        const Hit &hit = frames.hits()[i];
        if (wanted.allSites || wanted.sites.contains(hit.site))
            socket->sendTextMessage(frames.hitMessage(i));
        else if (hit.kind == HitKind::Click && wanted.links.contains(hit.link, Qt::CaseInsensitive)
                 && m_sites.isWanted(hit, std::nullopt))
            socket->sendTextMessage(frames.clickMessage(i));
        // What counts is what the client left: a burst is no slow client, but is not kept whole either.
        if (socket->bytesToWrite() > kSocketBacklog)
            socket->flush();
        if (socket->bytesToWrite() > kSocketBacklog) {
            release(socket, Ending::Overrun);
            return;
        }
    }
}

void LiveStreams::openWebSocket(const Exchange &exchange)
{
    if (!exchange.connection)
        return;
    const HttpRequest &request = exchange.request;
    if (!request.isWebSocket || request.method != HttpMethod::Get
        || request.header("sec-websocket-version") != "13") {
        HttpReply reply = errorReply(426, "upgrade_required", "Open this address as a WebSocket.");
        reply.headers.emplaceBack("Upgrade", "websocket");
        reply.headers.emplaceBack("Sec-WebSocket-Version", "13");
        exchange.reply(reply);
        return;
    }
    const QByteArray key = request.header("sec-websocket-key");
    if (const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
        !decoded || decoded.decoded.size() != kKeyBytes) {
        exchange.reply(errorReply(400, "bad_key", "Sec-WebSocket-Key is 16 bytes as base64."));
        return;
    }
    const QByteArray address = request.clientNetwork;
    if (streamCount() >= kMaxStreams
        || (!request.clientIsLoopback && m_socketsPerAddress.value(address) >= kMaxSocketsPerAddress)) {
        exchange.reply(tooManyStreams());
        return;
    }
    ++m_socketCount;
    ++m_socketsPerAddress[address];
    connect(
        exchange.connection, &HttpConnection::closed, this,
        [this, address] {
            --m_socketCount;
            if (const auto count = m_socketsPerAddress.find(address); --*count == 0)
                m_socketsPerAddress.erase(count);
        },
        Qt::SingleShotConnection);
    exchange.connection->upgrade(exchange.serial, key);
}

void LiveStreams::addWebSocket(QWebSocket *socket)
{
    socket->setParent(this);
    socket->setMaxAllowedIncomingFrameSize(kMaxSocketMessage);
    socket->setMaxAllowedIncomingMessageSize(kMaxSocketMessage);
    m_sockets.push_back({socket, {}, monotonicMicros()});
    connect(socket, &QWebSocket::pong, this, [this, socket] {
        if (const auto entry = std::ranges::find(m_sockets, socket, &Socket::socket);
            entry != m_sockets.end())
            entry->heardAt = monotonicMicros();
    });
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString &message) { onSocketMessage(socket, message); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] { removeSocket(socket); });
}

void LiveStreams::onSocketMessage(QWebSocket *socket, const QString &message)
{
    const auto entry = std::ranges::find(m_sockets, socket, &Socket::socket);
    if (entry == m_sockets.end())
        return;
    if (socket->bytesToWrite() > kSocketBacklog) { // asks and asks and reads no answer
        release(socket, Ending::Overrun);
        return;
    }
    if (const Result<void> added = entry->wanted.add(message); !added) {
        const QJsonObject error {{QStringLiteral("code"), added.error().code},
                                 {QStringLiteral("message"), added.error().message},
                                 {QStringLiteral("field"), QJsonValue::Null}};
        const QJsonObject answer {{QStringLiteral("error"), error}};
        socket->sendTextMessage(QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)));
        return;
    }
    socket->sendTextMessage(QString::fromUtf8(entry->wanted.confirmation()));
}

void LiveStreams::release(QWebSocket *socket, Ending ending)
{
    std::erase_if(m_sockets, [socket](const Socket &entry) { return entry.socket == socket; });
    disconnect(socket, nullptr, this, nullptr);
    ++(ending == Ending::Overrun ? m_overruns : m_stalled);
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater); // close() may emit it
    dismiss(socket, ending == Ending::Overrun ? QStringLiteral("overrun") : QStringLiteral("stalled"));
}

void LiveStreams::removeSocket(QWebSocket *socket)
{
    std::erase_if(m_sockets, [socket](const Socket &entry) { return entry.socket == socket; });
    socket->deleteLater();
}

void LiveStreams::closeAll()
{
    while (m_round || !m_waiting.isEmpty())
        takeTurn(); // what was committed is sent
    m_turn.stop();
    const auto streams = m_streams;
    for (const StreamPtr &stream : streams) {
        const QPointer<HttpConnection> connection = stream->connection;
        remove(stream);
        if (connection)
            connection->finishStream({});
    }
    const auto sockets = m_sockets; // each leaves m_sockets while it closes
    for (const Socket &socket : sockets)
        socket.socket->close(QWebSocketProtocol::CloseCodeGoingAway);
}
