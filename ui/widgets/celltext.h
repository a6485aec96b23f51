// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QPair>
#include <QRectF>
#include <QStaticText>
#include <QString>

class QPainter;

/// Paints one-line texts that repeat (places, browsers, hosts): shapes and elides each text once per
/// width. The painter's pen gives the colour.
class CellText final
{
public:
    explicit CellText(const QFont &font);

    const QFont &font() const; ///< follows TextScale
    /// Returns the width of what it drew.
    qreal draw(QPainter &painter, const QRectF &area, const QString &text,
               Qt::TextElideMode elide = Qt::ElideRight) const;

private:
    mutable int m_madeAt; ///< percent
    mutable QFont m_font;
    mutable QCache<QPair<QString, int>, QStaticText> m_texts;
};
