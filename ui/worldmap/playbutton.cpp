// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/playbutton.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QPolygonF>

PlayButton::PlayButton(QWidget *parent) : QAbstractButton(parent)
{
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::StrongFocus);
    setPlaying(false);
}

void PlayButton::setPlaying(bool on)
{
    m_isPlaying = on;
    setAccessibleName(on ? tr("Pause") : tr("Play"));
    setToolTip(on ? tr("Pause (P)") : tr("Show day after day (P)"));
    update();
}

void PlayButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme.text, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? theme.accent.lighter(108) : theme.accent);
    const QRectF circle = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawEllipse(circle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.onAccent);
    const QPointF middle = circle.center();
    if (m_isPlaying) {
        for (const double x : {-4.5, 1.5})
            painter.drawRect(QRectF(middle + QPointF(x, -5), QSizeF(3, 10)));
    } else {
        painter.drawPolygon(
            QPolygonF({middle + QPointF(-3.5, -5.5), middle + QPointF(5.5, 0), middle + QPointF(-3.5, 5.5)}));
    }
}
