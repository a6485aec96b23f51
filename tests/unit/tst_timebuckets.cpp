// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/timebuckets.h"
#include "core/types/zoneoffsets.h"
#include "tests/support/civilbuckets.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

namespace {

Micros at(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch() * kMicrosPerMilli;
}

Micros at(const char *text)
{
    return at(QString::fromLatin1(text));
}

} // namespace

/// How series are cut. The changes of clocks are those of the tz database.
class TimeBucketsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsCivilTime_data();
    void cutsCivilTime();
    void coversTheRangeWithoutGaps_data();
    void coversTheRangeWithoutGaps();
    void agreesWithTheClockOnTheWall_data();
    void agreesWithTheClockOnTheWall();
    void stopsAtTheLimit();
    void choosesWhatFits_data();
    void choosesWhatFits();
    void beginsDays_data();
    void beginsDays();
    void writesOffsets();
    void knowsItsNames();
};

/// `starts` is what toRfc3339() says of each bucket; `end` is where the last one ends.
void TimeBucketsTest::cutsCivilTime_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("granularity");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("starts");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const char *zone, const char *granularity, const char *from,
                        const char *to, const char *starts, const char *end) {
        QTest::newRow(name) << QString::fromLatin1(zone) << QString::fromLatin1(granularity)
                            << QString::fromLatin1(from) << QString::fromLatin1(to)
                            << QString::fromLatin1(starts) << QString::fromLatin1(end);
    };
    row("a day of 23 hours", "Europe/Warsaw", "day", "2025-03-29T23:00:00Z", "2025-03-31T22:00:00Z",
        "2025-03-30T00:00:00+01:00 2025-03-31T00:00:00+02:00", "2025-03-31T22:00:00Z");
    row("a skipped hour", "Europe/Warsaw", "hour", "2025-03-30T00:00:00Z", "2025-03-30T02:00:00Z",
        "2025-03-30T01:00:00+01:00 2025-03-30T03:00:00+02:00", "2025-03-30T02:00:00Z");
    row("a day of 25 hours", "Europe/Warsaw", "day", "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z",
        "2025-10-26T00:00:00+02:00", "2025-10-26T23:00:00Z");
    row("a repeated hour", "Europe/Warsaw", "hour", "2025-10-25T23:00:00Z", "2025-10-26T03:00:00Z",
        "2025-10-26T01:00:00+02:00 2025-10-26T02:00:00+02:00 2025-10-26T02:00:00+01:00 2025-10-26T03:00:00+01:00",
        "2025-10-26T03:00:00Z");
    row("a day of 23 hours, New York", "America/New_York", "day", "2025-03-09T05:00:00Z",
        "2025-03-10T04:00:00Z", "2025-03-09T00:00:00-05:00", "2025-03-10T04:00:00Z");
    row("a skipped hour, New York", "America/New_York", "hour", "2025-03-09T06:00:00Z",
        "2025-03-09T08:00:00Z", "2025-03-09T01:00:00-05:00 2025-03-09T03:00:00-04:00",
        "2025-03-09T08:00:00Z");
    row("a day of 25 hours, New York", "America/New_York", "day", "2025-11-02T04:00:00Z",
        "2025-11-03T05:00:00Z", "2025-11-02T00:00:00-04:00", "2025-11-03T05:00:00Z");
    row("a repeated hour, New York", "America/New_York", "hour", "2025-11-02T05:00:00Z",
        "2025-11-02T07:00:00Z", "2025-11-02T01:00:00-04:00 2025-11-02T01:00:00-05:00",
        "2025-11-02T07:00:00Z");
    row("a skipped midnight", "Asia/Tehran", "day", "2022-03-20T20:30:00Z", "2022-03-22T19:30:00Z",
        "2022-03-21T00:00:00+03:30 2022-03-22T01:00:00+04:30", "2022-03-22T19:30:00Z");
    row("the hour before midnight twice", "Asia/Tehran", "hour", "2022-09-21T18:30:00Z",
        "2022-09-21T21:30:00Z",
        "2022-09-21T23:00:00+04:30 2022-09-21T23:00:00+03:30 2022-09-22T00:00:00+03:30",
        "2022-09-21T21:30:00Z");
    row("a day after the hour before it came twice", "Asia/Tehran", "day", "2022-09-21T20:00:00Z",
        "2022-09-22T20:30:00Z", "2022-09-21T00:00:00+04:30 2022-09-22T00:00:00+03:30",
        "2022-09-22T20:30:00Z");
    row("a skipped midnight, Brazil", "America/Sao_Paulo", "day", "2017-10-14T03:00:00Z",
        "2017-10-17T02:00:00Z",
        "2017-10-14T00:00:00-03:00 2017-10-15T01:00:00-02:00 2017-10-16T00:00:00-02:00",
        "2017-10-17T02:00:00Z");
    row("a day of 25 hours, Brazil", "America/Sao_Paulo", "day", "2018-02-17T02:00:00Z",
        "2018-02-18T03:00:01Z", "2018-02-17T00:00:00-02:00 2018-02-18T00:00:00-03:00",
        "2018-02-19T03:00:00Z");
    row("a midnight that comes twice", "America/Havana", "day", "2025-11-01T04:00:00Z",
        "2025-11-03T05:00:00Z", "2025-11-01T00:00:00-04:00 2025-11-02T00:00:00-04:00",
        "2025-11-03T05:00:00Z");
    row("half an hour back", "Australia/Lord_Howe", "hour", "2025-04-05T13:00:00Z", "2025-04-05T16:00:00Z",
        "2025-04-06T00:00:00+11:00 2025-04-06T01:00:00+11:00 2025-04-06T01:30:00+10:30"
        " 2025-04-06T02:00:00+10:30",
        "2025-04-05T16:30:00Z");
    row("from within the half hour that comes twice", "Australia/Lord_Howe", "hour", "2025-04-05T15:10:00Z",
        "2025-04-05T15:20:00Z", "2025-04-06T01:30:00+10:30", "2025-04-05T15:30:00Z");
    row("half an hour forward", "Australia/Lord_Howe", "hour", "2025-10-04T14:30:00Z", "2025-10-04T17:00:00Z",
        "2025-10-05T01:00:00+10:30 2025-10-05T02:30:00+11:00 2025-10-05T03:00:00+11:00",
        "2025-10-04T17:00:00Z");
    row("from behind the half hour that is skipped", "Australia/Lord_Howe", "hour", "2025-10-04T15:45:00Z",
        "2025-10-04T15:50:00Z", "2025-10-05T02:30:00+11:00", "2025-10-04T16:00:00Z");
    row("a day of 24.5 hours", "Australia/Lord_Howe", "day", "2025-04-05T13:00:00Z", "2025-04-06T13:30:00Z",
        "2025-04-06T00:00:00+11:00", "2025-04-06T13:30:00Z");
    row("a skipped day", "Pacific/Kiritimati", "day", "1994-12-30T12:00:00Z", "1995-01-01T12:00:00Z",
        "1994-12-30T00:00:00-10:00 1995-01-01T00:00:00+14:00 1995-01-02T00:00:00+14:00",
        "1995-01-02T10:00:00Z");
    row("weeks around a skipped day", "Pacific/Kiritimati", "week", "1994-12-31T09:00:00Z",
        "1995-01-02T12:00:00Z", "1994-12-26T00:00:00-10:00 1995-01-02T00:00:00+14:00",
        "1995-01-08T10:00:00Z");
    row("hours of a zone of 45 minutes", "Asia/Kathmandu", "hour", "2025-06-01T00:00:00Z",
        "2025-06-01T00:15:01Z", "2025-06-01T05:00:00+05:45 2025-06-01T06:00:00+05:45",
        "2025-06-01T01:15:00Z");
    row("five minutes of a zone of 45 minutes", "Asia/Kathmandu", "five_minutes", "2025-06-01T00:04:59.999Z",
        "2025-06-01T00:05:00.001Z", "2025-06-01T05:45:00+05:45 2025-06-01T05:50:00+05:45",
        "2025-06-01T00:10:00Z");
    row("12:07 to 14:07 by hours", "UTC", "hour", "2025-06-01T12:07:00Z", "2025-06-01T14:07:00Z",
        "2025-06-01T12:00:00+00:00 2025-06-01T13:00:00+00:00 2025-06-01T14:00:00+00:00",
        "2025-06-01T15:00:00Z");
    row("12:07 to 14:00 by hours", "UTC", "hour", "2025-06-01T12:07:00Z", "2025-06-01T14:00:00Z",
        "2025-06-01T12:00:00+00:00 2025-06-01T13:00:00+00:00", "2025-06-01T14:00:00Z");
    row("minutes", "America/St_Johns", "minute", "2025-06-01T00:00:30Z", "2025-06-01T00:02:00.001Z",
        "2025-05-31T21:30:00-02:30 2025-05-31T21:31:00-02:30 2025-05-31T21:32:00-02:30",
        "2025-06-01T00:03:00Z");
    row("weeks begin on Monday", "Europe/Warsaw", "week", "2025-01-01T12:00:00Z", "2025-01-12T23:00:00Z",
        "2024-12-30T00:00:00+01:00 2025-01-06T00:00:00+01:00", "2025-01-12T23:00:00Z");
    row("Sunday belongs to the week before", "UTC", "week", "2025-01-05T23:59:59Z", "2025-01-06T00:00:00Z",
        "2024-12-30T00:00:00+00:00", "2025-01-06T00:00:00Z");
    row("a week with a change of clocks", "Europe/Warsaw", "week", "2025-03-24T00:00:00Z",
        "2025-03-31T00:00:00Z", "2025-03-24T00:00:00+01:00 2025-03-31T00:00:00+02:00",
        "2025-04-06T22:00:00Z");
    row("months of 31, 28 and 31 days", "Europe/Warsaw", "month", "2025-01-31T12:00:00Z",
        "2025-03-30T12:00:00Z",
        "2025-01-01T00:00:00+01:00 2025-02-01T00:00:00+01:00 2025-03-01T00:00:00+01:00",
        "2025-03-31T22:00:00Z");
    row("29 February", "UTC", "day", "2024-02-28T12:00:00Z", "2024-03-01T00:00:01Z",
        "2024-02-28T00:00:00+00:00 2024-02-29T00:00:00+00:00 2024-03-01T00:00:00+00:00",
        "2024-03-02T00:00:00Z");
    row("the month of 29 February", "UTC", "month", "2024-02-29T12:00:00Z", "2024-02-29T13:00:00Z",
        "2024-02-01T00:00:00+00:00", "2024-03-01T00:00:00Z");
    row("years", "America/New_York", "year", "2024-12-31T12:00:00Z", "2025-01-01T05:00:01Z",
        "2024-01-01T00:00:00-05:00 2025-01-01T00:00:00-05:00", "2026-01-01T05:00:00Z");
    row("far from UTC", "Pacific/Marquesas", "day", "2025-06-01T09:29:59Z", "2025-06-01T09:30:01Z",
        "2025-05-31T00:00:00-09:30 2025-06-01T00:00:00-09:30", "2025-06-02T09:30:00Z");
    // At 0:01 the clock went back to 23:01: the 7th began at the earlier midnight and lasts.
    row("an hour of yesterday within today", "America/St_Johns", "day", "2010-11-07T03:00:00Z",
        "2010-11-08T03:30:00Z", "2010-11-07T00:00:00-02:30", "2010-11-08T03:30:00Z");
}

