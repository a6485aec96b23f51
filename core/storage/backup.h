// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/unusedname.h"

#include <QString>

/// Copies the database to a new file with SQLite's online backup (https://sqlite.org/backup.html); writing
/// continues meanwhile. The copy is one file, without a log and without the daily keys of
/// visitor ids, and gets its name when it is complete: a failure leaves nothing
/// behind, and a file of that name is never overwritten. Errors: "file_exists", "backup_failed",
/// "backup_busy" when others locked the copy for seconds.
Result<void> backUp(const Database &database, const QString &fileName);
