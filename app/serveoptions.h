// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "app/commands/commandline.h"

/// Sets address and port where the command line names them. Errors: "usage".
Result<void> readListenOptions(const CommandLine &line, CollectorOptions &options);
/// The options of `serve` and of the demo; the desktop program uses the settings, and only
/// readListenOptions(). Errors: "usage".
Result<ApplicationOptions> serveOptions(const CommandLine &line);