void TimeBucketsTest::cutsCivilTime()
{
    QFETCH(QString, zone);
    QFETCH(QString, granularity);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const QList<TimeBucket> buckets = cutBuckets({at(from), at(to)}, zone, *granularityOf(granularity));
    QStringList starts;
    for (const TimeBucket &bucket : buckets)
        starts.append(toRfc3339(bucket));
    QTEST(starts.join(QLatin1Char(' ')), "starts");
    QFETCH(QString, end);
    QCOMPARE(toRfc3339(buckets.constLast().end), toRfc3339(at(end)));
}

void TimeBucketsTest::coversTheRangeWithoutGaps_data()
{
    cutsCivilTime_data();
}

void TimeBucketsTest::coversTheRangeWithoutGaps()
{
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(QString, to);
    for (int number = 0; number <= static_cast<int>(Granularity::Year); ++number) {
        const InstantRange range {at(from), at(to)};
        const QList<TimeBucket> buckets = cutBuckets(range, zone, static_cast<Granularity>(number), 100'000);
        QVERIFY(!buckets.isEmpty());
        QVERIFY(buckets.constFirst().start <= range.from && range.from < buckets.constFirst().end);
        QVERIFY(buckets.constLast().start < range.to && range.to <= buckets.constLast().end);
        for (qsizetype i = 1; i < buckets.size(); ++i)
            QCOMPARE(buckets[i].start, buckets[i - 1].end);
    }
}

void TimeBucketsTest::agreesWithTheClockOnTheWall_data()
{
    QTest::addColumn<QString>("zone");
    for (const char *zone :
         {"UTC", "Europe/Warsaw", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Tehran",
          "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Marquesas",
          "Pacific/Apia", "Africa/Casablanca", "America/Havana"})
        QTest::newRow(zone) << QString::fromLatin1(zone);
}

/// From every quarter of an hour of the days with changes of clocks.
void TimeBucketsTest::agreesWithTheClockOnTheWall()
{
    QFETCH(QString, zone);
    for (const char *begin :
         {"1994-12-30T20:00:00Z", "2011-12-30T00:00:00Z", "2017-10-14T20:00:00Z", "2018-02-17T16:00:00Z",
          "2022-03-21T12:00:00Z", "2022-09-21T10:00:00Z", "2024-12-31T00:00:00Z", "2025-03-08T23:00:00Z",
          "2025-03-29T16:00:00Z", "2025-04-05T06:00:00Z", "2025-10-04T06:00:00Z", "2025-10-25T16:00:00Z",
          "2025-11-01T22:00:00Z"}) {
        for (int quarter = 0; quarter < 96; quarter += 3) {
            const Micros from = at(begin) + quarter * 15 * kMicrosPerMinute + kMicrosPerMilli;
            for (const Granularity granularity :
                 {Granularity::Minute, Granularity::FiveMinutes, Granularity::Hour, Granularity::Day,
                  Granularity::Week, Granularity::Month, Granularity::Year}) {
                const InstantRange range {from,
                                          from + kMicrosPerHour * (granularity >= Granularity::Hour ? 9 : 1)};
                const QList<TimeBucket> buckets = cutBuckets(range, zone, granularity);
                if (buckets == civilBuckets(range, zone, granularity))
                    continue;
                for (const TimeBucket &bucket : buckets)
                    qWarning() << "is" << toRfc3339(bucket) << toRfc3339(bucket.end);
                for (const TimeBucket &bucket : civilBuckets(range, zone, granularity))
                    qWarning() << "should be" << toRfc3339(bucket) << toRfc3339(bucket.end);
                QFAIL(qPrintable(toRfc3339(range.from) + QLatin1Char(' ') + toString(granularity)));
            }
        }
    }
}

void TimeBucketsTest::stopsAtTheLimit()
{
    const Micros from = at("2025-01-01T00:00:00Z");
    const InstantRange range {from, from + 365 * kMicrosPerDay};
    QCOMPARE(cutBuckets(range, QStringLiteral("UTC"), Granularity::Minute).size(), kMaxBuckets + 1);
    QCOMPARE(cutBuckets(range, QStringLiteral("UTC"), Granularity::Day, 7).size(), 7);
    QCOMPARE(cutBuckets(range, QStringLiteral("UTC"), Granularity::Day).size(), 365);
}

void TimeBucketsTest::choosesWhatFits_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("granularity");
    constexpr qint64 kHour = 3'600'000;
    const auto row = [](const char *name, qint64 span, const char *granularity) {
        QTest::newRow(name) << span << QString::fromLatin1(granularity);
    };
    row("2 hours", 2 * kHour, "minute");
    row("a little more", 2 * kHour + 1, "five_minutes");
    row("12 hours", 12 * kHour, "five_minutes");
    row("more than 12 hours", 12 * kHour + 1, "hour");
    row("2 days", 48 * kHour, "hour");
    row("2 days, one of 25 hours", 49 * kHour, "hour");
    row("more than 2 days", 49 * kHour + 1, "day");
    row("90 days", 90 * 24 * kHour, "day");
    row("90 days with a change of clocks", 90 * 24 * kHour + kHour, "day");
    row("91 days", 91 * 24 * kHour, "month");
}

