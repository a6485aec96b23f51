// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/colorscale.h"

#include <QImage>
#include <QSize>

#include <atomic>
#include <vector>

/// One or more visitors at a point of a picture.
struct HeatPoint
{
    float x = 0; ///< pixels
    float y = 0;
    float weight = 1;
};

struct HeatPicture
{
    QImage image; ///< premultiplied, transparent where there are none; null when cancelled or empty
    double peak = 0; ///< the highest density in the picture: for an isolated place, its count
    ColorScale scale = {}; ///< the scale of the colours, for a legend; empty while there is no image
};

/// Kernel density: every point spreads as a bell over `radius` pixels, three standard deviations. The bell is
/// 1 in its middle, so that densities are counts of nearby visitors. Colours follow the logarithm, from 1 to
/// the peak, at least to 3 so that one visitor does not look like many; the picture fades out below that, and
/// farther from many visitors than from a few. Pure, any thread.
namespace HeatField {

HeatPicture render(const std::vector<HeatPoint> &points, const QSize &size, double radius,
                   const ColorRamp &ramp, const std::atomic<bool> *isGivenUp = nullptr);

} // namespace HeatField
