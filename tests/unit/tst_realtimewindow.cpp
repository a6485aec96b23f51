// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/realtimewindow.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace {

constexpr Micros kStart = 1'000'000 * kMicrosPerMinute;

Hit hitAt(Micros time, quint64 visitor, const QString &path = QStringLiteral("/"),
          HitKind kind = HitKind::Pageview)
{
    Hit hit;
    hit.receivedAt = time;
    hit.visitor = visitor;
    hit.url = QStringLiteral("https://e.com") + path;
    hit.kind = kind;
    return hit;
}

/// The same numbers, counted the long way.
struct BruteForce
{
    qint64 visitors = 0;
    qint64 viewing = 0;
    qint64 hits = 0;
    qint64 pageviews = 0;
    QList<RealtimeSnapshot::Count> pages;

    BruteForce(const QList<Hit> &all, int minutes, Micros now)
    {
        const Micros from = now - minutes * kMicrosPerMinute;
        QHash<quint64, QString> pageOf;
        QSet<quint64> active;
        QSet<quint64> viewers;
        for (const Hit &hit : all) {
            if (hit.kind == HitKind::Pageview)
                pageOf.insert(hit.visitor, hit.path());
            if (hit.receivedAt <= from)
                continue;
            ++hits;
            active.insert(hit.visitor);
            if (hit.kind == HitKind::Pageview) {
                ++pageviews;
                viewers.insert(hit.visitor);
            }
        }
        visitors = active.size();
        viewing = viewers.size();
        QHash<QString, qint64> counts;
        for (const quint64 visitor : active) {
            if (pageOf.contains(visitor))
                ++counts[pageOf.value(visitor)];
        }
        for (auto count = counts.keyValueBegin(); count != counts.keyValueEnd(); ++count)
            pages.append({count->first, count->second});
        std::ranges::sort(pages, [](const auto &a, const auto &b) {
            return a.visitors != b.visitors ? a.visitors > b.visitors : a.label < b.label;
        });
    }
};

} // namespace

class RealtimeWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithCountingTheLongWay();
    void forgetsAHitExactlyAsOldAsTheWindow();
    void ignoresBotsPastFuture();
    void makesUpNobodyForAnonymousHits();
    void showsMinutesWithTheCurrentOneLast();
    void keepsAHundredNewestHits();
    void staysSmall();
};

void RealtimeWindowTest::agreesWithCountingTheLongWay()
{
    QRandomGenerator random(11);
    RealtimeWindow window;
    QList<Hit> all;
    Micros now = kStart;
    for (int i = 0; i < 6000; ++i) {
        now += random.bounded(3'000'000); // some gaps of seconds, over about 2.5 hours
        const HitKind kind = random.bounded(4) == 0 ? HitKind::Event : HitKind::Pageview;
        const Hit hit = hitAt(now, 1 + random.bounded(200u), QStringLiteral("/%1").arg(random.bounded(12)),
                              kind);
        window.add(hit, now);
        all.append(hit);
        while (all.constFirst().receivedAt
               <= now - 60 * kMicrosPerMinute) // beyond, a page may be forgotten with its visitor
            all.removeFirst();
        if (i % 60 != 0)
            continue;
        for (const int minutes : {1, 2, 5, 10, 30, 60}) {
            const BruteForce expected(all, minutes, now);
            const RealtimeSnapshot snapshot = window.snapshot(minutes, now);
            QCOMPARE(snapshot.activeVisitors, expected.visitors);
            QCOMPARE(window.activeVisitors(minutes, now), expected.visitors);
            QCOMPARE(snapshot.viewingPages, expected.viewing);
            QCOMPARE(snapshot.hits, expected.hits);
            QCOMPARE(snapshot.pageviews, expected.pageviews);
            QVERIFY(snapshot.activePages == expected.pages);
            QCOMPARE(snapshot.perMinute.size(), minutes + 1);
        }
    }
}

