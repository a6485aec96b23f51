// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QString>
#include <QStringList>

/// Copies a database whose file lost its name, as long as it is open, to `clickscope-rescued-TIME.db` in its
/// folder, which is made again when it was removed. The name of the copy. Errors: "backup_failed" and those
/// of a folder that cannot be made.
Result<QString> rescue(const Database &database, const QString &databaseFile, Micros now);
/// Copies that nobody has taken away yet.
QStringList rescuedBeside(const QString &databaseFile);
