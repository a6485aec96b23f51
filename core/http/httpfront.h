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

class HttpParser;

/// The listening socket and all its connections: caps, deadlines, and who gives way when full.
///
/// Lives in the collector thread. Bytes that are no request never reach QHttpServer; it reads the request
/// lines of what passed (HttpParser). A flood of half-sent requests costs one small
/// object each, and the oldest of them gives way to a newcomer when the house is full.
class HttpFront final : public QTcpServer, private HttpConnectionOwner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpFront)

public:
    /// Called for every parsed request; the answer goes to HttpConnection::reply(serial).
    using Handler = std::function<void(HttpConnection &, quint64 serial, HttpRequest &&)>;
    using RefusalSink = std::function<void(const QHostAddress &peer, int status, RejectReason reason,
                                           const QByteArray &excerpt)>;

    /// Proxies speak for many: the limit per address is not theirs.
    HttpFront(const HttpLimits &limits, TrustedProxies proxies, Handler handler, RefusalSink refusals,
              QObject *parent = nullptr);
    ~HttpFront() override;

    const HttpLimits &limits() const override { return m_limits; }
    int connectionCount() const { return static_cast<int>(m_connections.size()); }
    /// Listens and lets QHttpServer parse what passes. False: see errorString().
    bool start(const QHostAddress &address, quint16 port);
    /// Takes sockets whose WebSocket handshake can be read; the taker owns them.
    void setWebSocketTaker(std::function<void(QTcpSocket *)> taker) { m_webSocketTaker = std::move(taker); }
    /// Who is asked when an answer is overdue. It may answer; true = the hits of the request are being
    /// written at this moment, so that no answer would be true yet.
    void setOverdueJudge(std::function<bool(const HttpConnection &)> judge)
    {
        m_overdueJudge = std::move(judge);
    }
    /// Stops listening; open connections go on.
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
    std::unique_ptr<HttpParser> m_parser;
    QSet<HttpConnection *> m_connections;
    QHash<QHostAddress, int> m_perAddress; ///< by limitedAs()
};
