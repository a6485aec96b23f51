// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/weekhourmap.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kDays = 7;
constexpr int kDayHours = 24;
constexpr qreal kLabelGap = 8;
constexpr qreal kCellGap = 2;
constexpr qreal kLegendWidth = 96; ///< of both halves
constexpr double kAboveNothing = 0.15; ///< share of the least that is more than nothing
constexpr qreal kLegendHeight = 8;

/// labels above the cells, at full size of texts
int hourRow()
{
    return TextScale::scaled(18);
}

/// below them
int legendRow()
{
    return TextScale::scaled(24);
}

QString weekdayName(int weekday, QLocale::FormatType format)
{
    return QLocale().standaloneDayName(weekday + 1, format);
}

/// With one decimal where it is not much.
QString meanText(double mean)
{
    constexpr double kMuch = 99.95;
    const bool isWhole = std::llround(mean * 10) % 10 == 0;
    return QLocale().toString(mean, 'f', isWhole || mean >= kMuch ? 0 : 1);
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

/// One hue from the surface to the accent: told apart by lightness alone, whatever colours the eye sees.
QColor scaleColour(const Theme &theme, double share)
{
    constexpr double kPalest = 0.1;
    return mixed(theme.window, theme.accent, kPalest + (1 - kPalest) * share);
}

qreal labelWidth()
{
    const QFontMetricsF metrics(Type::small());
    qreal width = 0;
    for (int weekday = 0; weekday < kDays; ++weekday)
        width = std::max(width, metrics.horizontalAdvance(weekdayName(weekday, QLocale::ShortFormat)));
    return std::ceil(width) + kLabelGap;
}

} // namespace

WeekHourMap::WeekHourMap(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Weekday and hour"));
    install(this, QAccessible::Table);
}

void WeekHourMap::setData(const WeekHours &hours, Metric metric, const QList<int> &days)
{
    m_hours = hours;
    m_days = days;
    m_metric = metric;
    m_least = m_leastPositive = m_most = 0;
    bool isFirst = true;
    for (int hour = 0; hasData() && hour < WeekHours::kHours; ++hour) {
        if (daysOf(hour) == 0)
            continue;
        m_least = isFirst ? meanOf(hour) : std::min(m_least, meanOf(hour));
        m_most = std::max(m_most, meanOf(hour));
        if (meanOf(hour) > 0)
            m_leastPositive = m_leastPositive > 0 ? std::min(m_leastPositive, meanOf(hour)) : meanOf(hour);
        isFirst = false;
    }
    setAccessibleName(LineText::fill(tr("Mean %1 by weekday and hour"), MetricText::name(metric).toLower()));
    describe();
    update();
}

bool WeekHourMap::hasData() const
{
    return m_hours.hours.size() == WeekHours::kHours;
}

int WeekHourMap::daysOf(int hour) const
{
    const int known = m_days.value(hour, 1);
    return totalOf(hour) > 0 ? std::max(1, known) : known; // a clock that is ahead
}

double WeekHourMap::totalOf(int hour) const
{
    return m_hours.hours.at(hour).value(m_metric);
}

double WeekHourMap::meanOf(int hour) const
{
    return totalOf(hour) / std::max(1, daysOf(hour));
}

int WeekHourMap::rowOf(int weekday) const
{
    return (weekday + kDays - (QLocale().firstDayOfWeek() - 1)) % kDays;
}

int WeekHourMap::weekdayOf(int row) const
{
    return (row + QLocale().firstDayOfWeek() - 1) % kDays;
}

QRectF WeekHourMap::grid() const
{
    return QRectF(rect()).adjusted(labelWidth(), hourRow(), 0, -legendRow());
}

QRectF WeekHourMap::cell(int hour) const
{
    const QRectF area = grid();
    const qreal width = area.width() / kDayHours;
    const qreal height = area.height() / kDays;
    return QRectF(area.left() + hour % kDayHours * width, area.top() + rowOf(hour / kDayHours) * height,
                  width, height)
        .adjusted(kCellGap / 2, kCellGap / 2, -kCellGap / 2, -kCellGap / 2);
}

