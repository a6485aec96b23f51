// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/realtimeroutes.h"

#include "core/collector/live/hitquery.h"
#include "core/documents/livejson.h"
#include "core/http/httptext.h"
#include "core/types/jsonreader.h"

namespace {

constexpr int kSparklyticsMinutes = 30;

/// How one of the three APIs says it.
struct Dialect
{
    QByteArray (*toJson)(const RealtimeSnapshot &);
    HttpReply (*failed)(int status, const Error &error);
    const char *noSite;
    int minutes; ///< 0 = what the query asks for
};

HttpReply envelope(int status, const Error &error)
{
    return errorReply(status, error.code.toLatin1(), error.message.toUtf8());
}

HttpReply plainError(int status, const Error &error)
{
    QByteArray body = "{\"error\":";
    appendJsonString(&body, QStringView(error.message));
    return HttpReply::json(status, body + '}');
}

const Dialect kNative {nativeRealtimeJson, envelope,
                       "There is no such site; clickscope site add ID makes one.", 0};
const Dialect kSparklytics {sparklyticsRealtimeJson, envelope, "Website not found", kSparklyticsMinutes};
const Dialect kTsAnalytics {tsAnalyticsRealtimeJson, plainError, "Site not found", 0};

void answer(const AskNow &ask, bool isKnown, const Dialect &dialect, Exchange &&exchange)
{
    const QString site = exchange.parameters.constFirst();
    const int minutes = dialect.minutes > 0 ? dialect.minutes : minutesOf(exchange);
    const Result<std::optional<bool>> bots = includesBots(exchange);
    if (!isKnown) {
        exchange.reply(
            dialect.failed(404, {QStringLiteral("not_found"), QString::fromLatin1(dialect.noSite)}));
    } else if (minutes == 0) {
        exchange.reply(dialect.failed(
            400, {QStringLiteral("bad_minutes"), QStringLiteral("minutes is a number from 1 to 60")}));
    } else if (!bots) {
        exchange.reply(dialect.failed(400, bots.error()));
    } else {
        ask(site, minutes, *bots,
            [exchange = std::move(exchange), &dialect](const Result<RealtimeSnapshot> &snapshot) {
                HttpReply reply = snapshot ? HttpReply::json(200, dialect.toJson(*snapshot))
                                           : dialect.failed(503, snapshot.error());
                reply.headers.emplaceBack("Cache-Control", "no-store");
                if (!snapshot)
                    reply.headers.emplaceBack("Retry-After", "2");
                exchange.reply(reply);
            });
    }
}

} // namespace

void addRealtimeRoutes(const AskNow &ask, const std::function<bool(const QString &)> &knowsSite,
                       const std::function<void(const char *path, Router::Handler handler)> &add)
{
    for (const auto &[path, dialect] : {std::pair("/api/v1/sites/{id}/realtime", &kNative),
                                        std::pair("/api/websites/{id}/realtime", &kSparklytics),
                                        std::pair("/api/analytics/sites/{siteId}/realtime", &kTsAnalytics)}) {
        add(path, [ask, knowsSite, dialect = dialect](Exchange &&exchange) {
            const bool isKnown = knowsSite(exchange.parameters.constFirst());
            answer(ask, isKnown, *dialect, std::move(exchange));
        });
    }
}
