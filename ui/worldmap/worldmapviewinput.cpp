// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// WorldMapView: wheel, mouse, fingers, keyboard.

#include "ui/worldmap/worldmapview.h"

#include "ui/text/plaintext.h"

#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace {

constexpr double kStep = 1.5; ///< zoom of a key
constexpr double kWheelStep = 1.2; ///< zoom of a notch
constexpr double kWheelNotch = 120;
constexpr double kPanStep = 80; ///< pixels of a key
constexpr double kDragDistance = 4; ///< less is a click

} // namespace

void WorldMapView::wheelEvent(QWheelEvent *event)
{
    if (m_isPassive)
        return event->ignore();
    const double notches = event->angleDelta().y() / kWheelNotch;
    const QPointF at = event->position();
    moveCamera([&](MapCamera &camera) { camera.zoomAt(at, std::pow(kWheelStep, notches)); });
    event->accept();
}

void WorldMapView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_isPressed = true;
    m_isDragging = false;
    m_pressedAt = m_lastAt = event->position();
}

void WorldMapView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_isPressed && !m_isPassive) {
        const QPointF way = at - m_pressedAt;
        m_isDragging = m_isDragging || std::hypot(way.x(), way.y()) >= kDragDistance;
        if (m_isDragging) {
            setCursor(Qt::ClosedHandCursor);
            moveCamera([&](MapCamera &camera) { camera.panBy(at - m_lastAt); });
            m_lastAt = at;
        }
        return;
    }
    setHovered(at);
}

void WorldMapView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_isPressed)
        return QWidget::mouseReleaseEvent(event);
    m_isPressed = false;
    unsetCursor();
    if (!m_isDragging)
        Q_EMIT countryActivated(countryAt(event->position()), event->modifiers());
    m_isDragging = false;
}

void WorldMapView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_isPassive || event->button() != Qt::LeftButton)
        return;
    const QPointF at = event->position();
    moveCamera([&](MapCamera &camera) { camera.zoomAt(at, 2); });
}

void WorldMapView::leaveEvent(QEvent *)
{
    setHovered({-1, -1});
}

void WorldMapView::setHovered(const QPointF &view)
{
    if (m_isPassive)
        return;
    const QString country = rect().contains(view.toPoint()) ? countryAt(view) : QString();
    if (QToolTip::isVisible())
        QToolTip::showText(mapToGlobal(view.toPoint()), PlainText::toolTip(toolTipAt(view)), this);
    if (country == m_hovered)
        return;
    m_hovered = country;
    update();
}

void WorldMapView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    if (m_isPassive || !isPlain)
        return QWidget::keyPressEvent(event);
    const auto pan = [this](double x, double y) {
        moveCamera([&](MapCamera &camera) { camera.panBy({x, y}); });
    };
    switch (event->key()) {
    case Qt::Key_Left: return pan(kPanStep, 0);
    case Qt::Key_Right: return pan(-kPanStep, 0);
    case Qt::Key_Up: return pan(0, kPanStep);
    case Qt::Key_Down: return pan(0, -kPanStep);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomBy(kStep);
    case Qt::Key_Minus: return zoomBy(1 / kStep);
    case Qt::Key_0: return goHome();
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT countryActivated(countryAt(QRectF(rect()).center()), Qt::NoModifier); return;
    default: return QWidget::keyPressEvent(event);
    }
}

void WorldMapView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_isPassive)
        return;
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPointF at = isMouse ? QPointF(event->pos()) : QRectF(rect()).center();
    Q_EMIT menuWanted(countryAt(at), m_camera.toPlane(at), mapToGlobal(at.toPoint()));
}

void WorldMapView::onPinch(const QPinchGesture &pinch)
{
    if (!pinch.changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        return;
    const QPointF at = mapFromGlobal(pinch.centerPoint().toPoint());
    moveCamera([&](MapCamera &camera) {
        camera.zoomAt(at, pinch.scaleFactor());
        camera.panBy(pinch.centerPoint() - pinch.lastCenterPoint());
    });
}

bool WorldMapView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (!m_isPassive)
            QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipAt(help->pos())), this);
        return true;
    }
    case QEvent::Gesture:
        if (auto *pinch = static_cast<QPinchGesture *>(
                static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture))) {
            onPinch(*pinch);
            return true;
        }
        break;
    case QEvent::NativeGesture: {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (!m_isPassive && gesture->gestureType() == Qt::ZoomNativeGesture) {
            moveCamera([&](MapCamera &camera) { camera.zoomAt(gesture->position(), 1 + gesture->value()); });
            return true;
        }
        break;
    }
    case QEvent::FocusIn: {
        // A ring for those who came by the keyboard.
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        m_showsFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        update();
        break;
    }
    case QEvent::FocusOut:
        m_showsFocus = false;
        update();
        break;
    default: break;
    }
    return QWidget::event(event);
}
