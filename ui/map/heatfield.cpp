// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/heatfield.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace {

constexpr int kMaxSide = 16'384; ///< pixels of a picture
constexpr double kMaxRadius = 1024;
constexpr double kSigmas = 3; ///< standard deviations in a radius
constexpr double kReach = 5; ///< and where the bell ends: a millionth of its height
constexpr std::size_t kShades = 512;
constexpr double kFadeIn = 0.45; ///< up to this share of the shades colours come out of nothing
constexpr double kSolid = 3; ///< and at least up to this density, so that few people have soft edges, too
constexpr double kRounding = 0.16; ///< of the corner where a ramp begins, as a share of it
constexpr double kOpacity = 0.9;
constexpr double kFaint = 0.1; ///< the density where pictures end, below 1 so that a lone visitor still shows
constexpr double kLeastTop = 3; ///< lowest top of a scale, so that few visitors do not look like many

/// Densities on a grid of cells, some pixels wide: a bell has no details that would need more.
struct Grid
{
    int width = 0, height = 0;
    double cell = 1; ///< pixels
    std::vector<float> values;
};

bool isGone(const std::atomic<bool> *isGivenUp)
{
    return isGivenUp && isGivenUp->load(std::memory_order_relaxed);
}

Grid binned(const std::vector<HeatPoint> &points, const QSize &size, int margin, double cell)
{
    Grid grid;
    grid.cell = cell;
    grid.width = static_cast<int>(std::ceil(size.width() / cell)) + 2 * margin;
    grid.height = static_cast<int>(std::ceil(size.height() / cell)) + 2 * margin;
    grid.values.assign(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height), 0);
    const auto scale = static_cast<float>(1 / cell);
    const auto shift = static_cast<float>(margin);
    for (const HeatPoint &point : points) {
        const float x = point.x * scale + shift;
        const float y = point.y * scale + shift;
        // The negation also turns away what is no number.
        if (!(x >= 0 && y >= 0 && x < static_cast<float>(grid.width) && y < static_cast<float>(grid.height)
              && point.weight > 0 && point.weight < 1e15F))
            continue;
        // In one cell, so that the tip of its bell is what it counts; a cell is a third of a deviation.
        grid.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(grid.width)
                    + static_cast<std::size_t>(x)] += point.weight;
    }
    return grid;
}

/// A bell of standard deviation `sigma` cells, 1 in its middle: one half of it, from the middle on.
std::vector<float> bellOf(double sigma)
{
    std::vector<float> bell;
    for (int i = 0; i <= static_cast<int>(std::ceil(kReach * sigma)); ++i)
        bell.push_back(static_cast<float>(std::exp(-0.5 * (i / sigma) * (i / sigma))));
    return bell;
}

/// Every row, spread by the bell. A bell along rows, then along columns, is round.
void spreadRows(const Grid &from, std::vector<float> &to, const std::vector<float> &bell)
{
    const int reach = static_cast<int>(bell.size()) - 1;
    for (int row = 0; row < from.height; ++row) {
        const float *in = from.values.data() + static_cast<std::ptrdiff_t>(row) * from.width;
        float *out = to.data() + static_cast<std::ptrdiff_t>(row) * from.width;
        std::fill(out, out + from.width, 0.0F);
        for (int column = 0; column < from.width; ++column) {
            if (in[column] <= 0) // most of the world is empty
                continue;
            const int first = std::max(0, column - reach);
            const int last = std::min(from.width - 1, column + reach);
            for (int at = first; at <= last; ++at)
                out[at] += in[column] * bell[static_cast<std::size_t>(std::abs(at - column))];
        }
    }
}

/// The same along columns, whole rows at a time; rows that hold nothing are left out.
void spreadColumns(const std::vector<float> &from, Grid &to, const std::vector<float> &bell)
{
    const int reach = static_cast<int>(bell.size()) - 1;
    std::ranges::fill(to.values, 0.0F);
    for (int row = 0; row < to.height; ++row) {
        const float *in = from.data() + static_cast<std::ptrdiff_t>(row) * to.width;
        if (std::all_of(in, in + to.width, [](float value) { return value <= 0; }))
            continue;
        for (int at = std::max(0, row - reach); at <= std::min(to.height - 1, row + reach); ++at) {
            const float part = bell[static_cast<std::size_t>(std::abs(at - row))];
            float *out = to.values.data() + static_cast<std::ptrdiff_t>(at) * to.width;
            for (int column = 0; column < to.width; ++column)
                out[column] += in[column] * part;
        }
    }
}

/// The highest density inside the picture; a crowd in the margin would explain nothing that one sees.
float highestIn(const Grid &grid, int margin)
{
    float highest = 0;
    for (int row = margin; row < grid.height - margin; ++row) {
        const float *first = grid.values.data() + static_cast<std::ptrdiff_t>(row) * grid.width;
        highest = std::max(highest, *std::max_element(first + margin, first + grid.width - margin));
    }
    return highest;
}

