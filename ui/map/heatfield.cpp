// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/heatfield.h"

#include "ui/map/mapcolours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace {

constexpr int kMaxSide = 16'384; ///< pixels of a picture
constexpr double kMaxGrowth = 40;
constexpr double kReach = 3.3; ///< where a bell ends, in units of its width
constexpr double kCell = 2; ///< pixels of a cell at growth 1: half of the narrowest bell's width
constexpr int kShades = 1024;
constexpr int kBellSteps = 2048;
constexpr int kLevels = 256; ///< of strength, for the widths of bells
constexpr int kRounds = 12; ///< of the amplitudes; they hardly change after that
constexpr float kLeastAmplitude = 0.12F; ///< share of the strength, for places under a stronger one
constexpr int kSquare = 32; ///< cells: places are looked for in squares of this size

/// Fourth powers of strengths on a grid of cells, with a cell around the picture.
struct Grid
{
    int width, height;
    double cell; ///< pixels
    std::vector<float> values;

    float *row(int y) { return values.data() + static_cast<std::ptrdiff_t>(y) * width; }
};

/// A place in the middle of a cell, with the numbers that rendering needs.
struct Glow
{
    int column, row;
    int level; ///< of its strength, below kLevels
    float strength4; ///< its fourth power, as all amounts below
    float amplitude4;
    float perSquare; ///< steps of the table of the bell per squared cell
    int reach; ///< cells
};

bool isGone(const std::atomic<bool> *isGivenUp)
{
    return isGivenUp && isGivenUp->load(std::memory_order_relaxed);
}

double widthOf(double strength)
{
    return 4.2 + 14 * std::pow(strength, 1.35);
}

/// The fourth power of the bell, by its squared distance: a narrow top on a wide foot.
const std::array<float, kBellSteps + 1> &bell4()
{
    static const std::array<float, kBellSteps + 1> table = [] {
        std::array<float, kBellSteps + 1> bell {};
        for (std::size_t i = 0; i < kBellSteps; ++i) {
            const double q = kReach * kReach * static_cast<double>(i) / kBellSteps;
            bell[i] =
                static_cast<float>(std::pow(0.62 * std::exp(-1.25 * q) + 0.38 * std::exp(-0.42 * q), 4));
        }
        return bell; // and 0 at the end
    }();
    return table;
}

float bellAt(const Glow &glow, int dx, int dy)
{
    const float step = static_cast<float>(dx * dx + dy * dy) * glow.perSquare;
    return step < static_cast<float>(kBellSteps) ? bell4()[static_cast<std::size_t>(step)] : 0;
}

/// The places that reach into the grid, the strongest first; of several in one cell the strongest.
std::vector<Glow> glowsOf(std::vector<HeatPoint> points, const Grid &grid, double growth)
{
    const double far = HeatField::reach(1) * growth;
    // The negation also removes what is no number.
    std::erase_if(points, [&](const HeatPoint &point) {
        return !(point.strength > 0 && point.strength <= 1 && point.x >= -far && point.y >= -far
                 && point.x <= grid.width * grid.cell + far && point.y <= grid.height * grid.cell + far);
    });
    std::ranges::stable_sort(points, std::ranges::greater(), &HeatPoint::strength);
    std::vector<Glow> glows;
    std::unordered_set<qint64> taken;
    for (const HeatPoint &point : points) {
        const int column = static_cast<int>(std::floor(static_cast<double>(point.x) / grid.cell)) + 1;
        const int row = static_cast<int>(std::floor(static_cast<double>(point.y) / grid.cell)) + 1;
        if (!taken.insert(qint64(row) * 4 * kMaxSide + column).second)
            continue;
        const int level = static_cast<int>(point.strength * (kLevels - 1));
        const double sigma = growth / grid.cell * widthOf(static_cast<double>(level) / (kLevels - 1));
        const float square = point.strength * point.strength;
        glows.push_back({column, row, level, square * square, square * square,
                         static_cast<float>(kBellSteps / (kReach * kReach * sigma * sigma)),
                         static_cast<int>(kReach * sigma)});
    }
    return glows;
}

