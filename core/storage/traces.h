// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <functional>

/// Empties the write-ahead log. False while a reader still needs it, or somebody writes it; nobody is waited
/// for. `copyLog` makes a checkpoint of a mode, SQLITE_CHECKPOINT_…, and returns SQLite's code.
bool emptyLog(Database &database, const std::function<int(int mode)> &copyLog);

enum class Company : quint8 {
    Alone, ///< nobody collects
    Collector, ///< one runs, and must not wait long for the write lock
};

/// What was erased leaves traces: in pages that are free, in pages that were split or joined, in the log.
/// Takes them off the disk. The whole file is written anew, but beside a collector with a large database:
/// then free pages are given back in short transactions, and pages in use stay as they are. Returns what is
/// left to do, empty when nothing is: for instance that a reader still needs the log. Errors:
/// "database_failed".
Result<QString> eraseTraces(Database &database, Company company);
