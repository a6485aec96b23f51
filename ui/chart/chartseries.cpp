// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartseries.h"

#include "ui/chart/chartframe.h"
#include "ui/look/theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal kMargin = 4; ///< around the plot: lines along its edge are drawn whole
constexpr int kMostRuns = 60; ///< a line with more gaps is drawn without them

using Points = QList<QPointF>;
using ValueOf = std::optional<double> (HistoryChartData::*)(qsizetype) const;

/// Points at the centres of slots, one list for each stretch without gaps.
QList<Points> runsOf(const HistoryChartData &data, qsizetype end, ValueOf valueOf)
{
    QList<Points> runs(1);
    for (qsizetype i = 0; i < end; ++i) {
        if (const std::optional<double> value = (data.*valueOf)(i))
            runs.last().append(QPointF(static_cast<qreal>(i) + 0.5, *value));
        else if (!runs.last().isEmpty())
            runs.append(Points());
    }
    if (runs.size() <= kMostRuns)
        return runs;
    Points joined;
    for (const Points &run : runs)
        joined.append(run);
    return {joined};
}

/// The outline of what lies under the runs, down to zero in the gaps.
Points outlineOf(const QList<Points> &runs)
{
    Points outline;
    for (const Points &run : runs) {
        if (run.isEmpty())
            continue;
        outline.append(QPointF(run.first().x(), 0));
        outline.append(run);
        outline.append(QPointF(run.last().x(), 0));
    }
    return outline;
}

/// Bars as one outline. Where slots are narrower than two pixels, several share the bar of the highest.
Points barsOf(const HistoryChartData &data, qsizetype begin, qsizetype end, qreal slotWidth)
{
    const auto together = static_cast<qsizetype>(std::max(1.0, std::ceil(2 / slotWidth)));
    const qreal gap = slotWidth < 3 ? 0 : std::clamp(slotWidth * 0.2, 1.0, 12.0) / slotWidth / 2;
    const bool touch = gap == 0;
    Points outline;
    for (qsizetype i = begin; i < end; i += together) {
        const qsizetype last = std::min(i + together, end);
        double most = 0;
        for (qsizetype j = i; j < last; ++j)
            most = std::max(most, data.valueAt(j).value_or(0));
        const qreal left = static_cast<qreal>(i) + gap;
        const qreal right = static_cast<qreal>(last) - gap;
        // Steps instead of bars that touch: drawing them costs a tenth.
        if (!touch || i == begin)
            outline.append(QPointF(left, 0));
        outline.append({QPointF(left, most), QPointF(right, most)});
        if (!touch || last == end)
            outline.append(QPointF(right, 0));
    }
    return outline;
}

} // namespace

/// Slot i lies between i and i + 1 of the horizontal axis.
class ChartSeries::Scene final
{
public:
    Scene();

    void setPlot(const ChartFrame &frame, int buckets);
    void show(const HistoryChartData &data, ChartStyle style, qreal slotWidth);
    void setColours(const Theme &theme, ChartStyle style);
    void render(QPainter &painter, const QRectF &plot);

private:
    struct Fill
    {
        QLineSeries *upper;
        QLineSeries *lower;
        QAreaSeries *area;
    };
    Fill addFill();
    QLineSeries *addLine();
    void attach(QAbstractSeries *series);
    void setLines(QList<QLineSeries *> &lines, const QList<Points> &runs);
    static void setFill(const Fill &fill, const Points &outline);

    QGraphicsScene m_scene;
    QChart *m_chart; ///< owned by the scene
    QValueAxis *m_slots; ///< axes and series are owned by the chart
    QValueAxis *m_values;
    Fill m_fill;
    Fill m_partialFill;
    QList<QLineSeries *> m_compared;
    QList<QLineSeries *> m_lines;
    QLineSeries *m_partialLine;
    int m_columns = 1;
    bool m_isDense = false;
};

ChartSeries::Scene::Scene() : m_chart(new QChart), m_slots(new QValueAxis), m_values(new QValueAxis)
{
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_slots, Qt::AlignBottom);
    m_chart->addAxis(m_values, Qt::AlignLeft);
    m_slots->setVisible(false);
    m_values->setVisible(false);
    m_scene.addItem(m_chart);
    // Drawn in this order.
    m_fill = addFill();
    m_partialFill = addFill();
    m_compared.append(addLine());
    m_lines.append(addLine());
    m_partialLine = addLine();
}

void ChartSeries::Scene::attach(QAbstractSeries *series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_slots);
    series->attachAxis(m_values);
}

ChartSeries::Scene::Fill ChartSeries::Scene::addFill()
{
    const Fill fill {new QLineSeries(m_chart), new QLineSeries(m_chart), new QAreaSeries(m_chart)};
    fill.area->setUpperSeries(fill.upper);
    fill.area->setLowerSeries(fill.lower);
    fill.area->setPen(Qt::NoPen);
    attach(fill.area);
    return fill;
}

QLineSeries *ChartSeries::Scene::addLine()
{
    auto *line = new QLineSeries(m_chart);
    attach(line);
    return line;
}

