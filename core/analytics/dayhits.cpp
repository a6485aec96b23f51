// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/dayhits.h"

#include <algorithm>

void DayHits::sort()
{
    const std::size_t known = order.size();
    order.reserve(size());
    for (std::size_t row = known; row < size(); ++row)
        order.push_back({visitor[row], eventAt[row], static_cast<quint32>(row)});
    const auto added = order.begin() + static_cast<std::ptrdiff_t>(known);
    std::sort(added, order.end());
    std::inplace_merge(order.begin(), added, order.end());
}
