// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Raises the number of open files to what the system allows: a thousand clients need more than
/// the usual soft limit of 1,024.
void raiseFileLimit();
