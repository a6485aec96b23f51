// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/goal.h"
#include "core/types/result.h"

#include <QList>

/// The table `goal`.

constexpr qsizetype kMaxGoalsOfSite = 50;

/// By name, then id. Errors: those of the read.
Result<QList<Goal>> readGoals(const Database &database);
/// Adds a goal, or replaces the one with this id; an empty id gets a new one. Returns what was stored.
/// Errors: "validation_error", "too_many_goals", "database_failed".
Result<Goal> writeGoal(Database &database, const Goal &goal);
/// False when it does not exist.
Result<bool> removeGoal(Database &database, const QString &id);
