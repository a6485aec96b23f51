// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/historychart.h"

#include "ui/theme.h"
#include "ui/widgets/chartframe.h"

#include <QApplication>
#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QImage>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal kMargin = 4; ///< around the plot: lines along its edge are drawn whole
constexpr int kMostRuns = 60; ///< a line with more gaps is drawn without them
constexpr int kWheelPauseMs = 300;
constexpr int kWheelNotch = 120;
constexpr double kWheelFactor = 0.8; ///< of the buckets remain after one notch
constexpr int kCaptionHeight = 32; ///< of saved pictures
constexpr int kSavedScale = 2;
constexpr int kPixelsPerInch = 96; ///< of an SVG, so that its units are CSS pixels

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

/// The series of a chart, drawn by Qt Charts: slot i lies between i and i + 1. Axes and labels are the
/// frame's, so that labels follow locale and zone and never overlap.
class ChartSeries final
{
public:
    ChartSeries();

    void setPlot(const ChartFrame &frame, int buckets);
    void show(const HistoryChartData &data, HistoryChart::Style style, qreal slotWidth);
    void setColours(const Theme &theme, HistoryChart::Style style);
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

ChartSeries::ChartSeries() : m_chart(new QChart), m_slots(new QValueAxis), m_values(new QValueAxis)
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

void ChartSeries::attach(QAbstractSeries *series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_slots);
    series->attachAxis(m_values);
}

ChartSeries::Fill ChartSeries::addFill()
{
    const Fill fill {new QLineSeries(m_chart), new QLineSeries(m_chart), new QAreaSeries(m_chart)};
    fill.area->setUpperSeries(fill.upper);
    fill.area->setLowerSeries(fill.lower);
    fill.area->setPen(Qt::NoPen);
    attach(fill.area);
    return fill;
}

QLineSeries *ChartSeries::addLine()
{
    auto *line = new QLineSeries(m_chart);
    attach(line);
    return line;
}

void ChartSeries::setFill(const Fill &fill, const Points &outline)
{
    fill.upper->replace(outline);
    fill.lower->replace(outline.isEmpty()
                            ? Points()
                            : Points {QPointF(outline.first().x(), 0), QPointF(outline.last().x(), 0)});
}

void ChartSeries::setLines(QList<QLineSeries *> &lines, const QList<Points> &runs)
{
    while (lines.size() < runs.size())
        lines.append(addLine());
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines.at(i)->replace(i < runs.size() ? decimated(runs.at(i), m_columns) : Points());
}

void ChartSeries::setPlot(const ChartFrame &frame, int buckets)
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

void ChartSeries::show(const HistoryChartData &data, HistoryChart::Style style, qreal slotWidth)
{
    const auto isUnfinished = [&data](qsizetype bucket) {
        return data.isRunning(bucket) || data.isToCome(bucket);
    };
    qsizetype finished = data.now.size();
    while (finished > 0 && isUnfinished(finished - 1))
        --finished;
    const bool hasRunning = finished < data.now.size() && data.isRunning(finished);
    const qsizetype drawn = finished + (hasRunning ? 1 : 0);
    const bool bars = style == HistoryChart::Style::Bars;
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
    else if (style == HistoryChart::Style::Area)
        outline = outlineOf(runsOf(data, drawn, &HistoryChartData::valueAt));
    setFill(m_fill, bars ? outline : decimated(outline, m_columns));
    setFill(m_partialFill, bars ? barsOf(data, finished, drawn, slotWidth) : Points());
}

