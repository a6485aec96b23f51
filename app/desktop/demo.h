// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// `clickscope demo`: the desktop program on a scratch data folder with live simulated traffic.
int runDemo(const CommandLine &line);
