// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/hitquery.h"

#include "core/types/daterange.h"

Result<HitFilter> hitFilterOf(const Exchange &exchange, const Site &site)
{
    const QString format = exchange.queryValue("format");
    if (!format.isEmpty() && format != QLatin1StringView("csv"))
        return Error {QStringLiteral("bad_format"),
                      QStringLiteral("This address gives CSV; leave format away.")};
    const QString zone = exchange.queryValue("timezone");
    const Result<InstantRange> range = parseRange(exchange.queryValue("from"), exchange.queryValue("to"),
                                                  zone.isEmpty() ? site.timezone : zone);
    if (!range)
        return range.error();
    HitFilter filter;
    filter.site = site.id;
    filter.from = range->from;
    filter.to = range->to;
    const QString bots = exchange.queryValue("include_bots");
    filter.includeBots = bots == QLatin1StringView("1") || bots == QLatin1StringView("true");
    for (const QString &text : exchange.queryValues("filter")) {
        const Result<DimensionFilter> dimension = DimensionFilter::parse(text);
        if (!dimension)
            return dimension.error();
        filter.dimensions.append(*dimension);
    }
    return filter;
}
