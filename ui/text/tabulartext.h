// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRawFont>
#include <QRectF>
#include <QString>

class QPainter;

/// Paints numbers in digits of equal width, whatever the font's own digits are, so that a figure that
/// changes never moves its neighbours. Digits are those of any script, as the locale writes them.
///
/// What the font has is laid out glyph by glyph, without kerning. Characters that it lacks (Persian or Hindi
/// digits, Chinese, emoji) come from the fonts that Qt falls back to; text that runs from right to left is
/// laid out by Qt.
class TabularText final
{
public:
    explicit TabularText(const QFont &font);

    const QFont &font() const { return m_font; }
    qreal ascent() const { return m_ascent; }
    qreal capHeight() const { return m_capHeight; }
    /// Of the whole text as draw() draws it.
    qreal width(const QString &text) const;
    /// Of one character alone: the cell of a digit, else what the character takes.
    qreal characterWidth(QChar c) const;
    /// The painter's pen gives the colour. `flags`: horizontal alignment; vertical is centred.
    void draw(QPainter &painter, const QRectF &area, Qt::Alignment flags, const QString &text) const;
    void drawAt(QPainter &painter, const QPointF &baseline, const QString &text) const;

private:
    bool isInFont(const QString &text) const;
    void drawGlyphs(QPainter &painter, const QPointF &baseline, const QString &text) const;
    void drawPieces(QPainter &painter, const QPointF &baseline, const QString &text) const;

    QFont m_font;
    QRawFont m_raw;
    qreal m_digitWidth = 0; ///< of the font's and the locale's digits, the widest
    qreal m_ascent = 0;
    qreal m_descent = 0;
    qreal m_capHeight = 0;
};
