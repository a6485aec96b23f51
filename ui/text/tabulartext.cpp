// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/tabulartext.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>

#include <algorithm>

TabularText::TabularText(const QFont &font) : m_font(font)
{
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_descent = metrics.descent();
    m_capHeight = metrics.capHeight();
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        m_digitWidth = std::max(m_digitWidth, metrics.horizontalAdvance(QChar(digit)));
}

qreal TabularText::characterWidth(QChar c) const
{
    return isCell(c) ? m_digitWidth : QFontMetricsF(m_font).horizontalAdvance(c);
}

qreal TabularText::width(const QString &text) const
{
    const QFontMetricsF metrics(m_font);
    qreal width = 0;
    for (const QChar c : text)
        width += isCell(c) ? m_digitWidth : metrics.horizontalAdvance(c);
    return width;
}

void TabularText::draw(QPainter &painter, const QRectF &area, Qt::Alignment flags, const QString &text) const
{
    qreal x = area.left();
    if (flags & Qt::AlignRight)
        x = area.right() - width(text);
    else if (flags & Qt::AlignHCenter)
        x = area.center().x() - width(text) / 2;
    const qreal top = area.top() + (area.height() - m_ascent - m_descent) / 2;
    drawAt(painter, QPointF(x, top + m_ascent), text);
}

void TabularText::drawAt(QPainter &painter, const QPointF &baseline, const QString &text) const
{
    const QRawFont raw = QRawFont::fromFont(m_font);
    const QList<quint32> glyphs = raw.glyphIndexesForString(text);
    if (glyphs.size() != text.size()) { // characters beyond the BMP; no numbers of ours have any
        painter.setFont(m_font);
        painter.drawText(baseline, text);
        return;
    }
    const QList<QPointF> advances = raw.advancesForGlyphIndexes(glyphs);
    QList<QPointF> positions;
    positions.reserve(glyphs.size());
    qreal x = 0;
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        const qreal own = advances.at(i).x();
        const qreal cell = isCell(text.at(i)) ? m_digitWidth : own;
        positions.append(QPointF(x + (cell - own) / 2, 0));
        x += cell;
    }
    QGlyphRun run;
    run.setRawFont(raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    painter.drawGlyphRun(baseline, run);
}
