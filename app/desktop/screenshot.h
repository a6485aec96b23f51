// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// `clickscope screenshot`: a page of the data folder as a PNG, without a display. Reads only, so a
/// collector may run on the folder meanwhile.
int runScreenshot(const CommandLine &line);
