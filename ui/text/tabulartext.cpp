// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/tabulartext.h"

#include "ui/text/textscale.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace {

/// Digits of any script that are one UTF-16 unit; the few others are drawn as they come.
bool isDigit(QChar c)
{
    return c.category() == QChar::Number_DecimalDigit;
}

/// Letters that are written from right to left. Digits and separators of such scripts alone are not: a number
/// is written from left to right everywhere.
bool runsRightToLeft(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) {
        const QChar::Direction direction = c.direction();
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirRLE
            || direction == QChar::DirRLO || direction == QChar::DirRLI;
    });
}

/// Marks of direction have no picture.
bool isMark(QChar c)
{
    return c == QChar(0x200E) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

/// Calls `piece` with each digit and with each run of what is none, from left to right.
template <typename Piece>
void cut(const QString &text, Piece piece)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isDigit(text.at(i)) && !isMark(text.at(i)))
            continue;
        if (i > begin)
            piece(text.sliced(begin, i - begin), false);
        if (isDigit(text.at(i)))
            piece(text.sliced(i, 1), true);
        begin = i + 1;
    }
    if (begin < text.size())
        piece(text.sliced(begin), false);
}

} // namespace

TabularText::TabularText(const QFont &font) : m_madeAt(TextScale::percent()), m_font(font)
{
    measure();
}

const TabularText &TabularText::now() const
{
    if (TextScale::follow(m_font, m_madeAt))
        measure();
    return *this;
}

void TabularText::measure() const
{
    m_raw = QRawFont::fromFont(m_font);
    m_digitWidth = 0;
    const QFontMetricsF metrics(m_font);
    m_ascent = metrics.ascent();
    m_descent = metrics.descent();
    m_capHeight = metrics.capHeight();
    const QString zero = QLocale().zeroDigit();
    const char16_t localZero = zero.size() == 1 ? zero.at(0).unicode() : u'0';
    for (char16_t digit = 0; digit <= 9; ++digit) {
        for (const char16_t first : {u'0', localZero})
            m_digitWidth = std::max(m_digitWidth,
                                    metrics.horizontalAdvance(QChar(static_cast<char16_t>(first + digit))));
    }
}

qreal TabularText::characterWidth(QChar c) const
{
    return isDigit(c) ? now().m_digitWidth : QFontMetricsF(m_font).horizontalAdvance(c);
}

bool TabularText::isInFont(const QString &text) const
{
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(text);
    return glyphs.size() == text.size() && !glyphs.contains(0);
}

qreal TabularText::width(const QString &text) const
{
    const QFontMetricsF metrics(now().m_font);
    if (runsRightToLeft(text))
        return metrics.horizontalAdvance(text);
    const bool isGlyphs = isInFont(text);
    qreal width = 0;
    cut(text, [&](const QString &piece, bool isDigit) {
        if (isDigit) {
            width += m_digitWidth;
        } else if (isGlyphs) {
            for (const QChar c : piece)
                width += metrics.horizontalAdvance(c);
        } else {
            width += metrics.horizontalAdvance(piece);
        }
    });
    return width;
}

void TabularText::draw(QPainter &painter, const QRectF &area, Qt::Alignment flags, const QString &text) const
{
    now();
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
    if (runsRightToLeft(text)) {
        painter.setFont(now().m_font);
        painter.drawText(baseline, text);
    } else if (isInFont(text)) {
        drawGlyphs(painter, baseline, text);
    } else {
        drawPieces(painter, baseline, text);
    }
}

void TabularText::drawGlyphs(QPainter &painter, const QPointF &baseline, const QString &text) const
{
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(text);
    const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(glyphs);
    QList<QPointF> positions;
    positions.reserve(glyphs.size());
    qreal x = 0;
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        const qreal own = advances.at(i).x();
        const qreal cell = isDigit(text.at(i)) ? m_digitWidth : own;
        positions.append(QPointF(x + (cell - own) / 2, 0));
        x += cell;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    painter.drawGlyphRun(baseline, run);
}

void TabularText::drawPieces(QPainter &painter, const QPointF &baseline, const QString &text) const
{
    const QFontMetricsF metrics(m_font);
    painter.setFont(m_font);
    qreal x = baseline.x();
    cut(text, [&](const QString &piece, bool isDigit) {
        const qreal own = metrics.horizontalAdvance(piece);
        const qreal cell = isDigit ? m_digitWidth : own;
        painter.drawText(QPointF(x + (cell - own) / 2, baseline.y()), piece);
        x += cell;
    });
}
