// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>

#include <utility>

/// Colours from few to many, mixed in OKLab (Ottosson 2020) so that equal steps look equal.
class ColorRamp final
{
public:
    struct Stop
    {
        double share; ///< 0–1
        QColor colour;
    };

    ColorRamp() = default;
    /// `stops` ascend; the first is at 0, the last at 1.
    explicit ColorRamp(QList<Stop> stops) : m_stops(std::move(stops)) { }

    /// `share` 0–1; other values are clamped.
    QColor at(double share) const;

private:
    QList<Stop> m_stops;
};

/// The ground of all maps: dark enough, or light enough, that the fewest show on it.
QColor landColour(bool dark);
/// Weak to strong places. On a dark background strong ones are bright, on a light one dark, so that
/// lightness alone distinguishes them, also for colour-blind users.
ColorRamp heatRamp(bool dark);
/// Low to high for shaded countries: from near the colour of land to beyond the accent.
ColorRamp countryRamp(bool dark);

/// A mark on a legend.
struct ScaleTick
{
    double share = 0; ///< 0–1 of the ramp
    double value = 0;

    friend bool operator==(const ScaleTick &, const ScaleTick &) = default;
};

/// Classes of countries: equal steps of the logarithm with round limits, so that a country with more than
/// five times as much as another is never in its class, unless both are far below the largest. A pure value.
class ColorScale final
{
public:
    static constexpr int kMostClasses = 7;

    ColorScale() = default;
    /// Values that are not above 0 have no class.
    static ColorScale of(const QList<double> &values);

    bool isEmpty() const { return m_bounds.isEmpty(); }
    double most() const { return m_most; }
    /// Lowest value of each class, ascending.
    const QList<double> &bounds() const { return m_bounds; }
    int classOf(double value) const; ///< −1 = none
    double share(int number) const; ///< of a class on a ramp, 0–1

    friend bool operator==(const ColorScale &, const ColorScale &) = default;

private:
    QList<double> m_bounds;
    double m_most = 0;
};
