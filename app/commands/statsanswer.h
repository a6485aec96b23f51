// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"
#include "core/questions/statsquery.h"
#include "core/types/result.h"

/// Answers a question from the data folder of the command, beside a running collector.
/// Errors: "no_data", "database_failed", those of validate().
Result<StatsTable> answerStats(const CommandLine &line, const StatsQuery &query);
