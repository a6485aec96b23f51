// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// `fileName`, or the first of fileName-2, fileName-3 … that nobody uses.
QString unusedName(const QString &fileName);

/// Gives what somebody else put under a name of ours another one, NAME.before: nothing that we did not make
/// is removed or overwritten. False when it cannot be renamed; true also when there is nothing.
bool putAside(const QString &fileName);
