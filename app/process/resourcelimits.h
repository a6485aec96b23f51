// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Raises the number of open files to what the system allows: a thousand clients need more than
/// the usual soft limit of 1,024.
void raiseFileLimit();

/// How many client connections find a descriptor: at most `wanted`, fewer when the system allows fewer open
/// files than those that are open already, a reserve for files that are read later, and the connections. 0 or
/// less: none.
int connectionsThatFit(int wanted);
