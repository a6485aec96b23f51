// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/labelplacer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr std::size_t kMostDots = 400; ///< that names keep clear of; the others are the smallest ones
/// Radius with its gap: what is larger would be taken for the owner of a name over it.
constexpr double kLeastSeen = 5;

QRectF dotOf(const LabelAnchor &anchor)
{
    return QRectF(anchor.place, QSizeF())
        .adjusted(-anchor.radius, -anchor.radius, anchor.radius, anchor.radius);
}

std::array<QRectF, 8> candidates(const LabelAnchor &anchor)
{
    const double width = anchor.text.width();
    const double height = anchor.text.height();
    const double right = anchor.place.x() + anchor.radius;
    const double left = anchor.place.x() - anchor.radius - width;
    const double above = anchor.place.y() - anchor.radius - height;
    const double below = anchor.place.y() + anchor.radius;
    const double middle = anchor.place.y() - height / 2;
    const double centred = anchor.place.x() - width / 2;
    // Corners touch the circle, not the square around it.
    const double inset = anchor.radius * (1 - M_SQRT1_2);
    const auto box = [&](double x, double y) { return QRectF(x, y, width, height); };
    return {box(right, middle),
            box(left, middle),
            box(centred, above),
            box(centred, below),
            box(right - inset, above + inset),
            box(right - inset, below - inset),
            box(left + inset, above + inset),
            box(left + inset, below - inset)};
}

} // namespace

std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most, std::vector<QRectF> taken)
{
    std::vector<std::optional<QRectF>> places(anchors.size());
    std::size_t placed = 0;
    const std::size_t dots = std::min(anchors.size(), kMostDots);
    std::vector<bool> isCovered(dots);
    const auto covers = [&](const QRectF &name, std::size_t dot) {
        return dotOf(anchors[dot]).intersects(name);
    };
    const auto isTaken = [&](const QRectF &area) {
        return std::ranges::any_of(taken, [&area](const QRectF &name) { return name.intersects(area); });
    };
    for (std::size_t i = 0; i < dots && placed < most; ++i) {
        // A name of what is covered would seem to belong to nothing, and the one over its dot to it.
        if (isCovered[i] || anchors[i].text.isEmpty())
            continue;
        std::optional<QRectF> best;
        for (const QRectF &candidate : candidates(anchors[i])) {
            if (!view.contains(candidate) || isTaken(candidate))
                continue;
            bool isMisplaced = false; // over a dot that it would seem to name
            bool isClear = true;
            for (std::size_t j = 0; j < dots && !isMisplaced; ++j) {
                if (j != i && covers(candidate, j)) {
                    isMisplaced = j < i || anchors[j].radius > kLeastSeen;
                    isClear = false;
                }
            }
            if (isMisplaced)
                continue;
            // The smallest dots may be covered, but not if there is another free side.
            if (!best || isClear)
                best = candidate;
            if (isClear)
                break;
        }
        if (!best)
            continue;
        for (std::size_t j = i + 1; j < dots; ++j)
            isCovered[j] = isCovered[j] || covers(*best, j);
        taken.push_back(*best);
        places[i] = best;
        ++placed;
    }
    return places;
}
