// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/statsreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace {

constexpr MetricSet kAllMetrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Pageviews
    | Metric::Hits | Metric::BounceRate | Metric::VisitDuration;

QString unequal(const QString &where, const QString &expected, const QString &actual)
{
    return QStringLiteral("%1 is %2, should be %3").arg(where, actual, expected);
}

QString compare(const QString &where, qint64 expected, qint64 actual)
{
    return expected == actual ? QString()
                              : unequal(where, QString::number(expected), QString::number(actual));
}

QString compare(const QString &where, std::optional<double> expected, std::optional<double> actual)
{
    const auto text = [](std::optional<double> value) {
        return value ? QString::number(*value, 'g', 17) : QStringLiteral("missing");
    };
    if (expected.has_value() == actual.has_value()
        && (!expected || std::abs(*expected - *actual) <= 1e-9 * std::max(1.0, std::abs(*expected))))
        return {};
    return unequal(where, text(expected), text(actual));
}

QString compare(const QString &where, const StatsCounts &expected, const StatsCounts &actual,
                MetricSet metrics)
{
    struct Count
    {
        const char *name;
        qint64 expected, actual;
        MetricSet askedBy;
    };
    const Count counts[] = {
        {".visitors", expected.visitors, actual.visitors, Metric::Visitors},
        {".visits", expected.visits, actual.visits, MetricSet(Metric::Visits) | Metric::VisitDuration},
        {".pageviews", expected.pageviews, actual.pageviews, Metric::Pageviews},
        {".hits", expected.hits, actual.hits, Metric::Hits},
        {".viewedVisits", expected.viewedVisits, actual.viewedVisits, Metric::BounceRate},
        {".bounces", expected.bounces, actual.bounces, Metric::BounceRate},
        {".durationMs", expected.durationMs, actual.durationMs, Metric::VisitDuration},
    };
    for (const Count &count : counts) {
        if ((metrics & count.askedBy) && count.expected != count.actual)
            return compare(where + QLatin1StringView(count.name), count.expected, count.actual);
    }
    if (metrics.testFlag(Metric::ValueSum))
        return compare(where + QStringLiteral(".valueSum"), std::optional(expected.valueSum),
                       std::optional(actual.valueSum));
    return {};
}

QString compare(const QString &where, const StatsPeriod &expected, const StatsPeriod &actual,
                const StatsQuery &query)
{
    const InstantRange &range = expected.range;
    QString found;
    const auto check = [&found](const QString &difference) {
        if (found.isEmpty())
            found = difference;
    };
    if (range.from != 0 && range.to != 0) { // else the site has no hits, and no end
        check(compare(where + QStringLiteral(".range.from in ms"), range.from / kMicrosPerMilli,
                      actual.range.from / kMicrosPerMilli));
        check(compare(where + QStringLiteral(".range.to in ms"), range.to / kMicrosPerMilli,
                      actual.range.to / kMicrosPerMilli));
    }
    if (query.wantsTotals)
        check(compare(where + QStringLiteral(".totals"), expected.totals, actual.totals,
                      kAllMetrics | (query.seriesMetrics & Metric::ValueSum)));
    if (query.wantsMedian)
        check(compare(where + QStringLiteral(".medianDuration"), expected.medianDuration,
                      actual.medianDuration));
    check(compare(where + QStringLiteral(".hasData"), qint64(expected.hasData), qint64(actual.hasData)));
    check(compare(where + QStringLiteral(".series.size"), expected.series.size(), actual.series.size()));
    for (qsizetype i = 0; found.isEmpty() && i < expected.series.size(); ++i) {
        const QString at =
            QStringLiteral("%1.series[%2 = %3]").arg(where).arg(i).arg(toRfc3339(expected.series[i].time));
        const TimeBucket &wanted = expected.series[i].time;
        const TimeBucket &given = actual.series[i].time;
        check(compare(at + QStringLiteral(".start"), wanted.start, given.start));
        check(compare(at + QStringLiteral(".end"), wanted.end, given.end));
        check(compare(at + QStringLiteral(".offset"), qint64(wanted.offset), qint64(given.offset)));
        check(compare(at, expected.series[i].counts, actual.series[i].counts, query.seriesMetrics));
    }
    check(compare(where + QStringLiteral(".goals.size"), expected.goals.size(), actual.goals.size()));
    for (qsizetype i = 0; found.isEmpty() && i < expected.goals.size(); ++i) {
        const QString at = QStringLiteral("%1.goals[%2]").arg(where).arg(i);
        const GoalCounts &wanted = expected.goals[i];
        const GoalCounts &given = actual.goals[i];
        if (wanted.goal != given.goal)
            check(unequal(at + QStringLiteral(".goal"), wanted.goal, given.goal));
        check(compare(at + QStringLiteral(".conversions"), wanted.conversions, given.conversions));
        check(compare(at + QStringLiteral(".visits"), wanted.visits, given.visits));
        check(
            compare(at + QStringLiteral(".value"), std::optional(wanted.value), std::optional(given.value)));
    }
    return found;
}

