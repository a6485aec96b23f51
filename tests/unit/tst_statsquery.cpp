// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/comparisonperiod.h"
#include "core/questions/statsquery.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>

#include <functional>

namespace {

Micros at(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch() * kMicrosPerMilli;
}

QString text(Micros instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, Qt::UTC).toString(Qt::ISODate);
}

StatsQuery query()
{
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.range = {at(QStringLiteral("2025-06-01T00:00:00Z")), at(QStringLiteral("2025-06-08T00:00:00Z"))};
    return query;
}

void addPeriod(const char *name, const char *zone, const char *from, const char *to, const char *now,
               const char *expectedFrom, const char *expectedTo)
{
    QTestData &row = QTest::newRow(name);
    for (const char *value : {zone, from, to, now, expectedFrom, expectedTo})
        row << QString::fromLatin1(value);
}

} // namespace

/// What a question about the past means (glossary.md#comparison), and which are refused.
class StatsQueryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesWithThePeriodBefore_data();
    void comparesWithThePeriodBefore();
    void comparesWithTheYearBefore_data();
    void comparesWithTheYearBefore();
    void comparesTheSameWeekdays_data();
    void comparesTheSameWeekdays();
    void neverComparesWithLessThanNothing();
    void refusesNonsense_data();
    void refusesNonsense();
    void takesTheLongestSeries();
    void leavesRatesOutWithoutVisits();
    void namesMetrics();

private:
    static void addPeriodColumns();
};

void StatsQueryTest::addPeriodColumns()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expectedFrom");
    QTest::addColumn<QString>("expectedTo");
}

void StatsQueryTest::comparesWithThePeriodBefore_data()
{
    addPeriodColumns();
    const auto row = addPeriod;
    const char *const later = "2027-01-01T00:00:00Z";
    row("a week", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z", later, "2025-06-02T00:00:00Z",
        "2025-06-09T00:00:00Z");
    row("a week, after one of 167 hours", "Europe/Warsaw", "2025-03-30T22:00:00Z", "2025-04-06T22:00:00Z",
        later, "2025-03-23T23:00:00Z", "2025-03-30T22:00:00Z");
    row("a week, after one of 169 hours", "America/New_York", "2025-11-03T05:00:00Z", "2025-11-10T05:00:00Z",
        later, "2025-10-27T04:00:00Z", "2025-11-03T05:00:00Z");
    row("a day of 23 hours", "Europe/Warsaw", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z", later,
        "2025-03-28T23:00:00Z", "2025-03-29T23:00:00Z");
    row("a day after one that began at 1:00", "America/Sao_Paulo", "2017-10-16T02:00:00Z",
        "2017-10-17T02:00:00Z", later, "2017-10-15T03:00:00Z", "2017-10-16T02:00:00Z");
    row("a day that began at 1:00", "America/Sao_Paulo", "2017-10-15T03:00:00Z", "2017-10-16T02:00:00Z",
        later, "2017-10-14T03:00:00Z", "2017-10-15T03:00:00Z");
    row("a day of 24.5 hours", "Australia/Lord_Howe", "2025-04-05T13:00:00Z", "2025-04-06T13:30:00Z", later,
        "2025-04-04T13:00:00Z", "2025-04-05T13:00:00Z");
    // March has 31 days, so 31 days before it: 29 January to 28 February.
    row("March", "UTC", "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z", later, "2025-01-29T00:00:00Z",
        "2025-03-01T00:00:00Z");
    row("April, of 30 days", "UTC", "2025-04-01T00:00:00Z", "2025-05-01T00:00:00Z", later,
        "2025-03-02T00:00:00Z", "2025-04-01T00:00:00Z");
    row("12:07 to 14:07", "Asia/Kathmandu", "2025-06-01T12:07:00Z", "2025-06-01T14:07:00Z", later,
        "2025-06-01T10:07:00Z", "2025-06-01T12:07:00Z");
    row("today, at 12:15:30", "Europe/Warsaw", "2025-06-10T22:00:00Z", "2025-06-11T22:00:00Z",
        "2025-06-11T10:15:30Z", "2025-06-09T22:00:00Z", "2025-06-10T10:15:30Z");
    row("today, at 12:15:30 after a day of 23 hours", "Europe/Warsaw", "2025-03-30T22:00:00Z",
        "2025-03-31T22:00:00Z", "2025-03-31T10:15:30Z", "2025-03-29T23:00:00Z", "2025-03-30T10:15:30Z");
    row("this week, on Wednesday at 9:00", "Europe/Warsaw", "2025-03-30T22:00:00Z", "2025-04-06T22:00:00Z",
        "2025-04-02T07:00:00Z", "2025-03-23T23:00:00Z", "2025-03-26T08:00:00Z");
    row("this week, Tuesday to the minute it began", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z",
        "2025-06-10T00:00:00Z", "2025-06-02T00:00:00Z", "2025-06-03T00:00:00Z");
    row("this hour", "UTC", "2025-06-01T12:00:00Z", "2025-06-01T13:00:00Z", "2025-06-01T12:20:00Z",
        "2025-06-01T11:00:00Z", "2025-06-01T11:20:00Z");
    row("just over", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z", "2025-06-16T00:00:00Z",
        "2025-06-02T00:00:00Z", "2025-06-09T00:00:00Z");
    row("not begun", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z", "2025-06-08T12:00:00Z",
        "2025-06-02T00:00:00Z", "2025-06-09T00:00:00Z");
    // It is 2:30; yesterday 2:00 to 3:00 did not exist. Two and a half hours had passed at 3:30.
    row("today, at a time that yesterday skipped", "Europe/Warsaw", "2025-03-30T22:00:00Z",
        "2025-03-31T22:00:00Z", "2025-03-31T00:30:00Z", "2025-03-29T23:00:00Z", "2025-03-30T01:30:00Z");
    // It is 0:30; yesterday began at 1:00. Half an hour had passed at 1:30.
    row("today, at a time before yesterday began", "America/Sao_Paulo", "2017-10-16T02:00:00Z",
        "2017-10-17T02:00:00Z", "2017-10-16T02:30:00Z", "2017-10-15T03:00:00Z", "2017-10-15T03:30:00Z");
}