/// The colour of each shade, premultiplied: that of its density on `scale`, transparent at the bottom, so
/// that the land shows through. Shades are even steps of the logarithm from kFaint to the top of the scale.
std::array<QRgb, kShades> shadesOf(const ColorScale &scale)
{
    std::array<QRgb, kShades> shades {};
    const double whole = std::log(scale.most() / kFaint);
    const double fadeIn = std::max(kFadeIn, std::log(kSolid / kFaint) / whole);
    for (std::size_t i = 0; i < kShades; ++i) {
        const double share = static_cast<double>(i) / (kShades - 1);
        const double rise = std::min(share / fadeIn, 1.0);
        // Of the ramp; below 0 where the density is below 1. A sharp corner there would show as a ring.
        const double place = (std::log(kFaint) + share * whole) / std::log(scale.most());
        QColor colour = scale.ramp().at((place + std::hypot(place, kRounding)) / 2);
        colour.setAlphaF(static_cast<float>(kOpacity * rise * rise * (3 - 2 * rise)));
        shades[i] = qPremultiply(colour.rgba());
    }
    return shades;
}

/// Logarithm of 1 + x, near enough for a shade: from the bits of a float, after Mineiro's fastlog2.
float fastLog2(float value)
{
    quint32 bits = 0;
    static_assert(sizeof(bits) == sizeof(value));
    std::memcpy(&bits, &value, sizeof(bits));
    const quint32 mantissaBits = (bits & 0x007FFFFFU) | 0x3F000000U;
    float mantissa = 0;
    std::memcpy(&mantissa, &mantissaBits, sizeof(mantissa));
    const float exponent = static_cast<float>(bits) * 1.1920928955078125e-7F;
    return exponent - 124.22551499F - 1.498030302F * mantissa - 1.72587999F / (0.3520887068F + mantissa);
}

} // namespace

HeatPicture HeatField::render(const std::vector<HeatPoint> &points, const QSize &size, double radius,
                              const ColorRamp &ramp, const std::atomic<bool> *isGivenUp)
{
    const bool isPossible = size.width() > 0 && size.height() > 0 && size.width() <= kMaxSide
        && size.height() <= kMaxSide && radius >= 1 && radius <= kMaxRadius;
    if (!isPossible || points.empty())
        return {};
    const double sigma = radius / kSigmas;
    const double cell = std::clamp(sigma / 3, 1.0, 16.0);
    const std::vector<float> bell = bellOf(sigma / cell);
    const int margin = static_cast<int>(bell.size()) + 1;
    Grid grid = binned(points, size, margin, cell);
    std::vector<float> other(grid.values.size());
    if (isGone(isGivenUp))
        return {};
    spreadRows(grid, other, bell);
    if (isGone(isGivenUp))
        return {};
    spreadColumns(other, grid, bell);
    const float highest = highestIn(grid, margin);
    if (!(highest > static_cast<float>(kFaint)))
        return {};

    HeatPicture picture;
    picture.peak = std::max(1.0, static_cast<double>(highest));
    picture.image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (picture.image.isNull())
        return {};
    picture.scale = ColorScale::logarithmic(std::max(picture.peak, kLeastTop), ramp);
    const std::array<QRgb, kShades> shades = shadesOf(picture.scale);
    const float top = fastLog2(static_cast<float>(picture.scale.most() / kFaint));
    for (float &value : grid.values) {
        const float density = value / static_cast<float>(kFaint);
        value = density <= 1 ? 0 : std::min(1.0F, fastLog2(density) / top) * static_cast<float>(kShades - 1);
    }
    const auto step = static_cast<float>(1 / cell);
    for (int y = 0; y < size.height(); ++y) {
        if (y % 64 == 0 && isGone(isGivenUp))
            return {};
        const float row = (static_cast<float>(y) + 0.5F) * step + static_cast<float>(margin) - 0.5F;
        const int upper = static_cast<int>(row);
        const float below = row - static_cast<float>(upper);
        const float *first = grid.values.data() + static_cast<std::ptrdiff_t>(upper) * grid.width;
        const float *second = first + grid.width;
        auto *out = reinterpret_cast<QRgb *>(picture.image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const float column = (static_cast<float>(x) + 0.5F) * step + static_cast<float>(margin) - 0.5F;
            const int left = static_cast<int>(column);
            const float right = column - static_cast<float>(left);
            const float above = first[left] + (first[left + 1] - first[left]) * right;
            const float under = second[left] + (second[left + 1] - second[left]) * right;
            out[x] = shades[static_cast<std::size_t>(above + (under - above) * below)];
        }
    }
    return picture;
}
