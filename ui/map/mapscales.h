// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/heatscale.h"
#include "ui/map/mapcolours.h"

#include <QList>
#include <QPointF>
#include <QString>

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

/// What colours and dots of a map stand for; a legend shows the same.
struct MapScales
{
    HeatScale heat;
    ColorScale countries;
    double largest = 0; ///< the number of the largest dot

    static MapScales of(const QList<CountryValue> &countries, const QList<MapMark> &marks);
    /// Of `different` places, of which each may have several numbers.
    static MapScales of(const QList<double> &countries, const QList<double> &places, qsizetype different);

    friend bool operator==(const MapScales &, const MapScales &) = default;
};
