// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/windowplace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace {

/// Of the window's frame, in pixels: its size is not known before it is shown.
constexpr QMargins kFrame(2, 32, 2, 2);

qint64 areaOf(const QRect &rectangle)
{
    return rectangle.isValid() ? qint64(rectangle.width()) * rectangle.height() : 0;
}

} // namespace

QRect WindowPlace::clampedGeometry(const QRect &wanted, const QList<QRect> &screens)
{
    if (screens.isEmpty())
        return wanted;
    const QRect &screen = *std::ranges::max_element(
        screens, {}, [&wanted](const QRect &candidate) { return areaOf(candidate.intersected(wanted)); });
    QRect place(wanted.topLeft(), wanted.size().boundedTo(screen.size()));
    place.moveTo(std::clamp(place.x(), screen.x(), screen.x() + screen.width() - place.width()),
                 std::clamp(place.y(), screen.y(), screen.y() + screen.height() - place.height()));
    return place;
}

QList<QRect> WindowPlace::availableScreens()
{
    QList<QRect> areas;
    const QList<QScreen *> screens = QGuiApplication::screens(); // the primary one first
    for (const QScreen *screen : screens)
        areas.append(screen->availableGeometry().marginsRemoved(kFrame));
    return areas;
}

void WindowPlace::restore(QWidget &window, const QByteArray &state, QSize firstSize)
{
    const QList<QRect> screens = availableScreens();
    for (const QRect &screen : screens)
        window.setMinimumSize(window.minimumSize().boundedTo(screen.size()));
    const bool isRestored = window.restoreGeometry(state);
    if (window.isMaximized() || window.isFullScreen())
        return; // on a screen that exists, as the platform sees to
    QRect wanted(window.geometry().topLeft(), firstSize);
    if (isRestored)
        wanted = window.geometry();
    else if (!screens.isEmpty())
        wanted.moveCenter(screens.constFirst().center());
    window.setGeometry(clampedGeometry(wanted, screens));
}