void StatsQueryTest::comparesWithThePeriodBefore()
{
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, now);
    const InstantRange before = previousPeriod({at(from), at(to)}, zone, at(now));
    QTEST(text(before.from), "expectedFrom");
    QTEST(text(before.to), "expectedTo");
}

void StatsQueryTest::comparesWithTheYearBefore_data()
{
    addPeriodColumns();
    const auto row = addPeriod;
    const char *const later = "2027-01-01T00:00:00Z";
    row("a week", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z", later, "2024-06-09T00:00:00Z",
        "2024-06-16T00:00:00Z");
    row("March, other clocks on the 31st", "Europe/Warsaw", "2025-02-28T23:00:00Z", "2025-03-31T22:00:00Z",
        later, "2024-02-29T23:00:00Z", "2024-03-31T22:00:00Z");
    row("30 March, winter the year before", "Europe/Warsaw", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z",
        later, "2024-03-29T23:00:00Z", "2024-03-30T23:00:00Z");
    row("February of a leap year", "UTC", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z", later,
        "2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z");
    row("February after a leap year", "UTC", "2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z", later,
        "2024-02-01T00:00:00Z", "2024-02-29T00:00:00Z");
    row("29 February", "UTC", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", later, "2023-02-28T00:00:00Z",
        "2023-03-01T00:00:00Z");
    row("29 February in New York", "America/New_York", "2024-02-29T05:00:00Z", "2024-03-01T05:00:00Z", later,
        "2023-02-28T05:00:00Z", "2023-03-01T05:00:00Z");
    row("a year", "Asia/Kathmandu", "2024-12-31T18:15:00Z", "2025-12-31T18:15:00Z", later,
        "2023-12-31T18:15:00Z", "2024-12-31T18:15:00Z");
    row("a day that began at 0:00, where it began at 1:00", "America/Sao_Paulo", "2018-10-15T03:00:00Z",
        "2018-10-16T03:00:00Z", later, "2017-10-15T03:00:00Z", "2017-10-16T02:00:00Z");
    row("29 February at 12:00, running", "UTC", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z",
        "2024-02-29T12:00:00Z", "2023-02-28T00:00:00Z", "2023-02-28T12:00:00Z");
    row("this month, on the 10th at 9:00", "Europe/Warsaw", "2025-05-31T22:00:00Z", "2025-06-30T22:00:00Z",
        "2025-06-10T07:00:00Z", "2024-05-31T22:00:00Z", "2024-06-10T07:00:00Z");
    row("12:07 to 14:07", "Europe/Warsaw", "2025-06-01T10:07:00Z", "2025-06-01T12:07:00Z", later,
        "2024-06-01T10:07:00Z", "2024-06-01T12:07:00Z");
    row("12:07 to 14:07, clocks changed since", "Europe/Warsaw", "2025-03-30T10:07:00Z",
        "2025-03-30T12:07:00Z", later, "2024-03-30T11:07:00Z", "2024-03-30T13:07:00Z");
}

