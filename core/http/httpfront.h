// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/limits.h"
#include "core/types/clock.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>

#include <functional>
#include <memory>

class HttpConnection;
class HttpParser;
class RequestFeed;
struct FramedRequest;
struct HttpRequest;

/// The listening socket and all its connections: caps, deadlines, and who gives way when full.
///
/// Lives in the collector thread. Bytes that are no request never reach QHttpServer; it parses what
/// passed, one request at a time (see RequestFeed). A flood of half-sent requests costs one small
/// object each, and the oldest of them gives way to a newcomer when the house is full.
class HttpFront final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpFront)

public:
    /// Called for every parsed request; the answer goes to HttpConnection::reply(serial).
    using Handler = std::function<void(HttpConnection &, quint64 serial, HttpRequest &&)>;
    using RefusalSink = std::function<void(const QHostAddress &peer, int status, const char *reason,
                                           const QByteArray &excerpt)>;

    HttpFront(const HttpLimits &limits, Handler handler, RefusalSink refusals, QObject *parent = nullptr);
    ~HttpFront() override;

    const HttpLimits &limits() const { return m_limits; }
    int connectionCount() const { return static_cast<int>(m_connections.size()); }
    /// Monotonic µs, read once per turn of the event loop that needs it.
    Micros now() const { return monotonicMicros(); }
    /// Listens and lets QHttpServer parse what passes. False: see errorString().
    bool start(const QHostAddress &address, quint16 port);
    /// Takes sockets whose WebSocket handshake can be read (again); the taker owns them.
    void setWebSocketTaker(std::function<void(QTcpSocket *)> taker) { m_webSocketTaker = std::move(taker); }
    /// Stops listening; open connections go on.
    void stopListening();
    /// Requests handed on whose replies are due.
    int openRequests() const;

    // For HttpConnection.
    void offer(RequestFeed *feed);
    /// Lets QHttpServer understand the request line; header fields and body are joined to the outcome.
    void parse(HttpConnection &connection, RequestFeed &feed, FramedRequest &&request);
    void handOverWebSocket(QTcpSocket *socket);
    void reportRefusal(const HttpConnection &connection, int status, const char *reason,
                       const QByteArray &excerpt);
    /// For HttpParser: the connection whose request is being parsed, and what came of it.
    void dispatch(HttpRequest &&request);

protected:
    void incomingConnection(qintptr handle) override;

private:
    void remove(HttpConnection *connection);
    bool makeRoom();
    void expireConnections();

    HttpLimits m_limits;
    Handler m_handler;
    RefusalSink m_refusals;
    std::function<void(QTcpSocket *)> m_webSocketTaker;
    std::unique_ptr<HttpParser> m_parser;
    QSet<HttpConnection *> m_connections;
    QHash<QHostAddress, int> m_perAddress;
    HttpConnection *m_parsing = nullptr; ///< only while parse() runs, as is m_framed
    FramedRequest *m_framed = nullptr;
};
