// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/bubblescale.h"

#include <algorithm>
#include <cmath>

namespace {
constexpr double kSmallest = 2.5;
constexpr double kLargest = 22;
} // namespace

double bubbleRadius(double value, double largest)
{
    if (!(value > 0) || !(largest > 0))
        return kSmallest;
    return std::clamp(kLargest * std::sqrt(std::min(1.0, value / largest)), kSmallest, kLargest);
}

QList<double> bubbleTicks(double largest)
{
    const double top = std::floor(largest);
    if (!(top >= 1))
        return {};
    QList<double> ticks {top};
    for (const double share : {0.25, 0.04}) {
        const double wanted = top * share;
        if (wanted < 1)
            break;
        const double unit = std::pow(10.0, std::floor(std::log10(wanted)));
        ticks.append(std::max(1.0, std::round(wanted / unit) * unit));
    }
    ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
    return ticks;
}
