// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/statsdesk.h"
#include "core/types/site.h"

#include <functional>

/// What the routes about the past need to know of the collector. The functions return null for what does not
/// exist; what they return is valid until the next event.
struct StatsContext
{
    StatsDesk &desk;
    std::function<const Site *(const QString &)> site;
    std::function<const Link *(const QString &)> link;
};

// Each adds the read routes of one protocol (README, Routes); `context` must outlive them.
void addNativeStatsRoutes(const StatsContext &context, const AddRoute &add);
void addSparklyticsStatsRoutes(const StatsContext &context, const AddRoute &add);
void addSparklyticsGoalRoutes(const StatsContext &context, const AddRoute &add);
void addTsAnalyticsStatsRoutes(const StatsContext &context, const AddRoute &add);
void addShortLinkStatsRoutes(const StatsContext &context, const AddRoute &add);
