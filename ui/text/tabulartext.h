// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

/// Paints numbers in digits of equal width, whatever the font's own digits are, so that a figure that
/// changes never moves its neighbours. Text is laid out glyph by glyph, without kerning.
class TabularText final
{
public:
    explicit TabularText(const QFont &font);

    const QFont &font() const { return m_font; }
    qreal digitWidth() const { return m_digitWidth; }
    qreal ascent() const { return m_ascent; }
    qreal capHeight() const { return m_capHeight; }
    qreal width(const QString &text) const;
    qreal characterWidth(QChar c) const;
    /// The painter's pen gives the colour. `flags`: horizontal alignment; vertical is centred.
    void draw(QPainter &painter, const QRectF &area, Qt::Alignment flags, const QString &text) const;
    void drawAt(QPainter &painter, const QPointF &baseline, const QString &text) const;

private:
    bool isCell(QChar c) const { return c >= u'0' && c <= u'9'; }

    QFont m_font;
    qreal m_digitWidth = 0;
    qreal m_ascent = 0;
    qreal m_descent = 0;
    qreal m_capHeight = 0;
};
