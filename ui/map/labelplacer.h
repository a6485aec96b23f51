// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstddef>
#include <optional>
#include <vector>

/// A dot that would like a name beside it.
struct LabelAnchor
{
    QPointF place;
    double radius = 0; ///< pixels that the name keeps away
    QSizeF text;
};

/// Where names go: right of their dot, else left, above or below, so that none covers another, or a dot that
/// comes before its own; dots that come after it only where no side is free of them. Anchors come by
/// importance; at most `most` of the first few hundred get a place, and all of it lies in `view`.
std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most);
