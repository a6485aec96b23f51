// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapcamera.h"
#include "ui/map/mapscene.h"

#include <QList>
#include <QRectF>

#include <functional>

/// The name and number of a place beyond the edge of the view.
struct MapEdgeName
{
    int mark = 0; ///< index in the scene
    QString text;
    QRectF area; ///< in view coordinates, with the arrow
    bool isWest = false;
};

/// The largest places that the home view does not show, a few at each side; none when zoomed in, where most
/// places are elsewhere. `textOf` gives the words: "Honolulu 9".
QList<MapEdgeName> mapEdgeNames(const MapScene &scene, const MapCamera &camera,
                                const std::function<QString(const MapMark &)> &textOf);
void paintMapEdgeNames(QPainter &painter, const MapScene &scene, const QList<MapEdgeName> &names);
