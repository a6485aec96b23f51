// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartframe.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal kLabelRow = 24; ///< below it
constexpr qreal kRightMargin = 8;

using ValueOf = std::optional<double> (HistoryChartData::*)(qsizetype) const;

QString tr(const char *text)
{
    return QCoreApplication::translate("HistoryChart", text);
}

double largest(const HistoryChartData &data)
{
    double most = 0;
    for (int i = 0; i < data.buckets(); ++i)
        most = std::max({most, data.valueAt(i).value_or(0), data.comparedAt(i).value_or(0)});
    return most;
}

/// Hairlines between device pixels are grey and two wide.
qreal sharp(qreal x)
{
    return std::floor(x) + 0.5;
}

} // namespace

ChartFrame::ChartFrame(const HistoryChartData &data, QSizeF size) :
    m_data(data),
    m_dates(data.now, data.granularity, data.zone),
    m_comparedDates(data.before, data.granularity, data.zone),
    m_font(Type::small()),
    m_scale(scaleFor(data.metric, largest(data))),
    m_size(size)
{
    const QFontMetricsF metrics(m_font);
    qreal left = 0;
    for (const double tick : m_scale.ticks())
        left = std::max(left, metrics.horizontalAdvance(MetricText::value(m_data.metric, tick)));
    m_plot = QRectF(std::ceil(left) + 10, NoteFlags::kRow, 0, 0);
    m_plot.setRight(std::max(m_plot.left() + 1, size.width() - kRightMargin));
    m_plot.setBottom(std::max(m_plot.top() + 1, size.height() - kLabelRow));
    m_labels = m_dates.labels(slotWidth(),
                              [&metrics](const QString &text) { return metrics.horizontalAdvance(text); });
    m_flags = NoteFlags(notesOnPlot(), m_plot, size.width(), m_font);
}

QList<NoteFlags::Note> ChartFrame::notesOnPlot() const
{
    QList<NoteFlags::Note> notes;
    for (const Annotation &note : m_data.annotations) {
        const int bucket = bucketOf(note.at);
        if (bucket < 0)
            continue;
        const TimeBucket &time = m_data.now.at(bucket).time;
        const double share = static_cast<double>(note.at - time.start)
            / static_cast<double>(time.end - time.start);
        notes.append({sharp(slot(bucket).left() + share * slotWidth()), note});
    }
    return notes;
}

qreal ChartFrame::slotWidth() const
{
    return m_plot.width() / std::max(1, m_data.buckets());
}

QRectF ChartFrame::slot(int bucket) const
{
    return {m_plot.left() + bucket * slotWidth(), m_plot.top(), slotWidth(), m_plot.height()};
}

int ChartFrame::slotAt(qreal x) const
{
    const int slot = static_cast<int>(std::floor((x - m_plot.left()) / slotWidth()));
    return m_data.buckets() == 0 ? -1 : std::clamp(slot, 0, m_data.buckets() - 1);
}

QPointF ChartFrame::pointOf(int bucket, double value) const
{
    return {m_plot.left() + (bucket + 0.5) * slotWidth(),
            m_plot.bottom() - value / m_scale.top * m_plot.height()};
}

std::optional<Micros> ChartFrame::instantAt(qreal x) const
{
    const int bucket = slotAt(x);
    if (bucket < 0 || bucket >= m_data.now.size())
        return std::nullopt;
    const TimeBucket &time = m_data.now.at(bucket).time;
    const double share = std::clamp((x - slot(bucket).left()) / slotWidth(), 0.0, 1.0);
    const Micros last = time.end - 1;
    return std::min(last,
                    time.start + static_cast<Micros>(share * static_cast<double>(time.end - time.start)));
}

int ChartFrame::bucketOf(Micros instant) const
{
    const auto after = std::ranges::upper_bound(m_data.now, instant, {},
                                                [](const StatsBucket &bucket) { return bucket.time.start; });
    if (after == m_data.now.begin() || instant >= std::prev(after)->time.end)
        return -1;
    return static_cast<int>(std::prev(after) - m_data.now.begin());
}

