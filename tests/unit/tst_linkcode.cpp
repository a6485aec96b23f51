// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkcode.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <QSet>

class LinkCodeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesReservedWords();
    void makesCodesOfTheAlphabet_data();
    void makesCodesOfTheAlphabet();
    void seesWhatLooksAlike();
};

void LinkCodeTest::refusesReservedWords()
{
    QVERIFY(isReservedCode(u"API"));
    QVERIFY(!isValidLinkCode(u"Metrics"));
    QVERIFY(isValidLinkCode(u"api2"));
    QVERIFY(!isValidLinkCode(u""));
    QVERIFY(!isValidLinkCode(u"a b"));
}

void LinkCodeTest::makesCodesOfTheAlphabet_data()
{
    QTest::addColumn<int>("alphabet");
    QTest::addColumn<QString>("characters");
    QTest::addRow("small") << int(CodeAlphabet::Small) << "abcdefghijklmnopqrstuvwxyz0123456789";
    QTest::addRow("readable") << int(CodeAlphabet::Readable) << "abcdefghjkmnpqrstuvwxyz23456789";
    QTest::addRow("mixed") << int(CodeAlphabet::Mixed)
                           << "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
}

void LinkCodeTest::makesCodesOfTheAlphabet()
{
    QFETCH(int, alphabet);
    QFETCH(QString, characters);
    QRandomGenerator random(1);
    QSet<QChar> seen;
    for (int i = 0; i < 500; ++i) {
        const QString code = randomCode(static_cast<CodeAlphabet>(alphabet), 7, random);
        QCOMPARE(code.size(), 7);
        QVERIFY(isValidLinkCode(code));
        seen.unite(QSet<QChar>(code.begin(), code.end()));
    }
    QCOMPARE(seen, QSet<QChar>(characters.begin(), characters.end()));
    QCOMPARE(randomCode(CodeAlphabet::Small, 0, random).size(), 3);
}

void LinkCodeTest::seesWhatLooksAlike()
{
    QCOMPARE(codeAsItLooks(u"1O"), codeAsItLooks(u"l0"));
    QCOMPARE(codeAsItLooks(u"Spring"), codeAsItLooks(u"5pr1ng"));
    QVERIFY(codeAsItLooks(u"spring") != codeAsItLooks(u"sprung"));
}

CLICKSCOPE_TEST(LinkCodeTest)
#include "tst_linkcode.moc"
