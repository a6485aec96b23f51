// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

#include <QtGlobal>

class Application;
class Settings;

/// The entry point of the desktop module: runs a command that shows windows. The exit code.
extern "C" Q_DECL_EXPORT int clickscope_desktop(int &argc, char **argv, const CommandLine &line);

/// Shows the main window over a running application until it is closed.
int showWindow(Application &application, Settings &settings);