QList<Annotation> ChartFrame::notesOf(int bucket) const
{
    QList<Annotation> notes;
    for (const Annotation &note : m_data.annotations) {
        if (bucketOf(note.at) == bucket)
            notes.append(note);
    }
    return notes;
}

QStringList ChartFrame::toolTipLines(int bucket) const
{
    QStringList lines;
    const Metric metric = m_data.metric;
    if (bucket < m_data.now.size()) {
        const QString when = m_dates.span(bucket);
        lines.append(m_data.isRunning(bucket) ? LineText::joined({when, tr("so far")}) : when);
        lines.append(m_data.isToCome(bucket) ? tr("Still to come")
                         : m_data.isTooEarly(m_data.now.at(bucket))
                         ? tr("Before the first hit")
                         : LineText::joined(
                             {MetricText::name(metric), MetricText::value(metric, m_data.valueAt(bucket))},
                             QStringLiteral(" ")));
    }
    if (bucket < m_data.before.size()) {
        const QString value = m_data.isTooEarly(m_data.before.at(bucket)) ? tr("before the first hit")
            : m_data.hasBefore ? MetricText::value(metric, m_data.comparedAt(bucket))
                               : tr("no data");
        QString line = LineText::joined({m_comparedDates.span(bucket), value}, QStringLiteral(": "));
        const MetricChange change = MetricText::change(metric, m_data.valueAt(bucket),
                                                       m_data.comparedAt(bucket));
        if (change.kind != MetricChange::Kind::NoData)
            line = LineText::joined({line, MetricText::signedText(change, metric)});
        lines.append(line);
    }
    for (const Annotation &note : notesOf(bucket))
        lines.append(LineText::joined({QStringLiteral("⚑"), note.text}, QStringLiteral(" ")));
    return lines;
}

void ChartFrame::paintAxes(QPainter &painter, const Theme &theme) const
{
    painter.setFont(m_font);
    const QFontMetricsF metrics(m_font);
    for (const double tick : m_scale.ticks()) {
        const qreal y = sharp(pointOf(0, tick).y());
        painter.setPen(tick == 0 ? theme.control : theme.line);
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, y - 10, m_plot.left() - 10, 20), Qt::AlignRight | Qt::AlignVCenter,
                         MetricText::value(m_data.metric, tick));
    }
    for (const BucketText::Label &label : m_labels) {
        const qreal width = std::ceil(metrics.horizontalAdvance(label.text)) + 1;
        const qreal left = pointOf(label.bucket, 0).x() - width / 2;
        painter.drawText(QRectF(std::clamp(left, 0.0, std::max(0.0, m_size.width() - width)),
                                m_plot.bottom() + 4, width, kLabelRow - 4),
                         Qt::AlignCenter, label.text);
    }
}

void ChartFrame::paintDots(QPainter &painter, const Theme &theme, bool withNow) const
{
    const auto isAlone = [this](int bucket, ValueOf valueOf) {
        return (bucket == 0 || !(m_data.*valueOf)(bucket - 1)) && !(m_data.*valueOf)(bucket + 1);
    };
    const auto dot = [&](int bucket, double value, const QColor &line, const QColor &fill) {
        painter.setPen(QPen(line, 2));
        painter.setBrush(fill);
        painter.drawEllipse(pointOf(bucket, value), 3, 3);
    };
    for (int i = 0; i < m_data.buckets(); ++i) {
        const std::optional<double> compared = m_data.comparedAt(i);
        if (compared && isAlone(i, &HistoryChartData::comparedAt))
            dot(i, *compared, theme.muted, theme.window);
        const std::optional<double> value = withNow ? m_data.valueAt(i) : std::nullopt;
        if (value && m_data.isRunning(i))
            dot(i, *value, theme.accent, theme.window);
        else if (value && isAlone(i, &HistoryChartData::valueAt))
            dot(i, *value, theme.accent, theme.accent);
    }
}

