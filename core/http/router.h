// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>

/// Path and method → handler, with what QHttpServer lacks: HEAD for each GET route, OPTIONS, and
/// 405 with `Allow`. Paths match exactly, after decoding; `//x` is not `/x` (api.md#routes).
class Router final
{
public:
    using Handler = std::function<void(Exchange &&)>;

    /// `pattern` is a path whose segments may be `{name}`: "/api/v1/sites/{id}/live"; also with an ending,
    /// "{id}.svg", which the parameter does not contain.
    void add(HttpMethod method, const QByteArray &pattern, Access access, const Handler &handler);
    /// Handles GET and HEAD of all other paths, except below /api/; its one parameter is the path
    /// without the first slash.
    void setFallback(const Handler &handler) { m_fallback = handler; }
    /// Calls the handler, or replies to OPTIONS, with 404 or 405 itself.
    void dispatch(Exchange &&exchange) const;
    /// "GET /healthz" and so on, sorted; a test keeps it equal to api.md#routes.
    QList<QByteArray> routes() const;

private:
    struct Route
    {
        QByteArray pattern;
        QList<QByteArray> segments; ///< only for patterns with parameters
        Access access = Access::Open;
        QHash<HttpMethod, Handler> handlers;
    };

    const Route *find(const QByteArray &path, QStringList *parameters) const;
    static QByteArray allowed(const Route &route);

    QHash<QByteArray, Route> m_exact;
    Handler m_fallback;
    QList<Route> m_patterns; ///< in the order of add(); the first match counts
};
