// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visitoridentity.h"
#include "core/types/hit.h"
#include "tests/support/testprogram.h"

#include <QTest>

class VisitorIdentityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheDefaultFormula_data();
    void knowsTheDefaultFormula();
    void knowsTheVisitFormula();
    void keepsTheIdWithinADay();
    void drawsANewSaltAtMidnight();
    void forgetsYesterdayHalfAnHourIn();
    void takesUpStoredSalts();
    void keepsTheSaltOfADayOverAMidnightThatCameTwice();
    void leavesSaltsOfDaysThatHaveNotCome();
};

namespace {

const QByteArray kAgent = "Mozilla/5.0 Chrome/120";
constexpr Micros kMidnight = 20'515 * kMicrosPerDay;

QByteArray countingKey()
{
    QByteArray key;
    for (char byte = 0; byte < 32; ++byte)
        key.append(byte);
    return key;
}

} // namespace

void VisitorIdentityTest::knowsTheDefaultFormula_data()
{
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<QByteArray>("ip");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("extra");
    QTest::addColumn<QString>("id");
    const QByteArray site = "site_abc1234567";
    const QByteArray ip = "203.0.113.7";
    QTest::addRow("plain") << site << ip << kAgent << QByteArray() << QStringLiteral("a01ec1e045fd3423");
    QTest::addRow("another site") << QByteArray("site_other00001") << ip << kAgent << QByteArray()
                                  << QStringLiteral("c01962e79d21144b");
    QTest::addRow("IPv6") << site << QByteArray("2001:db8::1") << kAgent << QByteArray()
                          << QStringLiteral("b114b83f4ad50100");
    QTest::addRow("extra") << site << ip << kAgent << QByteArray("en-US,en;q=0.9")
                           << QStringLiteral("f5988f05ab9b78c7");
    QTest::addRow("no agent") << site << ip << QByteArray() << QByteArray()
                              << QStringLiteral("e68cacbed561d253");
}

void VisitorIdentityTest::knowsTheDefaultFormula()
{
    QFETCH(QByteArray, site);
    QFETCH(QByteArray, ip);
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, extra);
    QTEST(toHex16(visitorHash(countingKey(), site, ip, agent, extra)), "id");
}

void VisitorIdentityTest::knowsTheVisitFormula()
{
    QCOMPARE(
        toHex16(visitHash("0123456789abcdef", "site_abc1234567", "https://example.com/", 1'705'276'800'000)),
        QStringLiteral("f8a26f8ae5f7d6ea"));
}

void VisitorIdentityTest::keepsTheIdWithinADay()
{
    int drawn = 0;
    VisitorIdentity identity({}, [&](const DailySalt &) { ++drawn; });
    const quint64 id = identity.today(kMidnight, "s", "1.2.3.4", kAgent);
    QCOMPARE(identity.today(kMidnight + kMicrosPerDay - 1, "s", "1.2.3.4", kAgent), id);
    QCOMPARE(drawn, 1);
    QVERIFY(identity.today(kMidnight, "t", "1.2.3.4", kAgent) != id);
    QVERIFY(identity.today(kMidnight, "s", "1.2.3.5", kAgent) != id);
    QVERIFY(identity.today(kMidnight, "s", "1.2.3.4", "other") != id);
}

void VisitorIdentityTest::drawsANewSaltAtMidnight()
{
    QList<DailySalt> drawn;
    VisitorIdentity identity({}, [&](const DailySalt &salt) { drawn.append(salt); });
    const quint64 before = identity.today(kMidnight - 1, "s", "1.2.3.4", kAgent);
    QVERIFY(identity.today(kMidnight, "s", "1.2.3.4", kAgent) != before);
    QCOMPARE(identity.yesterday(kMidnight, "s", "1.2.3.4", kAgent), before);
    QCOMPARE(drawn.size(), 2);
    QCOMPARE(drawn[1].day, utcDay(kMidnight));
    QCOMPARE(drawn[1].salt.size(), 32);
    QVERIFY(drawn[0].salt != drawn[1].salt);
}

void VisitorIdentityTest::forgetsYesterdayHalfAnHourIn()
{
    VisitorIdentity identity({}, {});
    const quint64 before = identity.today(kMidnight - 1, "s", "1.2.3.4", kAgent);
    const Micros last = kMidnight + 30 * kMicrosPerMinute - 1;
    (void)identity.today(last, "s", "1.2.3.4", kAgent);
    QCOMPARE(identity.yesterday(last, "s", "1.2.3.4", kAgent), before);
    (void)identity.today(last + 1, "s", "1.2.3.4", kAgent);
    QCOMPARE(identity.yesterday(last + 1, "s", "1.2.3.4", kAgent), 0u);
    QCOMPARE(identity.yesterday(last, "s", "1.2.3.4", kAgent), 0u); // not only hidden: overwritten
}

void VisitorIdentityTest::takesUpStoredSalts()
{
    QList<DailySalt> drawn;
    VisitorIdentity first({}, [&](const DailySalt &salt) { drawn.append(salt); });
    const quint64 before = first.today(kMidnight - 1, "s", "1.2.3.4", kAgent);
    const quint64 after = first.today(kMidnight, "s", "1.2.3.4", kAgent);
    for (const QList<DailySalt> &order : {drawn, QList<DailySalt> {drawn[1], drawn[0]}}) {
        VisitorIdentity second(order, [](const DailySalt &) { QFAIL("there is one for today"); });
        QCOMPARE(second.today(kMidnight, "s", "1.2.3.4", kAgent), after);
        QCOMPARE(second.yesterday(kMidnight, "s", "1.2.3.4", kAgent), before);
    }
}

void VisitorIdentityTest::keepsTheSaltOfADayOverAMidnightThatCameTwice()
{
    VisitorIdentity identity({}, {});
    const quint64 before = identity.today(kMidnight - 2, "s", "1.2.3.4", kAgent);
    QVERIFY(identity.today(kMidnight, "s", "1.2.3.4", kAgent) != before);
    QCOMPARE(identity.today(kMidnight - 1, "s", "1.2.3.4", kAgent), before); // set back by a microsecond
    (void)identity.today(kMidnight, "s", "1.2.3.4", kAgent);
    QCOMPARE(identity.yesterday(kMidnight, "s", "1.2.3.4", kAgent), before);
}

void VisitorIdentityTest::leavesSaltsOfDaysThatHaveNotCome()
{
    QList<DailySalt> drawn;
    VisitorIdentity ahead({}, [&](const DailySalt &salt) { drawn.append(salt); });
    const quint64 now = ahead.today(kMidnight, "s", "1.2.3.4", kAgent);
    (void)ahead.today(kMidnight + 3 * kMicrosPerDay, "s", "1.2.3.4", kAgent);
    QCOMPARE(drawn.size(), 2);
    VisitorIdentity again(drawn, [](const DailySalt &) {});
    QCOMPARE(again.today(kMidnight, "s", "1.2.3.4", kAgent), now); // today's is known, too
}

CLICKSCOPE_TEST(VisitorIdentityTest)
#include "tst_visitoridentity.moc"
