// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/heatscale.h"

#include <algorithm>
#include <cmath>

namespace {

struct Step
{
    double percentile; ///< 0–1
    double strength;
};
constexpr Step kSteps[] = {{0.05, 0.10}, {0.35, 0.26}, {0.65, 0.44}, {0.85, 0.64}, {0.95, 0.82}, {1, 1}};
constexpr double kAllEqual = 0.44; ///< where all counts are the same, none is many

/// The smallest count that this share of the counts does not exceed.
double percentile(const QList<double> &sorted, double share)
{
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<qsizetype>(rank - 1, 0, sorted.size() - 1));
}

} // namespace

HeatScale HeatScale::of(QList<double> counts)
{
    HeatScale scale;
    counts.removeIf([](double count) { return !std::isfinite(count) || count <= 0; });
    if (counts.isEmpty())
        return scale;
    std::ranges::sort(counts);
    scale.m_median = percentile(counts, 0.5);
    double first = 0; // the strength of the lowest of several percentiles with the same count
    for (const Step &step : kSteps) {
        const double count = percentile(counts, step.percentile);
        if (scale.m_ticks.isEmpty() || count > scale.m_ticks.constLast().value) {
            first = step.strength;
            scale.m_ticks.append({step.strength, count});
        } else {
            scale.m_ticks.last().share = (first + step.strength) / 2;
        }
    }
    // The most has the last colour in any case.
    scale.m_ticks.last().share = scale.m_ticks.size() > 1 ? 1 : kAllEqual;
    return scale;
}

double HeatScale::strength(double count) const
{
    if (!(count > 0) || m_ticks.isEmpty())
        return 0;
    const auto above = std::ranges::upper_bound(m_ticks, count, {}, &ScaleTick::value);
    if (above == m_ticks.cbegin())
        return m_ticks.constFirst().share;
    if (above == m_ticks.cend())
        return m_ticks.constLast().share;
    const ScaleTick &below = *(above - 1);
    const double part = std::log(count / below.value) / std::log(above->value / below.value);
    return below.share + part * (above->share - below.share);
}
