// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/router.h"

#include "core/http/httptext.h"

#include <algorithm>

namespace {

QByteArrayView name(HttpMethod method)
{
    switch (method) {
    case HttpMethod::Get: return "GET";
    case HttpMethod::Head: return "HEAD";
    case HttpMethod::Post: return "POST";
    case HttpMethod::Put: return "PUT";
    case HttpMethod::Delete: return "DELETE";
    case HttpMethod::Options: return "OPTIONS";
    case HttpMethod::Patch: return "PATCH";
    case HttpMethod::Other: break;
    }
    return "OTHER";
}

bool isParameter(const QByteArray &segment)
{
    return segment.startsWith('{');
}

/// What follows "{name}".
QByteArrayView endingOf(const QByteArray &segment)
{
    return QByteArrayView(segment).sliced(segment.indexOf('}') + 1);
}

bool fits(const QByteArray &pattern, const QByteArray &segment)
{
    if (!isParameter(pattern))
        return pattern == segment;
    const QByteArrayView ending = endingOf(pattern);
    return segment.size() > ending.size() && segment.endsWith(ending);
}

HttpReply plainError(const HttpRequest &request, int status, const char *code, const char *message)
{
    return request.path.startsWith("/api/") ? errorReply(status, code, message)
                                            : HttpReply::text(status, QByteArray(message).append('\n'));
}

} // namespace

void Router::add(HttpMethod method, const QByteArray &pattern, Access access, const Handler &handler)
{
    if (!pattern.contains('{')) {
        Route &route = m_exact[pattern];
        route.pattern = pattern;
        route.access = access;
        route.handlers.insert(method, handler);
        return;
    }
    auto route = std::ranges::find(m_patterns, pattern, &Route::pattern);
    if (route == m_patterns.end()) {
        m_patterns.append({pattern, pattern.split('/'), access, {}});
        route = m_patterns.end() - 1;
    }
    route->handlers.insert(method, handler);
}

void Router::dispatch(Exchange &&exchange) const
{
    const HttpRequest &request = exchange.request;
    const Route *route = find(request.path, &exchange.parameters);
    const bool isLookedUp = request.method == HttpMethod::Get || request.method == HttpMethod::Head;
    if (!route && m_fallback && isLookedUp && request.path.size() > 1 && !request.path.startsWith("/api/")) {
        exchange.access = Access::Open;
        exchange.parameters = {QString::fromUtf8(request.path.sliced(1))};
        m_fallback(std::move(exchange));
        return;
    }
    if (!route) {
        exchange.reply(plainError(request, 404, "not_found", "There is nothing at this address."));
        return;
    }
    exchange.access = route->access;
    const HttpMethod method = request.method == HttpMethod::Head ? HttpMethod::Get : request.method;
    if (const auto handler = route->handlers.constFind(method); handler != route->handlers.constEnd()) {
        (*handler)(std::move(exchange));
        return;
    }
    const QByteArray allow = allowed(*route);
    if (request.method == HttpMethod::Options) {
        exchange.reply(preflightReply(request, route->access, allow));
        return;
    }
    HttpReply reply = plainError(request, 405, "method_not_allowed",
                                 "The address does not take this method.");
    reply.headers.emplaceBack("Allow", allow);
    exchange.reply(reply);
}

QList<QByteArray> Router::routes() const
{
    QList<QByteArray> list;
    const auto append = [&list](const Route &route) {
        for (auto handler = route.handlers.keyBegin(); handler != route.handlers.keyEnd(); ++handler)
            list.append(name(*handler).toByteArray().append(' ').append(route.pattern));
    };
    for (const Route &route : m_exact)
        append(route);
    for (const Route &route : m_patterns)
        append(route);
    std::ranges::sort(list);
    return list;
}

const Router::Route *Router::find(const QByteArray &path, QStringList *parameters) const
{
    if (const auto exact = m_exact.constFind(path); exact != m_exact.constEnd())
        return &*exact;
    const QList<QByteArray> segments = path.split('/');
    for (const Route &route : m_patterns) {
        if (route.segments.size() != segments.size())
            continue;
        bool matches = true;
        for (qsizetype i = 0; matches && i < segments.size(); ++i)
            matches = fits(route.segments[i], segments[i]);
        if (!matches)
            continue;
        for (qsizetype i = 0; i < segments.size(); ++i) {
            if (isParameter(route.segments[i]))
                parameters->append(
                    QString::fromUtf8(segments[i].chopped(endingOf(route.segments[i]).size())));
        }
        return &route;
    }
    return nullptr;
}

QByteArray Router::allowed(const Route &route)
{
    QList<QByteArray> methods;
    for (auto handler = route.handlers.keyBegin(); handler != route.handlers.keyEnd(); ++handler)
        methods.append(name(*handler).toByteArray());
    if (route.handlers.contains(HttpMethod::Get))
        methods.append("HEAD");
    methods.append("OPTIONS");
    std::ranges::sort(methods);
    return methods.join(", ");
}