QString compare(const Breakdown &expected, const Breakdown &actual, const BreakdownQuery &query,
                bool hasPrevious)
{
    const QString where = QStringLiteral("breakdown of %1").arg(query.dimension);
    if (actual.dimension != expected.dimension)
        return unequal(where + QStringLiteral(".dimension"), expected.dimension, actual.dimension);
    QString found = compare(where + QStringLiteral(".totalRows"), expected.totalRows, actual.totalRows);
    if (found.isEmpty())
        found = compare(where + QStringLiteral(".rows.size"), expected.rows.size(), actual.rows.size());
    if (found.isEmpty() && expected.sums.keys() != actual.sums.keys())
        return unequal(where + QStringLiteral(".sums of"), expected.sums.keys().join(u','),
                       actual.sums.keys().join(u','));
    for (auto sum = expected.sums.begin(); found.isEmpty() && sum != expected.sums.end(); ++sum)
        found = compare(where + QStringLiteral(".sums ") + sum.key(), std::optional(sum.value()),
                        std::optional(actual.sums.value(sum.key())));
    for (qsizetype i = 0; found.isEmpty() && i < expected.rows.size(); ++i) {
        const BreakdownRow &wanted = expected.rows[i];
        const BreakdownRow &given = actual.rows[i];
        const QString at = QStringLiteral("%1.rows[%2 = \"%3\"]").arg(where).arg(i).arg(wanted.value);
        if (wanted.value != given.value)
            return unequal(at + QStringLiteral(".value"), wanted.value, given.value);
        if (wanted.currency != given.currency)
            return unequal(at + QStringLiteral(".currency"), wanted.currency, given.currency);
        found = compare(at, wanted.counts, given.counts, query.metrics);
        if (found.isEmpty() && hasPrevious)
            found = compare(at + QStringLiteral(".previous"), wanted.previous, given.previous, query.metrics);
    }
    return found;
}

QString instant(Micros at)
{
    return at == 0 ? QStringLiteral("open") : toRfc3339(at);
}

QString text(const InstantRange &range)
{
    return QStringLiteral("[%1, %2)").arg(instant(range.from), instant(range.to));
}

QJsonArray names(MetricSet metrics)
{
    QJsonArray array;
    for (const Metric metric : {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::Hits,
                                Metric::BounceRate, Metric::VisitDuration}) {
        if (metrics.testFlag(metric))
            array.append(QString(toString(metric)));
    }
    return array;
}

QJsonArray filtersOf(const QList<DimensionFilter> &filters)
{
    QJsonArray array;
    for (const DimensionFilter &filter : filters) {
        const QLatin1StringView op(filter.op == DimensionFilter::Operator::Equals          ? "=="
                                       : filter.op == DimensionFilter::Operator::NotEquals ? "!="
                                                                                           : "~");
        array.append(QString(filter.dimension + op + filter.value));
    }
    return array;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// Of a hit, what is not empty.
class HitObject
{
public:
    void add(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_object.insert(QLatin1StringView(name), value);
    }
    QString text() const { return compact(m_object); }

private:
    QJsonObject m_object;
};

} // namespace

QString difference(const StatsTable &expected, const StatsTable &actual, const StatsQuery &query)
{
    QString found = compare(QStringLiteral("now"), expected.now, actual.now, query);
    if (!found.isEmpty())
        return found;
    if (expected.before.has_value() != actual.before.has_value())
        return QStringLiteral("before is there or not, against what was asked");
    if (expected.before)
        found = compare(QStringLiteral("before"), *expected.before, *actual.before, query);
    if (found.isEmpty())
        found = compare(QStringLiteral("breakdowns.size"), expected.breakdowns.size(),
                        actual.breakdowns.size());
    for (qsizetype i = 0; found.isEmpty() && i < expected.breakdowns.size(); ++i) {
        found = compare(expected.breakdowns[i], actual.breakdowns[i], query.breakdowns[i],
                        query.comparison.has_value());
    }
    if (found.isEmpty())
        found = compare(QStringLiteral("weekHours.size"), expected.weekHours.hours.size(),
                        actual.weekHours.hours.size());
    for (qsizetype i = 0; found.isEmpty() && i < expected.weekHours.hours.size(); ++i) {
        found = compare(QStringLiteral("weekHours[%1]").arg(i), expected.weekHours.hours[i],
                        actual.weekHours.hours[i],
                        MetricSet(Metric::Visitors) | Metric::Pageviews | Metric::Hits);
    }
    return found;
}

