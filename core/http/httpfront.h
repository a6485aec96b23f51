// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpconnection.h"
#include "core/http/httplimits.h"
#include "core/http/trustedproxies.h"
#include "core/types/clock.h"
#include "core/types/network.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>

#include <functional>
#include <memory>

class RequestLineParser;

/// The listening socket and its connections: limits, deadlines, and which to close at the limit.
///
/// Lives in the collector thread. Malformed requests never reach QHttpServer; it reads the request
/// lines of the others (RequestLineParser). Half-sent requests cost one small object each, and at the
/// connection limit the oldest of them is closed to admit a new client.
class HttpFront final : public QTcpServer, private HttpConnectionOwner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpFront)

public:
    /// Called for every parsed request; the answer goes to HttpConnection::reply(serial).
    using Handler = std::function<void(HttpConnection &, quint64 serial, HttpRequest &&)>;
    using RefusalSink = std::function<void(const QHostAddress &peer, int status, RejectReason reason,
                                           const QByteArray &excerpt)>;

    /// Proxies, which the limit per address does not apply to, because they serve many clients.
    HttpFront(const HttpLimits &limits, TrustedProxies proxies, Handler handler, RefusalSink refusals,
              QObject *parent = nullptr);
    ~HttpFront() override;

    const HttpLimits &limits() const override { return m_limits; }
    void setProxies(const TrustedProxies &proxies) { m_proxies = proxies; }
    int connectionCount() const { return static_cast<int>(m_connections.size()); }
    /// Starts listening and sets up QHttpServer for parsing. False: see errorString().
    bool start(const QHostAddress &address, quint16 port);
    /// Receives sockets with a WebSocket handshake to read, and owns them.
    void setWebSocketTaker(std::function<void(QTcpSocket *)> taker) { m_webSocketTaker = std::move(taker); }
    /// Called when an answer is overdue. It may answer; returns true while the hits of the request are being
    /// written, so that no answer would be true yet.
    void setOverdueJudge(std::function<bool(const HttpConnection &)> judge)
    {
        m_overdueJudge = std::move(judge);
    }
    /// Stops listening; open connections stay.
    void stopListening();

protected:
    void incomingConnection(qintptr handle) override;

private:
    bool take(HttpConnection &connection, FramedRequest &&request) override;
    bool isBeingStored(const HttpConnection &connection) const override;
    void takeWebSocket(QTcpSocket *socket) override;
    void reportRefusal(const HttpConnection &connection, int status, RejectReason reason,
                       const QByteArray &excerpt) override;
    void remove(HttpConnection *connection);
    bool makeRoom();
    void expireConnections();

    HttpLimits m_limits;
    TrustedProxies m_proxies;
    Handler m_handler;
    RefusalSink m_refusals;
    std::function<void(QTcpSocket *)> m_webSocketTaker;
    std::function<bool(const HttpConnection &)> m_overdueJudge;
    std::unique_ptr<RequestLineParser> m_parser;
    QSet<HttpConnection *> m_connections;
    QHash<QHostAddress, int> m_perAddress; ///< by limitedAs()
};
