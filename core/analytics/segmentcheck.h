// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

/// Number of stored segments that cannot be read, or refer to values that are not stored. Reads all of them;
/// for `verify`. Questions detect such days themselves and answer from the hits.
Result<qint64> damagedSegments(const Database &database);
