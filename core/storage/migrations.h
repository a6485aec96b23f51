// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// The schema version this program writes.
int currentSchemaVersion();

/// Brings a database to currentSchemaVersion(): the numbered files of resources/schema, one
/// transaction each, after a copy `clickscope.db.before-vN` was made of a database with data (or
/// `.before-vN-2` and so on, where the name is taken).
/// Errors: "schema_newer" when a newer program wrote the file; then nothing was changed.
Result<void> migrate(Database &database);
/// Opens the database of a data folder for writing and migrates it. Errors: those of both steps.
Result<Database> openAndMigrate(const QString &fileName, Database::Durability durability);
