// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

/// The visible part of the plane and its scale. A pure value: view coordinates are pixels, plane
/// coordinates those of MapProjection.
class MapCamera final
{
public:
    static constexpr double kMaxZoom = 48; ///< 1 = the home rectangle fills the view

    /// `world` is the area that can be shown, `home` the initial view.
    MapCamera(const QRectF &world, const QRectF &home) : m_world(world), m_home(home), m_centre(home.center())
    {
    }

    /// Sets the size of the view; keeps centre and zoom.
    void setViewport(const QSizeF &size);
    const QSizeF &viewport() const { return m_viewport; }
    /// Margin in pixels that a fitted rectangle leaves free.
    void setMargin(double margin) { m_margin = margin; }
    /// Where the home view is less high than the view, this many pixels of the rest lie below it.
    void setFoot(double foot) { m_foot = foot; }

    void goHome();
    /// Shows all of `plane`, not closer than `maxZoom`.
    void fit(const QRectF &plane, double maxZoom);
    /// Zooms; the point of the plane under `view` stays in place.
    void zoomAt(const QPointF &view, double factor);
    void panBy(const QPointF &view);
    /// Sets a zoom and a centre that were read from another camera.
    void look(const QPointF &centre, double zoom);

    double zoom() const { return m_zoom; }
    const QPointF &centre() const { return m_centre; }
    bool isHome() const { return m_zoom <= 1.0001; }
    double scale() const; ///< pixels for each unit of the plane
    QPointF toView(const QPointF &plane) const;
    QPointF toPlane(const QPointF &view) const;
    QTransform transform() const; ///< plane to view
    QRectF visible() const; ///< the part of the plane in view

    friend bool operator==(const MapCamera &, const MapCamera &) = default;

private:
    double homeScale() const;
    QPointF homeCentre() const;
    /// Keeps what is seen within the world and the home view.
    void clampCentre();

    QRectF m_world;
    QRectF m_home;
    QSizeF m_viewport {1, 1};
    QPointF m_centre;
    double m_margin = 0;
    double m_foot = 0;
    double m_zoom = 1;
};
