// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/hitquery.h"

std::optional<bool> includesBots(const Exchange &exchange)
{
    const QString bots = exchange.queryValue("include_bots");
    if (bots.isEmpty())
        return std::nullopt;
    return bots == QLatin1StringView("1") || bots == QLatin1StringView("true");
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
    filter->includeBots = includesBots(exchange).value_or(filter->includeBots);
    return filter;
}