void TimeBucketsTest::choosesWhatFits()
{
    QFETCH(qint64, milliseconds);
    const Micros from = at("2025-01-01T00:00:00Z");
    QTEST(QString(toString(automaticGranularity({from, from + milliseconds * kMicrosPerMilli}))),
          "granularity");
}

void TimeBucketsTest::beginsDays_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *zone, QDate day, const char *start) {
        QTest::addRow("%s %s", zone, qPrintable(day.toString(Qt::ISODate)))
            << QString::fromLatin1(zone) << day << QString::fromLatin1(start);
    };
    row("Europe/Warsaw", {2025, 7, 1}, "2025-06-30T22:00:00.000000Z");
    row("America/Sao_Paulo", {2017, 10, 15}, "2017-10-15T03:00:00.000000Z"); // at 1:00
    row("Asia/Tehran", {2022, 3, 22}, "2022-03-21T20:30:00.000000Z"); // at 1:00
    row("America/Havana", {2025, 11, 2}, "2025-11-02T04:00:00.000000Z"); // the earlier midnight
    row("Pacific/Kiritimati", {1994, 12, 31}, "1994-12-31T10:00:00.000000Z"); // there was none
    row("Pacific/Kiritimati", {1995, 1, 1}, "1994-12-31T10:00:00.000000Z");
    row("Pacific/Apia", {2011, 12, 30}, "2011-12-30T10:00:00.000000Z"); // none either
    row("Asia/Kathmandu", {1986, 1, 1}, "1985-12-31T18:30:00.000000Z"); // at 0:15
}

