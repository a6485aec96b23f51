// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/colorscale.h"

#include <algorithm>
#include <array>
#include <cmath>

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

/// The roundest number above `low` and not above `high`: as few digits as there is one.
double roundBetween(double low, double high)
{
    for (double unit = std::pow(10.0, std::floor(std::log10(high))); unit >= 1; unit /= 10) {
        for (const double step : {5.0, 2.0, 1.0}) {
            const double rounded = std::floor(high / (unit * step)) * unit * step;
            if (rounded > low)
                return rounded;
        }
    }
    return high;
}

} // namespace

QColor ColorRamp::at(double share) const
{
    if (m_stops.isEmpty())
        return {};
    const double place = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0)
        * static_cast<double>(m_stops.size() - 1);
    const auto below = static_cast<qsizetype>(place);
    if (below + 1 >= m_stops.size())
        return m_stops.constLast();
    const double part = place - static_cast<double>(below);
    const Triple from = toOklab(m_stops.at(below));
    const Triple to = toOklab(m_stops.at(below + 1));
    Triple mixed {};
    for (std::size_t i = 0; i < mixed.size(); ++i)
        mixed[i] = from[i] + (to[i] - from[i]) * part;
    return fromOklab(mixed);
}

ColorRamp heatRamp(bool dark)
{
    static const ColorRamp onDark({QColor(0x7b2d8e), QColor(0xf2784b), QColor(0xffd166)});
    static const ColorRamp onLight({QColor(0xf7b733), QColor(0xe2572b), QColor(0x7b2d8e), QColor(0x45125c)});
    return dark ? onDark : onLight;
}

ColorRamp countryRamp(bool dark)
{
    static const ColorRamp onDark({QColor(0x20494b), QColor(0x2a8379), QColor(0x4fd0be), QColor(0xc4f5ea)});
    static const ColorRamp onLight({QColor(0x9dd0c7), QColor(0x60aea1), QColor(0x0b8f80), QColor(0x064a44)});
    return dark ? onDark : onLight;
}

ColorScale ColorScale::logarithmic(double most, const ColorRamp &ramp)
{
    ColorScale scale;
    scale.m_ramp = ramp;
    scale.m_most = std::isfinite(most) ? std::max(most, 0.0) : 0.0;
    return scale;
}

ColorScale ColorScale::quantiles(QList<double> values, int classes, const ColorRamp &ramp)
{
    ColorScale scale;
    scale.m_ramp = ramp;
    values.removeIf([](double value) { return !std::isfinite(value) || value <= 0; });
    std::ranges::sort(values);
    // Different ones: the many countries with one visitor would take every class but the last.
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.isEmpty())
        return scale;
    scale.m_most = values.constLast();
    scale.m_bounds = {values.constFirst()};
    const qsizetype wanted = std::clamp<qsizetype>(classes, 1, values.size());
    for (qsizetype number = 1; number < wanted; ++number) {
        const qsizetype first = number * values.size() / wanted;
        scale.m_bounds.append(roundBetween(values.at(first - 1), values.at(first)));
    }
    return scale;
}

int ColorScale::classOf(double value) const
{
    if (!(value > 0))
        return -1;
    const auto above = std::ranges::upper_bound(m_bounds, value);
    return static_cast<int>(above - m_bounds.begin()) - 1;
}

QColor ColorScale::classColour(int number) const
{
    if (number < 0 || number >= m_bounds.size())
        return {};
    const auto last = static_cast<double>(m_bounds.size() - 1);
    return m_ramp.at(last > 0 ? number / last : 0.6);
}

double ColorScale::share(double value) const
{
    if (!(value >= 1) || m_most <= 0)
        return -1;
    const double whole = std::log(std::max(m_most, 1.0));
    return whole > 0 ? std::min(1.0, std::log(value) / whole) : 1;
}

QColor ColorScale::colour(double value) const
{
    if (!isLogarithmic())
        return classColour(classOf(value));
    const double place = share(value);
    return place < 0 ? QColor() : m_ramp.at(place);
}

QList<ScaleTick> ColorScale::ticks() const
{
    constexpr int kMost = 5;
    const double top = std::floor(m_most);
    if (top < 1)
        return {};
    QList<ScaleTick> ticks {{0, 1}};
    if (top < 2)
        return ticks;
    // Round numbers at even distances: their logarithms are.
    const int steps = std::min(kMost - 1, std::max(1, static_cast<int>(std::log10(top) * 1.5)));
    for (int step = 1; step < steps; ++step) {
        const double wanted = std::pow(top, static_cast<double>(step) / steps);
        const double unit = std::pow(10.0, std::floor(std::log10(wanted)));
        const double rounded = std::round(wanted / unit) * unit;
        if (rounded > ticks.constLast().value && rounded < top)
            ticks.append({share(rounded), rounded});
    }
    ticks.append({1, top});
    return ticks;
}
