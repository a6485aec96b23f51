// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapscene.h"

#include <QString>

#include <functional>

class QPainter;

/// The words of a legend.
struct MapLegendText
{
    QString title; ///< empty = no legend
    QString detail = {}; ///< after the title, quieter
    std::function<QString(double)> number = {};
};

/// Explains the colours or dots of a map: the ramp of heat with the counts of its percentiles, the classes of
/// countries, or three dots. In the lower left corner of `area`; empty while there is nothing to explain.
void paintMapLegend(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text);
