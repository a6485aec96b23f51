// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"
#include "core/links/link.h"
#include "core/types/clock.h"
#include "core/types/result.h"

/// The link with what the options of `link add` and `link edit` say; those that were not given change
/// nothing, an empty text takes away. `--password -` reads a line from standard input. Takes a quarter of a
/// second for a password. Errors: "usage".
Result<Link> withOptions(Link link, const CommandLine &line, Micros now);