void RealtimeWindowTest::forgetsAHitExactlyAsOldAsTheWindow()
{
    for (const int minutes : {1, 2, 5, 10, 30, 60}) {
        RealtimeWindow window;
        window.add(hitAt(kStart, 1), kStart);
        const Micros edge = kStart + minutes * kMicrosPerMinute;
        QCOMPARE(window.snapshot(minutes, edge - 1).activeVisitors, 1);
        QCOMPARE(window.snapshot(minutes, edge - 1).hits, 1);
        QCOMPARE(window.snapshot(minutes, edge).activeVisitors, 0); // by the clock alone: nothing arrived
        QCOMPARE(window.snapshot(minutes, edge).hits, 0);
        QCOMPARE(window.snapshot(minutes, edge).recent.size(), 0);
        QCOMPARE(window.snapshot(minutes, edge).activePages.size(), 0);
    }
}

void RealtimeWindowTest::ignoresBotsPastFuture()
{
    RealtimeWindow window;
    Hit bot = hitAt(kStart, 1);
    bot.bot.isBot = true;
    window.add(bot, kStart);
    window.add(hitAt(kStart - 60 * kMicrosPerMinute, 2), kStart);
    window.add(hitAt(kStart + 2 * kMicrosPerMinute, 3), kStart); // stored before the clock was set back
    QCOMPARE(window.snapshot(60, kStart).activeVisitors, 0);
    QCOMPARE(window.snapshot(60, kStart).hits, 0);
}

void RealtimeWindowTest::makesUpNobodyForAnonymousHits()
{
    RealtimeWindow window;
    for (int i = 0; i < 5; ++i)
        window.add(hitAt(kStart + i, 0), kStart + i);
    QCOMPARE(window.snapshot(5, kStart + 5).activeVisitors, 0);
    QCOMPARE(window.snapshot(5, kStart + 5).hits, 5);
}

void RealtimeWindowTest::showsMinutesWithTheCurrentOneLast()
{
    RealtimeWindow window;
    const Micros minute = kMicrosPerMinute;
    for (const Micros time : {Micros(0), minute, minute + 1, 3 * minute})
        window.add(hitAt(kStart + time, 1), kStart + time);
    QCOMPARE(window.snapshot(3, kStart + 3 * minute + 1).perMinute, (QList<qint64> {1, 2, 0, 1}));
    QCOMPARE(window.snapshot(2, kStart + 64 * minute).perMinute,
             (QList<qint64> {0, 0, 0})); // no ghosts an hour later
}

void RealtimeWindowTest::keepsAHundredNewestHits()
{
    RealtimeWindow window;
    for (int i = 0; i < 500; ++i)
        window.add(hitAt(kStart + i, 1, QStringLiteral("/%1").arg(i)), kStart + i);
    const QList<Hit> recent = window.snapshot(5, kStart + 500).recent;
    QCOMPARE(recent.size(), 100);
    QCOMPARE(recent.constFirst().path(), QStringLiteral("/499"));
    QCOMPARE(recent.constLast().path(), QStringLiteral("/400"));
}

void RealtimeWindowTest::staysSmall()
{
    // Three windows' worth of visitors and pages that never come back: what is left is the last window.
    constexpr int kPerWindow = 120'000;
    RealtimeWindow window;
    Micros now = kStart;
    for (int i = 0; i < 3 * kPerWindow; ++i) {
        now += 60 * kMicrosPerMinute / kPerWindow;
        window.add(hitAt(now, static_cast<quint64>(i) + 1, QStringLiteral("/%1").arg(i)), now);
    }
    QCOMPARE(window.snapshot(60, now).activeVisitors, kPerWindow);
    QCOMPARE(window.snapshot(60, now).activePages.size(), 100);
    QCOMPARE(window.snapshot(60, now + 60 * kMicrosPerMinute).activeVisitors, 0);
}

QTEST_APPLESS_MAIN(RealtimeWindowTest)
#include "tst_realtimewindow.moc"
