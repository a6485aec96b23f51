// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

/// First column of the first row, 0 when there is none or it is NULL; -1, which nothing counts to, when it
/// cannot be read.
inline qint64 numberOf(const Database &database, const char *sql)
{
    const Result<qint64> number = database.number(sql);
    return number ? *number : -1;
}
