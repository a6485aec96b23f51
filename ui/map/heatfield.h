// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/colorscale.h"

#include <QImage>
#include <QSize>

#include <atomic>
#include <vector>

/// Somebody, or many, at a point of a picture.
struct HeatPoint
{
    float x = 0; ///< pixels
    float y = 0;
    float weight = 1;
};

struct HeatPicture
{
    QImage image; ///< premultiplied, transparent where nobody is; null when given up or empty
    double peak = 0; ///< the highest density in the picture: of a lone place it is what the place counts
    ColorScale scale = {}; ///< what the colours mean, for a legend; nothing while there is no image
};

/// Kernel density: every point spreads as a bell over `radius` pixels, three standard deviations. The bell is
/// 1 in its middle, so that densities are counts of what is near. Colours follow the logarithm, from 1 to the
/// peak, or to 3 so that one visitor is no crowd; a picture fades out below that, and far from a crowd
/// later than from a few. Pure, any thread.
namespace HeatField {

HeatPicture render(const std::vector<HeatPoint> &points, const QSize &size, double radius,
                   const ColorRamp &ramp, const std::atomic<bool> *isGivenUp = nullptr);

} // namespace HeatField
