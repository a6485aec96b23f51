// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QByteArray>

/// What GET /healthz says, for machines that watch: {"status":"ok"}, or "degraded" (it works, somebody should
/// look) or "failing" (hits cannot be stored), both with their reasons.
QByteArray healthJson(const StoreState &state);
/// The database file is not where it was, or not what it was: hits cannot be stored until somebody helps.
bool isFileLost(const StoreState &state);
/// Why hits cannot be stored, for anybody who sends one: without names of folders. Empty when they can.
QString failureForSenders(const StoreState &state);
