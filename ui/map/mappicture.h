// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapcamera.h"
#include "ui/map/mapscene.h"

#include <QImage>
#include <QMetaType>

#include <atomic>

class MapGeometry;

/// The areas a map can show: the whole plane, and the initial view from Alaska to New Zealand.
MapCamera worldCamera();

struct MapPicture
{
    QImage image = {}; ///< null when cancelled
    MapCamera camera = worldCamera();
};

/// Draws everything that is not animated. Works in any thread, but one at a time for each `world`; checks
/// `isGivenUp` between the steps.
MapPicture paintMapPicture(const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
                           qreal devicePixelRatio, const std::atomic<bool> *isGivenUp = nullptr);
/// The same with any painter, land and marks as shapes: for SVG and print.
void paintMap(QPainter &painter, const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
              const std::atomic<bool> *isGivenUp = nullptr);

Q_DECLARE_METATYPE(MapPicture)
