// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/notes.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <random>
#include <set>

using Pairs = std::set<std::pair<quint32, quint32>>;

/// Pairs noted many times count once, whichever way they are brought together.
class NotesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsNothing();
    void eachPairCountsOnce_data();
    void eachPairCountsOnce();
    void notesOfTwoThreadsAreOne();
};

namespace {

constexpr quint32 kCodes = 40;

/// Fails the test when a pair comes twice.
Pairs told(Notes &notes)
{
    Pairs pairs;
    notes.forEachOnce(kCodes, [&pairs](quint32 code, quint32 number) {
        if (!pairs.emplace(code, number).second)
            QTest::qFail("a pair came twice", __FILE__, __LINE__);
    });
    return pairs;
}

} // namespace

void NotesTest::nothingIsNothing()
{
    Notes notes;
    QVERIFY(told(notes).empty());
}

void NotesTest::eachPairCountsOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<quint32>("largest");
    QTest::newRow("one") << 1 << 0U;
    QTest::newRow("many times the same few") << 5000 << 3U;
    QTest::newRow("dense") << 5000 << 4000U;
    QTest::newRow("few among many") << 300 << 1'000'000U;
    QTest::newRow("far apart") << 50 << 0x7fff'ffffU;
}

void NotesTest::eachPairCountsOnce()
{
    QFETCH(const int, count);
    QFETCH(const quint32, largest);
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_int_distribution<quint32> number(0, largest);
    Notes notes;
    Pairs expected;
    for (int i = 0; i < count; ++i) {
        const std::pair pair(static_cast<quint32>(random() % kCodes), number(random));
        for (int times = i % 3; times >= 0; --times)
            notes.add(pair.first, pair.second);
        expected.insert(pair);
    }
    QVERIFY(told(notes) == expected);
}

void NotesTest::notesOfTwoThreadsAreOne()
{
    Notes one;
    Notes other;
    one.add(3, 7);
    one.add(4, 7);
    other.add(3, 7);
    other.add(3, 8);
    one.add(other);
    QVERIFY(told(one) == Pairs({{3, 7}, {4, 7}, {3, 8}}));
}

CLICKSCOPE_TEST(NotesTest)

#include "tst_notes.moc"
