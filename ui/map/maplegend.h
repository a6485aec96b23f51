// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mappicture.h"

#include <functional>

class QPainter;

/// What the colours or dots of a map mean: the bar of a density, the shades of countries, or three dots. In
/// the lower left corner of `area`; nothing while there is nothing to explain. `numberText` writes the
/// numbers.
void paintMapLegend(QPainter &painter, const QRectF &area, const MapScene &scene, const MapScales &scales,
                    const QString &title, const std::function<QString(double)> &numberText);
