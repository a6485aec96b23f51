// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/distinctpairs.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <random>
#include <set>

using Pairs = std::set<std::pair<quint32, quint32>>;

/// Pairs added many times count once, whichever way they are brought together.
class DistinctPairsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNoPairs();
    void eachPairCountsOnce_data();
    void eachPairCountsOnce();
    void pairsOfTwoThreadsAreOne();
};

namespace {

constexpr quint32 kCodes = 40;

/// Fails the test when a pair comes twice.
Pairs visited(DistinctPairs &collected)
{
    Pairs pairs;
    collected.forEachOnce(kCodes, [&pairs](quint32 code, quint32 number) {
        if (!pairs.emplace(code, number).second)
            QTest::qFail("a pair came twice", __FILE__, __LINE__);
    });
    return pairs;
}

} // namespace

void DistinctPairsTest::emptyHasNoPairs()
{
    DistinctPairs collected;
    QVERIFY(visited(collected).empty());
}

void DistinctPairsTest::eachPairCountsOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<quint32>("largest");
    QTest::newRow("one") << 1 << 0U;
    QTest::newRow("many times the same few") << 5000 << 3U;
    QTest::newRow("dense") << 5000 << 4000U;
    QTest::newRow("few among many") << 300 << 1'000'000U;
    QTest::newRow("far apart") << 50 << 0x7fff'ffffU;
}

void DistinctPairsTest::eachPairCountsOnce()
{
    QFETCH(const int, count);
    QFETCH(const quint32, largest);
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_int_distribution<quint32> number(0, largest);
    DistinctPairs collected;
    Pairs expected;
    for (int i = 0; i < count; ++i) {
        const std::pair pair(static_cast<quint32>(random() % kCodes), number(random));
        for (int times = i % 3; times >= 0; --times)
            collected.add(pair.first, pair.second);
        expected.insert(pair);
    }
    QVERIFY(visited(collected) == expected);
}

void DistinctPairsTest::pairsOfTwoThreadsAreOne()
{
    DistinctPairs one;
    DistinctPairs other;
    one.add(3, 7);
    one.add(4, 7);
    other.add(3, 7);
    other.add(3, 8);
    one.add(other);
    QVERIFY(visited(one) == Pairs({{3, 7}, {4, 7}, {3, 8}}));
}

CLICKSCOPE_TEST(DistinctPairsTest)

#include "tst_distinctpairs.moc"
