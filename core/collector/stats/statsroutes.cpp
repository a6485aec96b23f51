// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/statsroutes.h"

#include <utility>

std::function<void(Exchange &&)> forSite(const StatsContext &context, StatsDesk::ErrorReply toReply,
                                         const char *missing, SiteHandler handler)
{
    return [&context, toReply, missing, handler = std::move(handler)](Exchange &&exchange) {
        if (const Site *site = context.site(exchange.parameters.constFirst()))
            handler(context.desk, std::move(exchange), *site);
        else
            context.desk.take(std::move(exchange), toReply)
                ->fail({QStringLiteral("not_found"), QString::fromLatin1(missing)});
    };
}
