// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visits.h"

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

QTEST_APPLESS_MAIN(VisitsTest)
#include "tst_visits.moc"
