// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/hitquery.h"

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
    const QString bots = exchange.queryValue("include_bots");
    if (!bots.isEmpty())
        filter->includeBots = bots == QLatin1StringView("1") || bots == QLatin1StringView("true");
    return filter;
}
