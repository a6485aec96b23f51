// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/daybars.h"

#include "ui/look/theme.h"
#include "ui/text/buckettext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kLabel = 18; ///< height of the days below, at full size of texts
constexpr int kNumber = 44; ///< width of the number at the left

} // namespace

DayBars::DayBars(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("linkDays"));
    setAccessibleName(tr("Clicks by day"));
}

void DayBars::setDays(const QList<StatsBucket> &days, const QString &zone)
{
    m_days = days;
    m_zone = zone;
    const auto most = std::ranges::max_element(m_days, {},
                                               [](const StatsBucket &day) { return day.counts.hits; });
    setAccessibleDescription(most == m_days.end() || most->counts.hits == 0
                                 ? tr("No clicks")
                                 : LineText::fill(tr("Most: %1"), textOf(most - m_days.begin())));
    update();
}

QString DayBars::textOf(qsizetype day) const
{
    const QString when = BucketText(m_days, Granularity::Day, m_zone).span(static_cast<int>(day));
    return LineText::joined({when, Format::number(m_days.at(day).counts.hits)}, QStringLiteral(": "));
}

QRectF DayBars::plot() const
{
    return QRectF(rect()).adjusted(TextScale::scaled(kNumber), 6, 0, -TextScale::scaled(kLabel));
}

void DayBars::paintEvent(QPaintEvent *)
{
    if (m_days.isEmpty())
        return;
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    const QRectF area = plot();
    qint64 most = 1;
    for (const StatsBucket &day : std::as_const(m_days))
        most = std::max(most, day.counts.hits);
    painter.setPen(theme.line);
    painter.drawLine(QPointF(area.left(), std::floor(area.bottom()) + 0.5),
                     QPointF(area.right(), std::floor(area.bottom()) + 0.5));
    const qreal slot = area.width() / static_cast<qreal>(m_days.size());
    for (qsizetype i = 0; i < m_days.size(); ++i) {
        const qint64 clicks = m_days.at(i).counts.hits;
        if (clicks == 0)
            continue;
        const qreal height =
            std::max<qreal>(2, area.height() * static_cast<qreal>(clicks) / static_cast<qreal>(most));
        const qreal width = std::min(slot * 0.8, 28.0);
        painter.fillRect(QRectF(area.left() + (static_cast<qreal>(i) + 0.5) * slot - width / 2,
                                area.bottom() - height, width, height),
                         i + 1 == m_days.size() ? theme.accentDim : theme.accent);
    }
    painter.setFont(Type::small());
    painter.setPen(theme.muted);
    const QFontMetricsF metrics(Type::small());
    painter.drawText(QRectF(0, area.top() - 4, area.left() - 8, metrics.height()), Qt::AlignRight,
                     Format::number(most));
    const auto labels = BucketText(m_days, Granularity::Day, m_zone).labels(slot, [&](const QString &text) {
        return metrics.horizontalAdvance(text);
    });
    for (const BucketText::Label &label : labels) {
        const qreal needed = std::ceil(metrics.horizontalAdvance(label.text)) + 1;
        const qreal left = area.left() + (label.bucket + 0.5) * slot - needed / 2;
        painter.drawText(QRectF(std::clamp(left, 0.0, std::max(0.0, width() - needed)), area.bottom() + 1,
                                needed, TextScale::scaled(kLabel) - 1),
                         Qt::AlignCenter, label.text);
    }
}

bool DayBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_days.isEmpty())
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QRectF area = plot();
    const auto day = static_cast<qsizetype>(
        std::floor((help->pos().x() - area.left()) / area.width() * static_cast<qreal>(m_days.size())));
    const bool isThere = day >= 0 && day < m_days.size();
    QToolTip::showText(help->globalPos(), PlainText::toolTip(isThere ? textOf(day) : QString()), this);
    return true;
}
