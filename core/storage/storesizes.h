// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/storequestions.h"
#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"

/// What the parts of a database take. Reads every page of it. Errors: what SQLite says of a failed read.
Result<StoreSizes> readStoreSizes(const Database &database, Micros now);
