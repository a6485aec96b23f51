// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QString>

#include <optional>

/// An unused name beside a file, by which isSetAside() knows what has it.
QString nameSetAside(const QString &fileName, Micros now);
/// Renames a database that cannot be used, with its log. Returns its new name. Errors:
/// "database_unreadable" when it cannot be renamed.
Result<QString> setAside(const QString &fileName, Micros now);
/// Whether a file, or the database that this log belonged to, has a name given by setAside().
bool isSetAside(const QString &fileName);

/// A database that is open for writing.
struct OpenedDatabase
{
    Database database;
    std::optional<Concern> notice; ///< what had to be done about the file
    bool isBehind = false; ///< the log was given up: what was written last is missing
};

/// Opens and migrates the database of a data folder. A file that cannot be read is set aside, never deleted,
/// and a new one is created ("database_set_aside"); a log that was overwritten is set aside alone
/// ("database_log_set_aside", logloss.h). Errors: "schema_newer" and those of Database::open().
Result<OpenedDatabase> openOrSetAside(const QString &fileName, Database::Durability durability, Micros now);
