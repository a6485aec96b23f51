// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstddef>
#include <optional>
#include <vector>

/// A dot that may need a name beside it.
struct LabelAnchor
{
    QPointF place;
    double radius = 0; ///< pixels to keep free around the dot
    QSizeF text; ///< empty = no name, only a dot that names keep clear of
};

/// Places names: right of their dot, else left, above, below or at a corner, always touching it, so that none
/// covers another name, or a dot for whose name it could be taken: an earlier one, one that has a name, or
/// one that is not tiny. Tiny ones are covered only if no side is free of them. What finds no place has no
/// name. Anchors are sorted by importance; at most `most` of the first few hundred get a place, and all of it
/// lies in `view`, clear of what is `taken`.
///
/// The first `certain` of them are named in any crowd: if no side is free, a little apart, where leaderOf()
/// is the line to it, or else over dots that come after them; never over one of their own dots, so that among
/// each other they may be too crowded.
std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most, std::vector<QRectF> taken = {},
                                               std::size_t certain = 0);

/// The line from a dot to a name apart from it; null when the name touches the dot.
QLineF leaderOf(const LabelAnchor &anchor, const QRectF &name);
