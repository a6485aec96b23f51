// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QByteArray>

/// The reply to GET /healthz, for monitoring: {"status":"ok"}, or "degraded" (it works, but the user should
/// look) or "failing" (hits cannot be stored), both with reasons.
QByteArray healthJson(const StoreState &state);
/// The database file was removed, moved or replaced: hits cannot be stored until the user acts.
bool isFileLost(const StoreState &state);
/// Why hits cannot be stored, for clients: without names of folders. Empty when they can.
QString failureForSenders(const StoreState &state);
