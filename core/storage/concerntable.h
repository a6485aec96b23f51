// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/state.h"

#include <QList>

/// The table `concern`: what somebody has to confirm. Errors: what SQLite says of a failed read.
Result<QList<Concern>> readConcerns(const Database &database);
/// Adds, or replaces the one of its code. False when it failed.
bool keepConcern(Database &database, const Concern &concern);
bool forgetConcern(Database &database, const QString &code);
