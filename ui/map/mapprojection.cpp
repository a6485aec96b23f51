// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapprojection.h"

#include <QtMath>

#include <cmath>
#include <numbers>

namespace {

// The polynomial of the paper's equation 9.
constexpr double kA1 = 1.340264;
constexpr double kA2 = -0.081106;
constexpr double kA3 = 0.000893;
constexpr double kA4 = 0.003796;

constexpr double kHalfRootOfThree = std::numbers::sqrt3 / 2;
constexpr double kMostTheta = std::numbers::pi / 3; // of a pole
/// What rounding may put beyond the edge, as a share of the whole.
constexpr double kSlack = 1e-12;

double heightOf(double theta)
{
    const double square = theta * theta;
    return theta * (kA1 + kA2 * square + square * square * square * (kA3 + kA4 * square));
}

double slopeOf(double theta)
{
    const double square = theta * theta;
    return kA1 + 3 * kA2 * square + square * square * square * (7 * kA3 + 9 * kA4 * square);
}

/// x of one radian of longitude.
double widthOf(double theta)
{
    return std::cos(theta) / (kHalfRootOfThree * slopeOf(theta));
}

/// The inverse of heightOf(), by Newton's method; it converges from anywhere, as the slope never vanishes.
double thetaOf(double height)
{
    double theta = height / kA1;
    for (int i = 0; i < 16; ++i) {
        const double step = (heightOf(theta) - height) / slopeOf(theta);
        theta -= step;
        if (std::abs(step) < 1e-16)
            break;
    }
    return theta;
}

} // namespace

QPointF MapProjection::project(double longitude, double latitude)
{
    const double theta = std::asin(kHalfRootOfThree * std::sin(qDegreesToRadians(latitude)));
    const double fromCentre = std::remainder(longitude - kCentre, 360);
    return {qDegreesToRadians(fromCentre) * widthOf(theta), -heightOf(theta)};
}

std::optional<QPointF> MapProjection::unproject(QPointF plane)
{
    // Written so that NaN is outside.
    if (!(std::abs(plane.y()) <= kHalfHeight * (1 + kSlack))
        || !(std::abs(plane.x()) <= kHalfWidth * (1 + kSlack)))
        return std::nullopt;
    const double theta = qBound(-kMostTheta, thetaOf(-plane.y()), kMostTheta);
    const double fromCentre = qRadiansToDegrees(plane.x() / widthOf(theta));
    if (std::abs(fromCentre) > 180 * (1 + kSlack))
        return std::nullopt;
    const double longitude = std::remainder(qBound(-180.0, fromCentre, 180.0) + kCentre, 360);
    const double sine = qBound(-1.0, std::sin(theta) / kHalfRootOfThree, 1.0);
    return QPointF(longitude, qRadiansToDegrees(std::asin(sine)));
}
