// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/historychart.h"

class ChartFrame
{
};

class ChartSeries
{
};

HistoryChart::HistoryChart(QWidget *parent) : QWidget(parent) { }

HistoryChart::~HistoryChart() = default;

void HistoryChart::setData(const HistoryChartData &data)
{
    m_data = data;
    update();
}

void HistoryChart::setStyle(Style style)
{
    m_style = style;
    update();
}

bool HistoryChart::savePng(const QString &) const
{
    return false;
}

bool HistoryChart::saveSvg(const QString &) const
{
    return false;
}

QRectF HistoryChart::plotArea() const
{
    return rect();
}

QRectF HistoryChart::slot(int) const
{
    return {};
}

QPointF HistoryChart::valuePoint(int) const
{
    return {};
}

QPointF HistoryChart::comparedPoint(int) const
{
    return {};
}

QRectF HistoryChart::flag(qint64) const
{
    return {};
}

QStringList HistoryChart::toolTipLines(int) const
{
    return {};
}

void HistoryChart::paintEvent(QPaintEvent *) { }
void HistoryChart::resizeEvent(QResizeEvent *) { }
void HistoryChart::changeEvent(QEvent *) { }
void HistoryChart::mousePressEvent(QMouseEvent *) { }
void HistoryChart::mouseMoveEvent(QMouseEvent *) { }
void HistoryChart::mouseReleaseEvent(QMouseEvent *) { }
void HistoryChart::mouseDoubleClickEvent(QMouseEvent *) { }
void HistoryChart::contextMenuEvent(QContextMenuEvent *) { }
void HistoryChart::wheelEvent(QWheelEvent *) { }
void HistoryChart::keyPressEvent(QKeyEvent *) { }
void HistoryChart::leaveEvent(QEvent *) { }
