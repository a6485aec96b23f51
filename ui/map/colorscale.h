// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>

#include <optional>

/// Colours from few to many, mixed in OKLab (Ottosson 2020) so that equal steps look equal.
class ColorRamp final
{
public:
    ColorRamp() = default;
    explicit ColorRamp(QList<QColor> stops) : m_stops(std::move(stops)) { }

    /// `share` 0–1; other values are clamped.
    QColor at(double share) const;

private:
    QList<QColor> m_stops;
};

/// Low to high densities: purple, orange, yellow. On a dark background high values are bright, on a light one
/// dark, so that lightness alone distinguishes them, also for colour-blind users.
ColorRamp heatRamp(bool dark);
/// Low to high for shaded countries: from the colour of land towards the accent.
ColorRamp countryRamp(bool dark);

/// A mark on a legend.
struct ScaleTick
{
    double share = 0; ///< 0–1 of the ramp
    double value = 0;
};

/// Maps numbers to colours: by their logarithm, or by classes of about equal size. A pure value.
class ColorScale final
{
public:
    /// From 1 to `most`; values below 1 have no colour.
    static ColorScale logarithmic(double most, const ColorRamp &ramp);
    /// At most `classes`, each with about as many different values above 0; equal values share one, and there
    /// are no more classes than different values. Bounds are rounded if that moves no value to another class.
    static ColorScale quantiles(QList<double> values, int classes, const ColorRamp &ramp);

    bool isLogarithmic() const { return m_bounds.isEmpty(); }
    double most() const { return m_most; }
    /// 0–1; below 0 for values without a colour
    double share(double value) const;
    QColor colour(double value) const; ///< invalid for values without a colour
    const ColorRamp &ramp() const { return m_ramp; }

    /// Lowest value of each class, ascending; empty for logarithmic ones.
    const QList<double> &bounds() const { return m_bounds; }
    int classOf(double value) const; ///< −1 = none
    QColor classColour(int number) const;
    /// For a logarithmic scale: 1, the highest, and round numbers between; at most 5.
    QList<ScaleTick> ticks() const;

private:
    ColorRamp m_ramp;
    QList<double> m_bounds;
    double m_most = 0;
};
