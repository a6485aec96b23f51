// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapcameracontrol.h"

#include "ui/map/mapgeometry.h"
#include "ui/map/mappicture.h"

#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <functional>

namespace {

constexpr double kStep = 1.5; ///< zoom of a key
constexpr double kWheelStep = 1.2; ///< zoom of a notch
constexpr double kWheelNotch = 120;
constexpr double kPanStep = 80; ///< pixels of a key
constexpr double kDragDistance = 4; ///< less is a click
constexpr double kCountryZoom = 12; ///< the closest that a country is looked at
constexpr double kMargin = 2;

/// Where most of a country lies: its largest part, and others of some size that are not far from it. What
/// belongs to it on the other side of the world would show only sea.
QRectF mainPart(const MapCountry &country)
{
    constexpr double kMuch = 0.04; // of the largest part
    QList<QRectF> parts;
    for (const QPolygonF &part : country.coarse.toSubpathPolygons())
        parts.append(part.boundingRect());
    const auto areaOf = [](const QRectF &part) { return part.width() * part.height(); };
    std::ranges::sort(parts, std::ranges::greater(), areaOf);
    if (parts.isEmpty())
        return country.bounds;
    const QRectF largest = parts.constFirst();
    const double reach = std::max(largest.width(), largest.height()) / 2;
    QRectF bounds = largest;
    for (const QRectF &part : std::as_const(parts)) {
        const bool isNear = largest.adjusted(-reach, -reach, reach, reach).intersects(part);
        if (isNear && areaOf(part) >= kMuch * areaOf(largest))
            bounds |= part;
    }
    return bounds;
}

} // namespace

MapCameraControl::MapCameraControl(QWidget &view) : QObject(&view), m_view(view), m_camera(worldCamera())
{
    m_view.setFocusPolicy(Qt::StrongFocus);
    m_view.setMouseTracking(true);
    m_view.grabGesture(Qt::PinchGesture);
    m_view.installEventFilter(this);
    m_camera.setMargin(kMargin);
}

void MapCameraControl::fitViewport()
{
    m_camera.setViewport(m_view.size());
}

void MapCameraControl::setPassive(bool on)
{
    m_isPassive = on;
    m_view.setFocusPolicy(on ? Qt::NoFocus : Qt::StrongFocus);
    if (on)
        m_view.ungrabGesture(Qt::PinchGesture);
    else
        m_view.grabGesture(Qt::PinchGesture);
}

void MapCameraControl::move(const std::function<void(MapCamera &)> &change)
{
    const MapCamera before = m_camera;
    change(m_camera);
    if (m_camera != before)
        Q_EMIT moved();
}

QPointF MapCameraControl::middle() const
{
    return QRectF(m_view.rect()).center();
}

void MapCameraControl::goHome()
{
    move([](MapCamera &camera) { camera.goHome(); });
}

void MapCameraControl::zoomTo(const QString &country)
{
    const MapGeometry &world = MapGeometry::world();
    const int index = world.indexOf(country);
    QRectF bounds;
    if (index >= 0) {
        bounds = mainPart(world.countries().at(index));
    } else if (const std::optional<QPointF> anchor = world.anchorOf(country)) {
        bounds = QRectF(*anchor, QSizeF()).adjusted(-0.02, -0.02, 0.02, 0.02);
    } else {
        return;
    }
    const double room = 0.15 * std::max(bounds.width(), bounds.height());
    bounds.adjust(-room, -room, room, room);
    move([&bounds](MapCamera &camera) { camera.fit(bounds, kCountryZoom); });
}

void MapCameraControl::zoomBy(double factor)
{
    move([this, factor](MapCamera &camera) { camera.zoomAt(middle(), factor); });
}

void MapCameraControl::look(const QPointF &centre, double zoom)
{
    move([&](MapCamera &camera) { camera.look(centre, zoom); });
}

bool MapCameraControl::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel: return onWheel(*static_cast<QWheelEvent *>(event));
    case QEvent::MouseButtonPress: return onPress(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove: return onDrag(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease: return onRelease(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick: return onDoubleClick(*static_cast<QMouseEvent *>(event));
    case QEvent::KeyPress: return onKey(*static_cast<QKeyEvent *>(event));
    case QEvent::Gesture:
        return onPinch(
            static_cast<QPinchGesture *>(static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture)));
    case QEvent::NativeGesture: {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (m_isPassive || gesture->gestureType() != Qt::ZoomNativeGesture)
            return false;
        move([&](MapCamera &camera) { camera.zoomAt(gesture->position(), 1 + gesture->value()); });
        return true;
    }
    default: return false;
    }
}

bool MapCameraControl::onWheel(QWheelEvent &event)
{
    if (m_isPassive)
        return false;
    const double notches = event.angleDelta().y() / kWheelNotch;
    move([&](MapCamera &camera) { camera.zoomAt(event.position(), std::pow(kWheelStep, notches)); });
    event.accept();
    return true;
}

bool MapCameraControl::onPress(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    m_isPressed = true;
    m_isDragging = false;
    m_pressedAt = m_lastAt = event.position();
    return true;
}

bool MapCameraControl::onDrag(const QMouseEvent &event)
{
    const QPointF at = event.position();
    if (!m_isPressed || m_isPassive) {
        Q_EMIT hovered(at);
        return true;
    }
    const QPointF way = at - m_pressedAt;
    m_isDragging = m_isDragging || std::hypot(way.x(), way.y()) >= kDragDistance;
    if (m_isDragging) {
        m_view.setCursor(Qt::ClosedHandCursor);
        move([&](MapCamera &camera) { camera.panBy(at - m_lastAt); });
        m_lastAt = at;
    }
    return true;
}

bool MapCameraControl::onRelease(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !m_isPressed)
        return false;
    m_isPressed = false;
    m_view.unsetCursor();
    if (!std::exchange(m_isDragging, false))
        Q_EMIT clicked(event.position(), event.modifiers());
    return true;
}

bool MapCameraControl::onDoubleClick(const QMouseEvent &event)
{
    if (!m_isPassive && event.button() == Qt::LeftButton)
        move([&](MapCamera &camera) { camera.zoomAt(event.position(), 2); });
    return true;
}

bool MapCameraControl::onKey(const QKeyEvent &event)
{
    const bool isPlain = (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    if (m_isPassive || !isPlain)
        return false;
    const auto pan = [this](double x, double y) { move([&](MapCamera &camera) { camera.panBy({x, y}); }); };
    switch (event.key()) {
    case Qt::Key_Left: pan(kPanStep, 0); return true;
    case Qt::Key_Right: pan(-kPanStep, 0); return true;
    case Qt::Key_Up: pan(0, kPanStep); return true;
    case Qt::Key_Down: pan(0, -kPanStep); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(kStep); return true;
    case Qt::Key_Minus: zoomBy(1 / kStep); return true;
    case Qt::Key_0: goHome(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT clicked(middle(), Qt::NoModifier); return true;
    default: return false;
    }
}

bool MapCameraControl::onPinch(const QPinchGesture *pinch)
{
    if (!pinch)
        return false;
    if (!pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        return true;
    const QPointF at = m_view.mapFromGlobal(pinch->centerPoint().toPoint());
    move([&](MapCamera &camera) {
        camera.zoomAt(at, pinch->scaleFactor());
        camera.panBy(pinch->centerPoint() - pinch->lastCenterPoint());
    });
    return true;
}
