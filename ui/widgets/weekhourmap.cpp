// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/weekhourmap.h"

WeekHourMap::WeekHourMap(QWidget *parent) : QWidget(parent) { }

void WeekHourMap::setData(const WeekHours &hours, Metric metric)
{
    m_hours = hours;
    m_metric = metric;
    update();
}

QRectF WeekHourMap::cell(int) const
{
    return {};
}

int WeekHourMap::hourAt(const QPointF &) const
{
    return -1;
}

QColor WeekHourMap::cellColour(int) const
{
    return {};
}

QString WeekHourMap::toolTipOf(int) const
{
    return {};
}

QSize WeekHourMap::sizeHint() const
{
    return {260, 200};
}

QSize WeekHourMap::minimumSizeHint() const
{
    return {220, 160};
}

void WeekHourMap::paintEvent(QPaintEvent *) { }
void WeekHourMap::mouseMoveEvent(QMouseEvent *) { }
void WeekHourMap::leaveEvent(QEvent *) { }
void WeekHourMap::keyPressEvent(QKeyEvent *event)
{
    QWidget::keyPressEvent(event);
}
void WeekHourMap::focusInEvent(QFocusEvent *) { }
void WeekHourMap::focusOutEvent(QFocusEvent *) { }
bool WeekHourMap::event(QEvent *event)
{
    return QWidget::event(event);
}
