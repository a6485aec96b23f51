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
// Ranks of few places say little: the second of three would be in the middle, whatever its count.
constexpr qsizetype kFew = 12; ///< places, up to which counts alone matter
constexpr qsizetype kMany = 48; ///< and from which on ranks alone do
constexpr double kFewest = 0.25; ///< the strength of next to nothing by counts: heat that can be seen

/// The smallest count that this share of the counts does not exceed.
double percentile(const QList<double> &sorted, double share)
{
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<qsizetype>(rank - 1, 0, sorted.size() - 1));
}

} // namespace

HeatScale HeatScale::of(const QList<double> &counts)
{
    return of(counts, counts.size());
}

HeatScale HeatScale::of(QList<double> counts, qsizetype places)
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
        if (scale.m_ranks.isEmpty() || count > scale.m_ranks.constLast().value) {
            first = step.strength;
            scale.m_ranks.append({step.strength, count});
        } else {
            scale.m_ranks.last().share = (first + step.strength) / 2;
        }
    }
    // The most has the last colour in any case.
    scale.m_ranks.last().share = scale.m_ranks.size() > 1 ? 1 : kAllEqual;
    scale.m_ticks = scale.m_ranks;
    if (scale.m_ranks.size() > 1)
        scale.m_rankPart = std::clamp(static_cast<double>(places - kFew) / (kMany - kFew), 0.0, 1.0);
    for (ScaleTick &tick : scale.m_ticks)
        tick.share = scale.strength(tick.value);
    return scale;
}

double HeatScale::strength(double count) const
{
    if (!(count > 0) || m_ranks.isEmpty())
        return 0;
    const double least = m_ranks.constFirst().value;
    const double most = m_ranks.constLast().value;
    const double known = std::clamp(count, least, most);
    const double byCount = kFewest + (1 - kFewest) * std::sqrt(known / most);
    return m_rankPart * byRank(known) + (1 - m_rankPart) * byCount;
}

double HeatScale::byRank(double count) const
{
    const auto above = std::ranges::upper_bound(m_ranks, count, {}, &ScaleTick::value);
    if (above == m_ranks.cend())
        return m_ranks.constLast().share;
    const ScaleTick &below = *(above - 1);
    const double part = std::log(count / below.value) / std::log(above->value / below.value);
    return below.share + part * (above->share - below.share);
}
