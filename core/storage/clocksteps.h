// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clockstep.h"
#include "core/types/result.h"

#include <QList>

/// The table `clock_step`: when the machine's clock was set, the newest kMaxClockSteps times.

constexpr qint64 kMaxClockSteps = 1000;

/// In the order in which they happened. Errors: those of the read.
Result<QList<ClockStep>> readClockSteps(const Database &database);
/// Errors: "database_failed".
Result<void> writeClockStep(Database &database, const ClockStep &step);
