// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapdaystrip.h"

#include "ui/look/theme.h"
#include "ui/text/buckettext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/textscale.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace {

constexpr int kNotes = 16; ///< pixels high, above the bars
constexpr int kBars = 38;
constexpr int kDates = 20; ///< at full size of texts
constexpr double kMark = 6; ///< of a note
constexpr double kKnob = 4; ///< radius
constexpr double kOther = 0.55; ///< opacity of days that are not shown
constexpr double kRunning = 0.3; ///< and of the one that is not over

} // namespace

MapDayStrip::MapDayStrip(QWidget *parent) : QWidget(parent)
{
    install(this, QAccessible::Chart);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

QSize MapDayStrip::sizeHint() const
{
    return {600, kNotes + kBars + TextScale::scaled(kDates)};
}

void MapDayStrip::setDays(const QList<StatsBucket> &days, Metric metric, const QString &zone, Micros running)
{
    m_days = days;
    m_metric = metric;
    m_zone = zone;
    m_running = running;
    m_most = 0;
    for (const StatsBucket &day : days)
        m_most = std::max(m_most, day.counts.value(metric));
    update();
}

QString MapDayStrip::accessibleCell(int row, int column) const
{
    return column == 0 ? BucketText(m_days, Granularity::Day, m_zone).span(row)
                       : MetricText::value(m_metric, m_days.at(row).counts.value(m_metric));
}

QString MapDayStrip::accessibleColumn(int column) const
{
    return column == 0 ? tr("Day") : MetricText::name(m_metric);
}

QRect MapDayStrip::accessibleRect(int row, int) const
{
    return QRectF(row * slotWidth(), 0, slotWidth(), height()).toAlignedRect();
}

bool MapDayStrip::chooseAccessibleRow(int row)
{
    Q_EMIT dayChosen(row);
    return true;
}

void MapDayStrip::setNotes(const QList<Annotation> &notes)
{
    m_notes = notes;
    update();
}

void MapDayStrip::setDay(int day)
{
    m_day = day;
    tellCurrentRow();
    update();
}

double MapDayStrip::slotWidth() const
{
    return static_cast<double>(width()) / static_cast<double>(std::max<qsizetype>(1, m_days.size()));
}

int MapDayStrip::dayAt(const QPointF &position) const
{
    return std::clamp(static_cast<int>(position.x() / slotWidth()), 0, static_cast<int>(m_days.size()) - 1);
}

QRectF MapDayStrip::barOf(int day) const
{
    const double value = m_days.at(day).counts.value(m_metric);
    const double high = m_most > 0 && value > 0 ? std::max(2.0, kBars * value / m_most) : 0;
    const double gap = slotWidth() > 4 ? 2 : 0;
    return {day * slotWidth() + gap / 2, kNotes + kBars - high, slotWidth() - gap, high};
}

void MapDayStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_days.isEmpty())
        Q_EMIT dayChosen(dayAt(event->position()));
}

void MapDayStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int day = m_days.isEmpty() ? -1 : dayAt(event->position());
    if (event->buttons().testFlag(Qt::LeftButton) && day >= 0 && day != m_day)
        Q_EMIT dayChosen(day);
}

void MapDayStrip::keyPressEvent(QKeyEvent *event)
{
    if (m_days.isEmpty())
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left: Q_EMIT stepped(-1); break;
    case Qt::Key_Right: Q_EMIT stepped(1); break;
    case Qt::Key_Home: Q_EMIT dayChosen(0); break;
    case Qt::Key_End: Q_EMIT dayChosen(static_cast<int>(m_days.size()) - 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void MapDayStrip::focusInEvent(QFocusEvent *event)
{
    // A ring for those who came by the keyboard.
    m_showsFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void MapDayStrip::focusOutEvent(QFocusEvent *event)
{
    m_showsFocus = false;
    QWidget::focusOutEvent(event);
    update();
}

void MapDayStrip::paintEvent(QPaintEvent *)
{
    if (m_days.isEmpty())
        return;
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::small());
    painter.setPen(Qt::NoPen);
    for (int day = 0; day < m_days.size(); ++day) {
        const TimeBucket &time = m_days.at(day).time;
        const bool isRunning = m_running >= time.start && m_running < time.end;
        QColor colour = theme.accent;
        if (day != m_day)
            colour.setAlphaF(static_cast<float>(isRunning ? kRunning : kOther));
        painter.setBrush(colour);
        painter.drawRoundedRect(barOf(day), 1.5, 1.5);
    }
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0, kNotes + kBars + 0.5), QPointF(width(), kNotes + kBars + 0.5));
    const QFontMetricsF metrics(painter.font());
    const auto widthOf = [&metrics](const QString &text) { return metrics.horizontalAdvance(text); };
    painter.setPen(theme.muted);
    for (const BucketText::Label &label :
         BucketText(m_days, Granularity::Day, m_zone).labels(slotWidth(), widthOf)) {
        const double length = widthOf(label.text);
        const double x = std::clamp((label.bucket + 0.5) * slotWidth() - length / 2, 0.0,
                                    std::max(0.0, width() - length));
        painter.drawText(QPointF(x, kNotes + kBars + 4 + metrics.ascent()), label.text);
    }
    paintNotes(painter);
    if (m_showsFocus) {
        painter.setPen(theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius,
                                Metrics::kRadius);
    }
    if (m_day < 0 || m_day >= m_days.size())
        return;
    const double x = (m_day + 0.5) * slotWidth();
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawLine(QPointF(x, 2), QPointF(x, kNotes + kBars));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawEllipse(QPointF(x, kNotes + kBars), kKnob, kKnob);
}

void MapDayStrip::paintNotes(QPainter &painter) const
{
    const Theme &theme = Theme::of(this);
    const QFontMetricsF metrics(painter.font());
    double end = 0; // of the name before
    for (const Annotation &note : m_notes) {
        const auto day = std::ranges::find_if(m_days, [&note](const StatsBucket &bucket) {
            return note.at >= bucket.time.start && note.at < bucket.time.end;
        });
        if (day == m_days.cend())
            continue;
        const double x = (static_cast<double>(day - m_days.cbegin()) + 0.5) * slotWidth();
        QPainterPath mark(QPointF(x, kNotes));
        mark.lineTo(x - kMark / 2, kNotes - kMark);
        mark.lineTo(x + kMark / 2, kNotes - kMark);
        painter.fillPath(mark, theme.warn);
        // Its name stands left of the mark, where there is room.
        const QString name = LineText::part(LineText::shortened(note.text, 40));
        const double begin = x - kMark - metrics.horizontalAdvance(name);
        if (begin < end)
            continue;
        painter.setPen(theme.muted);
        painter.drawText(QPointF(begin, metrics.ascent()), name);
        end = x + kMark;
    }
}
