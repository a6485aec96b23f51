// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mappicture.h"

#include <functional>

class QPainter;

/// Explains the colours or dots of a map: the bar of a density, the shades of countries, or three dots. In
/// the lower left corner of `area`; empty while there is nothing to explain. `numberText` formats the
/// numbers.
void paintMapLegend(QPainter &painter, const QRectF &area, const MapScene &scene, const MapScales &scales,
                    const QString &title, const std::function<QString(double)> &numberText);
