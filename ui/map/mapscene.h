// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapscales.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>

class QPainter;

/// Ways to show the same numbers on a map.
enum class MapLayer : quint8 { Heat, Countries, Cities };

struct MapColours
{
    QColor sea, land, border;
    QColor mark; ///< dots of the cities
    QColor text; ///< their names
    QColor muted; ///< what a legend adds
    bool dark = false;

    friend bool operator==(const MapColours &, const MapColours &) = default;
};

/// All input for a picture of the map. A pure value.
struct MapScene
{
    MapLayer layer = MapLayer::Heat;
    MapColours colours;
    QFont font;
    QList<CountryValue> countries;
    QList<MapMark> marks; ///< largest first
    MapScales scales = {}; ///< of these numbers, or of more that shall be comparable
    QString selected = {}; ///< the country with an outline; empty = none

    friend bool operator==(const MapScene &, const MapScene &) = default;
};

/// A line of text with a halo, its upper left corner at `place`: it can be read over anything.
void paintMapText(QPainter &painter, const MapScene &scene, const QPointF &place, const QString &text);
void paintMapText(QPainter &painter, const MapScene &scene, const QPointF &place, const QString &text,
                  const QColor &colour);
