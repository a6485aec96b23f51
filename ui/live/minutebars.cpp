// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/minutebars.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace {
constexpr int kCaptionHeight = 18;
}

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
    const QString hits = tr("%1 hits").arg(Format::number(m_hits.at(bar)));
    const QString text = QLocale().toString(moment, QStringLiteral("HH:mm")) + QStringLiteral(" · ") + hits;
    return bar == m_hits.size() - 1 ? QString(text + QStringLiteral(" · ") + tr("so far")) : text;
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
    const qreal step = area.width() / kMinutes;
    const qreal bar = std::max(2.0, step - 3);
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
        painter.drawRoundedRect(QRectF(area.left() + slot * step, area.bottom() - height, bar, height), 1.5,
                                1.5);
    }
}

bool MinuteBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
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
        QToolTip::showText(event->globalPosition().toPoint(), toolTipAt(event->position().toPoint()), this);
    update();
}

void MinuteBars::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}
