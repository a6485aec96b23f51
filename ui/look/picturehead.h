// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>

class QPainter;
struct Theme;

/// What a saved picture says above and below itself, so that it explains itself to those who get it: of which
/// site, of when, what its lines mean, and whose data it shows. A value.
struct PictureHead
{
    static constexpr int kMargin = 16; ///< around head and picture, in pixels: nothing touches the edges

    struct Key
    {
        QString text;
        bool isDashed = false; ///< the compared period
    };

    QString title;
    QStringList lines; ///< range and zone, filters
    QList<Key> keys; ///< of the lines in a chart
    QString credits = {}; ///< below the picture, never cut: licences want them

    /// Of a picture of this size with the head above it, credits below it and margins around.
    QSize sizeWith(const QSize &picture) const;
    /// Paints background, head and credits; then moves the painter to where the picture begins.
    void paint(QPainter &painter, const Theme &theme, const QSize &picture) const;

private:
    int height() const;
    int creditsHeight(int width) const; ///< with the gap above them
};