/// What one place adds at another, for an amplitude of 1.
struct Influence
{
    quint32 from;
    float bell4;
};

/// For each place those of the others that reach it, one after the other; `ends[i]` is the end of the i-th.
struct Influences
{
    std::vector<Influence> all;
    std::vector<std::size_t> ends;
};

Influences influencesOf(const std::vector<Glow> &glows, const Grid &grid, double growth)
{
    const int margin = static_cast<int>(std::ceil(HeatField::reach(1) * growth / grid.cell)) + 1;
    const int columns = (grid.width + 2 * margin) / kSquare + 1;
    const int rows = (grid.height + 2 * margin) / kSquare + 1;
    const auto squareOf = [margin](int cell, int last) {
        return std::clamp((cell + margin) / kSquare, 0, last);
    };
    // Each square has the places whose bell reaches into it.
    std::vector<std::vector<quint32>> squares(static_cast<std::size_t>(columns)
                                              * static_cast<std::size_t>(rows));
    const auto squareAt = [&](int column, int row) -> std::vector<quint32> & {
        return squares[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns)
                       + static_cast<std::size_t>(column)];
    };
    for (std::size_t i = 0; i < glows.size(); ++i) {
        const Glow &glow = glows[i];
        const int lastRow = squareOf(glow.row + glow.reach, rows - 1);
        const int lastColumn = squareOf(glow.column + glow.reach, columns - 1);
        for (int row = squareOf(glow.row - glow.reach, rows - 1); row <= lastRow; ++row) {
            for (int column = squareOf(glow.column - glow.reach, columns - 1); column <= lastColumn; ++column)
                squareAt(column, row).push_back(static_cast<quint32>(i));
        }
    }
    Influences influences;
    influences.ends.reserve(glows.size());
    for (std::size_t i = 0; i < glows.size(); ++i) {
        const Glow &glow = glows[i];
        for (const quint32 j : squareAt(squareOf(glow.column, columns - 1), squareOf(glow.row, rows - 1))) {
            const Glow &other = glows[j];
            const float bell = j == i ? 0 : bellAt(other, glow.column - other.column, glow.row - other.row);
            // A thousandth of the place's own strength cannot be seen.
            if (bell * other.strength4 > 0.004F * glow.strength4)
                influences.all.push_back({j, bell});
        }
        influences.ends.push_back(influences.all.size());
    }
    return influences;
}

/// Sets the amplitudes so that the field at each place is its own strength.
void settle(std::vector<Glow> &glows, const Influences &influences)
{
    constexpr float kLeast4 = kLeastAmplitude * kLeastAmplitude * kLeastAmplitude * kLeastAmplitude;
    for (int round = 0; round < kRounds; ++round) {
        std::size_t at = 0;
        for (std::size_t i = 0; i < glows.size(); ++i) {
            float others = 0;
            for (; at < influences.ends[i]; ++at)
                others += influences.all[at].bell4 * glows[influences.all[at].from].amplitude4;
            glows[i].amplitude4 = std::max(glows[i].strength4 - others, kLeast4 * glows[i].strength4);
        }
    }
}

/// The bells of one level, drawn once: a square with an odd side.
std::vector<float> stampOf(const Glow &glow)
{
    std::vector<float> stamp;
    for (int dy = -glow.reach; dy <= glow.reach; ++dy) {
        for (int dx = -glow.reach; dx <= glow.reach; ++dx)
            stamp.push_back(bellAt(glow, dx, dy));
    }
    return stamp;
}

void add(const Glow &glow, const std::vector<float> &stamp, Grid &grid)
{
    const int first = std::max(0, glow.column - glow.reach);
    const int count = std::min(grid.width - 1, glow.column + glow.reach) - first + 1;
    const int bottom = std::min(grid.height - 1, glow.row + glow.reach);
    for (int y = std::max(0, glow.row - glow.reach); y <= bottom; ++y) {
        const float *in = stamp.data() + (y - glow.row + glow.reach) * (2 * glow.reach + 1)
            + (first - glow.column + glow.reach);
        float *out = grid.row(y) + first;
        for (int x = 0; x < count; ++x)
            out[x] += glow.amplitude4 * in[x];
    }
}

