// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/burstwatch.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

class BurstWatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithCountingTheLongWay();
    void includesTheCurrentHit();
    void forgetsWhatLeftTheWindow();
    void startsAnewWhenTheClockIsSetBack();
};

void BurstWatchTest::agreesWithCountingTheLongWay()
{
    struct Seen
    {
        quint64 visitor, path;
        Micros time;
    };
    QRandomGenerator random(21);
    BurstWatch watch;
    QList<Seen> all;
    Micros now = 1'000'000'000;
    int hits = 0;
    int paths = 0;
    for (int i = 0; i < 20'000; ++i) {
        now += random.bounded(i / 2000 % 2 ? 900'000 : 90'000);
        const Seen seen {random.bounded(4u), random.bounded(i / 1000 % 3 ? 30u : 60u), now};
        all.append(seen);
        while (all.constFirst().time <= now - BurstWatch::kWindow)
            all.removeFirst();
        std::size_t count = 0;
        QSet<quint64> distinct;
        for (const Seen &other : std::as_const(all)) {
            if (other.visitor == seen.visitor) {
                ++count;
                distinct.insert(other.path);
            }
        }
        const BurstWatch::Signs signs = watch.see(seen.visitor, seen.path, now);
        QCOMPARE(signs.manyHits, count >= BurstWatch::kHits);
        QCOMPARE(signs.manyPaths, static_cast<std::size_t>(distinct.size()) >= BurstWatch::kPaths);
        hits += signs.manyHits;
        paths += signs.manyPaths;
    }
    QVERIFY(hits > 1000 && hits < 19'000); // both answers occur
    QVERIFY(paths > 1000 && paths < 19'000);
}

void BurstWatchTest::includesTheCurrentHit()
{
    BurstWatch watch;
    for (int i = 0; i < 39; ++i)
        QVERIFY(!watch.see(1, 0, 1000 + i).manyHits);
    QVERIFY(watch.see(1, 0, 2000).manyHits);
    QVERIFY(!watch.see(2, 0, 2001).manyHits); // somebody else
}

void BurstWatchTest::forgetsWhatLeftTheWindow()
{
    BurstWatch watch;
    for (quint64 i = 0; i < 39; ++i)
        watch.see(1, i, 1000);
    const BurstWatch::Signs late = watch.see(1, 99, 1000 + BurstWatch::kWindow);
    QVERIFY(!late.manyHits);
    QVERIFY(!late.manyPaths);
}

void BurstWatchTest::startsAnewWhenTheClockIsSetBack()
{
    BurstWatch watch;
    const Micros ahead = 365 * kMicrosPerDay;
    for (quint64 visitor = 0; visitor < 1000; ++visitor)
        watch.see(visitor, 0, ahead);
    for (int i = 0; i < 39; ++i)
        QVERIFY(!watch.see(1, 0, 1000 + i).manyHits);
    QCOMPARE(watch.visitors(), 1); // what lay ahead is not kept for a year
    QVERIFY(watch.see(1, 0, 1040).manyHits);
    watch.see(2, 0, 1000 + 2 * BurstWatch::kWindow);
    QCOMPARE(watch.visitors(), 1); // nor is the sweep put off for so long
}

CLICKSCOPE_TEST(BurstWatchTest)
#include "tst_burstwatch.moc"
