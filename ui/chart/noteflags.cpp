// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/noteflags.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace {

constexpr qreal kPennant = 9;
constexpr qreal kFlagText = 240; ///< at most so wide: a clock that was set fits
constexpr qreal kFewestFlagText = 44; ///< less says nothing
constexpr qreal kSameFlag = 14; ///< poles closer than this share one

} // namespace

NoteFlags::NoteFlags(QList<Note> notes, const QRectF &plot, qreal width, const QFont &font) :
    m_plot(plot), m_font(font)
{
    std::ranges::stable_sort(notes, {}, [](const Note &note) { return note.annotation.at; });
    for (const Note &note : std::as_const(notes)) {
        if (!m_flags.isEmpty() && note.x - m_flags.last().x < kSameFlag)
            m_flags.last().notes.append(note.annotation);
        else
            m_flags.append({{}, note.x, false, {note.annotation}});
    }
    placeTexts(width);
}

void NoteFlags::placeTexts(qreal chartWidth)
{
    const QFontMetricsF metrics(m_font);
    for (qsizetype i = 0; i < m_flags.size(); ++i) {
        Flag &flag = m_flags[i];
        const bool isLast = i + 1 == m_flags.size();
        const qreal begin = i > 0 ? m_flags.at(i - 1).area.right() : m_plot.left();
        const qreal end = isLast ? chartWidth : m_flags.at(i + 1).x;
        const qreal wanted = std::min(kFlagText, metrics.horizontalAdvance(flag.notes.constFirst().text) + 4);
        const qreal behind = end - flag.x - kPennant - 12;
        const qreal before = flag.x - begin - kPennant - 12;
        flag.isTurned = isLast && behind < wanted && behind < before;
        const qreal room = std::min(wanted, flag.isTurned ? before : behind);
        const qreal text = room < std::min(wanted, kFewestFlagText) ? 0 : room;
        const qreal width = kPennant + 6 + text;
        flag.area = QRectF(flag.isTurned ? flag.x + 3 - width : flag.x - 3, 0, width, kRow);
    }
}

const NoteFlags::Flag *NoteFlags::at(const QPointF &position) const
{
    const auto found =
        std::ranges::find_if(m_flags, [&position](const Flag &flag) { return flag.area.contains(position); });
    return found == m_flags.end() ? nullptr : &*found;
}

void NoteFlags::paint(QPainter &painter, const Theme &theme) const
{
    painter.setFont(m_font);
    for (const Flag &flag : m_flags) {
        QColor pole = theme.muted;
        pole.setAlphaF(0.5F);
        painter.setPen(QPen(pole, 1));
        painter.drawLine(QPointF(flag.x, 3), QPointF(flag.x, m_plot.bottom()));
        const qreal ahead = flag.isTurned ? -1 : 1;
        const auto pennant = [&flag, ahead](qreal shift) {
            const qreal x = flag.x + ahead * shift;
            return QPolygonF({{x, 3}, {x + ahead * kPennant, 7}, {x, 11}});
        };
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.muted);
        painter.drawPolygon(pennant(0));
        if (flag.notes.size() > 1)
            painter.drawPolygon(pennant(4));
        const qreal gap = kPennant + (flag.notes.size() > 1 ? 7 : 3);
        const qreal left = flag.isTurned ? flag.area.left() : flag.x + gap;
        const qreal room = (flag.isTurned ? flag.x - gap : flag.area.right()) - left;
        if (room < kFewestFlagText / 2)
            continue;
        painter.setPen(theme.muted);
        const QFontMetricsF metrics(m_font);
        const Qt::Alignment side = flag.isTurned ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(QRectF(left, 0, room + 1, kRow - 4),
                         static_cast<int>((side | Qt::AlignVCenter).toInt()),
                         metrics.elidedText(flag.notes.constFirst().text, Qt::ElideRight, room));
    }
}
