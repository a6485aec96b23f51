// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcolours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace {

using Triple = std::array<double, 3>;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double gamma(double channel)
{
    const double cut = std::clamp(channel, 0.0, 1.0);
    return cut <= 0.0031308 ? cut * 12.92 : 1.055 * std::pow(cut, 1 / 2.4) - 0.055;
}

// Björn Ottosson, "A perceptual color space for image processing", 2020: sRGB to OKLab and back.
Triple toOklab(const QColor &colour)
{
    const double r = linear(colour.redF());
    const double g = linear(colour.greenF());
    const double b = linear(colour.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor fromOklab(const Triple &lab)
{
    const auto cubed = [](double x) { return x * x * x; };
    const double l = cubed(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    const double m = cubed(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    const double s = cubed(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    return QColor::fromRgbF(
        static_cast<float>(gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
        static_cast<float>(gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
        static_cast<float>(gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
}

/// Round numbers in steps of about 2 or about 5, at least one step below `least` and up to `most`.
QList<double> roundNumbers(double least, double most, bool inSmallSteps)
{
    QList<double> numbers;
    int exponent = static_cast<int>(std::floor(std::log10(least)));
    // The larger steps are 1, 5, 20, 100, 500: two decades repeat.
    if (!inSmallSteps && exponent % 2 != 0)
        --exponent;
    for (;; exponent += inSmallSteps ? 1 : 2) {
        const double unit = std::pow(10.0, exponent);
        for (const double step : inSmallSteps ? std::array {1.0, 2.0, 5.0} : std::array {1.0, 5.0, 20.0}) {
            if (unit * step > most)
                return numbers;
            numbers.append(unit * step);
        }
    }
}

} // namespace

QColor ColorRamp::at(double share) const
{
    if (m_stops.isEmpty())
        return {};
    const double place = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0);
    const auto above = std::ranges::upper_bound(m_stops, place, {}, &Stop::share);
    if (above == m_stops.cend())
        return m_stops.constLast().colour;
    if (above == m_stops.cbegin())
        return above->colour;
    const Stop &below = *(above - 1);
    const double part = (place - below.share) / (above->share - below.share);
    const Triple from = toOklab(below.colour);
    const Triple to = toOklab(above->colour);
    Triple mixed {};
    for (std::size_t i = 0; i < mixed.size(); ++i)
        mixed[i] = from[i] + (to[i] - from[i]) * part;
    return fromOklab(mixed);
}

QColor landColour(bool dark)
{
    return dark ? QColor(0x1e2831) : QColor(0xdfe5eb);
}

ColorRamp heatRamp(bool dark)
{
    static const ColorRamp onDark({{0, QColor(0x2a1147)},
                                   {0.2, QColor(0x5b1f7d)},
                                   {0.42, QColor(0xa8327d)},
                                   {0.62, QColor(0xe8604c)},
                                   {0.8, QColor(0xfba238)},
                                   {0.92, QColor(0xfcd75f)},
                                   {1, QColor(0xfdf6c8)}});
    static const ColorRamp onLight({{0, QColor(0xf3cf9a)},
                                    {0.25, QColor(0xf0a35c)},
                                    {0.5, QColor(0xe0672f)},
                                    {0.72, QColor(0xb32b40)},
                                    {0.88, QColor(0x741a58)},
                                    {1, QColor(0x34083f)}});
    return dark ? onDark : onLight;
}

ColorRamp countryRamp(bool dark)
{
    static const ColorRamp onDark({{0, QColor(0x20494b)},
                                   {1 / 3.0, QColor(0x2a8379)},
                                   {2 / 3.0, QColor(0x4fd0be)},
                                   {1, QColor(0xe4fff8)}});
    static const ColorRamp onLight({{0, QColor(0x9dd0c7)},
                                    {1 / 3.0, QColor(0x60aea1)},
                                    {2 / 3.0, QColor(0x0b8072)},
                                    {1, QColor(0x03302c)}});
    return dark ? onDark : onLight;
}

ColorScale ColorScale::of(const QList<double> &values)
{
    ColorScale scale;
    double least = std::numeric_limits<double>::infinity();
    for (const double value : values) {
        if (std::isfinite(value) && value > 0) {
            least = std::min(least, value);
            scale.m_most = std::max(scale.m_most, value);
        }
    }
    if (!(scale.m_most > 0))
        return scale;
    QList<double> &bounds = scale.m_bounds;
    for (const bool inSmallSteps : {true, false}) {
        bounds = roundNumbers(least, scale.m_most, inSmallSteps);
        while (bounds.size() > 1 && bounds.at(1) <= least)
            bounds.removeFirst();
        if (bounds.size() <= kMostClasses)
            return scale;
    }
    bounds.remove(1, bounds.size() - kMostClasses); // what is far below the largest shares a class
    return scale;
}

int ColorScale::classOf(double value) const
{
    if (!(value > 0) || m_bounds.isEmpty())
        return -1;
    const auto above = std::ranges::upper_bound(m_bounds, value);
    return std::max(0, static_cast<int>(above - m_bounds.begin()) - 1);
}

double ColorScale::share(int number) const
{
    const auto last = static_cast<double>(m_bounds.size() - 1);
    return last > 0 ? number / last : 0.6;
}
