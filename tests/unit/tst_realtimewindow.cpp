// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/realtimewindow.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <numeric>

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
    void groupsPagesAsTheSiteSays();
    void agreesWithCountingTheLongWay();
    void forgetsAHitExactlyAsOldAsTheWindow();
    void ignoresBotsPastFuture();
    void followsAClockThatWasAhead_data();
    void followsAClockThatWasAhead();
    void readsBackWhatCameOverAStep();
    void countsInTheFirstHourOf1970();
    void makesUpNobodyForAnonymousHits();
    void listsWhereVisitsCameFrom();
    void showsMinutesWithTheCurrentOneLast();
    void keepsAHundredNewestHits();
    void staysSmall();
    void countsAnyNumberOfHits();
    void saysWhenThereWereMoreVisitors();
    void saysWhatListsLeaveOut();
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

void RealtimeWindowTest::followsAClockThatWasAhead_data()
{
    QTest::addColumn<Micros>("ahead");
    for (const Micros seconds : {5, 50, 600, 3600, 86'400, 365 * 86'400})
        QTest::addRow("%lld s", seconds) << seconds * kMicrosPerSecond;
}

void RealtimeWindowTest::followsAClockThatWasAhead()
{
    QFETCH(Micros, ahead);
    RealtimeWindow window;
    window.add(hitAt(kStart + ahead, 1, QStringLiteral("/ahead")), kStart + ahead);
    const RealtimeSnapshot at = window.snapshot(60, kStart); // set back, and nothing has come since
    QCOMPARE(at.hits, 0);
    QCOMPARE(at.pageviews, 0);
    QCOMPARE(at.activeVisitors, 0);
    QCOMPARE(window.activeVisitors(60, kStart), 0);
    QCOMPARE(at.lastHitAt, 0);
    QCOMPARE(at.hitsPerSecond, 0.0);
    QVERIFY(at.recent.isEmpty());
    QVERIFY(window.topPages(60, kStart).isEmpty());
    for (quint64 visitor = 2; visitor <= 5; ++visitor)
        window.add(hitAt(kStart + static_cast<Micros>(visitor), visitor),
                   kStart + static_cast<Micros>(visitor));
    for (const Micros now : {kStart + 5, kStart + 4 * kMicrosPerMinute}) {
        const RealtimeSnapshot after = window.snapshot(5, now);
        QCOMPARE(after.hits, 4);
        QCOMPARE(after.pageviews, 4);
        QCOMPARE(after.activeVisitors, 4);
        QCOMPARE(window.activeVisitors(5, now), 4);
        QCOMPARE(after.lastHitAt, kStart + 5);
        QCOMPARE(after.recent.size(), 4);
        QCOMPARE(after.activePages.constFirst().visitors, 4);
        QCOMPARE(window.topPages(5, now).size(), 1);
        QCOMPARE(std::accumulate(after.perMinute.begin(), after.perMinute.end(), qint64(0)), 4);
    }
    QCOMPARE(window.snapshot(5, kStart + 5 * kMicrosPerMinute + 5).hits, 0);
    QCOMPARE(window.snapshot(5, kStart + ahead + 1).hits,
             ahead < 5 * kMicrosPerMinute ? 4 : 0); // never again
}

void RealtimeWindowTest::readsBackWhatCameOverAStep()
{
    // In order of sequence: before, ten minutes ahead, set right again; read twenty minutes later.
    RealtimeWindow window;
    const Micros now = kStart + 20 * kMicrosPerMinute;
    window.add(hitAt(kStart, 1), now);
    window.add(hitAt(kStart + 10 * kMicrosPerMinute, 2), now);
    window.add(hitAt(kStart + kMicrosPerMinute, 3), now);
    QCOMPARE(window.snapshot(60, now).hits, 2);
    QCOMPARE(window.snapshot(15, now).hits, 0);
    window.add(hitAt(now, 3), now);
    QCOMPARE(window.snapshot(15, now).hits, 1);
    QCOMPARE(window.snapshot(60, now).activeVisitors, 2);
}

