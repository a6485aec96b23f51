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
/// An edge that follows a meridian has a point this often: at 32 times the size of a screen the chord is
/// within a tenth of a pixel. The generator of the map cuts by the same step.
constexpr double kMeridianStep = 0.25;
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

void lineAlongMeridian(QPainterPath *path, double longitude, double from, double to, double step)
{
    const int pieces = qCeil(std::abs(to - from) / step);
    for (int i = 1; i <= pieces; ++i)
        path->lineTo(MapProjection::project(longitude, from + (to - from) * i / pieces));
}

QPainterPath madeOutline()
{
    QPainterPath path(MapProjection::project(-180, 90));
    path.lineTo(MapProjection::project(180, 90));
    lineAlongMeridian(&path, 180, 90, -90, kMeridianStep);
    path.lineTo(MapProjection::project(-180, -90));
    lineAlongMeridian(&path, -180, -90, 90, kMeridianStep);
    path.closeSubpath();
    return path;
}

} // namespace

QPointF MapProjection::project(double longitude, double latitude)
{
    const double theta = std::asin(kHalfRootOfThree * std::sin(qDegreesToRadians(latitude)));
    return {qDegreesToRadians(longitude) * widthOf(theta), -heightOf(theta)};
}

std::optional<QPointF> MapProjection::unproject(QPointF plane)
{
    // Written so that NaN is outside.
    if (!(std::abs(plane.y()) <= kHalfHeight * (1 + kSlack))
        || !(std::abs(plane.x()) <= kHalfWidth * (1 + kSlack)))
        return std::nullopt;
    const double theta = qBound(-kMostTheta, thetaOf(-plane.y()), kMostTheta);
    const double longitude = qRadiansToDegrees(plane.x() / widthOf(theta));
    if (std::abs(longitude) > 180 * (1 + kSlack))
        return std::nullopt;
    const double sine = qBound(-1.0, std::sin(theta) / kHalfRootOfThree, 1.0);
    return QPointF(qBound(-180.0, longitude, 180.0), qRadiansToDegrees(std::asin(sine)));
}

const QPainterPath &MapProjection::outline()
{
    static const QPainterPath path = madeOutline();
    return path;
}

QPainterPath MapProjection::graticule(int degrees)
{
    QPainterPath path;
    if (degrees <= 0)
        return path;
    constexpr double kStep = 2; // a hairline at the size of a screen
    for (int longitude = 180 / degrees * -degrees; longitude <= 180; longitude += degrees) {
        if (std::abs(longitude) < 180) {
            path.moveTo(project(longitude, 90));
            lineAlongMeridian(&path, longitude, 90, -90, kStep);
        }
    }
    for (int latitude = 90 / degrees * -degrees; latitude <= 90; latitude += degrees) {
        if (std::abs(latitude) < 90) {
            path.moveTo(project(-180, latitude));
            path.lineTo(project(180, latitude));
        }
    }
    return path;
}
