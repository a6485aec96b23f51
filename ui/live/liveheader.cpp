// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveheader.h"

#include "ui/live/minutebars.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/helptopic.h"

#include <QHBoxLayout>

#include <algorithm>
#include <utility>

LiveHeader::LiveHeader(Settings &settings, QWidget *parent) :
    QWidget(parent),
    m_counter(new VisitorCounter(settings, this)),
    m_rate(new Figure(Type::number(), Figure::Tone::Text, this)),
    m_hits(new Figure(Type::body(), Figure::Tone::Muted, this)),
    m_peak(new Figure(Type::number(), Figure::Tone::Text, this)),
    m_peakWhen(new Figure(Type::body(), Figure::Tone::Muted, this)),
    m_bars(new MinuteBars(this))
{
    m_counter->setObjectName(QStringLiteral("visitorCounter"));
    m_rate->setObjectName(QStringLiteral("hitsPerSecond"));
    m_hits->setObjectName(QStringLiteral("hitsInWindow"));
    m_peak->setObjectName(QStringLiteral("peakVisitors"));
    m_bars->setObjectName(QStringLiteral("minuteBars"));
    m_rate->setUnit(tr("hits/s"));
    m_rate->setToolTip(tr("Hits stored per second, mean over the last 10 seconds."));
    m_hits->setToolTip(tr("All human hits in the window of the counter."));
    m_peak->setToolTip(tr("Most visitors active in a window of this length, in the last 7 days."));
    HelpTopic::offer(m_rate, QStringLiteral("windows.md#live"));
    HelpTopic::offer(m_hits, MetricText::place(Metric::Hits));
    HelpTopic::offer(m_peak, QStringLiteral("glossary.md#active-visitors"));
    HelpTopic::offer(m_bars, QStringLiteral("glossary.md#hits-per-minute"));
    clearPeak();

    auto *figures = new QVBoxLayout;
    figures->setSpacing(0);
    figures->addStretch(1);
    figures->addWidget(m_rate);
    figures->addWidget(m_hits);
    figures->addSpacing(6);
    figures->addWidget(m_peak);
    figures->addWidget(m_peakWhen);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 2 * Metrics::kGrid);
    row->setSpacing(6 * Metrics::kGrid);
    row->addWidget(m_counter, 0, Qt::AlignBottom);
    row->addLayout(figures);
    row->addWidget(m_bars, 1, Qt::AlignBottom);
}

/// What matters least leaves first where there is no room for all.
void LiveHeader::fitFigures()
{
    constexpr int kNarrowestBars = 120;
    int figures = 0;
    for (const Figure *figure : {m_rate, m_hits, m_peak, m_peakWhen})
        figures = std::max(figures, figure->sizeHint().width());
    if (m_isCompact) // its height is that of one line
        figures = m_rate->sizeHint().width();
    const int withFigures = m_counter->sizeHint().width() + layout()->spacing() + figures;
    for (Figure *figure : {m_rate, m_hits, m_peak, m_peakWhen})
        figure->setVisible(withFigures <= width() && (figure == m_rate || !m_isCompact));
    m_bars->setVisible(!m_isCompact && withFigures + layout()->spacing() + kNarrowestBars <= width());
}

void LiveHeader::setCompact(bool on)
{
    if (std::exchange(m_isCompact, on) == on)
        return;
    m_counter->setCompact(on);
    layout()->setContentsMargins(0, 0, 0, on ? 0 : 2 * Metrics::kGrid);
    fitFigures();
}

void LiveHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFigures();
}

void LiveHeader::setSnapshot(const RealtimeSnapshot &window)
{
    m_counter->setValue(window.activeVisitors, window.visitorsAtLeast);
    m_rate->setText(Format::rate(window.hitsPerSecond));
    m_hits->setText(
        LineText::fill(tr("%1 in %2 min"), Format::number(window.hits), Format::digits(window.minutes)));
    fitFigures(); // the counter may have one digit more
}

void LiveHeader::setMinutes(const RealtimeSnapshot &halfHour)
{
    m_bars->setMinutes(halfHour.perMinute, halfHour.asOf);
}

void LiveHeader::setPeak(qint64 visitors, Micros at)
{
    m_peak->setText(Format::number(visitors));
    m_peakWhen->setText(visitors > 0 ? LineText::fill(tr("7-day peak, %1"), Format::weekdayTime(at, m_zone))
                                     : tr("7-day peak"));
}

void LiveHeader::clearPeak()
{
    m_peak->setText(QStringLiteral("—"));
    m_peakWhen->setText(tr("7-day peak"));
}

void LiveHeader::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_bars->setTimeZone(zone);
}
