// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/aside.h"

#include "ui/look/theme.h"

#include <QPainter>

Aside::Aside(QWidget *parent) : QWidget(parent)
{
    setFixedWidth(Metrics::kAside);
}

void Aside::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0.5, 20), QPointF(0.5, height() - 16));
}
