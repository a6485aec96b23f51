// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <optional>

/// The shape of a country. Rings are closed; the odd-even rule fills them.
struct MapCountry
{
    QString code; ///< ISO 3166 alpha-2, XK for Kosovo; empty for land without a code
    QPointF label; ///< the point of its largest part that is farthest from the border
    QPainterPath path;
    QPainterPath coarse; ///< `path` within a quarter of a pixel of a world 1440 pixels wide
    QRectF bounds;
};

/// An area with a code but without a shape of its own.
struct MapPoint
{
    QString code;
    QPointF position;
};

/// The countries of the world on the plane of MapProjection.
///
/// Immutable, may be read from any thread. Painting is different: QPainter keeps a converted copy inside
/// a path, shared by its copies, so that one thread at a time may paint the paths of one MapGeometry.
class MapGeometry final
{
public:
    /// Reads the output of resources/generate/worldmap.py, or refuses it as a whole. Memory use is bounded by
    /// the size of `file`.
    static Result<MapGeometry> decode(QByteArrayView file);
    /// The bundled world. The first call decodes it, which takes a few milliseconds.
    static const MapGeometry &world();
    /// The same, decoded again: for a thread that paints at the same time as the windows.
    static MapGeometry unshared();

    /// Each code once, sorted by code; countries without a code come last.
    const QList<MapCountry> &countries() const { return m_countries; }
    const QList<MapPoint> &points() const { return m_points; }

    /// The country at a point of the plane, or −1. With a tolerance, in units of the plane, a point outside
    /// all countries finds the nearest one within it: some islands are smaller than a mouse pointer.
    int countryAt(QPointF plane, double tolerance = 0) const;
    /// −1 when no shape has this code.
    int indexOf(const QString &code) const { return m_byCode.value(code, -1); }
    /// The position of a code on the map: the label of its country, or its point.
    std::optional<QPointF> anchorOf(const QString &code) const;

private:
    MapGeometry() = default;

    QList<MapCountry> m_countries;
    QList<MapPoint> m_points;
    QHash<QString, int> m_byCode;
};
