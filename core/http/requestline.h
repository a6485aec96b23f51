// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/http.h"

#include <QAbstractHttpServer>
#include <QPointer>

#include <functional>
#include <optional>

class RequestFeed;

/// The part of QHttpServer that we use: a request line → method, path and query. The only file that knows
/// how its interface differs between Qt 6.4 and 6.8.
///
/// QHttpServer reads only from a socket, so it gets one that holds one line at a time (RequestFeed), the
/// same for all connections. It is constructed in the collector thread, because its WebSocket part cannot be
/// moved there.
class RequestLineParser final : public QAbstractHttpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestLineParser)

public:
    /// `offer` adds a socket to the pending connections of the server that this is bound to.
    explicit RequestLineParser(std::function<void(QTcpSocket *)> offer);
    ~RequestLineParser() override;

    /// Method, path and query of a request line with its line end; empty when QHttpServer cannot read it.
    std::optional<HttpRequest> parse(const QByteArray &line);

protected:
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &&responder) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#endif

private:
    std::function<void(QTcpSocket *)> m_offer;
    QPointer<RequestFeed> m_feed; // QHttpServer deletes it after an error, otherwise we do at the end
    std::optional<HttpRequest> m_request; ///< result of the line that was fed last
};
