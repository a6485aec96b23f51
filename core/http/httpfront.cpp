// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpfront.h"

#include "core/collector/httpcompat.h"
#include "core/http/httpconnection.h"
#include "core/http/httptext.h"
#include "core/http/requestfeed.h"
#include "core/types/http.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace {

constexpr int kBacklog = 1024;

} // namespace

HttpFront::HttpFront(const HttpLimits &limits, Handler handler, RefusalSink refusals, QObject *parent) :
    QTcpServer(parent),
    m_limits(limits),
    m_handler(std::move(handler)),
    m_refusals(std::move(refusals)),
    m_parser(std::make_unique<HttpParser>(*this))
{
    setListenBacklogSize(kBacklog);
    // One coarse timer for all deadlines; they are upper bounds, not appointments.
    auto *timer = new QTimer(this);
    timer->setInterval(std::min<std::chrono::milliseconds>(m_limits.lingerDeadline, m_limits.headerDeadline)
                       / 2);
    connect(timer, &QTimer::timeout, this, &HttpFront::expireConnections);
    timer->start();
}

HttpFront::~HttpFront()
{
    const auto connections = m_connections;
    for (HttpConnection *connection : connections)
        delete connection;
    m_parser.reset();
}

bool HttpFront::start(const QHostAddress &address, quint16 port)
{
    if (!listen(address, port))
        return false;
    m_parser->bind(this);
    setParent(nullptr); // bind() made us its child, but we own it
    return true;
}

void HttpFront::stopListening()
{
    close();
}

int HttpFront::openRequests() const
{
    return static_cast<int>(std::ranges::count_if(m_connections, [](const HttpConnection *c) {
        return c->phase() == HttpConnection::Phase::Answering;
    }));
}

void HttpFront::incomingConnection(qintptr handle)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(handle)) {
        delete socket;
        return;
    }
    const QHostAddress peer = socket->peerAddress();
    const bool tooMany = !peer.isLoopback() && m_perAddress.value(peer) >= m_limits.connectionsPerAddress;
    if (tooMany || (m_connections.size() >= m_limits.connections && !makeRoom())) {
        m_refusals(peer, 503, "too_many_connections", {});
        socket->write(toBytes(refusalReply(503, "too_many_connections"), false, true));
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
        return;
    }
    auto *connection = new HttpConnection(socket, *this);
    m_connections.insert(connection);
    ++m_perAddress[peer];
    connect(connection, &HttpConnection::closed, this, [this, connection] { remove(connection); });
}

void HttpFront::remove(HttpConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    const auto count = m_perAddress.find(connection->peer());
    if (count != m_perAddress.end() && --*count == 0)
        m_perAddress.erase(count);
    connection->deleteLater();
}

bool HttpFront::makeRoom()
{
    // Lingering first, then half-sent requests, then idle keep-alive connections; oldest first.
    const auto rank = [](const HttpConnection *c) {
        if (c->phase() == HttpConnection::Phase::Lingering)
            return 0;
        if (c->phase() != HttpConnection::Phase::Waiting)
            return 3;
        return c->isHalfSent() || c->serial() == 0 ? 1 : 2;
    };
    HttpConnection *chosen = nullptr;
    for (HttpConnection *candidate : std::as_const(m_connections)) {
        if (rank(candidate) == 3)
            continue;
        if (!chosen || rank(candidate) < rank(chosen)
            || (rank(candidate) == rank(chosen) && candidate->waitingSince() < chosen->waitingSince()))
            chosen = candidate;
    }
    if (!chosen)
        return false;
    chosen->giveWay();
    return true;
}

void HttpFront::expireConnections()
{
    const Micros time = now();
    const auto connections = m_connections; // expire() may remove from the set
    for (HttpConnection *connection : connections) {
        if (connection->phase() != HttpConnection::Phase::Streaming && connection->deadline() < time)
            connection->expire();
    }
}

void HttpFront::offer(RequestFeed *feed)
{
    addPendingConnection(feed);
}

void HttpFront::parse(HttpConnection &connection, RequestFeed &feed, FramedRequest &&request)
{
    // QHttpServer parses and dispatches while feed() runs, so this names what it is about. It reads
    // byte by byte, which for the header fields of a browser costs more than the rest of a hit.
    m_parsing = &connection;
    m_framed = &request;
    feed.feed(request.line + "\r\n");
    m_parsing = nullptr;
    m_framed = nullptr;
}

void HttpFront::dispatch(HttpRequest &&request)
{
    if (!m_parsing)
        return;
    request.headers = std::move(m_framed->headers);
    request.body = std::move(m_framed->body);
    m_handler(*m_parsing, m_parsing->serial(), std::move(request));
}

void HttpFront::handOverWebSocket(QTcpSocket *socket)
{
    if (m_webSocketTaker)
        m_webSocketTaker(socket);
    else
        socket->deleteLater();
}

void HttpFront::reportRefusal(const HttpConnection &connection, int status, const char *reason,
                              const QByteArray &excerpt)
{
    m_refusals(connection.peer(), status, reason, excerpt);
}
