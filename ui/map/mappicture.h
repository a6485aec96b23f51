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

/// What a map can show of the same numbers.
enum class MapLayer : quint8 { Heat, Countries, Cities };

struct MapColours
{
    QColor sea, land, border;
    QColor mark; ///< dots of the cities
    QColor text; ///< their names
    bool dark = false;

    friend bool operator==(const MapColours &, const MapColours &) = default;
};

/// A place with its number.
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

/// Everything that decides what a picture of the map looks like. A pure value.
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

/// The scales that the numbers of a scene and camera have; a legend shows them.
struct MapScales
{
    std::optional<ColorScale> colour; ///< heat or classes of countries
    double peak = 0; ///< the highest density, or the largest mark
};

/// The rectangles that a map looks at: all of the plane, and without most of Antarctica to begin with.
MapCamera worldCamera();

struct MapPicture
{
    QImage image = {}; ///< null when the work was given up
    MapCamera camera = worldCamera();
    MapScales scales = {};
};

/// Draws everything that stands still. Works in any thread, but one at a time for each `world`; `isGivenUp`
/// is looked at between the steps.
MapPicture paintMapPicture(const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
                           qreal devicePixelRatio, const std::atomic<bool> *isGivenUp = nullptr);
/// The same into any painter, land and marks as shapes: for SVG and print.
MapScales paintMap(QPainter &painter, const MapGeometry &world, const MapScene &scene,
                   const MapCamera &camera, qreal devicePixelRatio = 1,
                   const std::atomic<bool> *isGivenUp = nullptr);

Q_DECLARE_METATYPE(MapPicture)
