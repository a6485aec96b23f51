// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/colorscale.h"
#include "ui/map/heatfield.h"
#include "ui/map/mapcamera.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QList>
#include <QMetaType>
#include <QString>

#include <atomic>
#include <optional>
#include <vector>

class MapGeometry;
class QPainter;

/// Ways to show the same numbers on a map.
enum class MapLayer : quint8 { Heat, Countries, Cities };

struct MapColours
{
    QColor sea, land, border;
    QColor mark; ///< dots of the cities
    QColor text; ///< their names
    bool dark = false;

    friend bool operator==(const MapColours &, const MapColours &) = default;
};

/// A place and its number.
struct MapMark
{
    QPointF place; ///< plane
    double value = 0;
    QString name; ///< empty = a country without a known city
    QString country;

    friend bool operator==(const MapMark &, const MapMark &) = default;
};

struct CountryValue
{
    QString country;
    double value = 0;

    friend bool operator==(const CountryValue &, const CountryValue &) = default;
};

/// All input for a picture of the map. A pure value.
struct MapScene
{
    MapLayer layer = MapLayer::Heat;
    MapColours colours;
    QFont font;
    QList<CountryValue> countries;
    QList<MapMark> marks; ///< largest first
    QString selected = {}; ///< the country with an outline; empty = none

    friend bool operator==(const MapScene &, const MapScene &) = default;
};

/// The scales of a scene and camera; a legend shows them.
struct MapScales
{
    std::optional<ColorScale> colour; ///< heat or classes of countries
    double peak = 0; ///< the highest density, or the largest mark
};

/// The areas a map can show: the whole plane, and the initial view without most of Antarctica.
MapCamera worldCamera();

struct MapPicture
{
    QImage image = {}; ///< null when cancelled
    MapCamera camera = worldCamera();
    MapScales scales = {};
};

/// Draws everything that is not animated. Works in any thread, but one at a time for each `world`; checks
/// `isGivenUp` between the steps.
MapPicture paintMapPicture(const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
                           qreal devicePixelRatio, const std::atomic<bool> *isGivenUp = nullptr);
/// The same with any painter, land and marks as shapes: for SVG and print.
MapScales paintMap(QPainter &painter, const MapGeometry &world, const MapScene &scene,
                   const MapCamera &camera, qreal devicePixelRatio = 1,
                   const std::atomic<bool> *isGivenUp = nullptr);

Q_DECLARE_METATYPE(MapPicture)