/// The premultiplied colour of each strength: it comes out of nothing smoothly, so that no rim shows.
std::array<QRgb, kShades> shadesOf(bool dark)
{
    constexpr double kBegin = 0.012;
    const double solid = dark ? 0.35 : 0.47;
    const double opacity = dark ? 0.97 : 0.94;
    const ColorRamp ramp = heatRamp(dark);
    std::array<QRgb, kShades> shades {};
    for (std::size_t i = 0; i < kShades; ++i) {
        const double strength = static_cast<double>(i) / (kShades - 1);
        const double rise = std::clamp((strength - kBegin) / (solid - kBegin), 0.0, 1.0);
        QColor colour = ramp.at(strength);
        colour.setAlphaF(static_cast<float>(opacity * rise * rise * (3 - 2 * rise)));
        shades[i] = qPremultiply(colour.rgba());
    }
    return shades;
}

QImage coloured(Grid &grid, const QSize &size, bool dark, const std::atomic<bool> *isGivenUp)
{
    static const std::array<std::array<QRgb, kShades>, 2> allShades {shadesOf(false), shadesOf(true)};
    const std::array<QRgb, kShades> &shades = allShades[dark ? 1 : 0];
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    // Each pixel lies between the middles of two cells, in both directions.
    const auto between = [step = static_cast<float>(1 / grid.cell)](int pixel) {
        const float at = (static_cast<float>(pixel) + 0.5F) * step + 0.5F;
        const int cell = static_cast<int>(at);
        return std::pair(cell, at - static_cast<float>(cell));
    };
    std::vector<std::pair<int, float>> columns;
    columns.reserve(static_cast<std::size_t>(size.width()));
    for (int x = 0; x < size.width(); ++x)
        columns.push_back(between(x));
    std::vector<float> line(static_cast<std::size_t>(grid.width));
    for (int y = 0; y < size.height(); ++y) {
        if (y % 64 == 0 && isGone(isGivenUp))
            return {};
        const auto [upper, below] = between(y);
        const float *first = grid.row(upper);
        const float *second = first + grid.width;
        for (std::size_t i = 0; i < line.size(); ++i)
            line[i] = first[i] + (second[i] - first[i]) * below;
        auto *out = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (const auto &[left, part] : columns) {
            const float *at = line.data() + left;
            *out++ = shades[static_cast<std::size_t>(static_cast<int>(at[0] + (at[1] - at[0]) * part))];
        }
    }
    return image;
}

} // namespace

double HeatField::reach(double strength)
{
    return kReach * widthOf(strength);
}

QImage HeatField::render(const std::vector<HeatPoint> &points, const QSize &size, double growth, bool dark,
                         const std::atomic<bool> *isGivenUp)
{
    const bool isPossible = size.width() > 0 && size.height() > 0 && size.width() <= kMaxSide
        && size.height() <= kMaxSide && growth > 0 && growth <= kMaxGrowth;
    if (!isPossible)
        return {};
    Grid grid {};
    grid.cell = std::max(1.0, kCell * growth);
    grid.width = static_cast<int>(std::ceil(size.width() / grid.cell)) + 2;
    grid.height = static_cast<int>(std::ceil(size.height() / grid.cell)) + 2;
    std::vector<Glow> glows = glowsOf(points, grid, growth);
    if (glows.empty() || isGone(isGivenUp))
        return {};
    settle(glows, influencesOf(glows, grid, growth));
    grid.values.resize(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    std::array<std::vector<float>, kLevels> stamps;
    for (const Glow &glow : glows) {
        std::vector<float> &stamp = stamps[static_cast<std::size_t>(glow.level)];
        if (stamp.empty())
            stamp = stampOf(glow);
        add(glow, stamp, grid);
    }
    if (isGone(isGivenUp))
        return {};
    for (float &value : grid.values)
        value = std::min(std::sqrt(std::sqrt(value)), 1.0F) * (kShades - 1);
    return coloured(grid, size, dark, isGivenUp);
}
