// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRawFont>
#include <QRectF>
#include <QString>

class QPainter;

/// Paints numbers with digits of equal width, whatever the font, so that a number that
/// changes never moves its neighbours. Digits are those of any script, as the locale writes them.
///
/// Glyphs of the font are placed one by one, without kerning. Characters that it lacks (Persian or Hindi
/// digits, Chinese, emoji) come from Qt's fallback fonts; right-to-left text is
/// laid out by Qt.
class TabularText final
{
public:
    explicit TabularText(const QFont &font);

    // All of these follow TextScale.
    const QFont &font() const { return now().m_font; }
    qreal ascent() const { return now().m_ascent; }
    qreal capHeight() const { return now().m_capHeight; }
    /// Width of the whole text as draw() draws it.
    qreal width(const QString &text) const;
    /// Width of one character: the cell of a digit, otherwise its own width.
    qreal characterWidth(QChar c) const;
    /// Uses the colour of the painter's pen. `flags`: horizontal alignment; vertical is centred.
    void draw(QPainter &painter, const QRectF &area, Qt::Alignment flags, const QString &text) const;
    void drawAt(QPainter &painter, const QPointF &baseline, const QString &text) const;

private:
    /// This, at the present size of texts.
    const TabularText &now() const;
    void measure() const;
    bool isInFont(const QString &text) const;
    void drawGlyphs(QPainter &painter, const QPointF &baseline, const QString &text) const;
    void drawPieces(QPainter &painter, const QPointF &baseline, const QString &text) const;

    mutable int m_madeAt; ///< percent
    mutable QFont m_font;
    mutable QRawFont m_raw;
    mutable qreal m_digitWidth = 0; ///< of the font's and the locale's digits, the widest
    mutable qreal m_ascent = 0;
    mutable qreal m_descent = 0;
    mutable qreal m_capHeight = 0;
};
