// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Raises the number of open files to what the system allows: a thousand clients need more than
/// the usual soft limit of 1,024.
void raiseFileLimit();

/// How many client connections can have a descriptor: at most `wanted`, fewer if the system allows fewer open
/// files than those already open, a reserve for files opened later, and the connections. 0 or
/// less: none.
int connectionsThatFit(int wanted);
