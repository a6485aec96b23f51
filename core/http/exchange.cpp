// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/exchange.h"
#include "core/types/querypart.h"

namespace {

const QByteArray kAllowOrigin = QByteArrayLiteral("Access-Control-Allow-Origin"); // on every answer

constexpr const char *kExposed =
    "X-Dropped-Reason, x-sparklytics-ingest-ack, x-sparklytics-ingest-queue-events,"
    " x-sparklytics-ingest-queue-capacity, x-sparklytics-ingest-accepted-events,"
    " x-sparklytics-ingest-dropped-events, x-sparklytics-ingest-drop-reason";

bool has(const HttpReply &reply, QByteArrayView name)
{
    for (const auto &header : reply.headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

void allowOrigin(HttpReply &reply, const HttpRequest &request)
{
    if (has(reply, kAllowOrigin))
        return;
    if (request.origin.isEmpty()) {
        reply.headers.emplaceBack(kAllowOrigin, QByteArrayLiteral("*"));
        return;
    }
    reply.headers.emplaceBack(kAllowOrigin, request.origin);
    reply.headers.emplaceBack("Vary", "Origin");
    // A page that sends credentials only accepts its own origin together with this.
    reply.headers.emplaceBack("Access-Control-Allow-Credentials", "true");
}

} // namespace

void Exchange::reply(HttpReply reply) const
{
    if (!connection)
        return;
    if (access == Access::Ingest) {
        allowOrigin(reply, request);
        if (!request.origin.isEmpty())
            reply.headers.emplaceBack("Access-Control-Expose-Headers", kExposed);
    }
    reply.close = reply.close || request.isWebSocket; // its client has nothing else to ask here
    if (access == Access::Read) // no page of another origin may embed it, whatever its type
        reply.headers.emplaceBack("Cross-Origin-Resource-Policy", "same-origin");
    connection->reply(serial, reply);
}

QString Exchange::queryValue(QByteArrayView name) const
{
    return queryValues(name).value(0);
}

QStringList Exchange::queryValues(QByteArrayView name) const
{
    QStringList values;
    for (QByteArrayView rest(request.query); !rest.isEmpty();) {
        const QByteArrayView pair = takePair(&rest);
        const qsizetype equals = pair.indexOf('=');
        if (equals >= 0 && pair.first(equals) == name)
            values.append(decodedQueryPart(pair.sliced(equals + 1)));
    }
    return values;
}

HttpReply preflightReply(const HttpRequest &request, Access access, const QByteArray &methods)
{
    HttpReply reply;
    reply.status = 204;
    reply.headers.emplaceBack("Allow", methods);
    if (access != Access::Ingest)
        return reply;
    const QByteArray wanted = request.headerList("access-control-request-headers");
    reply.headers.emplaceBack("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    reply.headers.emplaceBack("Access-Control-Allow-Headers", wanted.isEmpty() ? QByteArray("*") : wanted);
    reply.headers.emplaceBack("Access-Control-Max-Age", "86400");
    if (request.header("access-control-request-private-network") == "true")
        reply.headers.emplaceBack("Access-Control-Allow-Private-Network", "true");
    return reply;
}
