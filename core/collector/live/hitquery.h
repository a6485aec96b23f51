// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/hitfilter.h"
#include "core/types/site.h"

#include <optional>

/// Whether the query includes bots; empty when it does not say. Errors: "bad_flag".
Result<std::optional<bool>> includesBots(const Exchange &exchange);

/// 1–60, the default when absent, 0 when invalid.
int minutesOf(const Exchange &exchange);
/// The last sequence number that a native stream has seen, by its Last-Event-ID or `?after=`; empty when it
/// wants no replay. An invalid header is ignored: browsers may have it from another server.
/// Errors: "bad_after".
Result<std::optional<qint64>> replayAfter(const Exchange &exchange);

/// The filter of …/hits.csv, with the names of the command line: from, to, timezone, filter
/// (any number of times), include_bots, format (csv).
/// Errors: those of parseRange(), DimensionFilter::parse() and includesBots(), "bad_format".
Result<HitFilter> hitFilterOf(const Exchange &exchange, const Site &site);
