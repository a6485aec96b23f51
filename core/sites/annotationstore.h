// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/annotation.h"
#include "core/types/result.h"

#include <QList>

/// The table `annotation`: users' notes on a day of a site.

constexpr qsizetype kMaxAnnotationsOfSite = 1000;

/// Oldest first. Errors: those of the read.
Result<QList<Annotation>> readAnnotations(const Database &database);
/// Adds (id 0), or replaces one. Returns what was stored. Errors: "validation_error", "too_many_annotations",
/// "database_failed".
Result<Annotation> writeAnnotation(Database &database, const Annotation &annotation);
/// False when it does not exist.
Result<bool> removeAnnotation(Database &database, qint64 id);
