// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpconnection.h"
#include "core/types/http.h"

#include <QPointer>
#include <QStringList>

/// Who may use a route, and what pages of other origins may do with it (api.md#pages-of-other-origins).
enum class Access : quint8 {
    Ingest, ///< open to every origin
    Read, ///< loopback or bearer token
    Open, ///< anyone, but not pages of foreign origins
};

/// One request and the right to answer it once, now or later. A small value that may
/// outlive the connection; then reply() does nothing.
struct Exchange
{
    HttpRequest request;
    QStringList parameters; ///< what the {…} of the route's pattern matched, in order
    Access access = Access::Open;
    QPointer<HttpConnection> connection;
    quint64 serial = 0;

    /// Adds the CORS headers that the route's access requires and writes the reply.
    void reply(HttpReply reply) const;
    /// The value of a query parameter, decoded; empty when absent.
    QString queryValue(QByteArrayView name) const;
    /// All values of it, in order.
    QStringList queryValues(QByteArrayView name) const;
};

/// The answer to OPTIONS on a route that takes `methods` ("GET, HEAD, OPTIONS").
HttpReply preflightReply(const HttpRequest &request, Access access, const QByteArray &methods);
