// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rejected/rejectionbars.h"

#include "ui/look/theme.h"
#include "ui/text/buckettext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kLabelRow = 18; ///< above and below the bars, at full size of texts
constexpr int kBars = 46;
constexpr int kNumberWidth = 56; ///< left of them, at full size of texts
constexpr qreal kShortest = 2;

qreal labelRow()
{
    return TextScale::scaled(kLabelRow);
}

qreal numberWidth()
{
    return TextScale::scaled(kNumberWidth);
}

QString nameOf(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Minute: return RejectionBars::tr("by minute");
    case Granularity::FiveMinutes: return RejectionBars::tr("by 5 minutes");
    case Granularity::Hour: return RejectionBars::tr("by hour");
    case Granularity::Day: return RejectionBars::tr("by day");
    case Granularity::Week: return RejectionBars::tr("by week");
    case Granularity::Month: return RejectionBars::tr("by month");
    case Granularity::Year: return RejectionBars::tr("by year");
    }
    return {};
}

} // namespace

RejectionBars::RejectionBars(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("rejectionBars"));
    setAccessibleName(tr("Hits not stored, over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RejectionBars::setCounts(const QList<Count> &counts, const QString &zone, Micros now)
{
    m_zone = zone;
    m_series.clear();
    m_most = 0;
    if (!counts.isEmpty()) {
        const auto [first, last] = std::ranges::minmax(counts, {}, &Count::time);
        const InstantRange range {first.time, std::max(now, last.time) + 1};
        m_granularity = automaticGranularity(range);
        for (const TimeBucket &time : cutBuckets(range, zone, m_granularity))
            m_series.append({time, {}});
    }
    for (const Count &count : counts) {
        const auto after = std::ranges::upper_bound(
            m_series, count.time, {}, [](const StatsBucket &bucket) { return bucket.time.start; });
        if (after == m_series.begin())
            continue;
        StatsCounts &bar = std::prev(after)->counts;
        bar.hits += count.hits;
        m_most = std::max(m_most, bar.hits);
    }
    const auto highest = std::ranges::max_element(m_series, {},
                                                  [](const StatsBucket &bar) { return bar.counts.hits; });
    setAccessibleDescription(
        m_most == 0
            ? QString()
            : LineText::joined(
                {rangeText(),
                 LineText::fill(tr("Most: %1"), textOf(static_cast<int>(highest - m_series.begin())))}));
    update();
}

QRectF RejectionBars::plot() const
{
    return QRectF(rect()).adjusted(numberWidth(), labelRow() + 4, 0, -labelRow());
}

QSize RejectionBars::sizeHint() const
{
    return {400, kBars + 2 * static_cast<int>(labelRow())};
}

QString RejectionBars::rangeText() const
{
    if (m_series.isEmpty())
        return {};
    const QString first = BucketText(m_series, m_granularity, m_zone).span(0);
    return LineText::joined(
        {tr("Turned away"), nameOf(m_granularity), LineText::fill(tr("since %1"), first)});
}

QString RejectionBars::textOf(int bar) const
{
    const QString when = BucketText(m_series, m_granularity, m_zone).span(bar);
    return LineText::joined({when, Format::number(hitsOf(bar))}, QStringLiteral(": "));
}

void RejectionBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const QRectF area = plot();
    QPainter painter(this);
    painter.setFont(Type::small());
    painter.setPen(theme.line);
    const qreal base = std::floor(area.bottom()) + 0.5;
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base));
    if (m_most == 0)
        return;
    const qreal slot = area.width() / bars();
    const qreal gap = slot < 3 ? 0 : std::clamp(slot * 0.2, 1.0, 6.0);
    const qreal width = std::min(slot - gap, 24.0); // a few bars are no blocks
    for (int i = 0; i < bars(); ++i) {
        if (hitsOf(i) == 0)
            continue;
        const qreal height =
            std::max(kShortest, area.height() * static_cast<qreal>(hitsOf(i)) / static_cast<qreal>(m_most));
        const qreal left = area.left() + (i + 0.5) * slot - width / 2;
        painter.fillRect(QRectF(left, area.bottom() - height, width, height), theme.warn);
    }
    painter.setPen(theme.muted);
    painter.drawText(QRectF(0, 0, this->width(), labelRow()), Qt::AlignLeft | Qt::AlignVCenter, rangeText());
    painter.drawText(QRectF(0, area.top() - 4, numberWidth() - 8, labelRow()),
                     Qt::AlignRight | Qt::AlignVCenter, Format::number(m_most));
    const QFontMetricsF metrics(Type::small());
    const BucketText dates(m_series, m_granularity, m_zone);
    const auto labels = dates.labels(slot,
                                     [&](const QString &text) { return metrics.horizontalAdvance(text); });
    for (const BucketText::Label &label : labels) {
        const qreal needed = std::ceil(metrics.horizontalAdvance(label.text)) + 1;
        const qreal left = area.left() + (label.bucket + 0.5) * slot - needed / 2;
        painter.drawText(QRectF(std::clamp(left, 0.0, std::max(0.0, this->width() - needed)),
                                area.bottom() + 1, needed, labelRow()),
                         Qt::AlignCenter, label.text);
    }
}

bool RejectionBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QRectF area = plot();
    const int bar = static_cast<int>(std::floor((help->pos().x() - area.left()) / area.width() * bars()));
    const bool isThere = bar >= 0 && bar < bars();
    QToolTip::showText(help->globalPos(), PlainText::toolTip(isThere ? textOf(bar) : QString()), this);
    return true;
}
