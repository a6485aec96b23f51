// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/result.h"

#include <QString>

/// Renames a database that cannot be used, with its log. Returns its new name. Errors:
/// "database_unreadable" when it cannot be renamed.
Result<QString> setAside(const QString &fileName, Micros now);
/// Whether a file, or the database that this log belonged to, has a name given by setAside().
bool isSetAside(const QString &fileName);
