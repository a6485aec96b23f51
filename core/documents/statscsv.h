// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/result.h"

#include <QByteArray>

/// One part of an answer as CSV: header row, then rows of guarded text and bare numbers, named as in
/// glossary.md#metrics. Rates are fractions 0–1, durations seconds, an empty cell says that there is none.
/// With a compared range each number has a second column `previous_…`. A part that is missing in the answer
/// gives only a header.
QByteArray statsToCsv(const StatsTable &table, const StatsSection &section);

/// Writes parts to files, each completely or not at all. Stops at the first that cannot be written.
/// Errors: "export_failed".
Result<void> saveStats(const StatsTable &table, const QList<StatsFile> &files);
