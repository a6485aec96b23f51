// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/metrictext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

/// How a metric is written.
enum class Form : quint8 { Count, Share, Seconds };

Form formOf(Metric metric)
{
    switch (metric) {
    case Metric::BounceRate: return Form::Share;
    case Metric::VisitDuration: return Form::Seconds;
    case Metric::Visitors:
    case Metric::Visits:
    case Metric::Pageviews:
    case Metric::Hits: break;
    }
    return Form::Count;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("MetricText", text);
}

/// With one decimal below ten, where it says something; never "0.0".
QString shortNumber(double value)
{
    const bool hasDecimal = value < 9.95 && std::llround(value * 10) % 10 != 0;
    return hasDecimal ? QLocale().toString(value, 'f', 1) : Format::number(std::llround(value));
}

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

QString clockText(double seconds)
{
    const qint64 all = std::llround(seconds);
    const qint64 hours = all / 3600;
    const qint64 minutes = all / 60 % 60;
    if (hours == 0)
        return QString::number(minutes) + QLatin1Char(':') + twoDigits(all % 60);
    return Format::number(hours) + QLatin1Char(':') + twoDigits(minutes) + QLatin1Char(':')
        + twoDigits(all % 60);
}

QString amountText(const MetricChange &change, Metric metric)
{
    return MetricText::isRate(metric) ? tr("%1 points").arg(shortNumber(change.amount))
                                      : tr("%1 %").arg(shortNumber(change.amount));
}

QString withMark(const MetricChange &change, Metric metric, QStringView up, QStringView down)
{
    switch (change.kind) {
    case MetricChange::Kind::NoData: return tr("no data");
    case MetricChange::Kind::New: return tr("new");
    case MetricChange::Kind::Same: return amountText(change, metric);
    case MetricChange::Kind::Up: return up.toString() + amountText(change, metric);
    case MetricChange::Kind::Down: return down.toString() + amountText(change, metric);
    }
    return {};
}

} // namespace

QString MetricText::name(Metric metric)
{
    switch (metric) {
    case Metric::Visitors: return tr("Visitors");
    case Metric::Visits: return tr("Visits");
    case Metric::Pageviews: return tr("Pageviews");
    case Metric::Hits: return tr("Hits");
    case Metric::BounceRate: return tr("Bounce rate");
    case Metric::VisitDuration: return tr("Visit duration");
    }
    return {};
}

QString MetricText::definition(Metric metric)
{
    switch (metric) {
    case Metric::Visitors:
        return tr("Different visitors with at least one hit in the range, each counted once.");
    case Metric::Visits:
        return tr("Runs of one visitor's hits with less than 30 minutes between one hit and the next.");
    case Metric::Pageviews: return tr("Pages shown, repeated ones included; nothing else counts.");
    case Metric::Hits: return tr("Everything stored: pageviews, clicks, events and all other kinds.");
    case Metric::BounceRate:
        return tr("Share of the visits with a pageview that saw one page and did nothing else there.");
    case Metric::VisitDuration:
        return tr("Mean time from the first to the last hit of a visit; visits of one hit count as 0:00.");
    }
    return {};
}

bool MetricText::isRate(Metric metric)
{
    return formOf(metric) == Form::Share;
}

bool MetricText::isGoodWhenDown(Metric metric)
{
    return metric == Metric::BounceRate;
}

std::optional<double> MetricText::valueOf(const StatsCounts &counts, Metric metric)
{
    const double value = counts.value(metric);
    return value < 0 ? std::nullopt : std::optional(value);
}

QString MetricText::value(Metric metric, std::optional<double> value)
{
    if (!value)
        return QStringLiteral("—");
    switch (formOf(metric)) {
    case Form::Count: break;
    case Form::Share: {
        const double percent = *value * 100;
        const bool isWhole = std::llround(percent * 10) % 10 == 0;
        return tr("%1 %").arg(QLocale().toString(percent, 'f', isWhole ? 0 : 1));
    }
    case Form::Seconds: return clockText(*value);
    }
    return Format::number(std::llround(*value));
}

QString MetricText::sentence(Metric metric, std::optional<double> value)
{
    if (!value)
        return tr("%1: no data").arg(name(metric));
    const int n = static_cast<int>(std::min(*value, 2e9));
    const QString number = MetricText::value(metric, value);
    switch (metric) {
    case Metric::Visitors: return (n == 1 ? tr("%1 visitor") : tr("%1 visitors")).arg(number);
    case Metric::Visits: return (n == 1 ? tr("%1 visit") : tr("%1 visits")).arg(number);
    case Metric::Pageviews: return (n == 1 ? tr("%1 pageview") : tr("%1 pageviews")).arg(number);
    case Metric::Hits: return (n == 1 ? tr("%1 hit") : tr("%1 hits")).arg(number);
    case Metric::BounceRate: return tr("%1 bounce rate").arg(number);
    case Metric::VisitDuration: return tr("%1 visit duration").arg(duration(*value));
    }
    return {};
}

QString MetricText::duration(double seconds)
{
    const qint64 all = std::llround(seconds);
    if (all < 60)
        return tr("%1 s").arg(all);
    if (all < 3600)
        return tr("%1 m %2 s").arg(all / 60).arg(all % 60);
    return tr("%1 h %2 m").arg(Format::number(all / 3600)).arg(all / 60 % 60);
}

MetricChange MetricText::change(Metric metric, std::optional<double> now, std::optional<double> before)
{
    if (!now || !before)
        return {};
    if (*before == 0 && *now > 0 && !isRate(metric))
        return {MetricChange::Kind::New, 0};
    const double difference = *now - *before;
    double amount = std::abs(difference) * 100;
    if (!isRate(metric))
        amount = *before == 0 ? 0 : amount / *before;
    if (amount < 0.05) // shown as 0
        return {MetricChange::Kind::Same, 0};
    return {difference > 0 ? MetricChange::Kind::Up : MetricChange::Kind::Down, amount};
}

QString MetricText::signedText(const MetricChange &change, Metric metric)
{
    return withMark(change, metric, u"+", u"\u2212");
}

QString MetricText::arrowText(const MetricChange &change, Metric metric)
{
    return withMark(change, metric, u"\u25b2 ", u"\u25bc ");
}