void ChartFrame::paintBand(QPainter &painter, const Theme &theme, int from, int to) const
{
    const QRectF band = slot(std::min(from, to)).united(slot(std::max(from, to)));
    QColor fill = theme.accent;
    fill.setAlphaF(0.18F);
    painter.fillRect(band, fill);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawLine(QPointF(sharp(band.left()), band.top()), QPointF(sharp(band.left()), band.bottom()));
    painter.drawLine(QPointF(sharp(band.right()), band.top()), QPointF(sharp(band.right()), band.bottom()));
    paintToolTip(painter, theme, {rangeText(from, to)}, 0, {band.center().x(), band.top()});
}

QString ChartFrame::rangeText(int from, int to) const
{
    const auto last = static_cast<int>(m_data.now.size()) - 1;
    const QString first = m_dates.span(std::min({from, to, last}));
    const QString end = m_dates.span(std::min(std::max(from, to), last));
    return first == end ? first : LineText::joined({first, end}, QStringLiteral(" – "));
}

void ChartFrame::paintCrosshair(QPainter &painter, const Theme &theme, int bucket, const QString &hint) const
{
    const qreal x = sharp(pointOf(bucket, 0).x());
    painter.setPen(QPen(theme.muted, 1));
    painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    if (const std::optional<double> compared = m_data.comparedAt(bucket)) {
        painter.setPen(QPen(theme.muted, 2));
        painter.setBrush(theme.window);
        painter.drawEllipse(pointOf(bucket, *compared), 3, 3);
    }
    if (const std::optional<double> value = m_data.valueAt(bucket)) {
        painter.setPen(QPen(theme.window, 2));
        painter.setBrush(theme.accent);
        painter.drawEllipse(pointOf(bucket, *value), 5, 5);
    }
    QStringList lines = toolTipLines(bucket);
    if (!hint.isEmpty())
        lines.append(hint);
    paintToolTip(painter, theme, lines, bucket < m_data.now.size() ? 1 : -1,
                 pointOf(bucket, m_data.valueAt(bucket).value_or(m_data.comparedAt(bucket).value_or(0))));
}

void ChartFrame::paintToolTip(QPainter &painter, const Theme &theme, const QStringList &lines,
                              qsizetype strong, const QPointF &point) const
{
    constexpr qreal kPad = 10;
    constexpr qreal kLine = 19;
    const QFont strongFont = Type::strong();
    qreal width = 0;
    for (qsizetype i = 0; i < lines.size(); ++i)
        width = std::max(width,
                         QFontMetricsF(i == strong ? strongFont : m_font).horizontalAdvance(lines.at(i)));
    width = std::min(std::ceil(width) + 2 * kPad, m_plot.width());
    const qreal height = kLine * static_cast<qreal>(lines.size()) + 2 * kPad - 4;
    qreal left = point.x() + 12;
    if (left + width > m_size.width())
        left = std::max(0.0, point.x() - 12 - width);
    const qreal top = std::clamp(point.y() - height / 2, m_plot.top(),
                                 std::max(m_plot.top(), m_plot.bottom() - height));
    const QRectF box(sharp(left), sharp(top), width, height);
    painter.setPen(QPen(theme.control, 1));
    painter.setBrush(theme.dark ? theme.raised : theme.onAccent);
    painter.drawRoundedRect(box, Metrics::kRadius, Metrics::kRadius);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QFont &font = i == strong ? strongFont : m_font;
        painter.setFont(font);
        painter.setPen(i == strong ? theme.text : theme.muted);
        painter.drawText(QRectF(box.left() + kPad, box.top() + kPad - 2 + kLine * static_cast<qreal>(i),
                                width - 2 * kPad, kLine),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(lines.at(i), Qt::ElideRight, width - 2 * kPad));
    }
}
