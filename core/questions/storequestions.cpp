// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/storequestions.h"

#include <numeric>

qint64 StoreSizes::bytes() const
{
    return std::accumulate(parts.begin(), parts.end(), qint64 {0},
                           [](qint64 sum, const StorePart &part) { return sum + part.bytes; });
}
