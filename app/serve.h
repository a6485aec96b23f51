// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// `clickscope serve`: the collector without a window, until SIGINT or SIGTERM. Returns the exit code.
int runServe(const CommandLine &line);
