// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <functional>

/// Empties the write-ahead log. False while a reader still needs it or another connection writes it; does not
/// wait. `copyLog` makes a checkpoint of a mode, SQLITE_CHECKPOINT_…, and returns SQLite's code.
bool emptyLog(Database &database, const std::function<int(int mode)> &copyLog);

enum class Company : quint8 {
    Alone, ///< no collector runs
    Collector, ///< a collector runs, and must not wait long for the write lock
};

/// Removes traces of erased data from the disk: free pages, pages that were split or joined, the log.
/// Rewrites the whole file, except beside a collector with a large database:
/// then it releases free pages in short transactions, and leaves pages in use as they are. Returns what is
/// left to do, or an empty text: for instance that a reader still needs the log. Errors:
/// "database_failed".
Result<QString> eraseTraces(Database &database, Company company);
