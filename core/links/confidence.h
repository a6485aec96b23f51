// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>

/// Between which a share lies, 0–1.
struct ShareInterval
{
    double low = 0;
    double high = 1;
};

/// The 95 % confidence interval of a share of which `part` of `whole` were seen: Wilson's score interval,
/// without correction for continuity (E. B. Wilson, "Probable inference, the law of succession, and
/// statistical inference", Journal of the American Statistical Association 22 (1927), 209–212). It holds for
/// few clicks and for shares near 0 and 1, too, and never leaves 0–1. Without clicks it is all of that. Pure.
inline ShareInterval shareInterval(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return {};
    constexpr double kZ = 1.959963984540054; // of the normal distribution, 97.5 %
    const auto n = static_cast<double>(whole);
    const double p = static_cast<double>(std::clamp<qint64>(part, 0, whole)) / n;
    const double scale = 1 / (1 + kZ * kZ / n);
    const double middle = scale * (p + kZ * kZ / (2 * n));
    const double half = scale * kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}