void ChartSeries::Scene::setFill(const Fill &fill, const Points &outline)
{
    fill.upper->replace(outline);
    fill.lower->replace(outline.isEmpty()
                            ? Points()
                            : Points {QPointF(outline.first().x(), 0), QPointF(outline.last().x(), 0)});
}

void ChartSeries::Scene::setLines(QList<QLineSeries *> &lines, const QList<Points> &runs)
{
    while (lines.size() < runs.size())
        lines.append(addLine());
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines.at(i)->replace(i < runs.size() ? decimated(runs.at(i), m_columns) : Points());
}

void ChartSeries::Scene::setPlot(const ChartFrame &frame, int buckets)
{
    const QSizeF size = frame.plot().size();
    const QRectF around(QPointF(), size + QSizeF(2 * kMargin, 2 * kMargin));
    m_columns = static_cast<int>(size.width());
    m_isDense = frame.slotWidth() < 2;
    m_chart->setGeometry(around);
    m_chart->setPlotArea(around);
    const qreal slotsOfMargin = kMargin / frame.slotWidth();
    const qreal valueOfMargin = kMargin / size.height() * frame.scale().top;
    m_slots->setRange(-slotsOfMargin, std::max(1, buckets) + slotsOfMargin);
    m_values->setRange(-valueOfMargin, frame.scale().top + valueOfMargin);
}

void ChartSeries::Scene::show(const HistoryChartData &data, ChartStyle style, qreal slotWidth)
{
    const auto isUnfinished = [&data](qsizetype bucket) {
        return data.isRunning(bucket) || data.isToCome(bucket);
    };
    qsizetype finished = data.now.size();
    while (finished > 0 && isUnfinished(finished - 1))
        --finished;
    const bool hasRunning = finished < data.now.size() && data.isRunning(finished);
    const qsizetype drawn = finished + (hasRunning ? 1 : 0);
    const bool bars = style == ChartStyle::Bars;
    const QList<Points> runs = bars ? QList<Points>() : runsOf(data, finished, &HistoryChartData::valueAt);
    setLines(m_lines, runs);
    setLines(m_compared, runsOf(data, data.before.size(), &HistoryChartData::comparedAt));

    Points partial;
    if (!bars && hasRunning && finished > 0 && data.valueAt(finished) && data.valueAt(finished - 1))
        partial = {QPointF(static_cast<qreal>(finished) - 0.5, *data.valueAt(finished - 1)),
                   QPointF(static_cast<qreal>(finished) + 0.5, *data.valueAt(finished))};
    m_partialLine->replace(partial);

    Points outline;
    if (bars)
        outline = barsOf(data, 0, finished, slotWidth);
    else if (style == ChartStyle::Area)
        outline = outlineOf(runsOf(data, drawn, &HistoryChartData::valueAt));
    setFill(m_fill, bars ? outline : decimated(outline, m_columns));
    setFill(m_partialFill, bars ? barsOf(data, finished, drawn, slotWidth) : Points());
}

void ChartSeries::Scene::setColours(const Theme &theme, ChartStyle style)
{
    const bool bars = style == ChartStyle::Bars;
    QColor shade = theme.accent;
    shade.setAlphaF(0.15F);
    m_fill.area->setBrush(bars ? theme.accent : shade);
    m_partialFill.area->setBrush(theme.accentDim);
    // Round joins of points a pixel apart are not seen, and take most of the time.
    const QPen linePen(theme.accent, 2, Qt::SolidLine, Qt::FlatCap,
                       m_isDense ? Qt::BevelJoin : Qt::RoundJoin);
    QPen comparedPen(bars ? theme.text : theme.muted, 1.4, Qt::CustomDashLine, Qt::FlatCap, Qt::BevelJoin);
    comparedPen.setDashPattern({3, 3});
    QPen partialPen(theme.accent, 2, Qt::CustomDashLine, Qt::FlatCap);
    partialPen.setDashPattern({1.5, 1.5});
    m_partialLine->setPen(partialPen);
    for (QLineSeries *line : std::as_const(m_lines))
        line->setPen(linePen);
    for (QLineSeries *line : std::as_const(m_compared))
        line->setPen(comparedPen);
}

void ChartSeries::Scene::render(QPainter &painter, const QRectF &plot)
{
    const QRectF target = plot.adjusted(-kMargin, -kMargin, kMargin, kMargin);
    painter.save();
    m_scene.render(&painter, target, QRectF(QPointF(), target.size()), Qt::IgnoreAspectRatio);
    painter.restore();
}

ChartSeries::ChartSeries() : m_scene(std::make_unique<Scene>()) { }

ChartSeries::~ChartSeries() = default;

void ChartSeries::show(const HistoryChartData &data, const ChartFrame &frame, ChartStyle style,
                       const Theme &theme)
{
    m_scene->setPlot(frame, data.buckets());
    m_scene->show(data, style, frame.slotWidth());
    m_scene->setColours(theme, style);
}

void ChartSeries::render(QPainter &painter, const QRectF &plot) const
{
    m_scene->render(painter, plot);
}
