// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/hitfilter.h"
#include "core/types/site.h"

#include <optional>

/// Whether the query asks for bots: include_bots=1 or true, anything else is no; absent when it does not say.
std::optional<bool> includesBots(const Exchange &exchange);

/// What the query of …/hits.csv asks for, with the names of the command line: from, to, timezone, filter
/// (any number of times), include_bots (1 or true), format (csv).
/// Errors: those of parseRange() and DimensionFilter::parse(), "bad_format".
Result<HitFilter> hitFilterOf(const Exchange &exchange, const Site &site);
