// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

/// Whether the desktop starts this program when its user logs in: an XDG autostart file on Linux, a value of
/// the key Run on Windows, a launch agent on macOS. The command is that of this run, with its data folder.

bool startsWithSession();
/// Errors: "autostart_failed".
Result<void> setStartsWithSession(bool on);
