// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/daterange.h"
#include "tests/support/testprogram.h"

#include <QTest>

class DateRangeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsCivilDays_data();
    void knowsCivilDays();
    void takesInstantsHalfOpen();
    void leavesEndsOpen();
    void refusesNonsense_data();
    void refusesNonsense();
};

void DateRangeTest::knowsCivilDays_data()
{
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<int>("minutes");
    const auto row = [](const char *day, const char *zone, const char *begin, int minutes) {
        QTest::addRow("%s %s", day, zone)
            << QString::fromLatin1(day) << QString::fromLatin1(zone) << QString::fromLatin1(begin) << minutes;
    };
    row("2026-10-01", "UTC", "2026-10-01T00:00:00.000000Z", 24 * 60);
    row("2026-10-01", "Europe/Warsaw", "2026-09-30T22:00:00.000000Z", 24 * 60);
    row("2026-03-29", "Europe/Warsaw", "2026-03-28T23:00:00.000000Z", 23 * 60);
    row("2026-10-25", "Europe/Warsaw", "2026-10-24T22:00:00.000000Z", 25 * 60);
    row("2026-03-08", "America/New_York", "2026-03-08T05:00:00.000000Z", 23 * 60);
    row("2026-11-01", "America/New_York", "2026-11-01T04:00:00.000000Z", 25 * 60);
    row("2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00.000000Z", 24 * 60 - 30);
    row("2026-05-01", "Pacific/Kiritimati", "2026-04-30T10:00:00.000000Z", 24 * 60);
    row("2026-05-01", "Pacific/Marquesas", "2026-05-01T09:30:00.000000Z", 24 * 60);
    row("2026-05-01", "Asia/Kathmandu", "2026-04-30T18:15:00.000000Z", 24 * 60);
    row("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000000Z",
        23 * 60); // its midnight was skipped
    row("2025-11-02", "America/Havana", "2025-11-02T04:00:00.000000Z",
        25 * 60); // the earlier of two midnights
    row("1994-12-31", "Pacific/Kiritimati", "1994-12-31T10:00:00.000000Z", 0); // was left out
    row("2024-02-29", "UTC", "2024-02-29T00:00:00.000000Z", 24 * 60);
}

void DateRangeTest::knowsCivilDays()
{
    QFETCH(QString, day);
    QFETCH(QString, zone);
    QFETCH(int, minutes);
    const Result<InstantRange> range = parseRange(day, day, zone);
    QVERIFY(range);
    QTEST(toRfc3339(range->from), "begin");
    QCOMPARE(range->to - range->from, minutes * kMicrosPerMinute);
}

void DateRangeTest::takesInstantsHalfOpen()
{
    const Result<InstantRange> range = parseRange(QStringLiteral("2026-10-01T12:00:00+02:00"),
                                                  QStringLiteral("2026-10-01T10:00:00.500Z"),
                                                  QStringLiteral("UTC"));
    QVERIFY(range);
    QCOMPARE(toRfc3339(range->from), QStringLiteral("2026-10-01T10:00:00.000000Z"));
    QCOMPARE(range->to - range->from, 500 * kMicrosPerMilli);
}

void DateRangeTest::leavesEndsOpen()
{
    const QString day = QStringLiteral("2026-10-01");
    QCOMPARE(parseRange({}, {}, QStringLiteral("UTC"))->from, 0);
    QCOMPARE(parseRange(day, {}, QStringLiteral("UTC"))->to, 0);
    QCOMPARE(parseRange({}, day, QStringLiteral("UTC"))->from, 0);
    // The beginning of time, an hour too early.
    const Result<InstantRange> all = parseRange(QStringLiteral("1970-01-01"), day,
                                                QStringLiteral("Europe/Warsaw"));
    QVERIFY(all);
    QCOMPARE(all->from, 0);
}

void DateRangeTest::refusesNonsense_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *from, const char *to, const char *zone, const char *code) {
        QTest::addRow("%s %s %s", from, to, zone) << QString::fromLatin1(from) << QString::fromLatin1(to)
                                                  << QString::fromLatin1(zone) << QString::fromLatin1(code);
    };
    row("2026-02-30", "", "UTC", "bad_date");
    row("2025-02-29", "", "UTC", "bad_date");
    row("yesterday", "", "UTC", "bad_date");
    row("", "2026-13-01", "UTC", "bad_date");
    row("2026-10-01T12:00:00", "", "UTC", "bad_date"); // no offset: whose noon?
    row("2026-10-02", "2026-10-01", "UTC", "bad_range"); // neighbours, too
    row("2026-10-09", "2026-10-01", "UTC", "bad_range");
    row("2026-10-01T12:00:00Z", "2026-10-01T11:59:59Z", "UTC", "bad_range");
    row("2026-10-01", "2026-10-01", "Mars/Base", "bad_timezone");
    row("2026-10-01", "2026-10-01", "", "bad_timezone");
}

void DateRangeTest::refusesNonsense()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, zone);
    const Result<InstantRange> range = parseRange(from, to, zone);
    QVERIFY(!range);
    QTEST(range.error().code, "code");
}

CLICKSCOPE_TEST(DateRangeTest)
#include "tst_daterange.moc"
