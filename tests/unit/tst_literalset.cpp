// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/literalset.h"
#include "tests/support/testprogram.h"

#include <QTest>

class LiteralSetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPatterns_data();
    void readsPatterns();
    void findsTheLeastNumber();
    void minds_data();
    void minds();
};

void LiteralSetTest::readsPatterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<bool>("atStart");
    const auto row = [](const char *pattern, const char *literal, bool atStart = false) {
        QTest::addRow("%s", pattern) << QByteArray(pattern) << QByteArray(literal) << atStart;
    };
    row("Googlebot\\/", "Googlebot/");
    row("^curl", "curl", true);
    row("sora\\x20", "sora ");
    row("mail\\.ru/", "mail.ru/");
    row("a.b", "");
    row("[wW]get", "");
    row("a|b", "");
    row("end$", "");
    row("\\bword", "");
    row("open\\", "");
    row("^", "");
    row("", "");
}

void LiteralSetTest::readsPatterns()
{
    QFETCH(QByteArray, pattern);
    const std::optional<LiteralSet::Literal> literal = LiteralSet::fromPattern(pattern);
    QTEST(literal ? literal->text : QByteArray(""), "literal");
    QTEST(literal && literal->atStart, "atStart");
}

void LiteralSetTest::findsTheLeastNumber()
{
    const LiteralSet set({{"longer text", false, 7}, {"text", false, 9}, {"longer", false, 8}},
                         Qt::CaseSensitive);
    QCOMPARE(set.first("a longer text"), 7);
    QCOMPARE(set.first("a longer tex"), 8);
    QCOMPARE(set.first("text, longer"), 8);
    QCOMPARE(set.first("text"), 9);
    QCOMPARE(set.first("Text"), -1);
    QCOMPARE(set.first("longer"), 8);
    QCOMPARE(set.first("longe"), -1);
    QCOMPARE(set.first({}), -1);
}

void LiteralSetTest::minds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expected");
    QTest::addRow("at the start") << QByteArray("CURL/7") << 3;
    QTest::addRow("elsewhere") << QByteArray("libcurl/7") << -1;
    QTest::addRow("anywhere, any case") << QByteArray("xHeadLessx") << 5;
    QTest::addRow("cut off") << QByteArray("headles") << -1;
}

void LiteralSetTest::minds()
{
    const LiteralSet set({{"curl", true, 3}, {"headless", false, 5}}, Qt::CaseInsensitive);
    QFETCH(QByteArray, text);
    QTEST(set.first(text), "expected");
}

CLICKSCOPE_TEST(LiteralSetTest)
#include "tst_literalset.moc"
