// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/hitcounts.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <vector>

namespace {

constexpr Micros kStart = 1'000'000 * kMicrosPerMinute;
constexpr int kPageCount = 40;

struct Seen
{
    Micros time = 0;
    int page = HitCounts::kNoPage;
};

/// The same, counted the long way.
struct LongWay
{
    HitCounts::Totals totals;
    std::vector<int> pages = std::vector<int>(kPageCount);

    LongWay(const std::vector<Seen> &all, Micros from, Micros to)
    {
        for (const Seen &seen : all) {
            if (seen.time <= from || seen.time > to)
                continue;
            ++totals.hits;
            totals.pageviews += seen.page == HitCounts::kNoPage ? 0 : 1;
            if (seen.page >= 0)
                ++pages[static_cast<std::size_t>(seen.page)];
        }
    }
};

/// Four minutes: one that is quiet, two of 100,000 hits each, one that is quiet.
std::vector<Seen> busyMinutes(HitCounts &counts)
{
    QRandomGenerator random(28);
    std::vector<Seen> all;
    Micros time = kStart;
    while (time < kStart + 4 * kMicrosPerMinute) {
        const bool isBusy = time >= kStart + kMicrosPerMinute && time < kStart + 3 * kMicrosPerMinute;
        time += isBusy ? random.bounded(1'200) : random.bounded(200'000);
        const int page = random.bounded(4) == 0 ? HitCounts::kNoPage : random.bounded(kPageCount);
        counts.add(time, page);
        all.push_back({time, page});
    }
    return all;
}

} // namespace

class HitCountsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithCountingTheLongWay();
    void tellsPagesApartAsFarAsItCan();
    void takesBackWhatLiesAhead();
    void forgetsOldMinutes();
    void countsBeforeTheEpoch();
};

void HitCountsTest::agreesWithCountingTheLongWay()
{
    HitCounts counts;
    const std::vector<Seen> all = busyMinutes(counts);
    QVERIFY(all.size() > 190'000);
    const Micros now = all.back().time;
    QRandomGenerator random(3);
    for (int i = 0; i < 300; ++i) {
        const Micros from = kStart + random.bounded(qint64(4 * kMicrosPerMinute));
        const Micros edge = counts.edge(from);
        QVERIFY(edge >= from && edge < from + 10 * kMicrosPerMilli);
        const LongWay expected(all, edge, now);
        const HitCounts::Totals totals = counts.between(edge, now);
        QCOMPARE(totals.hits, expected.totals.hits);
        QCOMPARE(totals.pageviews, expected.totals.pageviews);
    }
    QCOMPARE(counts.edge(kStart + 1), kStart + 1); // to the microsecond where hits are few
    QCOMPARE(counts.lastAt(now), now);
}

void HitCountsTest::tellsPagesApartAsFarAsItCan()
{
    HitCounts counts;
    const std::vector<Seen> all = busyMinutes(counts);
    const Micros now = all.back().time;
    // From a quiet minute on, and from the beginning of a busy one.
    for (const Micros from : {kStart + 30 * kMicrosPerSecond, kStart + kMicrosPerMinute + kMicrosPerSecond}) {
        std::vector<int> pages(kPageCount);
        QVERIFY(counts.countPages(from, now, pages));
        QVERIFY(pages == LongWay(all, from, now).pages);
    }
    std::vector<int> pages(kPageCount);
    const Micros from = kStart + kMicrosPerMinute + 40 * kMicrosPerSecond;
    QVERIFY(!counts.countPages(from, now, pages)); // says so
    const LongWay expected(all, from, now);
    for (std::size_t i = 0; i < kPageCount; ++i)
        QVERIFY(pages[i] > 0 && pages[i] <= expected.pages[i]); // and is at least so much
}

void HitCountsTest::takesBackWhatLiesAhead()
{
    HitCounts counts;
    const std::vector<Seen> all = busyMinutes(counts);
    for (const Micros to :
         {kStart + 2 * kMicrosPerMinute + 30 * kMicrosPerSecond, // only sums are known
          kStart + kMicrosPerMinute + 2 * kMicrosPerSecond, kStart + 20 * kMicrosPerSecond}) {
        counts.forgetAfter(to);
        const LongWay expected(all, kStart - 1, to);
        const HitCounts::Totals totals = counts.between(kStart - 1, to + kMicrosPerMinute);
        QCOMPARE(totals.hits, expected.totals.hits);
        QCOMPARE(totals.pageviews, expected.totals.pageviews);
        QVERIFY(counts.lastAt(all.back().time) <= to);
    }
}

void HitCountsTest::forgetsOldMinutes()
{
    HitCounts counts;
    counts.add(kStart, 0);
    counts.expire(kStart + 60 * kMicrosPerMinute - 1);
    QCOMPARE(counts.between(kStart - 1, kStart + 60 * kMicrosPerMinute).hits, 1);
    counts.expire(kStart + 61 * kMicrosPerMinute);
    QCOMPARE(counts.between(kStart - 1, kStart + 61 * kMicrosPerMinute).hits, 0);
    counts.add(kStart + 62 * kMicrosPerMinute, 0); // in the same place
    QCOMPARE(counts.inMinute(kStart / kMicrosPerMinute), 0);
}

void HitCountsTest::countsBeforeTheEpoch()
{
    HitCounts counts;
    counts.add(-90 * kMicrosPerSecond, 0);
    counts.add(-1, 0);
    counts.add(0, 0);
    QCOMPARE(counts.inMinute(-2), 1);
    QCOMPARE(counts.inMinute(-1), 1);
    QCOMPARE(counts.between(-kMicrosPerMinute, 0).hits, 2);
    QCOMPARE(counts.between(-2 * kMicrosPerMinute, 0).hits, 3);
}

CLICKSCOPE_TEST(HitCountsTest)
#include "tst_hitcounts.moc"
