// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// Empties all derived tables of 0003_history.sql; they are rebuilt from the hits. A build
/// that has already started is discarded.
Result<void> eraseSegments(Database &database);
