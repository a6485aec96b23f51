// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/metrictext.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

/// How a metric is written.
enum class Form : quint8 { Count, Share, Seconds, Sum };

Form formOf(Metric metric)
{
    switch (metric) {
    case Metric::BounceRate: return Form::Share;
    case Metric::VisitDuration: return Form::Seconds;
    case Metric::Visitors:
    case Metric::Visits:
    case Metric::Pageviews:
    case Metric::Hits: break;
    case Metric::ValueSum: return Form::Sum;
    }
    return Form::Count;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("MetricText", text);
}

/// To the second decimal.
bool isWholeNumber(double value)
{
    return std::llround(value * 100) % 100 == 0;
}

/// With one decimal below ten, where it says something; never "0.0".
QString shortNumber(double value)
{
    const bool hasDecimal = value < 9.95 && std::llround(value * 10) % 10 != 0;
    return hasDecimal ? QLocale().toString(value, 'f', 1) : Format::number(std::llround(value));
}

QString amountText(const MetricChange &change, Metric metric)
{
    return MetricText::isRate(metric) ? LineText::fill(tr("%1 points"), shortNumber(change.amount))
                                      : LineText::fill(tr("%1 %"), shortNumber(change.amount));
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
    case Metric::ValueSum: return tr("Value");
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
    case Metric::ValueSum:
        return tr(
            "Sum of the values that the hits were sent with; revenue, for instance. One sum for each currency "
            "that their property “currency” names, and one for hits without it; none is converted.");
    }
    return {};
}

QString MetricText::place(Metric metric)
{
    switch (metric) {
    case Metric::Visitors: return QStringLiteral("glossary.md#visitors");
    case Metric::Visits: return QStringLiteral("glossary.md#visits");
    case Metric::Pageviews: return QStringLiteral("glossary.md#pageviews");
    case Metric::Hits: return QStringLiteral("glossary.md#hits");
    case Metric::BounceRate: return QStringLiteral("glossary.md#bounce-rate");
    case Metric::VisitDuration: return QStringLiteral("glossary.md#visit-duration");
    case Metric::ValueSum: return QStringLiteral("glossary.md#sum-of-values");
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
        return LineText::fill(tr("%1 %"), QLocale().toString(percent, 'f', isWhole ? 0 : 1));
    }
    case Form::Seconds: return Format::stopwatch(std::llround(*value));
    case Form::Sum: return QLocale().toString(*value, 'f', isWholeNumber(*value) ? 0 : 2);
    }
    return Format::number(std::llround(*value));
}

QString MetricText::sentence(Metric metric, std::optional<double> value)
{
    if (!value)
        return LineText::fill(tr("%1: no data"), name(metric));
    const int n = static_cast<int>(std::min(*value, 2e9));
    const QString number = MetricText::value(metric, value);
    switch (metric) {
    case Metric::Visitors: return LineText::fill(n == 1 ? tr("%1 visitor") : tr("%1 visitors"), number);
    case Metric::Visits: return LineText::fill(n == 1 ? tr("%1 visit") : tr("%1 visits"), number);
    case Metric::Pageviews: return LineText::fill(n == 1 ? tr("%1 pageview") : tr("%1 pageviews"), number);
    case Metric::Hits: return LineText::fill(n == 1 ? tr("%1 hit") : tr("%1 hits"), number);
    case Metric::BounceRate: return LineText::fill(tr("%1 bounce rate"), number);
    case Metric::VisitDuration: return LineText::fill(tr("%1 visit duration"), duration(*value));
    case Metric::ValueSum: return LineText::fill(tr("value of %1"), number);
    }
    return {};
}

QString MetricText::duration(double seconds)
{
    return Format::lasting(std::llround(seconds));
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