int WeekHourMap::hourAt(const QPointF &position) const
{
    const QRectF area = grid();
    if (!area.contains(position))
        return -1;
    const int column = static_cast<int>((position.x() - area.left()) * kDayHours / area.width());
    const int row = static_cast<int>((position.y() - area.top()) * kDays / area.height());
    return weekdayOf(std::min(row, kDays - 1)) * kDayHours + std::min(column, kDayHours - 1);
}

QColor WeekHourMap::cellColour(int hour) const
{
    const Theme &theme = Theme::of(this);
    if (!hasData() || daysOf(hour) == 0)
        return theme.faint;
    return scaleColour(theme, shareOf(meanOf(hour)));
}

double WeekHourMap::shareOf(double mean) const
{
    if (mean <= 0)
        return 0;
    if (m_most <= m_least)
        return 0.5; // a week that is the same all over is neither much nor little
    const double first = m_least > 0 ? 0 : kAboveNothing;
    const double steps = std::log(m_most / m_leastPositive);
    return steps > 0 ? first + (1 - first) * std::log(mean / m_leastPositive) / steps : 1;
}

double WeekHourMap::meanAt(double share) const
{
    const double first = m_least > 0 ? 0 : kAboveNothing;
    if (share < first || m_most <= 0)
        return 0;
    return m_leastPositive * std::pow(m_most / m_leastPositive, (share - first) / (1 - first));
}

QStringList WeekHourMap::legend() const
{
    return {meanText(m_least), meanText(meanAt(0.5)), meanText(m_most)};
}

QString WeekHourMap::toolTipOf(int hour) const
{
    if (hour < 0 || !hasData())
        return {};
    const QString when = LineText::fill(
        tr("%1 %2–%3", "weekday, from, to"), weekdayName(hour / kDayHours, QLocale::LongFormat),
        Format::timeOfDay(hour % kDayHours * 60), Format::timeOfDay((hour % kDayHours + 1) * 60));
    const int days = daysOf(hour);
    if (days == 0)
        return LineText::fill(tr("%1: not in the range"), when);
    const QString total = MetricText::sentence(m_metric, totalOf(hour));
    if (days == 1)
        return LineText::fill(tr("%1: %2 on 1 day", "when, count"), when, total);
    return LineText::fill(tr("%1: %2 on %3 days, %4 on average", "when, count, days, mean"), when, total,
                          Format::number(days), meanText(meanOf(hour)));
}

QSize WeekHourMap::sizeHint() const
{
    return {static_cast<int>(labelWidth()) + kDayHours * 10, hourRow() + legendRow() + kDays * 22};
}

QSize WeekHourMap::minimumSizeHint() const
{
    return {static_cast<int>(labelWidth()) + kDayHours * 7, hourRow() + legendRow() + kDays * 14};
}

void WeekHourMap::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::small());
    painter.setPen(theme.muted);
    const QRectF area = grid();
    for (int hour = 0; hour < kDayHours; hour += 6)
        painter.drawText(QRectF(cell(hour).left(), 0, area.width() / 4, hourRow()),
                         Qt::AlignLeft | Qt::AlignVCenter, Format::digits(hour));
    for (int weekday = 0; weekday < kDays; ++weekday) {
        const QRectF first = cell(weekday * kDayHours);
        painter.drawText(QRectF(0, first.top() - 4, area.left(), first.height() + 8),
                         Qt::AlignLeft | Qt::AlignVCenter, weekdayName(weekday, QLocale::ShortFormat));
    }
    painter.setPen(Qt::NoPen);
    for (int hour = 0; hour < WeekHours::kHours; ++hour) {
        painter.setBrush(cellColour(hour));
        painter.drawRoundedRect(cell(hour), 2, 2);
    }
    if (m_current >= 0) {
        painter.setPen(QPen(theme.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cell(m_current), 2, 2);
    }
    if (hasData())
        paintLegend(painter);
}

