// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QSize>

#include <atomic>
#include <vector>

/// A place of a picture and how strong it is.
struct HeatPoint
{
    float x = 0; ///< pixels
    float y = 0;
    float strength = 0; ///< 0–1
};

/// Heat that shows each place at its own strength: strong places glow farther, and where several meet the
/// strongest wins instead of their sum, so that many small places beside each other do not look like a large
/// one. Pure, any thread.
namespace HeatField {

/// The radius in pixels within which a place of `strength` is seen, at `growth` 1.
double reach(double strength);

/// Colours are heatRamp(dark) at the strength; premultiplied, transparent where there is nothing, without a
/// rim. `growth` multiplies all radii. Null when given up or empty.
QImage render(const std::vector<HeatPoint> &points, const QSize &size, double growth, bool dark,
              const std::atomic<bool> *isGivenUp = nullptr);

} // namespace HeatField
