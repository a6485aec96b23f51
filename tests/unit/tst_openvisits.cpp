// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/openvisits.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

constexpr Micros kDay = 20'000 * kMicrosPerDay; // a midnight, UTC
const QString kSite = QStringLiteral("s");
const QString kUrl = QStringLiteral("https://a.example/");

quint64 visitAt(OpenVisits &visits, Micros time)
{
    return visits.visitOf(kSite, 7, QStringLiteral("0000000000000007"), kUrl, time);
}

} // namespace

class VisitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnUntilHalfAnHourHasPassed()
    {
        OpenVisits visits;
        const quint64 first = visitAt(visits, kDay);
        QCOMPARE(visitAt(visits, kDay + 30 * kMicrosPerMinute - 1), first);
        QVERIFY(visitAt(visits, kDay + 60 * kMicrosPerMinute - 1) != first);
    }

    void runsOverMidnight()
    {
        OpenVisits visits;
        const quint64 first = visitAt(visits, kDay - 10 * kMicrosPerMinute);
        QVERIFY(visits.isOpen(kSite, 7, kDay + 5 * kMicrosPerMinute));
        QCOMPARE(visitAt(visits, kDay + 5 * kMicrosPerMinute), first);
    }

    void endsWhenTheClockIsSetBackByHalfAnHour()
    {
        OpenVisits visits;
        const Micros noon = kDay + 12 * kMicrosPerHour;
        const quint64 ahead = visitAt(visits, noon + 3 * kMicrosPerDay);
        QVERIFY(!visits.isOpen(kSite, 7, noon));
        const quint64 first = visitAt(visits, noon);
        QVERIFY(first != ahead);
        QCOMPARE(visitAt(visits, noon + 20 * kMicrosPerMinute), first);
        QVERIFY(visitAt(visits, noon + 3 * kMicrosPerDay + kMicrosPerSecond)
                != ahead); // nothing of it is left
    }

    void endsTheOldestBeyondALimit()
    {
        OpenVisits visits(100);
        for (quint64 visitor = 1; visitor <= 1000; ++visitor) {
            const Micros time = kDay + static_cast<Micros>(visitor);
            QVERIFY(visits.visitOf(kSite, visitor, QString::number(visitor), kUrl, time) != 0);
            QVERIFY(visits.count() <= 100);
        }
        QVERIFY(visits.isOpen(kSite, 1000, kDay + 1001));
        QVERIFY(visits.isOpen(kSite, 940, kDay + 1001));
        QVERIFY(!visits.isOpen(kSite, 1, kDay + 1001));
    }

    void goesOnWhenTheClockIsSetBackALittle()
    {
        OpenVisits visits;
        const Micros noon = kDay + 12 * kMicrosPerHour;
        const quint64 first = visitAt(visits, noon);
        QCOMPARE(visitAt(visits, noon - 30 * kMicrosPerMinute + 1), first);
        QVERIFY(visitAt(visits, noon - 60 * kMicrosPerMinute + 1) != first);
    }

    void letsGoOfVisitsThatLieAhead()
    {
        OpenVisits visits;
        for (quint64 visitor = 1; visitor <= 100; ++visitor)
            visits.visitOf(kSite, visitor, QString::number(visitor), kUrl, kDay + 400 * kMicrosPerDay);
        QCOMPARE(visits.count(), 100);
        visitAt(visits, kDay);
        QCOMPARE(visits.count(), 1);
    }

    void goesOnWithinTheTimeThatItHas()
    {
        OpenVisits visits;
        const auto at = [&](int minutes) { return visitAt(visits, kDay + minutes * kMicrosPerMinute); };
        const quint64 first = at(0);
        QCOMPARE(at(20), first);
        QCOMPARE(at(40), first); // the clock ran ahead
        QCOMPARE(at(0), first); // and was set right
        QCOMPARE(at(65), first); // counted by its rows it goes on, too
    }

    void goesOnAfterAClockThatWasAhead()
    {
        OpenVisits visits;
        const Micros noon = kDay + 12 * kMicrosPerHour;
        const quint64 first = visitAt(visits, noon);
        visits.takeClockStep({0, noon + kMicrosPerDay, kMicrosPerDay});
        QVERIFY(visitAt(visits, noon + kMicrosPerDay) != first);
        visits.takeClockStep({0, noon + 1, -kMicrosPerDay});
        QCOMPARE(visitAt(visits, noon + 2), first);
    }

    void endsWithTheDayThatItFilled()
    {
        OpenVisits visits;
        const quint64 first = visitAt(visits, kDay - 10 * kMicrosPerMinute);
        Micros time = kDay;
        for (; time < kDay + kMicrosPerDay; time += 20 * kMicrosPerMinute)
            QCOMPARE(visitAt(visits, time), first);
        QVERIFY(!visits.isOpen(kSite, 7, time));
        const quint64 second = visitAt(visits, time);
        QVERIFY(second != first);
        for (time += 20 * kMicrosPerMinute; time < kDay + 2 * kMicrosPerDay; time += 20 * kMicrosPerMinute)
            QCOMPARE(visitAt(visits, time), second);
        QVERIFY(visitAt(visits, time) != second);
    }
};

CLICKSCOPE_TEST(VisitsTest)
#include "tst_openvisits.moc"