void ChartSeries::setColours(const Theme &theme, HistoryChart::Style style)
{
    const bool bars = style == HistoryChart::Style::Bars;
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

void ChartSeries::render(QPainter &painter, const QRectF &plot)
{
    const QRectF target = plot.adjusted(-kMargin, -kMargin, kMargin, kMargin);
    painter.save();
    m_scene.render(&painter, target, QRectF(QPointF(), target.size()), Qt::IgnoreAspectRatio);
    painter.restore();
}

HistoryChart::HistoryChart(QWidget *parent) :
    QWidget(parent),
    m_frame(std::make_unique<ChartFrame>(m_data, QSizeF(size()))),
    m_series(std::make_unique<ChartSeries>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_wheelPause.setSingleShot(true);
    m_wheelPause.setInterval(kWheelPauseMs);
    connect(&m_wheelPause, &QTimer::timeout, this, &HistoryChart::selectBand);
    layOut();
}

HistoryChart::~HistoryChart() = default;

void HistoryChart::setData(const HistoryChartData &data)
{
    const bool hadCrosshair = m_crosshair >= 0 && m_crosshair < m_data.now.size();
    const Micros pointed = hadCrosshair ? m_data.now.at(m_crosshair).time.start : -1;
    m_data = data;
    m_turn = 0;
    setBand({});
    layOut();
    const int bucket = hadCrosshair ? m_frame->bucketOf(pointed) : -1;
    m_crosshair = bucket >= 0 && m_data.now.at(bucket).time.start == pointed ? bucket : -1;
    describe();
}

void HistoryChart::setStyle(Style style)
{
    m_style = style;
    layOut();
}

void HistoryChart::layOut()
{
    m_frame = std::make_unique<ChartFrame>(m_data, QSizeF(size()));
    m_series->setPlot(*m_frame, m_data.buckets());
    m_series->show(m_data, m_style, m_frame->slotWidth());
    m_series->setColours(Theme::of(this), m_style);
    m_picture = {};
    update();
}

void HistoryChart::paintChart(QPainter &painter) const
{
    const Theme &theme = Theme::of(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_frame->paintAxes(painter, theme);
    m_series->render(painter, m_frame->plot());
    m_frame->paintDots(painter, theme, m_style != Style::Bars);
    m_frame->paintFlags(painter, theme);
}

/// A crosshair that follows the mouse must not cost the drawing of the series.
const QPixmap &HistoryChart::picture()
{
    const qreal ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(Theme::of(this).window);
        QPainter painter(&m_picture);
        paintChart(painter);
    }
    return m_picture;
}

void HistoryChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, picture());
    if (m_band.from >= 0)
        m_frame->paintBand(painter, theme, m_band.from, m_band.to);
    if (m_crosshair >= 0)
        m_frame->paintCrosshair(painter, theme, m_crosshair);
}

