// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QString>
#include <QStringList>

/// Copies an open database whose file was removed or replaced to `clickscope-rescued-TIME.db` in its
/// folder, which is created again if it was removed. Returns the name of the copy. Errors: "backup_failed"
/// and those of creating a folder.
Result<QString> rescue(const Database &database, const QString &databaseFile, Micros now);
/// Copies that are still in the folder.
QStringList rescuedBeside(const QString &databaseFile);
