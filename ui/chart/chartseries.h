// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/historychartdata.h"

#include <QRectF>

#include <memory>

class ChartFrame;
class QPainter;
struct Theme;

/// The series of a chart: lines, areas, bars, the comparison dashed. Axes and labels are the frame's, so that
/// labels follow locale and zone and never overlap.
///
/// The only file that includes Qt Charts is chartseries.cpp. Nothing of it shows here, so that another way of
/// drawing can take its place. Main thread.
class ChartSeries final
{
    Q_DISABLE_COPY_MOVE(ChartSeries)

public:
    ChartSeries();
    ~ChartSeries();

    /// Takes everything anew; nothing is kept from the data shown before.
    void show(const HistoryChartData &data, const ChartFrame &frame, ChartStyle style, const Theme &theme);
    void render(QPainter &painter, const QRectF &plot) const;

private:
    class Scene;
    std::unique_ptr<Scene> m_scene;
};
