// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/statsanswer.h"

// SEAM: the engine of core/analytics answers here.
Result<StatsTable> answerStats(const CommandLine &, const StatsQuery &)
{
    return Error {QStringLiteral("not_ready"), QStringLiteral("questions about the past have no answer yet")};
}