QString difference(const QList<VisitSummary> &expected, const QList<VisitSummary> &actual)
{
    const auto text = [](const VisitSummary &visit) {
        return QStringLiteral("{id %1, visitor %2, %3 to %4, %5 pageviews, %6 hits, \"%7\" to \"%8\", %9}")
            .arg(toHex16(visit.visit), toHex16(visit.visitor), toRfc3339(visit.first), toRfc3339(visit.last))
            .arg(visit.pageviews)
            .arg(visit.hits)
            .arg(visit.entryPage, visit.exitPage,
                 QStringList {visit.source, visit.country, visit.city, visit.device, visit.os, visit.browser}
                     .join(QLatin1Char('|')));
    };
    for (qsizetype i = 0; i < std::min(expected.size(), actual.size()); ++i) {
        if (expected[i] != actual[i])
            return unequal(QStringLiteral("visits[%1]").arg(i), text(expected[i]), text(actual[i]));
    }
    return compare(QStringLiteral("visits.size"), expected.size(), actual.size());
}

QString describe(const StatsQuery &query)
{
    QJsonArray breakdowns;
    for (const BreakdownQuery &breakdown : query.breakdowns) {
        breakdowns.append(QJsonObject {{QStringLiteral("dimension"), breakdown.dimension},
                                       {QStringLiteral("metrics"), names(breakdown.metrics)},
                                       {QStringLiteral("orderBy"), QString(toString(breakdown.orderBy))},
                                       {QStringLiteral("limit"), breakdown.limit},
                                       {QStringLiteral("offset"), breakdown.offset},
                                       {QStringLiteral("search"), breakdown.search},
                                       {QStringLiteral("leavesOutMissing"), breakdown.leavesOutMissing},
                                       {QStringLiteral("splitsCurrencies"), breakdown.splitsCurrencies}});
    }
    QJsonArray goals;
    for (const Goal &goal : query.goals) {
        goals.append(QStringLiteral("%1 target %2 match %3 worth %4 \"%5\"")
                         .arg(goal.id)
                         .arg(static_cast<int>(goal.target))
                         .arg(static_cast<int>(goal.match))
                         .arg(static_cast<int>(goal.worth))
                         .arg(goal.pattern));
    }
    return compact(QJsonObject {
        {QStringLiteral("site"), query.site},
        {QStringLiteral("range"), text(query.range)},
        {QStringLiteral("timezone"), query.timezone},
        {QStringLiteral("link"), query.link},
        {QStringLiteral("filters"), filtersOf(query.filters)},
        {QStringLiteral("includesBots"), query.includesBots},
        {QStringLiteral("wantsTotals"), query.wantsTotals},
        {QStringLiteral("wantsMedian"), query.wantsMedian},
        {QStringLiteral("granularity"),
         query.granularity ? QString(toString(*query.granularity)) : QStringLiteral("none")},
        {QStringLiteral("seriesMetrics"), names(query.seriesMetrics)},
        {QStringLiteral("wantsWeekHours"), query.wantsWeekHours},
        {QStringLiteral("breakdowns"), breakdowns},
        {QStringLiteral("goals"), goals},
        {QStringLiteral("comparison"), query.comparison ? text(*query.comparison) : QStringLiteral("none")},
    });
}

QString describe(const VisitsQuery &query)
{
    return compact(QJsonObject {
        {QStringLiteral("site"), query.site},
        {QStringLiteral("range"), text(query.range)},
        {QStringLiteral("link"), query.link},
        {QStringLiteral("filters"), filtersOf(query.filters)},
        {QStringLiteral("includesBots"), query.includesBots},
        {QStringLiteral("limit"), query.limit},
    });
}

QString describe(const QList<Hit> &hits)
{
    QStringList lines;
    for (const Hit &hit : hits) {
        HitObject object;
        object.add("site", hit.site);
        object.add("event_at", toRfc3339(hit.eventAt));
        if (hit.receivedAt != hit.eventAt)
            object.add("received_at", toRfc3339(hit.receivedAt));
        object.add("kind", toString(hit.kind));
        object.add("protocol", toString(hit.protocol));
        object.add("rung", QString::number(static_cast<int>(hit.rung)));
        object.add("visitor", hit.visitor == 0 ? QString() : toHex16(hit.visitor));
        object.add("bot", hit.bot.isBot ? hit.bot.category : QString());
        object.add("value", hit.hasValue ? QString::number(hit.value) : QString());
        object.add("url", hit.url);
        object.add("title", hit.title);
        object.add("referrer", hit.referrer);
        object.add("source", hit.source);
        object.add("channel", hit.channel);
        object.add("event", hit.event);
        object.add("link", hit.link);
        object.add("identity", hit.identity);
        object.add("props", hit.props);
        for (const char *name : {"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
                                 "country", "region", "city", "place", "device", "os", "os_version",
                                 "browser", "browser_version", "screen", "language"})
            object.add(name, dimensionValue(hit, QString::fromLatin1(name)));
        lines.append(QStringLiteral("%1: %2").arg(hit.seq).arg(object.text()));
    }
    return lines.join(QLatin1Char('\n'));
}
