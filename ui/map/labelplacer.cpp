// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/labelplacer.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::size_t kMostDots = 400; ///< that names keep clear of; the others are the smallest ones

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
    const auto box = [&](double x, double y) { return QRectF(x, y, width, height); };
    return {box(right, middle), box(left, middle), box(centred, above), box(centred, below),
            box(right, above),  box(right, below), box(left, above),    box(left, below)};
}

} // namespace

std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most, std::vector<QRectF> taken)
{
    std::vector<std::optional<QRectF>> places(anchors.size());
    std::size_t placed = 0;
    const std::size_t dots = std::min(anchors.size(), kMostDots);
    const auto coversDot = [&](const QRectF &candidate, std::size_t of, std::size_t end) {
        for (std::size_t j = 0; j < std::min(end, dots); ++j) {
            if (j != of && dotOf(anchors[j]).intersects(candidate))
                return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < anchors.size() && placed < most && i < kMostDots; ++i) {
        std::optional<QRectF> best;
        for (const QRectF &candidate : candidates(anchors[i])) {
            const bool isFree = view.contains(candidate) && !coversDot(candidate, i, i)
                && std::ranges::none_of(taken,
                                        [&](const QRectF &name) { return name.intersects(candidate); });
            if (!isFree)
                continue;
            // Later dots may be covered, but not if there is another free side.
            const bool isClear = !coversDot(candidate, i, dots);
            if (!best || isClear)
                best = candidate;
            if (isClear)
                break;
        }
        if (!best)
            continue;
        taken.push_back(*best);
        places[i] = best;
        ++placed;
    }
    return places;
}
