// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpfront.h"

#include "core/http/httpconnection.h"
#include "core/http/httptext.h"
#include "core/http/requestline.h"
#include "core/types/http.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace {

constexpr int kBacklog = 1024;
constexpr std::chrono::milliseconds kAcceptPause {100};

} // namespace

HttpFront::HttpFront(const HttpLimits &limits, TrustedProxies proxies, Handler handler, RefusalSink refusals,
                     QObject *parent) :
    QTcpServer(parent),
    m_limits(limits),
    m_proxies(std::move(proxies)),
    m_handler(std::move(handler)),
    m_refusals(std::move(refusals)),
    m_parser(std::make_unique<RequestLineParser>([this](QTcpSocket *feed) { addPendingConnection(feed); }))
{
    setListenBacklogSize(kBacklog);
    // No descriptor, for instance. Qt stops accepting then, and goes on when it is told to.
    connect(this, &QTcpServer::acceptError, this, [this] {
        makeRoom();
        QTimer::singleShot(kAcceptPause, this, [this] { resumeAccepting(); });
    });
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

void HttpFront::incomingConnection(qintptr handle)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(handle)) {
        delete socket;
        return;
    }
    const QHostAddress peer = socket->peerAddress();
    const QHostAddress client = limitedAs(peer);
    const bool tooMany = m_perAddress.value(client) >= m_limits.connectionsPerAddress && !peer.isLoopback()
        && !m_proxies.contains(unmapped(peer));
    if (tooMany || (m_connections.size() >= m_limits.connections && !makeRoom())) {
        m_refusals(peer, 503, RejectReason::TooManyConnections, {});
        socket->write(toBytes(refusalReply(503, RejectReason::TooManyConnections), false, true));
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
        return;
    }
    auto *connection = new HttpConnection(socket, *this, this);
    m_connections.insert(connection);
    ++m_perAddress[client];
    connect(connection, &HttpConnection::closed, this, [this, connection] { remove(connection); });
}

void HttpFront::remove(HttpConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    const auto count = m_perAddress.find(limitedAs(connection->peer()));
    if (count != m_perAddress.end() && --*count == 0)
        m_perAddress.erase(count);
    connection->deleteLater();
}

bool HttpFront::makeRoom()
{
    // Streams whose readers stand still first, then lingering ones, half-sent requests, idle keep-alive
    // connections, and last the downloads that go on: a hit is worth more than any of them. Oldest first.
    // A stream whose client reads everything is never closed, nor is a request whose reply is due.
    constexpr int kNever = 5;
    const Micros pausedBefore = monotonicMicros() - m_limits.streamPause.count() * kMicrosPerMilli;
    const auto rank = [&](const HttpConnection *c) {
        switch (c->phase()) {
        case HttpConnection::Phase::Streaming:
            if (!c->isHeldUp())
                return kNever;
            return c->waitingSince() <= pausedBefore ? 0 : 4;
        case HttpConnection::Phase::Lingering: return 1;
        case HttpConnection::Phase::Waiting: return c->isHalfSent() || c->serial() == 0 ? 2 : 3;
        case HttpConnection::Phase::Answering:
        case HttpConnection::Phase::Upgraded: break;
        }
        return kNever;
    };
    HttpConnection *chosen = nullptr;
    for (HttpConnection *candidate : std::as_const(m_connections)) {
        if (rank(candidate) == kNever)
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
    const Micros time = monotonicMicros();
    const auto connections = m_connections; // expire() may remove from the set
    for (HttpConnection *connection : connections) {
        if (connection->deadline() != 0 && connection->deadline() < time)
            connection->expire();
    }
}

bool HttpFront::isBeingStored(const HttpConnection &connection) const
{
    return m_overdueJudge && m_overdueJudge(connection);
}

bool HttpFront::take(HttpConnection &connection, FramedRequest &&request)
{
    // The line alone: QHttpServer reads byte by byte, which for the header fields of a browser costs more
    // than the rest of a hit.
    std::optional<HttpRequest> parsed = m_parser->parse(request.line + "\r\n");
    if (!parsed)
        return false;
    parsed->headers = std::move(request.headers);
    parsed->body = std::move(request.body);
    parsed->isHttp10 = request.isHttp10;
    parsed->isWebSocket = request.isWebSocket;
    m_handler(connection, connection.serial(), std::move(*parsed));
    return true;
}

void HttpFront::takeWebSocket(QTcpSocket *socket)
{
    if (m_webSocketTaker)
        m_webSocketTaker(socket);
    else
        socket->deleteLater();
}

void HttpFront::reportRefusal(const HttpConnection &connection, int status, RejectReason reason,
                              const QByteArray &excerpt)
{
    m_refusals(connection.peer(), status, reason, excerpt);
}
