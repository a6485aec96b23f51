// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/annotation.h"
#include "core/types/goal.h"
#include "core/types/result.h"

#include <QList>

/// The tables `goal` and `annotation`: users' goals and notes of a site.

constexpr qsizetype kMaxGoalsOfSite = 50;
constexpr qsizetype kMaxAnnotationsOfSite = 1000;

/// By name, then id.
QList<Goal> readGoals(const Database &database);
/// Adds a goal, or replaces the one with this id; an empty id gets a new one. Returns what was stored.
/// Errors: "validation_error", "too_many_goals", "database_failed".
Result<Goal> writeGoal(Database &database, const Goal &goal);
/// False when it does not exist.
Result<bool> removeGoal(Database &database, const QString &id);

/// Oldest first.
QList<Annotation> readAnnotations(const Database &database);
/// Adds (id 0), or replaces one. Errors: as writeGoal(), "too_many_annotations".
Result<Annotation> writeAnnotation(Database &database, const Annotation &annotation);
Result<bool> removeAnnotation(Database &database, qint64 id);
