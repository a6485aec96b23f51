// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// Empties all tables of 0003_history.sql that are derived; they are built again from the hits. What a
/// builder has begun before is not kept.
Result<void> eraseSegments(Database &database);
