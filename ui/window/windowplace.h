// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>

class QWidget;

/// Where a window stands on the screens that exist.
namespace WindowPlace {

/// `wanted` on the screen that shows most of it, or else on the first one: no larger than that and wholly on
/// it. `screens` are the areas that windows may take, not empty; without any, `wanted` stays. Pure.
QRect clampedGeometry(const QRect &wanted, const QList<QRect> &screens);
/// The areas of the screens of this machine without panels, and without room for the frame of a window.
QList<QRect> availableScreens();
/// Restores what QWidget::saveGeometry() gave, or places the window with a first size, in both cases where it
/// can be seen. No screen is too small for it.
void restore(QWidget &window, const QByteArray &state, QSize firstSize);

} // namespace WindowPlace
