// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <QString>

/// Copies the database to a new file with SQLite's online backup
/// (https://sqlite.org/backup.html); writers go on meanwhile. Nothing is left behind on failure.
Result<void> backUp(const Database &database, const QString &fileName);
