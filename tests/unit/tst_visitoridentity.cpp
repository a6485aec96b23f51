// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visitoridentity.h"
#include "core/types/hit.h"

#include <QTest>

class VisitorIdentityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheDefaultFormula_data();
    void knowsTheDefaultFormula();
    void knowsSparklytics_data();
    void knowsSparklytics();
    void knowsTsAnalytics_data();
    void knowsTsAnalytics();
    void knowsTheVisitFormula();
    void keepsTheIdWithinADay();
    void drawsANewSaltAtMidnight();
    void forgetsYesterdayHalfAnHourIn();
    void takesUpStoredSalts();
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

void VisitorIdentityTest::knowsSparklytics_data()
{
    QTest::addColumn<qint64>("day");
    QTest::addColumn<QByteArray>("ip");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("id");
    QTest::addRow("a day") << qint64(19737) << QByteArray("1.2.3.4") << kAgent
                           << QByteArray("abd40c2aa5af028a");
    QTest::addRow("the next day") << qint64(19738) << QByteArray("1.2.3.4") << kAgent
                                  << QByteArray("4f195f60ae605e69");
    QTest::addRow("IPv6") << qint64(19737) << QByteArray("2001:db8::1") << kAgent
                          << QByteArray("5036f4967344693b");
    QTest::addRow("an ambiguity") << qint64(19737) << QByteArray("1.2.3.4") << QByteArray("5x")
                                  << QByteArray("b4272ad0e9909ae7");
    QTest::addRow("the same ambiguity")
        << qint64(19737) << QByteArray("1.2.3.45") << QByteArray("x") << QByteArray("b4272ad0e9909ae7");
}

void VisitorIdentityTest::knowsSparklytics()
{
    QFETCH(qint64, day);
    QFETCH(QByteArray, ip);
    QFETCH(QByteArray, agent);
    QTEST(sparklyticsVisitor(day, ip, agent), "id");
}

void VisitorIdentityTest::knowsTsAnalytics_data()
{
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("id");
    QTest::addRow("16") << QByteArray("analytics-2024-01-15") << 16 << QByteArray("3ff82549299afe23");
    QTest::addRow("16, next day") << QByteArray("analytics-2024-01-16") << 16
                                  << QByteArray("19bf259b6e51c13e");
    QTest::addRow("64") << QByteArray("analytics-salt-2024-01-15") << 64
                        << QByteArray("835f7cb2b9f44a290858122efb6d6a52b37b1c7d1d6ca0ac3635075393b94c09");
    QTest::addRow("64, fixed salt") << QByteArray(
        "daily-salt") << 64 << QByteArray("a99c5fa798f9997987a0a7bdcfb84357f3ddef6d610a2b27f8141ea5fce4d161");
}

void VisitorIdentityTest::knowsTsAnalytics()
{
    QFETCH(QByteArray, salt);
    QFETCH(int, length);
    QTEST(tsAnalyticsVisitor("192.168.1.1", "Mozilla/5.0", "site-123", salt, length), "id");
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

QTEST_APPLESS_MAIN(VisitorIdentityTest)
#include "tst_visitoridentity.moc"
