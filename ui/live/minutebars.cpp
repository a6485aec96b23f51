// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/minutebars.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {
constexpr int kScaleGap = 8; ///< between the numbers and the bars
constexpr int kTickEvery = 10; ///< minutes
constexpr qreal kBarGap = 3;
constexpr qreal kPennant = 8; ///< of the mark of a clock that was set

int captionHeight()
{
    return TextScale::scaled(18);
}

/// room above the bars for the number of the highest
int peakHeight()
{
    return TextScale::scaled(15);
}

int ticksHeight()
{
    return TextScale::scaled(18);
}

} // namespace

MinuteBars::MinuteBars(QWidget *parent) : QWidget(parent)
{
    install(this, QAccessible::Chart);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Hits per minute, last 30 minutes"));
}

void MinuteBars::setMinutes(const QList<qint64> &hits, Micros asOf)
{
    const QList<qint64> newest = hits.size() > kMinutes ? hits.last(kMinutes) : hits;
    if (newest == m_hits && asOf == m_asOf)
        return;
    m_hits = newest;
    m_asOf = asOf;
    setAccessibleDescription(LineText::fill(tr("at most %1 in a minute"), Format::number(most())));
    update();
}

void MinuteBars::addClockStep(const ClockStep &step)
{
    constexpr qsizetype kMost = kMinutes; // a clock that is set again and again
    m_steps.append(step);
    if (m_steps.size() > kMost)
        m_steps.removeFirst();
    update();
}

int MinuteBars::slotOf(const ClockStep &step) const
{
    const Micros ago = m_asOf / kMicrosPerMinute - step.at / kMicrosPerMinute;
    return ago >= 0 && ago < kMinutes ? kMinutes - 1 - static_cast<int>(ago) : -1;
}

qint64 MinuteBars::scaleEnd(qint64 most)
{
    for (qint64 power = 1;; power *= 10) {
        for (const qint64 step : {2, 4, 6, 10}) {
            if (step * power >= most)
                return step * power;
        }
    }
}

qint64 MinuteBars::most() const
{
    return m_hits.isEmpty() ? 0 : *std::ranges::max_element(m_hits);
}

qint64 MinuteBars::expected() const
{
    constexpr Micros kTooYoung = 5 * kMicrosPerSecond;
    const Micros age = m_asOf % kMicrosPerMinute;
    if (m_hits.isEmpty() || age < kTooYoung)
        return 0;
    return std::llround(static_cast<double>(m_hits.constLast()) * kMicrosPerMinute
                        / static_cast<double>(age));
}

QSize MinuteBars::sizeHint() const
{
    constexpr int kBarsHeight = 75;
    return {430, kBarsHeight + captionHeight() + peakHeight() + ticksHeight()};
}

QRectF MinuteBars::barArea() const
{
    const qreal numbers = QFontMetricsF(Type::small()).horizontalAdvance(Format::number(scaleEnd(most())));
    return QRectF(rect()).adjusted(std::ceil(numbers) + kScaleGap, captionHeight() + peakHeight(), 0,
                                   -ticksHeight());
}

QRectF MinuteBars::slot(int number) const
{
    const QRectF area = barArea();
    const qreal width = area.width() / kMinutes;
    return {area.left() + number * width, area.top(), width, area.height()};
}

qreal MinuteBars::heightOf(qint64 hits) const
{
    const QRectF area = barArea();
    return std::min(area.height(),
                    area.height() * static_cast<qreal>(hits) / static_cast<qreal>(scaleEnd(most())));
}

int MinuteBars::barAt(const QPoint &position) const
{
    const QRectF area = barArea();
    if (m_hits.isEmpty() || !area.contains(position))
        return -1;
    const int slot = static_cast<int>((position.x() - area.left()) * kMinutes / area.width());
    const int index = slot - (kMinutes - static_cast<int>(m_hits.size()));
    return index >= 0 && index < m_hits.size() ? index : -1;
}

QString MinuteBars::timeOf(int bar) const
{
    const Micros minute = m_asOf - (m_hits.size() - 1 - bar) * kMicrosPerMinute;
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(minute / kMicrosPerMilli, m_zone),
                              QStringLiteral("HH:mm"));
}

QString MinuteBars::accessibleCell(int row, int column) const
{
    if (column == 0)
        return timeOf(row);
    const QString hits = Format::number(m_hits.at(row));
    return row == m_hits.size() - 1 ? LineText::joined({hits, tr("so far")}) : hits;
}

QString MinuteBars::accessibleColumn(int column) const
{
    return column == 0 ? tr("Minute") : tr("Hits");
}

QRect MinuteBars::accessibleRect(int row, int) const
{
    return slot(kMinutes - static_cast<int>(m_hits.size()) + row).toAlignedRect();
}

QString MinuteBars::toolTipAt(const QPoint &position) const
{
    const int bar = barAt(position);
    if (bar < 0)
        return tr("Hits stored per minute, bots left out.");
    const QString hits = LineText::fill(tr("%1 hits"), Format::number(m_hits.at(bar)));
    QStringList parts {timeOf(bar), hits};
    if (bar == m_hits.size() - 1)
        parts.append(tr("so far"));
    QStringList lines {LineText::joined(parts)};
    for (const ClockStep &step : m_steps) {
        if (slotOf(step) == kMinutes - static_cast<int>(m_hits.size()) + bar)
            lines.append(
                LineText::joined({QStringLiteral("⚑"), Format::clockStep(step.by)}, QStringLiteral(" ")));
    }
    return lines.join(QLatin1Char('\n'));
}

void MinuteBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::caption());
    painter.setPen(theme.muted);
    painter.drawText(
        QRectF(barArea().left(), 0, barArea().width(), captionHeight()), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(tr("Hits by minute"), Qt::ElideRight, barArea().width()));
    painter.setFont(Type::small());
    paintScale(painter, theme);
    paintBars(painter, theme);
    paintExpected(painter, theme);
    paintPeak(painter, theme);
    paintClockSteps(painter, theme);
}

void MinuteBars::paintScale(QPainter &painter, const Theme &theme) const
{
    const QRectF area = barArea();
    const qint64 end = scaleEnd(most());
    const qreal line = QFontMetricsF(Type::small()).height();
    for (const qint64 number : {qint64(0), end / 2, end}) {
        const qreal y = std::round(area.bottom() - heightOf(number)) - 0.5;
        painter.setPen(theme.line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, y - line / 2, area.left() - kScaleGap, line),
                         Qt::AlignRight | Qt::AlignVCenter, Format::number(number));
    }
    for (int minute = 0; minute <= kMinutes; minute += kTickEvery) {
        const bool isNow = minute == kMinutes;
        const QString text = isNow ? tr("now") : LineText::fill(tr("−%1"), Format::digits(kMinutes - minute));
        const qreal width = QFontMetricsF(Type::small()).horizontalAdvance(text);
        const qreal centre = slot(isNow ? kMinutes - 1 : minute).center().x();
        painter.drawText(QPointF(std::min(centre - width / 2, area.right() - width), height() - 4), text);
    }
}

void MinuteBars::paintBars(QPainter &painter, const Theme &theme) const
{
    painter.setPen(Qt::NoPen);
    for (int number = 0; number < kMinutes; ++number) {
        const qsizetype index = number - (kMinutes - m_hits.size());
        const qint64 hits = index >= 0 ? m_hits.at(index) : 0;
        // A minute without hits keeps a stub, so that silence is visible as such.
        const qreal height = hits > 0 ? std::max(3.0, heightOf(hits)) : 2.0;
        painter.setBrush(hits == 0                    ? theme.control
                             : number == kMinutes - 1 ? theme.accentDim
                             : index == m_hovered     ? theme.accent.lighter(theme.dark ? 120 : 85)
                                                      : theme.accent);
        const QRectF room = slot(number);
        painter.drawRoundedRect(
            QRectF(room.left(), room.bottom() - height, std::max(2.0, room.width() - kBarGap), height), 1.5,
            1.5);
    }
}

void MinuteBars::paintExpected(QPainter &painter, const Theme &theme) const
{
    const qint64 reached = expected();
    if (reached == 0 || reached <= m_hits.constLast())
        return;
    const QRectF room = slot(kMinutes - 1);
    QPen dashed(theme.accentDim, 1, Qt::CustomDashLine);
    dashed.setDashPattern({2, 2});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    const qreal height = heightOf(reached);
    painter.drawRoundedRect(QRectF(room.left() + 0.5, room.bottom() - height + 0.5,
                                   std::max(2.0, room.width() - kBarGap) - 1, height - 1),
                            1.5, 1.5);
}

void MinuteBars::paintPeak(QPainter &painter, const Theme &theme) const
{
    if (most() == 0)
        return;
    const auto index = static_cast<int>(std::ranges::max_element(m_hits) - m_hits.begin());
    const QRectF room = slot(kMinutes - static_cast<int>(m_hits.size()) + index);
    const QString text = Format::number(most());
    const qreal width = QFontMetricsF(Type::small()).horizontalAdvance(text);
    const QRectF area = barArea();
    const qreal x = std::clamp(room.center().x() - kBarGap / 2 - width / 2, area.left(),
                               area.right() - width);
    painter.setPen(theme.text);
    painter.drawText(QPointF(x, area.bottom() - heightOf(most()) - 4), text);
}

void MinuteBars::paintClockSteps(QPainter &painter, const Theme &theme) const
{
    painter.setBrush(theme.muted);
    for (const ClockStep &step : m_steps) { // a flag as in the chart of the past
        const int number = slotOf(step);
        if (number < 0)
            continue;
        const qreal x = std::floor(slot(number).left()) + 0.5;
        QColor pole = theme.muted;
        pole.setAlphaF(0.5F);
        painter.setPen(QPen(pole, 1));
        painter.drawLine(QPointF(x, captionHeight() - 8), QPointF(x, barArea().bottom()));
        painter.setPen(Qt::NoPen);
        const qreal ahead = number == kMinutes - 1 ? -kPennant : kPennant; // inside of the window
        const qreal foot = captionHeight();
        painter.drawPolygon(QPolygonF({{x, foot - 8}, {x + ahead, foot - 4}, {x, foot}}));
    }
}

bool MinuteBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipAt(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

void MinuteBars::mouseMoveEvent(QMouseEvent *event)
{
    const int bar = barAt(event->position().toPoint());
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    if (QToolTip::isVisible())
        QToolTip::showText(event->globalPosition().toPoint(),
                           PlainText::toolTip(toolTipAt(event->position().toPoint())), this);
    update();
}

void MinuteBars::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}
