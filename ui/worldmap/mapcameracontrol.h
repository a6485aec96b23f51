// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapcamera.h"

#include <QObject>
#include <QPointF>

#include <functional>

class QKeyEvent;
class QMouseEvent;
class QPinchGesture;
class QWheelEvent;
class QWidget;

/// Moves the camera of a map by wheel, mouse, touch and keyboard, whose events it filters from the widget
/// that shows the map. Main thread; the widget must outlive it.
class MapCameraControl final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapCameraControl)

public:
    explicit MapCameraControl(QWidget &view);

    const MapCamera &camera() const { return m_camera; }
    /// Call after the size of the widget changed; emits nothing.
    void fitViewport();
    /// Only the functions below move the camera; clicks are still reported.
    void setPassive(bool on);
    bool isPassive() const { return m_isPassive; }

    void goHome();
    /// Moves to the main part of a country; an unknown code changes nothing.
    void zoomTo(const QString &country);
    void zoomBy(double factor); ///< around the middle
    void look(const QPointF &centre, double zoom);

Q_SIGNALS:
    void moved();
    void clicked(const QPointF &at, Qt::KeyboardModifiers modifiers); ///< or the middle, with Enter
    void hovered(const QPointF &at); ///< without a button

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void move(const std::function<void(MapCamera &)> &change);
    QPointF middle() const;
    // Each returns whether it handled the event.
    bool onWheel(QWheelEvent &event);
    bool onPress(const QMouseEvent &event);
    bool onDrag(const QMouseEvent &event);
    bool onRelease(const QMouseEvent &event);
    bool onDoubleClick(const QMouseEvent &event);
    bool onKey(const QKeyEvent &event);
    bool onPinch(const QPinchGesture *pinch);

    QWidget &m_view;
    MapCamera m_camera;
    QPointF m_pressedAt;
    QPointF m_lastAt;
    bool m_isPressed = false;
    bool m_isDragging = false;
    bool m_isPassive = false;
};
