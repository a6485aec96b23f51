// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <optional>

/// The Equal Earth projection: areas keep their proportions, parallels are straight, meridians curved.
///
/// B. Šavrič, T. Patterson, B. Jenny: The Equal Earth map projection. International Journal of
/// Geographical Information Science 33 (2019), 454–465, doi:10.1080/13658816.2018.1504949.
///
/// The plane is that of a globe with radius 1, x to the right, y DOWN. It is turned so that it ends in the
/// Bering Strait, which cuts no land but islands: the origin is 0° N 11° E.
namespace MapProjection {

inline constexpr double kCentre = 11; ///< degrees east, the meridian in the middle
inline constexpr double kHalfWidth = 2.7066299836960743; ///< x of the eastern end of the equator
inline constexpr double kHalfHeight = 1.3173627591574133; ///< y of the south pole

/// Degrees to the plane. Any longitude; −169° is the western edge, 191° the eastern one. The latitude may
/// not lie beyond ±90°.
QPointF project(double longitude, double latitude);
/// (longitude, latitude) in degrees; empty beyond the edge of the world. Near a pole the latitude is
/// less exact: 1e-6° there, 1e-9° below 89°.
std::optional<QPointF> unproject(QPointF plane);

} // namespace MapProjection