void StatsQueryTest::comparesWithTheYearBefore()
{
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, now);
    const InstantRange before = previousYear({at(from), at(to)}, zone, at(now));
    QTEST(text(before.from), "expectedFrom");
    QTEST(text(before.to), "expectedTo");
}

void StatsQueryTest::comparesTheSameWeekdays_data()
{
    addPeriodColumns();
    const auto row = addPeriod;
    const char *const later = "2027-01-01T00:00:00Z";
    row("a week", "UTC", "2025-06-09T00:00:00Z", "2025-06-16T00:00:00Z", later, "2025-06-02T00:00:00Z",
        "2025-06-09T00:00:00Z");
    row("30 days, 35 days earlier", "UTC", "2025-06-09T00:00:00Z", "2025-07-09T00:00:00Z", later,
        "2025-05-05T00:00:00Z", "2025-06-04T00:00:00Z");
    row("32 days, 35 days earlier", "UTC", "2025-06-09T00:00:00Z", "2025-07-11T00:00:00Z", later,
        "2025-05-05T00:00:00Z", "2025-06-06T00:00:00Z");
    row("a Wednesday", "UTC", "2025-06-11T00:00:00Z", "2025-06-12T00:00:00Z", later, "2025-06-04T00:00:00Z",
        "2025-06-05T00:00:00Z");
    row("today, at 12:15:30, clocks changed since", "Europe/Warsaw", "2025-03-30T22:00:00Z",
        "2025-03-31T22:00:00Z", "2025-03-31T10:15:30Z", "2025-03-23T23:00:00Z", "2025-03-24T11:15:30Z");
    row("12:07 to 14:07 is no day", "UTC", "2025-06-01T12:07:00Z", "2025-06-01T14:07:00Z", later,
        "2025-06-01T10:07:00Z", "2025-06-01T12:07:00Z");
}

void StatsQueryTest::comparesTheSameWeekdays()
{
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, now);
    const InstantRange range {at(from), at(to)};
    const InstantRange before = previousPeriod(range, zone, at(now), Weekdays::Matching);
    QTEST(text(before.from), "expectedFrom");
    QTEST(text(before.to), "expectedTo");
    // 52 weeks before.
    const InstantRange year = previousYear(range, QStringLiteral("UTC"), at(now), Weekdays::Matching);
    QCOMPARE(year.from, range.from - 364 * kMicrosPerDay);
    QCOMPARE(year.to, std::min(range.to, at(now)) - 364 * kMicrosPerDay);
}

/// 28 and 29 February are the same day of the year before: the afternoon of one, the morning of the other.
void StatsQueryTest::neverComparesWithLessThanNothing()
{
    const InstantRange range {at(QStringLiteral("2024-02-28T18:00:00Z")),
                              at(QStringLiteral("2024-02-29T06:00:00Z"))};
    const InstantRange before = previousYear(range, QStringLiteral("UTC"),
                                             at(QStringLiteral("2024-03-05T00:00:00Z")));
    QVERIFY(before.from < before.to);
    const InstantRange running = previousYear({range.from, range.to + kMicrosPerDay}, QStringLiteral("UTC"),
                                              range.to);
    QVERIFY(running.from < running.to);
}

using Change = std::function<void(StatsQuery &)>;

