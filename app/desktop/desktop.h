// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

#include <QtGlobal>

/// The entry point of the desktop module: runs a command that shows windows. Returns the exit code.
extern "C" Q_DECL_EXPORT int clickscope_desktop(int &argc, char **argv, const CommandLine &line);
