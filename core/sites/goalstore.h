// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/annotation.h"
#include "core/types/goal.h"
#include "core/types/result.h"

#include <QList>

/// The tables `goal` and `annotation`: what people say about a site's numbers.

constexpr qsizetype kMaxGoalsOfSite = 50;
constexpr qsizetype kMaxAnnotationsOfSite = 1000;

/// By name, then id.
QList<Goal> readGoals(const Database &database);
/// Adds, or replaces the goal of this id; an empty id is given one. What was stored.
/// Errors: "validation_error", "too_many_goals", "database_failed".
Result<Goal> writeGoal(Database &database, const Goal &goal);
/// False when there is no such goal.
Result<bool> removeGoal(Database &database, const QString &id);

/// Oldest first.
QList<Annotation> readAnnotations(const Database &database);
/// Adds (id 0), or replaces. Errors: as writeGoal(), "too_many_annotations".
Result<Annotation> writeAnnotation(Database &database, const Annotation &annotation);
Result<bool> removeAnnotation(Database &database, qint64 id);
