// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartscale.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr int kMostSteps = 4;
constexpr int kFewestSteps = 2;
constexpr double kShareSteps[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.25};
constexpr double kSecondSteps[] = {1,   2,   5,    10,   15,   30,    60,    120,   300,
                                   600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};

/// Rounding must not add a step to a value that lies on a tick.
int stepsFor(double most, double step)
{
    return std::max(kFewestSteps, static_cast<int>(std::ceil(most / step - 1e-9)));
}

ValueScale scaleOf(double most, double step)
{
    return {stepsFor(most, step) * step, step};
}

template <std::size_t N>
ValueScale firstThatFits(double most, const double (&steps)[N])
{
    for (const double step : steps) {
        if (stepsFor(most, step) <= kMostSteps)
            return scaleOf(most, step);
    }
    const double largest = steps[N - 1];
    return scaleOf(most, largest * std::ceil(most / largest / kMostSteps));
}

ValueScale countScale(double most)
{
    for (double decade = 1;; decade *= 10) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (stepsFor(most, factor * decade) <= kMostSteps)
                return scaleOf(most, factor * decade);
        }
    }
}

} // namespace

QList<double> ValueScale::ticks() const
{
    QList<double> ticks;
    const int steps = static_cast<int>(std::lround(top / step));
    for (int i = 0; i <= steps; ++i)
        ticks.append(i * step);
    return ticks;
}

ValueScale scaleFor(Metric metric, double most)
{
    switch (metric) {
    case Metric::BounceRate:
        return most > 0 ? firstThatFits(std::min(most, 1.0), kShareSteps) : ValueScale {1, 0.25};
    case Metric::VisitDuration: return firstThatFits(most, kSecondSteps);
    case Metric::Visitors:
    case Metric::Visits:
    case Metric::Pageviews:
    case Metric::Hits:
    case Metric::ValueSum: break;
    }
    return countScale(most);
}

QList<QPointF> decimated(const QList<QPointF> &points, int columns)
{
    if (columns < 1 || points.size() <= 2 * columns)
        return points;
    QList<QPointF> kept {points.first()};
    const qsizetype inner = points.size() - 2;
    const int groups = std::max(1, columns - 1);
    for (int group = 0; group < groups; ++group) {
        const auto from = points.begin() + 1 + inner * group / groups;
        const auto to = points.begin() + 1 + inner * (group + 1) / groups;
        const auto [low, high] =
            std::minmax_element(from, to, [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
        kept.append(*std::min(low, high));
        if (low != high)
            kept.append(*std::max(low, high));
    }
    kept.append(points.last());
    return kept;
}
