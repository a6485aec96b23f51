// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/historychartdata.h"

#include <QRectF>

#include <memory>

class ChartFrame;
class QPainter;
struct Theme;

/// The series of a chart: lines, areas, bars, the comparison dashed. Axes and labels belong to the frame, so
/// that labels follow locale and zone and never overlap.
///
/// The only file that includes Qt Charts is chartseries.cpp. This interface does not show it, so that it can
/// be replaced. Main thread.
class ChartSeries final
{
    Q_DISABLE_COPY_MOVE(ChartSeries)

public:
    ChartSeries();
    ~ChartSeries();

    /// Replaces all data.
    void show(const HistoryChartData &data, const ChartFrame &frame, ChartStyle style, const Theme &theme);
    void render(QPainter &painter, const QRectF &plot) const;

private:
    class Scene;
    std::unique_ptr<Scene> m_scene;
};