void RealtimeWindowTest::countsInTheFirstHourOf1970()
{
    RealtimeWindow window;
    const Micros now = 10 * kMicrosPerSecond; // a board without a battery has just been switched on
    window.add(hitAt(now, 1), now);
    const RealtimeSnapshot snapshot = window.snapshot(60, now);
    QCOMPARE(snapshot.hits, 1);
    QCOMPARE(snapshot.perMinute.size(), 61);
    QCOMPARE(snapshot.perMinute.constLast(), 1);
}

void RealtimeWindowTest::makesUpNobodyForAnonymousHits()
{
    RealtimeWindow window;
    for (int i = 0; i < 5; ++i)
        window.add(hitAt(kStart + i, 0), kStart + i);
    QCOMPARE(window.snapshot(5, kStart + 5).activeVisitors, 0);
    QCOMPARE(window.snapshot(5, kStart + 5).hits, 5);
}

void RealtimeWindowTest::listsWhereVisitsCameFrom()
{
    RealtimeWindow window;
    const auto add = [&window](int minute, quint64 visitor, const char *source, const char *channel) {
        Hit hit = hitAt(kStart + minute * kMicrosPerMinute, visitor);
        hit.source = QString::fromLatin1(source);
        hit.channel = QString::fromLatin1(channel);
        hit.referrer = hit.source.isEmpty() ? QString() : QStringLiteral("https://%1/").arg(hit.source);
        window.add(hit, hit.receivedAt);
    };
    const auto sources = [&window](int minute) {
        return window.snapshot(60, kStart + minute * kMicrosPerMinute).referrers;
    };
    using Counts = QList<RealtimeSnapshot::Count>;
    add(0, 1, "google.com", "Search");
    add(1, 1, "", "Internal"); // says nothing of the visit
    add(2, 2, "", "Direct");
    add(3, 2, "x.com", "Social"); // the first that does
    add(4, 1, "x.com", "Social"); // the second: the first one counts
    add(5, 3, "", "Direct");
    QCOMPARE(sources(5),
             (Counts {{QString(), 1}, {QStringLiteral("google.com"), 1}, {QStringLiteral("x.com"), 1}}));
    add(33, 1, "bing.com", "Search"); // 29 minutes later: the same visit
    add(35, 3, "", "Internal"); // 30 minutes later: another one
    add(63, 1, "", "Direct"); // and another one, not from anywhere
    QCOMPARE(sources(63), (Counts {{QString(), 2}}));
    add(64, 1, "bing.com", "Search");
    QCOMPARE(sources(64), (Counts {{QString(), 1}, {QStringLiteral("bing.com"), 1}}));
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

void RealtimeWindowTest::countsAnyNumberOfHits()
{
    // 600 hits a second for 40 minutes, a third of them pageviews, by 5,000 visitors.
    constexpr int kHits = 1'440'000;
    constexpr Micros kStep = 40 * kMicrosPerMinute / kHits;
    RealtimeWindow window;
    Hit pageview = hitAt(kStart, 1);
    Hit event = hitAt(kStart, 1, QStringLiteral("/"), HitKind::Event);
    Micros now = kStart;
    for (int i = 0; i < kHits; ++i) {
        now += kStep;
        Hit &hit = i % 3 == 0 ? pageview : event;
        hit.receivedAt = now;
        hit.visitor = 1 + static_cast<quint64>(i) % 5000;
        window.add(hit, now);
    }
    const RealtimeSnapshot hour = window.snapshot(60, now);
    QCOMPARE(hour.hits, kHits);
    QCOMPARE(hour.pageviews, kHits / 3);
    QCOMPARE(hour.activeVisitors, 5000);
    QVERIFY(!hour.visitorsAtLeast);
    for (const int minutes : {1, 7, 30}) { // begins where there are sums only
        const RealtimeSnapshot part = window.snapshot(minutes, now);
        QVERIFY(part.asOf >= now && part.asOf < now + 10 * kMicrosPerMilli);
        const Micros from = part.asOf - minutes * kMicrosPerMinute;
        QCOMPARE(part.hits, (now - from) / kStep + ((now - from) % kStep != 0 ? 1 : 0));
    }
    QCOMPARE(window.snapshot(60, now + 61 * kMicrosPerMinute).hits, 0);
}

void RealtimeWindowTest::saysWhenThereWereMoreVisitors()
{
    RealtimeWindow window;
    Hit hit = hitAt(kStart, 1);
    for (int i = 0; i <= RealtimeWindow::kMaxVisitors; ++i) { // one too many, in 17 minutes
        hit.receivedAt = kStart + i * kMicrosPerMilli;
        hit.visitor = static_cast<quint64>(i) + 1;
        window.add(hit, hit.receivedAt);
    }
    const Micros now = hit.receivedAt;
    const RealtimeSnapshot hour = window.snapshot(60, now);
    QCOMPARE(hour.activeVisitors, RealtimeWindow::kMaxVisitors);
    QVERIFY(hour.visitorsAtLeast && hour.listsAtLeast);
    QCOMPARE(hour.hits, RealtimeWindow::kMaxVisitors + 1); // which are counted apart
    const RealtimeSnapshot part = window.snapshot(10, now); // knows all of its own
    QVERIFY(!part.visitorsAtLeast && !part.listsAtLeast);
    QCOMPARE(part.activeVisitors, 10 * kMicrosPerMinute / kMicrosPerMilli);
}

void RealtimeWindowTest::saysWhatListsLeaveOut()
{
    constexpr int kPages = 150;
    RealtimeWindow window;
    for (int i = 0; i < kPages; ++i)
        window.add(hitAt(kStart + i, static_cast<quint64>(i) + 1, QStringLiteral("/%1").arg(i)), kStart + i);
    RealtimeSnapshot snapshot = window.snapshot(5, kStart + kPages);
    QCOMPARE(snapshot.activePages.size(), 100);
    QCOMPARE(snapshot.activePagesTotal, kPages);
    QVERIFY(!snapshot.listsAtLeast);
    // More different pages than are kept by name.
    Hit hit = hitAt(kStart, 1);
    for (int i = 0; i < RealtimeWindow::kMaxTexts; ++i) {
        hit = hitAt(kStart + kPages + i, static_cast<quint64>(i) + 1, QStringLiteral("/more/%1").arg(i));
        window.add(hit, hit.receivedAt);
    }
    snapshot = window.snapshot(5, hit.receivedAt);
    QVERIFY(snapshot.listsAtLeast);
    QVERIFY(!snapshot.visitorsAtLeast);
    QCOMPARE(snapshot.activeVisitors, RealtimeWindow::kMaxTexts);
    bool isAtLeast = false;
    window.topPages(5, hit.receivedAt, &isAtLeast);
    QVERIFY(isAtLeast);
    // An hour later they are forgotten, and there is room again.
    hit = hitAt(hit.receivedAt + 61 * kMicrosPerMinute, 1, QStringLiteral("/fresh"));
    window.add(hit, hit.receivedAt);
    window.add(hit, hit.receivedAt);
    snapshot = window.snapshot(60, hit.receivedAt);
    QVERIFY(!snapshot.listsAtLeast);
    QCOMPARE(snapshot.activePages, (QList<RealtimeSnapshot::Count> {{QStringLiteral("/fresh"), 1}}));
}

void RealtimeWindowTest::groupsPagesAsTheSiteSays()
{
    RealtimeWindow window;
    window.add(hitAt(kStart, 1, QStringLiteral("/a")), kStart);
    window.add(hitAt(kStart + 1, 2, QStringLiteral("/a/")), kStart + 1);
    window.add(hitAt(kStart + 2, 3, QStringLiteral("/%41")), kStart + 2);
    const auto labels = [&window] {
        QStringList pages;
        for (const RealtimeSnapshot::Count &count : window.snapshot(5, kStart + 3).activePages)
            pages.append(QStringLiteral("%1 %2").arg(QString::number(count.visitors), count.label));
        return pages;
    };
    const QStringList apart {QStringLiteral("1 /A"), QStringLiteral("1 /a"), QStringLiteral("1 /a/")};
    QCOMPARE(labels(), apart);
    window.setPageGrouping({true, true});
    QCOMPARE(labels(), QStringList {QStringLiteral("3 /a")});
    QCOMPARE(window.topPages(5, kStart + 3).constFirst().visitors, 3);
    window.setPageGrouping({});
    QCOMPARE(labels(), apart);
}

CLICKSCOPE_TEST(RealtimeWindowTest)
#include "tst_realtimewindow.moc"
