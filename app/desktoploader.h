// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// Loads the desktop module and runs the command in it; prints an error if it is missing. The windows
/// are in a module, so that the collector needs neither Gui nor a display.
int runDesktop(int &argc, char **argv, const CommandLine &line);
