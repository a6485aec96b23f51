// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/stats/statsdesk.h"
#include "core/links/link.h"
#include "core/types/site.h"

#include <functional>

/// What the routes about the past need from the collector. The functions return null for what does not
/// exist; what they return is valid until the next event.
struct StatsContext
{
    StatsDesk &desk;
    std::function<const Site *(const QString &)> site;
    std::function<const Link *(const QString &)> link;
};

using SiteHandler = std::function<void(StatsDesk &, Exchange &&, const Site &)>;
/// Passes on a request with the site in its path. If there is none, the reply is the error "not_found"
/// in the format of the protocol, with the message `missing`. `context` must outlive it.
std::function<void(Exchange &&)> forSite(const StatsContext &context, StatsDesk::ErrorReply toReply,
                                         const char *missing, SiteHandler handler);

// Each adds the read routes of one protocol (api.md#routes); `context` must outlive them.
void addNativeStatsRoutes(const StatsContext &context, const AddRoute &add);
void addSparklyticsStatsRoutes(const StatsContext &context, const AddRoute &add);
void addSparklyticsGoalRoutes(const StatsContext &context, const AddRoute &add);
void addTsAnalyticsStatsRoutes(const StatsContext &context, const AddRoute &add);
void addShortLinkStatsRoutes(const StatsContext &context, const AddRoute &add);
