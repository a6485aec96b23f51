// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "core/storage/database.h"

/// The highest number of distinct human visitors within `minutes`, over hits received in (from, to], and when
/// it was reached; what came before the clock was set back is not mixed with what came after. `site` empty =
/// all. Looks at the newest 2 million hits at most. Errors: what SQLite says of a failed read.
Result<VisitorPeak> findPeak(const Database &database, const QString &site, Micros from, Micros to,
                             int minutes, bool countsBots);