void TimeBucketsTest::beginsDays()
{
    QFETCH(QString, zone);
    QFETCH(QDate, day);
    QTEST(toRfc3339(startOfCivilDay(day, QTimeZone(zone.toLatin1()))), "start");
}

void TimeBucketsTest::writesOffsets()
{
    const Micros start = at("2025-06-30T22:00:00Z");
    QCOMPARE(toRfc3339(TimeBucket {start, start + kMicrosPerDay, 7200}),
             QStringLiteral("2025-07-01T00:00:00+02:00"));
    QCOMPARE(toRfc3339(TimeBucket {start, start + kMicrosPerDay, 0}),
             QStringLiteral("2025-06-30T22:00:00+00:00"));
    QCOMPARE(toRfc3339(TimeBucket {start, start + kMicrosPerDay, -12600}),
             QStringLiteral("2025-06-30T18:30:00-03:30"));
}

void TimeBucketsTest::knowsItsNames()
{
    for (const char *name : {"minute", "five_minutes", "hour", "day", "week", "month", "year"}) {
        const std::optional<Granularity> granularity = granularityOf(QString::fromLatin1(name));
        QVERIFY2(granularity, name);
        QCOMPARE(toString(*granularity), QLatin1StringView(name));
    }
    QVERIFY(!granularityOf(u"Day"));
    QVERIFY(!granularityOf(u""));
}

CLICKSCOPE_TEST(TimeBucketsTest)
#include "tst_timebuckets.moc"
