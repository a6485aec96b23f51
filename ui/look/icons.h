// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

// Icons by name, cached. Main thread.

/// A line icon of the program ("live", "search", …) in one colour; `size` in device-independent pixels.
QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio);
/// The same as large as the widget wants it; where that is disabled in the other colour, or paler.
QIcon themedIcon(const QString &name, const QColor &colour, const QColor &disabled = {});

/// The flag of an ISO 3166-1 alpha-2 code, or the code itself as a small badge if no colour emoji
/// font is installed. `colour` is the badge's.
QPixmap flagPixmap(const QString &country, const QColor &colour, int height, qreal devicePixelRatio);
/// Device-independent width of every flagPixmap() of that height.
int flagWidth(int height);
/// Paints the sign of a place, as high as texts, at the start of `area` and returns the rest: the flag of a
/// country's code, a house for another text, which names a network, a question mark for none.
QRectF paintPlaceSign(QPainter &painter, const QRectF &area, const QString &place, const QColor &colour);
