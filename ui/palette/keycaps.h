// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QStringList>

class QPainter;
struct Theme;

/// Keys of a keyboard, painted as caps in a row.
namespace KeyCaps {

int height(); ///< pixels
/// The width of a row of caps, in pixels; 0 for none.
int width(const QStringList &keys);
/// Paints the row with its upper left corner at `corner`; the first key is at the left in every direction.
void paint(QPainter &painter, QPoint corner, const QStringList &keys, const Theme &theme);

} // namespace KeyCaps
