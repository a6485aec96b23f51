// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/historychart.h"

#include "core/types/savedfile.h"
#include "ui/chart/chartframe.h"
#include "ui/chart/chartseries.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kWheelPauseMs = 300;
constexpr int kWheelNotch = 120;
constexpr double kWheelFactor = 0.8; ///< of the buckets remain after one notch
constexpr int kSavedScale = 2;
constexpr int kPixelsPerInch = 96; ///< of an SVG, so that its units are CSS pixels

QString hint()
{
    return HistoryChart::tr("To zoom in, drag across days, or turn the wheel with Ctrl");
}

} // namespace

HistoryChart::HistoryChart(QWidget *parent) :
    QWidget(parent),
    m_frame(std::make_unique<ChartFrame>(m_data, QSizeF(size()))),
    m_series(std::make_unique<ChartSeries>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    install(this, QAccessible::Chart);
    m_wheelPause.setSingleShot(true);
    m_wheelPause.setInterval(kWheelPauseMs);
    connect(&m_wheelPause, &QTimer::timeout, this, &HistoryChart::zoomIn);
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
    m_series->show(m_data, *m_frame, m_style, Theme::of(this));
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
    m_frame->flags().paint(painter, theme);
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
    if (hasFocus()) {
        const QRectF plot = m_frame->plot();
        painter.fillRect(QRectF(plot.left(), std::floor(plot.bottom()), plot.width(), 2), theme.accent);
    }
    if (m_band.from >= 0)
        m_frame->paintBand(painter, theme, m_band.from, m_band.to);
    else if (m_crosshair >= 0)
        m_frame->paintCrosshair(painter, theme, m_crosshair, m_showsHint ? hint() : QString());
}

void HistoryChart::paintSaved(QPainter &painter, const PictureHead &head) const
{
    head.paint(painter, Theme::of(this), size());
    paintChart(painter);
}

bool HistoryChart::savePng(const QString &path, const PictureHead &head) const
{
    QImage image(head.sizeWith(size()) * kSavedScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kSavedScale);
    QPainter painter(&image);
    paintSaved(painter, head);
    painter.end();
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && commitFile(file);
}

bool HistoryChart::saveSvg(const QString &path, const PictureHead &head) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QSize whole = head.sizeWith(size());
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setResolution(kPixelsPerInch);
    generator.setSize(whole);
    generator.setViewBox(QRect(QPoint(), whole));
    generator.setTitle(head.title);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paintSaved(painter, head);
    return painter.end() && commitFile(file);
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
    for (const NoteFlags::Flag &flag : m_frame->flags().all()) {
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
    tellCurrentRow();
    update();
}

QString HistoryChart::accessibleCell(int row, int column) const
{
    QStringList lines = toolTipLines(row);
    if (lines.isEmpty())
        return {};
    const QString dates = lines.takeFirst();
    return column == 0 ? dates : LineText::joined(lines, QStringLiteral(", "));
}

QString HistoryChart::accessibleColumn(int column) const
{
    return column == 0 ? tr("Date") : MetricText::name(m_data.metric);
}

QRect HistoryChart::accessibleRect(int row, int) const
{
    return slot(row).toAlignedRect().intersected(rect());
}

bool HistoryChart::chooseAccessibleRow(int row)
{
    setCrosshair(row);
    return true;
}

void HistoryChart::describe()
{
    setAccessibleName(LineText::fill(tr("Chart of %1"), MetricText::name(m_data.metric)));
    setAccessibleDescription(
        m_crosshair >= 0 ? LineText::joined(toolTipLines(m_crosshair), QStringLiteral(", ")) : QString());
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

void HistoryChart::zoomIn()
{
    m_showsHint = false;
    setCrosshair(-1); // its bucket will be elsewhere
    selectBand();
}

void HistoryChart::activate(const QList<Annotation> &notes)
{
    QList<Annotation> written = notes;
    written.removeIf([](const Annotation &note) { return note.clockStep != 0; }); // users cannot edit them
    if (!written.isEmpty())
        Q_EMIT annotationActivated(written.at(m_turn++ % written.size()).id);
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
    const NoteFlags::Flag *flag = m_frame->flags().at(position);
    setCursor(flag != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QStringList texts;
    if (flag != nullptr) {
        for (const Annotation &note : flag->notes)
            texts.append(LineText::part(note.text));
    }
    setToolTip(PlainText::toolTip(texts.join(QLatin1Char('\n'))));
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
    const NoteFlags::Flag *flag = m_frame->flags().at(event->position());
    if (m_band.from >= 0) {
        zoomIn();
    } else if (flag != nullptr && flag == m_frame->flags().at(m_pressedAt)) {
        activate(flag->notes);
    }
}

void HistoryChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_frame->flags().at(event->position()) == nullptr)
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
    if (const NoteFlags::Flag *flag = m_frame->flags().at(event->pos()))
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
