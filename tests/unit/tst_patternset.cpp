// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/patternset.h"

#include "core/visitor/agent/atomscanner.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <QTest>

class PatternSetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryAtom_data();
    void findsEveryAtom();
    void refusesAtomsBeyondItsStates();
    void firstPatternInOrderWins();
    void givesGroups();
    void readsBytes();
    void survivesHostileTexts();
    void emptySetMatchesNothing();
};

void PatternSetTest::findsEveryAtom_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QSet<int>>("expected");
    // 0 he, 1 she, 2 his, 3 hers, 4 e/ (Aho and Corasick's own example, and a slash)
    QTest::addRow("ushers") << QByteArray("ushers") << QSet<int> {0, 1, 3};
    QTest::addRow("case") << QByteArray("UsHErS") << QSet<int> {0, 1, 3};
    QTest::addRow("suffix of a longer one") << QByteArray("she/") << QSet<int> {0, 1, 4};
    QTest::addRow("broken off") << QByteArray("hhi shi") << QSet<int> {};
    QTest::addRow("other bytes") << QByteArray("h\xff"
                                               "e his\0",
                                               8)
                                 << QSet<int> {2};
    QTest::addRow("empty") << QByteArray() << QSet<int> {};
}

void PatternSetTest::findsEveryAtom()
{
    const AtomScanner scanner({"he", "she", "his", "hers", "e/", ""});
    QFETCH(QByteArray, text);
    QSet<int> found;
    scanner.scan(text, [&](int atom, qsizetype end) {
        found.insert(atom);
        QVERIFY(end > 0 && end <= text.size());
    });
    QTEST(found, "expected");
}

void PatternSetTest::refusesAtomsBeyondItsStates()
{
    QByteArrayList atoms;
    for (int i = 0; i < 33; ++i)
        atoms.append(QByteArray(1, static_cast<char>('!' + i)) + QByteArray(2'000, 'x'));
    QVERIFY(!AtomScanner(atoms).isUsable());
    int found = 0;
    AtomScanner(atoms).scan(atoms.first(), [&](int, qsizetype) { ++found; });
    QCOMPARE(found, 0);
}

void PatternSetTest::firstPatternInOrderWins()
{
    Result<PatternSet> set = PatternSet::compile({{"Chrome/(\\d+)"}, {"Safari"}, {"edge", true}, {"x*"}});
    QVERIFY(set.ok());
    QCOMPARE(set->firstMatch("Chrome/1 Safari/2"), 0);
    QCOMPARE(set->firstMatch("Safari Chrome/1"), 0);
    QCOMPARE(set->firstMatch("Safari Edge"), 1);
    QCOMPARE(set->firstMatch("EDGE"), 2);
    QCOMPARE(set->firstMatch("chrome/1"), 3); // has no atom: tried always
    QCOMPARE(set->firstMatchOfAll("Safari Edge"), 1);
}

void PatternSetTest::givesGroups()
{
    Result<PatternSet> set = PatternSet::compile({{"(a+)(b)?(c*)-(?:x|(y))"}});
    QVERIFY(set.ok());
    PatternSet::Groups groups;
    QCOMPARE(set->firstMatch("__aa-x", &groups), 0);
    QCOMPARE(groups[0].toByteArray(), QByteArray("aa-x"));
    QCOMPARE(groups[1].toByteArray(), QByteArray("aa"));
    QVERIFY(groups[2].isEmpty());
    QVERIFY(groups[3].isEmpty());
    QVERIFY(groups[4].isEmpty());
    QVERIFY(groups[5].isNull());
}

void PatternSetTest::readsBytes()
{
    Result<PatternSet> set = PatternSet::compile({{"^<..>$"}});
    QVERIFY(set.ok());
    QCOMPARE(set->firstMatch("<\xc3\xa9>"), 0);
    QCOMPARE(set->firstMatch("<\xff\xfe>"), 0);
    QCOMPARE(set->firstMatch(QByteArrayView("<\0\0>", 4)), 0);
}

void PatternSetTest::survivesHostileTexts()
{
    Result<PatternSet> set = PatternSet::compile({{"(a*)*(a*)*b$"}, {"(?:x.{0,100}){3}y"}});
    QVERIFY(set.ok());
    QCOMPARE(set->firstMatch(QByteArray(512, 'a')), -1);
    QCOMPARE(set->firstMatch(QByteArray(512, 'x')), -1);
    QCOMPARE(set->firstMatch(QByteArray(QByteArray(64, 'a') + "b")), 0);
}

void PatternSetTest::emptySetMatchesNothing()
{
    Result<PatternSet> set = PatternSet::compile({});
    QVERIFY(set.ok());
    QCOMPARE(set->firstMatch("anything"), -1);
    QCOMPARE(set->firstMatchOfAll("anything"), -1);
}

CLICKSCOPE_TEST(PatternSetTest)
#include "tst_patternset.moc"
