// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/minutebars.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {
constexpr int kCaptionHeight = 18;
constexpr qreal kPennant = 8; ///< of the mark of a clock that was set
} // namespace

MinuteBars::MinuteBars(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Hits per minute, last 30 minutes"));
}

void MinuteBars::setMinutes(const QList<qint64> &hits, Micros asOf)
{
    const QList<qint64> newest = hits.size() > kMinutes ? hits.last(kMinutes) : hits;
    if (newest == m_hits && asOf / kMicrosPerMinute == m_asOf / kMicrosPerMinute)
        return;
    m_hits = newest;
    m_asOf = asOf;
    update();
}

void MinuteBars::addClockStep(const ClockStep &step)
{
    constexpr qsizetype kMost = kMinutes; // a clock that is set again and again
    m_steps.append(step);
    if (m_steps.size() > kMost)
        m_steps.removeFirst();
    update();
}

int MinuteBars::slotOf(const ClockStep &step) const
{
    const Micros ago = m_asOf / kMicrosPerMinute - step.at / kMicrosPerMinute;
    return ago >= 0 && ago < kMinutes ? kMinutes - 1 - static_cast<int>(ago) : -1;
}

QRectF MinuteBars::barArea() const
{
    return QRectF(rect()).adjusted(0, kCaptionHeight + 4, 0, 0);
}

int MinuteBars::barAt(const QPoint &position) const
{
    const QRectF area = barArea();
    if (m_hits.isEmpty() || !area.contains(position))
        return -1;
    const int slot = static_cast<int>((position.x() - area.left()) * kMinutes / area.width());
    const int index = slot - (kMinutes - static_cast<int>(m_hits.size()));
    return index >= 0 && index < m_hits.size() ? index : -1;
}

QString MinuteBars::toolTipAt(const QPoint &position) const
{
    const int bar = barAt(position);
    if (bar < 0)
        return tr("Hits stored per minute, bots left out.");
    const Micros minute = m_asOf - (m_hits.size() - 1 - bar) * kMicrosPerMinute;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(minute / kMicrosPerMilli, m_zone);
    const QString hits = LineText::fill(tr("%1 hits"), Format::number(m_hits.at(bar)));
    QStringList parts {QLocale().toString(moment, QStringLiteral("HH:mm")), hits};
    if (bar == m_hits.size() - 1)
        parts.append(tr("so far"));
    QStringList lines {LineText::joined(parts)};
    for (const ClockStep &step : m_steps) {
        if (slotOf(step) == kMinutes - static_cast<int>(m_hits.size()) + bar)
            lines.append(
                LineText::joined({QStringLiteral("⚑"), Format::clockStep(step.by)}, QStringLiteral(" ")));
    }
    return lines.join(QLatin1Char('\n'));
}

void MinuteBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::caption());
    painter.setPen(theme.muted);
    painter.drawText(QRectF(0, 0, width(), kCaptionHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("Last 30 minutes"));
    const QRectF area = barArea();
    const qint64 most = m_hits.isEmpty() ? 0 : *std::ranges::max_element(m_hits);
    const qreal width = area.width() / kMinutes;
    const qreal bar = std::max(2.0, width - 3);
    painter.setPen(Qt::NoPen);
    for (int slot = 0; slot < kMinutes; ++slot) {
        const qsizetype index = slot - (kMinutes - m_hits.size());
        const qint64 hits = index >= 0 ? m_hits.at(index) : 0;
        const qreal share = most > 0 ? static_cast<qreal>(hits) / static_cast<qreal>(most) : 0;
        // A minute without hits keeps a stub, so that silence is visible as such.
        const qreal height = hits > 0 ? std::max(3.0, share * area.height()) : 2.0;
        const bool current = slot == kMinutes - 1;
        painter.setBrush(hits == 0                ? theme.line
                             : current            ? theme.accentDim
                             : index == m_hovered ? theme.accent.lighter(theme.dark ? 120 : 85)
                                                  : theme.accent);
        painter.drawRoundedRect(QRectF(area.left() + slot * width, area.bottom() - height, bar, height), 1.5,
                                1.5);
    }
    painter.setBrush(theme.muted);
    for (const ClockStep &step : m_steps) { // a flag as in the chart of the past
        const int slot = slotOf(step);
        if (slot < 0)
            continue;
        const qreal x = std::floor(area.left() + slot * width) + 0.5;
        QColor pole = theme.muted;
        pole.setAlphaF(0.5F);
        painter.setPen(QPen(pole, 1));
        painter.drawLine(QPointF(x, kCaptionHeight - 8), QPointF(x, area.bottom()));
        painter.setPen(Qt::NoPen);
        const qreal ahead = slot == kMinutes - 1 ? -kPennant : kPennant; // inside of the window
        painter.drawPolygon(
            QPolygonF({{x, kCaptionHeight - 8.0}, {x + ahead, kCaptionHeight - 4.0}, {x, kCaptionHeight}}));
    }
}

bool MinuteBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipAt(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

void MinuteBars::mouseMoveEvent(QMouseEvent *event)
{
    const int bar = barAt(event->position().toPoint());
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    if (QToolTip::isVisible())
        QToolTip::showText(event->globalPosition().toPoint(),
                           PlainText::toolTip(toolTipAt(event->position().toPoint())), this);
    update();
}

void MinuteBars::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}
