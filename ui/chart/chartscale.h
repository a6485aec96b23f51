// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QList>
#include <QPointF>

/// The vertical axis of a chart: from 0 to `top` in round steps, three to five ticks in all.
struct ValueScale
{
    double top = 2;
    double step = 1;

    QList<double> ticks() const; ///< 0 first, `top` last

    friend bool operator==(const ValueScale &, const ValueScale &) = default;
};

/// A scale that contains `most`: whole numbers for counts, at most 100 % for shares, round times.
ValueScale scaleFor(Metric metric, double most);

/// Reduces points to at most two per column, its lowest and its highest, in order; keeps the first and the
/// last point. Points are sorted by x. A small number of points is returned unchanged.
QList<QPointF> decimated(const QList<QPointF> &points, int columns);
