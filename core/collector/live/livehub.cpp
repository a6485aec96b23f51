// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/livehub.h"

#include "core/documents/livejson.h"
#include "core/http/httptext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>

namespace {

constexpr int kReplayPage = 200;
constexpr qint64 kSocketBacklog = 256 * 1024;
constexpr quint64 kMaxSocketMessage = 16 * 1024;
constexpr int kMaxSubscriptions = 100;
constexpr std::chrono::seconds kCloseWait {5};
const QByteArray kPing = QByteArrayLiteral(": ping\n\n");
const QByteArray kOverrun = QByteArrayLiteral("event: overrun\ndata: {}\n\n");

QByteArray hitFrame(const Hit &hit)
{
    return QByteArray("id: ")
        .append(QByteArray::number(hit.seq))
        .append("\nevent: hit\ndata: ")
        .append(hitJson(hit))
        .append("\n\n");
}

QByteArray clickFrame(const Hit &hit, const QString &zone)
{
    return QByteArray("event: click\ndata: ").append(clickJson(hit, zone)).append("\n\n");
}

/// Says why and closes; a client that does not read gets no more than kCloseWait to take the words.
void dismiss(QWebSocket *socket, const QString &reason)
{
    socket->close(QWebSocketProtocol::CloseCodePolicyViolated, reason);
    QTimer::singleShot(kCloseWait, socket, &QWebSocket::abort);
}

} // namespace

LiveHub::LiveHub(ReadSource &reads, std::chrono::milliseconds heartbeat, QObject *parent) :
    QObject(parent), m_reads(reads)
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        const auto streams = m_streams;
        for (const StreamPtr &stream : streams)
            send(stream, kPing);
        for (const Socket &socket : m_sockets)
            socket.socket->ping();
    });
    timer->start(heartbeat);
}

LiveHub::~LiveHub() = default;

void LiveHub::setSites(const QList<Site> &sites)
{
    m_zones.clear();
    m_countsBots.clear();
    for (const Site &site : sites) {
        m_zones.insert(site.id, site.timezone);
        if (site.countsBots())
            m_countsBots.insert(site.id);
    }
}

bool LiveHub::admit(const Exchange &exchange)
{
    if (exchange.request.method == HttpMethod::Head) {
        exchange.reply({200, "text/event-stream", {}, {}, false});
        return false;
    }
    const bool isFull = streamCount() >= kMaxStreams
        || (!exchange.request.clientIsLoopback
            && m_perAddress.value(exchange.request.clientAddress) >= kMaxStreamsPerAddress);
    if (!isFull)
        return true;
    HttpReply reply = errorReply(503, "too_many_streams",
                                 "All live streams are taken; close one or try again later.");
    reply.headers.emplaceBack("Retry-After", "5");
    exchange.reply(reply);
    return false;
}

