// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/result.h"

#include <QString>

/// Moves a database that cannot be used, with its log, out of the way. Its new name. Errors:
/// "database_unreadable" when it cannot be renamed.
Result<QString> setAside(const QString &fileName, Micros now);
/// Whether a file, or the one that this was the log of, has a name that setAside() gives.
bool isSetAside(const QString &fileName);