void WeekHourMap::paintLegend(QPainter &painter) const
{
    const Theme &theme = Theme::of(this);
    const QFontMetricsF metrics(Type::small());
    const QStringList numbers = legend();
    const QString most = LineText::fill(tr("%1 %2 an hour on average", "mean, metric"), numbers.at(2),
                                        MetricText::name(m_metric).toLower());
    QRectF row(grid().left() + 1, height() - legendRow() + 6, grid().width(), legendRow() - 6);
    const auto write = [&](const QString &text) {
        painter.setPen(theme.muted);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, row.width()));
        row.setLeft(row.left() + metrics.horizontalAdvance(text) + kLabelGap);
    };
    const auto shade = [&](double from, double to) {
        const QRectF bar(row.left(), row.center().y() - kLegendHeight / 2, kLegendWidth / 2, kLegendHeight);
        QLinearGradient scale(bar.topLeft(), bar.topRight());
        scale.setColorAt(0, scaleColour(theme, from));
        scale.setColorAt(1, scaleColour(theme, to));
        painter.setPen(Qt::NoPen);
        painter.setBrush(scale);
        painter.drawRoundedRect(bar, 2, 2);
        row.setLeft(bar.right() + kLabelGap);
    };
    const bool isSame = m_most <= m_least;
    write(numbers.at(0));
    shade(0, 0.5);
    if (!isSame)
        write(numbers.at(1));
    shade(0.5, 1);
    write(most);
}

void WeekHourMap::setCurrent(int hour)
{
    if (hour == m_current)
        return;
    m_current = hour;
    describe();
    tellCurrentRow();
    update();
}

QString WeekHourMap::accessibleCell(int row, int column) const
{
    return toolTipOf(weekdayOf(row) * kDayHours + column);
}

QString WeekHourMap::accessibleColumn(int column) const
{
    return Format::timeOfDay(column * 60);
}

QRect WeekHourMap::accessibleRect(int row, int column) const
{
    return cell(weekdayOf(row) * kDayHours + column).toAlignedRect();
}

int WeekHourMap::accessibleCurrentRow() const
{
    return hasData() && m_current >= 0 ? rowOf(m_current / kDayHours) : -1;
}

int WeekHourMap::accessibleCurrentColumn() const
{
    return m_current >= 0 ? m_current % kDayHours : -1;
}

void WeekHourMap::describe()
{
    setAccessibleDescription(toolTipOf(m_current));
}

void WeekHourMap::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(hourAt(event->position()));
    if (QToolTip::isVisible())
        QToolTip::showText(event->globalPosition().toPoint(), PlainText::toolTip(toolTipOf(m_current)), this);
}

void WeekHourMap::leaveEvent(QEvent *)
{
    setCurrent(-1);
}

void WeekHourMap::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const int row = m_current < 0 ? 0 : rowOf(m_current / kDayHours);
    const int column = m_current < 0 ? 0 : m_current % kDayHours;
    const auto moveTo = [this](int toRow, int toColumn) {
        setCurrent(weekdayOf(std::clamp(toRow, 0, kDays - 1)) * kDayHours
                   + std::clamp(toColumn, 0, kDayHours - 1));
        QToolTip::showText(mapToGlobal(cell(m_current).bottomRight().toPoint()),
                           PlainText::toolTip(toolTipOf(m_current)), this);
    };
    if (!isPlain)
        return QWidget::keyPressEvent(event);
    if (m_current < 0 && event->key() >= Qt::Key_Home && event->key() <= Qt::Key_Down)
        return moveTo(0, 0);
    switch (event->key()) {
    case Qt::Key_Left: return moveTo(row, column - 1);
    case Qt::Key_Right: return moveTo(row, column + 1);
    case Qt::Key_Up: return moveTo(row - 1, column);
    case Qt::Key_Down: return moveTo(row + 1, column);
    case Qt::Key_Home: return moveTo(row, 0);
    case Qt::Key_End: return moveTo(row, kDayHours - 1);
    default: return QWidget::keyPressEvent(event);
    }
}

void WeekHourMap::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(weekdayOf(0) * kDayHours);
}

void WeekHourMap::focusOutEvent(QFocusEvent *)
{
    setCurrent(-1);
}

bool WeekHourMap::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipOf(hourAt(help->pos()))), this);
        return true;
    }
    return QWidget::event(event);
}
