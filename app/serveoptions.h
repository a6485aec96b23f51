// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "app/commands/commandline.h"

/// The options of `serve` and of the demo; the desktop program uses the settings. Errors:
/// "usage".
Result<ApplicationOptions> serveOptions(const CommandLine &line);
