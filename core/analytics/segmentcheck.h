// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

/// How many stored segments cannot be read, or name values that are not stored. Reads all of them; `verify`
/// is who asks. Questions find such days themselves and answer from the hits.
Result<qint64> damagedSegments(const Database &database);
