// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>

/// What whoever reads a CSV file does: takes exactly one `'` off where `^'+[=+\-@\t\r\n]` matches.
inline QString unguarded(const QString &value)
{
    const auto start = std::ranges::find_if(value, [](QChar c) { return c != u'\''; });
    const bool isGuarded = start != value.begin() && start != value.end()
        && QStringLiteral("=+-@\t\r\n").contains(*start);
    return isGuarded ? value.sliced(1) : value;
}
