// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/hitquery.h"

#include "core/documents/jsonvalues.h"
#include "core/questions/realtimesnapshot.h"

namespace {

constexpr int kDefaultMinutes = 5;

} // namespace

Result<std::optional<bool>> includesBots(const Exchange &exchange)
{
    return flagOf(exchange.queryValue("include_bots"), "include_bots");
}

int minutesOf(const Exchange &exchange)
{
    const QString text = exchange.queryValue("minutes");
    if (text.isEmpty())
        return kDefaultMinutes;
    bool isNumber = false;
    const int minutes = text.toInt(&isNumber);
    return isNumber && minutes >= 1 && minutes <= RealtimeSnapshot::kMaxMinutes ? minutes : 0;
}

Result<std::optional<qint64>> replayAfter(const Exchange &exchange)
{
    const QByteArray header = exchange.request.header("last-event-id");
    const QString text = header.isEmpty() ? exchange.queryValue("after") : QString::fromLatin1(header);
    bool isNumber = false;
    const qint64 seq = text.toLongLong(&isNumber);
    if (!isNumber && header.isEmpty() && !text.isEmpty())
        return Error {QStringLiteral("bad_after"), QStringLiteral("after is the sequence number of a hit")};
    return isNumber && seq >= 0 ? std::optional(seq) : std::nullopt;
}

Result<HitFilter> hitFilterOf(const Exchange &exchange, const Site &site)
{
    const QString format = exchange.queryValue("format");
    if (!format.isEmpty() && format != QLatin1StringView("csv"))
        return Error {QStringLiteral("bad_format"),
                      QStringLiteral("This address gives CSV; leave format away.")};
    Result<HitFilter> filter = hitFilterOf(site, exchange.queryValue("from"), exchange.queryValue("to"),
                                           exchange.queryValue("timezone"), exchange.queryValues("filter"));
    if (!filter)
        return filter;
    const Result<std::optional<bool>> bots = includesBots(exchange);
    if (!bots)
        return bots.error();
    filter->includesBots = bots->value_or(filter->includesBots);
    return filter;
}
