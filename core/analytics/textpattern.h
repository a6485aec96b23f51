// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

/// True when `text` is `pattern` with each `*` standing for any run of characters. Literal, case-sensitive;
/// time is at most the product of both lengths, whatever the pattern.
bool matchesWildcard(QStringView text, QStringView pattern);
