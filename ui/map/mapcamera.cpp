// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcamera.h"

#include <algorithm>
#include <cmath>

namespace {

/// Where the middle of `length` pixels may lie on one axis of the world.
double clamped(double centre, double from, double to, double length)
{
    if (to - from <= length)
        return (from + to) / 2;
    return std::clamp(centre, from + length / 2, to - length / 2);
}

} // namespace

void MapCamera::setViewport(const QSizeF &size)
{
    m_viewport = QSizeF(std::max(1.0, size.width()), std::max(1.0, size.height()));
    clampCentre();
}

double MapCamera::homeScale() const
{
    const double width = std::max(1.0, m_viewport.width() - 2 * m_margin);
    const double height = std::max(1.0, m_viewport.height() - 2 * m_margin);
    return std::min(width / m_home.width(), height / m_home.height());
}

double MapCamera::scale() const
{
    return homeScale() * m_zoom;
}

QPointF MapCamera::homeCentre() const
{
    const double unit = homeScale();
    const double rest = std::max(0.0, m_viewport.height() - 2 * m_margin - m_home.height() * unit);
    return m_home.center() + QPointF(0, std::min(rest, m_foot) / 2 / unit);
}

void MapCamera::clampCentre()
{
    const QPointF home = homeCentre();
    if (m_zoom <= 1) {
        m_centre = home;
        return;
    }
    const QSizeF seen = m_viewport / homeScale();
    const QRectF all = m_world.united({home - QPointF(seen.width(), seen.height()) / 2, seen});
    const double unit = scale();
    m_centre = {clamped(m_centre.x(), all.left(), all.right(), m_viewport.width() / unit),
                clamped(m_centre.y(), all.top(), all.bottom(), m_viewport.height() / unit)};
}

void MapCamera::goHome()
{
    m_zoom = 1;
    clampCentre();
}

void MapCamera::fit(const QRectF &plane, double maxZoom)
{
    const double width = std::max(1.0, m_viewport.width() - 2 * m_margin);
    const double height = std::max(1.0, m_viewport.height() - 2 * m_margin);
    m_zoom = 1;
    const double wanted = std::min(width / std::max(plane.width(), 1e-6),
                                   height / std::max(plane.height(), 1e-6));
    look(plane.center(), std::min(wanted / scale(), maxZoom));
}

void MapCamera::look(const QPointF &centre, double zoom)
{
    m_zoom = std::isfinite(zoom) ? std::clamp(zoom, 1.0, kMaxZoom) : 1;
    m_centre = std::isfinite(centre.x()) && std::isfinite(centre.y()) ? centre : homeCentre();
    clampCentre();
}

void MapCamera::zoomAt(const QPointF &view, double factor)
{
    const QPointF held = toPlane(view);
    const double zoom = std::clamp(m_zoom * factor, 1.0, kMaxZoom);
    m_zoom = zoom;
    const QPointF offset = view - QPointF(m_viewport.width() / 2, m_viewport.height() / 2);
    m_centre = held - offset / scale();
    clampCentre();
}

void MapCamera::panBy(const QPointF &view)
{
    m_centre -= view / scale();
    clampCentre();
}

QPointF MapCamera::toView(const QPointF &plane) const
{
    return (plane - m_centre) * scale() + QPointF(m_viewport.width() / 2, m_viewport.height() / 2);
}

QPointF MapCamera::toPlane(const QPointF &view) const
{
    return (view - QPointF(m_viewport.width() / 2, m_viewport.height() / 2)) / scale() + m_centre;
}

QTransform MapCamera::transform() const
{
    const double unit = scale();
    return {unit,
            0,
            0,
            unit,
            m_viewport.width() / 2 - m_centre.x() * unit,
            m_viewport.height() / 2 - m_centre.y() * unit};
}

QRectF MapCamera::visible() const
{
    return {toPlane({0, 0}), toPlane({m_viewport.width(), m_viewport.height()})};
}
