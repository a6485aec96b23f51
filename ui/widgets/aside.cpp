// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/aside.h"

#include "ui/look/theme.h"

#include <QEvent>
#include <QPainter>

Aside::Aside(QWidget *parent, int width) : QWidget(parent), m_width(width)
{
    setFixedWidth(Metrics::widened(m_width));
}

void Aside::setFullWidth(int width)
{
    m_width = width;
    setFixedWidth(Metrics::widened(m_width));
}

void Aside::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setFixedWidth(Metrics::widened(m_width));
}

void Aside::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0.5, 20), QPointF(0.5, height() - 16));
}