void StatsQueryTest::refusesNonsense_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Change &change, const char *code) {
        QTest::newRow(name) << change << QString::fromLatin1(code);
    };
    row(
        "nothing wrong", [](StatsQuery &) {}, "");
    row(
        "zone of nowhere", [](StatsQuery &q) { q.timezone = QStringLiteral("Mars/Olympus"); },
        "bad_timezone");
    row(
        "no zone", [](StatsQuery &q) { q.timezone.clear(); }, "bad_timezone");
    row(
        "filter",
        [](StatsQuery &q) {
            q.filters = {{QStringLiteral("colour"), {}, {}}};
        },
        "bad_dimension");
    row(
        "breakdown", [](StatsQuery &q) { q.breakdowns = {{QStringLiteral("Page")}}; }, "bad_dimension");
    row(
        "entry pages",
        [](StatsQuery &q) {
            q.filters = {{QStringLiteral("entry_page"), DimensionFilter::Operator::NotEquals, QString()}};
            q.breakdowns = {{QStringLiteral("exit_page")}};
        },
        "");
    row(
        "fewer than no rows",
        [](StatsQuery &q) {
            q.breakdowns = {{QStringLiteral("page")}};
            q.breakdowns[0].limit = -1;
        },
        "bad_limit");
    row(
        "before the first row",
        [](StatsQuery &q) {
            q.breakdowns = {{QStringLiteral("page")}};
            q.breakdowns[0].offset = -1;
        },
        "bad_limit");
    row(
        "all rows",
        [](StatsQuery &q) {
            q.breakdowns = {{QStringLiteral("page")}};
            q.breakdowns[0].limit = 0;
        },
        "");
    row(
        "41 breakdowns", [](StatsQuery &q) { q.breakdowns.fill({QStringLiteral("page")}, 41); }, "bad_limit");
    row(
        "101 filters",
        [](StatsQuery &q) {
            q.filters.fill({QStringLiteral("page"), {}, {}}, 101);
        },
        "bad_limit");
    row(
        "order by what is not counted",
        [](StatsQuery &q) {
            q.breakdowns = {{QStringLiteral("page")}};
            q.breakdowns[0].orderBy = Metric::Hits;
        },
        "bad_metric");
    row(
        "minutes of a week", [](StatsQuery &q) { q.granularity = Granularity::Minute; }, "too_many_buckets");
    row(
        "five minutes of a week", [](StatsQuery &q) { q.granularity = Granularity::FiveMinutes; },
        "too_many_buckets");
    row(
        "hours of a week", [](StatsQuery &q) { q.granularity = Granularity::Hour; }, "");
    row(
        "minutes of all time",
        [](StatsQuery &q) {
            q.granularity = Granularity::Minute;
            q.range = {}; // nobody knows yet
        },
        "");
    row(
        "twice as long",
        [](StatsQuery &q) {
            q.comparison = InstantRange {q.range.from - 14 * kMicrosPerDay, q.range.from};
        },
        "");
    row(
        "twice as long, with clocks changed",
        [](StatsQuery &q) {
            q.comparison = InstantRange {q.range.from - 14 * kMicrosPerDay - kMicrosPerHour, q.range.from};
        },
        "");
    row(
        "three times as long",
        [](StatsQuery &q) {
            q.comparison = InstantRange {q.range.from - 21 * kMicrosPerDay, q.range.from};
        },
        "bad_comparison");
}

void StatsQueryTest::refusesNonsense()
{
    QFETCH(Change, change);
    StatsQuery asked = query();
    change(asked);
    const Result<void> result = validate(asked);
    QTEST(result.ok() ? QString() : result.error().code, "code");
}

/// 1,500 minutes are 25 hours.
void StatsQueryTest::takesTheLongestSeries()
{
    StatsQuery asked = query();
    asked.granularity = Granularity::Minute;
    asked.range.to = asked.range.from + kMaxBuckets * kMicrosPerMinute;
    QVERIFY(validate(asked).ok());
    asked.range.to += kMicrosPerMilli;
    QCOMPARE(validate(asked).error().code, QStringLiteral("too_many_buckets"));
}

void StatsQueryTest::leavesRatesOutWithoutVisits()
{
    const StatsCounts none;
    QVERIFY(!none.bounceRate() && !none.visitDuration() && !none.viewsPerVisit());
    StatsCounts some;
    some.visits = 4;
    some.viewedVisits = 3;
    some.bounces = 0;
    some.pageviews = 6;
    some.durationMs = 10'000;
    QCOMPARE(some.bounceRate(), std::optional(0.0));
    QCOMPARE(some.visitDuration(), std::optional(2.5));
    QCOMPARE(some.viewsPerVisit(), std::optional(2.0));
    // A rate of nothing sorts below one of 0.
    QVERIFY(none.value(Metric::BounceRate) < some.value(Metric::BounceRate));
    QVERIFY(none.value(Metric::VisitDuration) < 0);
}

void StatsQueryTest::namesMetrics()
{
    for (const char *name : {"visitors", "visits", "pageviews", "hits", "bounce_rate", "visit_duration"}) {
        const std::optional<Metric> metric = metricOf(QString::fromLatin1(name));
        QVERIFY2(metric, name);
        QCOMPARE(toString(*metric), QLatin1StringView(name));
    }
    QVERIFY(!metricOf(u"visitor"));
}

CLICKSCOPE_TEST(StatsQueryTest)
#include "tst_statsquery.moc"