void LiveHub::open(const StreamPtr &stream, const Exchange &exchange)
{
    stream->connection = exchange.connection;
    stream->address = exchange.request.clientAddress;
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

void LiveHub::subscribeSite(const Exchange &exchange, const QString &site, qint64 after)
{
    if (!exchange.connection || !admit(exchange))
        return;
    auto stream = std::make_shared<Stream>();
    stream->site = site;
    stream->lastSent = std::max<qint64>(after, 0);
    stream->isReplaying = after >= 0; // the first page is fetched when the head has been taken
    open(stream, exchange);
}

void LiveHub::subscribeLink(const Exchange &exchange, const QString &code, std::optional<bool> includeBots)
{
    if (!exchange.connection || !admit(exchange))
        return;
    auto stream = std::make_shared<Stream>();
    stream->code = code;
    stream->isLink = true;
    stream->includeBots = includeBots;
    open(stream, exchange);
}

void LiveHub::replay(const StreamPtr &stream)
{
    if (stream->isFetching)
        return;
    stream->isFetching = true;
    HitFilter filter;
    filter.site = stream->site;
    filter.includeBots = true;
    m_reads.hitsAfter(filter, stream->lastSent, kReplayPage, this,
                      [this, stream](const ReadSource::Page &page) {
                          stream->isFetching = false;
                          if (!stream->connection || !stream->isReplaying)
                              return;
                          if (page.failed) {
                              drop(stream);
                              return;
                          }
                          QByteArray bytes;
                          for (const Hit &hit : page.hits)
                              bytes += hitFrame(hit);
                          stream->lastSent = std::max(stream->lastSent, page.scannedTo);
                          // Caught up: everything that was published so far has been read; later batches come
                          // live.
                          stream->isReplaying = !page.atEnd || m_lastPublished > stream->lastSent;
                          if (!bytes.isEmpty())
                              send(stream, bytes); // drained() asks for the next page
                          else if (stream->isReplaying)
                              replay(stream);
                      });
}

void LiveHub::send(const StreamPtr &stream, const QByteArray &bytes)
{
    if (stream->connection && !stream->connection->writeStream(bytes))
        drop(stream);
}

void LiveHub::drop(const StreamPtr &stream)
{
    const QPointer<HttpConnection> connection = stream->connection;
    remove(stream);
    if (connection)
        connection->finishStream(kOverrun);
}

void LiveHub::remove(const StreamPtr &stream)
{
    if (std::erase(m_streams, stream) == 0)
        return;
    if (stream->connection)
        disconnect(stream->connection, nullptr, this, nullptr);
    stream->connection.clear();
    if (const auto count = m_perAddress.find(stream->address); count != m_perAddress.end() && --*count == 0)
        m_perAddress.erase(count);
}

void LiveHub::publish(const HitBatch &batch)
{
    if (batch.hits.isEmpty())
        return;
    m_lastPublished = batch.hits.constLast().seq;
    if (!m_streams.empty())
        publishToStreams(batch);
    if (!m_sockets.empty())
        publishToSockets(batch);
}

bool LiveHub::isWanted(const Hit &click, std::optional<bool> includeBots) const
{
    return !click.bot.isBot || includeBots.value_or(m_countsBots.contains(click.site));
}

void LiveHub::publishToStreams(const HitBatch &batch)
{
    // Serialised at most once each, whoever listens; one write per stream and batch.
    std::vector<QByteArray> hitFrames(static_cast<std::size_t>(batch.hits.size()));
    std::vector<QByteArray> clickFrames(hitFrames.size());
    const auto streams = m_streams; // send() may drop one
    for (const StreamPtr &stream : streams) {
        if (stream->isReplaying)
            continue;
        QByteArray bytes;
        for (std::size_t i = 0; i < hitFrames.size(); ++i) {
            const Hit &hit = batch.hits[static_cast<qsizetype>(i)];
            if (stream->isLink) {
                if (hit.kind != HitKind::Click || hit.link != stream->code
                    || !isWanted(hit, stream->includeBots))
                    continue;
                if (clickFrames[i].isEmpty())
                    clickFrames[i] = clickFrame(hit, zoneOf(hit.site));
                bytes += clickFrames[i];
                continue;
            }
            if (hit.seq <= stream->lastSent || (!stream->site.isEmpty() && hit.site != stream->site))
                continue;
            if (hitFrames[i].isEmpty())
                hitFrames[i] = hitFrame(hit);
            bytes += hitFrames[i];
            stream->lastSent = hit.seq;
        }
        if (!bytes.isEmpty())
            send(stream, bytes);
    }
}

void LiveHub::publishToSockets(const HitBatch &batch)
{
    const auto sockets = m_sockets;
    for (const Socket &entry : sockets) {
        for (const Hit &hit : batch.hits) {
            const bool asHit = entry.allSites || entry.sites.contains(hit.site);
            const bool asClick = hit.kind == HitKind::Click && entry.links.contains(hit.link)
                && isWanted(hit, std::nullopt);
            if (asHit)
                entry.socket->sendTextMessage(QString::fromUtf8(hitJson(hit)));
            else if (asClick)
                entry.socket->sendTextMessage(QString::fromUtf8(clickJson(hit, zoneOf(hit.site))));
        }
        if (entry.socket->bytesToWrite() > kSocketBacklog)
            dismiss(entry.socket, QStringLiteral("overrun"));
    }
}

void LiveHub::addWebSocket(QWebSocket *socket)
{
    socket->setParent(this);
    socket->setMaxAllowedIncomingFrameSize(kMaxSocketMessage);
    socket->setMaxAllowedIncomingMessageSize(kMaxSocketMessage);
    if (streamCount() >= kMaxStreams) {
        refuseWebSocket(socket, QStringLiteral("too_many_streams"));
        return;
    }
    m_sockets.push_back({socket, {}, {}, false});
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString &message) { onSocketMessage(socket, message); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] { removeSocket(socket); });
}

void LiveHub::refuseWebSocket(QWebSocket *socket, const QString &reason)
{
    socket->setParent(this);
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater); // close() may emit it
    dismiss(socket, reason);
}

void LiveHub::onSocketMessage(QWebSocket *socket, const QString &message)
{
    const auto entry = std::ranges::find(m_sockets, socket, &Socket::socket);
    if (entry == m_sockets.end())
        return;
    const QJsonValue wanted =
        QJsonDocument::fromJson(message.toUtf8()).object().value(QLatin1StringView("subscribe"));
    if (!wanted.isArray()) {
        socket->sendTextMessage(
            QStringLiteral("{\"error\":{\"code\":\"bad_message\",\"message\":\"Send "
                           "{\\\"subscribe\\\":[\\\"site:ID\\\",\\\"link:CODE\\\"]}.\",\"field\":null}}"));
        return;
    }
    for (const QJsonValue &value : wanted.toArray()) {
        const QString name = value.toString();
        if (entry->sites.size() + entry->links.size() >= kMaxSubscriptions)
            break;
        if (name == QLatin1StringView("site:*"))
            entry->allSites = true;
        else if (name.startsWith(QLatin1StringView("site:")))
            entry->sites.append(name.sliced(5));
        else if (name.startsWith(QLatin1StringView("link:")))
            entry->links.append(name.sliced(5));
    }
    QJsonArray subscribed; // as it is asked for, so that a site and a link of one name are two
    if (entry->allSites)
        subscribed.append(QStringLiteral("site:*"));
    for (const QString &site : std::as_const(entry->sites))
        subscribed.append(QString(QStringLiteral("site:") + site));
    for (const QString &link : std::as_const(entry->links))
        subscribed.append(QString(QStringLiteral("link:") + link));
    const QJsonObject answer {{QStringLiteral("subscribed"), subscribed}};
    socket->sendTextMessage(QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)));
}

void LiveHub::removeSocket(QWebSocket *socket)
{
    std::erase_if(m_sockets, [socket](const Socket &entry) { return entry.socket == socket; });
    socket->deleteLater();
}

void LiveHub::closeAll()
{
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
