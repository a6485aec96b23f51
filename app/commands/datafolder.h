// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// The folder of database, settings and lists: `--data-dir`, CLICKSCOPE_DATA_DIR, or the platform's one.
/// Absolute; it may not exist yet.
QString dataFolder(const CommandLine &line);