void HistoryChart::paintSaved(QPainter &painter) const
{
    const Theme &theme = Theme::of(this);
    painter.fillRect(QRect(QPoint(), savedSize()), theme.window);
    painter.setPen(theme.text);
    painter.setFont(Type::strong());
    painter.drawText(QRect(8, 0, width() - 16, kCaptionHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     savedCaption());
    painter.translate(0, kCaptionHeight);
    paintChart(painter);
}

QSize HistoryChart::savedSize() const
{
    return size() + QSize(0, kCaptionHeight);
}

QString HistoryChart::savedCaption() const
{
    const QString name = MetricText::name(m_data.metric);
    if (m_data.now.isEmpty())
        return name;
    const BucketText dates(m_data.now, m_data.granularity, m_data.zone);
    const QString first = dates.span(0);
    const QString last = dates.span(static_cast<int>(m_data.now.size()) - 1);
    return QStringLiteral("%1 · %2 · %3")
        .arg(name, first == last ? first : QString(first + QStringLiteral(" – ") + last), m_data.zone);
}

bool HistoryChart::savePng(const QString &path) const
{
    QImage image(savedSize() * kSavedScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kSavedScale);
    QPainter painter(&image);
    paintSaved(painter);
    painter.end();
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit();
}

bool HistoryChart::saveSvg(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setResolution(kPixelsPerInch);
    generator.setSize(savedSize());
    generator.setViewBox(QRect(QPoint(), savedSize()));
    generator.setTitle(savedCaption());
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paintSaved(painter);
    return painter.end() && file.commit();
}

QRectF HistoryChart::plotArea() const
{
    return m_frame->plot();
}

QRectF HistoryChart::slot(int bucket) const
{
    return m_frame->slot(bucket);
}

QPointF HistoryChart::valuePoint(int bucket) const
{
    const std::optional<double> value = m_data.valueAt(bucket);
    return value ? m_frame->pointOf(bucket, *value) : QPointF();
}

QPointF HistoryChart::comparedPoint(int bucket) const
{
    const std::optional<double> value = m_data.comparedAt(bucket);
    return value ? m_frame->pointOf(bucket, *value) : QPointF();
}

QRectF HistoryChart::flag(qint64 annotation) const
{
    for (const ChartFrame::Flag &flag : m_frame->flags()) {
        if (std::ranges::find(flag.notes, annotation, &Annotation::id) != flag.notes.end())
            return flag.area;
    }
    return {};
}

QStringList HistoryChart::toolTipLines(int bucket) const
{
    return m_frame->toolTipLines(bucket);
}

void HistoryChart::setCrosshair(int bucket)
{
    if (bucket == m_crosshair)
        return;
    m_crosshair = bucket;
    describe();
    update();
}

void HistoryChart::describe()
{
    setAccessibleName(tr("Chart of %1").arg(MetricText::name(m_data.metric)));
    setAccessibleDescription(m_crosshair >= 0 ? toolTipLines(m_crosshair).join(QStringLiteral(", "))
                                              : QString());
}

void HistoryChart::setBand(const Band &band)
{
    m_wheelPause.stop();
    m_band = band;
    update();
}

void HistoryChart::selectBand()
{
    const auto count = static_cast<int>(m_data.now.size());
    const Band band {std::min(m_band.from, m_band.to), std::min(std::max(m_band.from, m_band.to), count - 1)};
    setBand({});
    if (band.from < 0 || band.from > band.to)
        return;
    InstantRange range {m_data.now.at(band.from).time.start, m_data.now.at(band.to).time.end};
    if (m_data.range.from != 0)
        range.from = std::max(range.from, m_data.range.from);
    if (m_data.range.to != 0)
        range.to = std::min(range.to, m_data.range.to);
    if (range != m_data.range)
        Q_EMIT rangeSelected(range);
}

void HistoryChart::activate(const QList<Annotation> &notes)
{
    Q_EMIT annotationActivated(notes.at(m_turn++ % notes.size()).id);
}

void HistoryChart::requestAnnotation(qreal x)
{
    if (const std::optional<Micros> at = m_frame->instantAt(x))
        Q_EMIT annotationRequested(*at);
}

void HistoryChart::resizeEvent(QResizeEvent *)
{
    layOut();
}

void HistoryChart::changeEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LocaleChange: layOut(); break;
    default: break;
    }
    QWidget::changeEvent(event);
}

void HistoryChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_isPressed = true;
    m_pressedAt = event->position();
    setBand({});
}

void HistoryChart::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    const bool isOverPlot = plotArea().adjusted(0, 0, 0, 24).contains(position);
    const ChartFrame::Flag *flag = m_frame->flagAt(position);
    setCursor(flag != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QStringList texts;
    if (flag != nullptr) {
        for (const Annotation &note : flag->notes)
            texts.append(note.text);
    }
    setToolTip(texts.join(QLatin1Char('\n')));
    if (isOverPlot || m_isPressed)
        setCrosshair(m_frame->slotAt(position.x()));
    else
        setCrosshair(-1);
    if (!m_isPressed || m_data.buckets() == 0)
        return;
    const bool isDrag = std::abs(position.x() - m_pressedAt.x()) >= QApplication::startDragDistance();
    if (isDrag || m_band.from >= 0)
        setBand({m_frame->slotAt(m_pressedAt.x()), m_frame->slotAt(position.x())});
}

void HistoryChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!std::exchange(m_isPressed, false))
        return;
    const ChartFrame::Flag *flag = m_frame->flagAt(event->position());
    if (m_band.from >= 0)
        selectBand();
    else if (flag != nullptr && flag == m_frame->flagAt(m_pressedAt))
        activate(flag->notes);
}

void HistoryChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_frame->flagAt(event->position()) == nullptr)
        requestAnnotation(event->position().x());
}

void HistoryChart::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (m_crosshair < 0)
            return event->ignore();
        const QList<Annotation> notes = m_frame->notesOf(m_crosshair);
        return notes.isEmpty() ? requestAnnotation(slot(m_crosshair).left()) : activate(notes);
    }
    if (const ChartFrame::Flag *flag = m_frame->flagAt(event->pos()))
        return activate(flag->notes);
    requestAnnotation(event->pos().x());
}

void HistoryChart::wheelEvent(QWheelEvent *event)
{
    const bool isMeant = hasFocus() || event->modifiers().testFlag(Qt::ControlModifier);
    const auto count = static_cast<int>(m_data.now.size());
    const bool hasBand = m_band.from >= 0;
    if (!isMeant || m_isPressed || count == 0 || (event->angleDelta().y() < 0 && !hasBand))
        return event->ignore();
    event->accept();
    m_wheelTurn += event->angleDelta().y();
    const int notches = m_wheelTurn / kWheelNotch;
    if (notches == 0)
        return;
    m_wheelTurn %= kWheelNotch;
    const Band all = hasBand ? Band {std::min(m_band.from, m_band.to), std::max(m_band.from, m_band.to)}
                             : Band {0, count - 1};
    const int length = all.to - all.from + 1;
    const int changed = static_cast<int>(std::lround(length * std::pow(kWheelFactor, notches)));
    const int wanted = notches > 0 ? std::min(changed, length - 1) : std::max(changed, length + 1);
    if (wanted >= count)
        return setBand({});
    const int kept = std::max(1, wanted);
    const int centre = std::clamp(m_frame->slotAt(event->position().x()), all.from, all.to);
    const int from = std::clamp(centre - (centre - all.from) * kept / length, 0, count - kept);
    setBand({from, from + kept - 1});
    m_wheelPause.start();
}

void HistoryChart::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    const int last = m_data.buckets() - 1;
    if (modifiers != Qt::NoModifier || last < 0)
        return QWidget::keyPressEvent(event);
    const bool hasCrosshair = m_crosshair >= 0;
    switch (event->key()) {
    case Qt::Key_Left: return moveCrosshair(hasCrosshair ? m_crosshair - 1 : last, event->modifiers());
    case Qt::Key_Right: return moveCrosshair(hasCrosshair ? m_crosshair + 1 : 0, event->modifiers());
    case Qt::Key_Home: return moveCrosshair(0, event->modifiers());
    case Qt::Key_End: return moveCrosshair(last, event->modifiers());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!hasCrosshair && m_band.from < 0)
            break;
        if (m_band.from < 0)
            m_band = {m_crosshair, m_crosshair};
        return selectBand();
    case Qt::Key_Escape:
        if (!hasCrosshair && m_band.from < 0)
            break;
        if (m_band.from < 0)
            setCrosshair(-1);
        m_isPressed = false;
        return setBand({});
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void HistoryChart::moveCrosshair(int bucket, Qt::KeyboardModifiers modifiers)
{
    const int target = std::clamp(bucket, 0, m_data.buckets() - 1);
    const int began = m_band.from >= 0 ? m_band.from : m_crosshair;
    setBand(modifiers.testFlag(Qt::ShiftModifier) && began >= 0 ? Band {began, target} : Band {});
    setCrosshair(target);
}

void HistoryChart::leaveEvent(QEvent *)
{
    setCrosshair(-1);
}
