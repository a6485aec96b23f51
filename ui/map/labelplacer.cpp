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

std::array<QRectF, 4> candidates(const LabelAnchor &anchor)
{
    const double width = anchor.text.width();
    const double height = anchor.text.height();
    const QPointF &at = anchor.place;
    return {QRectF(at.x() + anchor.radius, at.y() - height / 2, width, height),
            QRectF(at.x() - anchor.radius - width, at.y() - height / 2, width, height),
            QRectF(at.x() - width / 2, at.y() - anchor.radius - height, width, height),
            QRectF(at.x() - width / 2, at.y() + anchor.radius, width, height)};
}

} // namespace

std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most)
{
    std::vector<std::optional<QRectF>> places(anchors.size());
    std::vector<QRectF> taken;
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
