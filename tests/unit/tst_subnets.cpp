// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/subnets.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const char *const kText = "# our building\n"
                          "192.168.0.0/16 = Campus\n"
                          "192.168.20.0/24 = Hall B @ 18.52, 73.86\n"
                          "192.168.20.7 = Printer\r\n"
                          "\n"
                          "  fd00:20::/64   =  Büro = Pune @ -33.87,151.21 \n"
                          "::/0 = Any IPv6\n";

} // namespace

class SubnetsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLongestPrefixWins_data();
    void theLongestPrefixWins();
    void readsPositions();
    void refusesBadLines_data();
    void refusesBadLines();
    void isBounded();
    void writesWhatItReads();
    void everyNetworkMatchesNoneByDefault();
};

void SubnetsTest::theLongestPrefixWins_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("name");
    QTest::addRow("host") << s("192.168.20.7") << s("Printer");
    QTest::addRow("hall") << s("192.168.20.8") << s("Hall B");
    QTest::addRow("hall, last") << s("192.168.20.255") << s("Hall B");
    QTest::addRow("campus") << s("192.168.21.0") << s("Campus");
    QTest::addRow("outside") << s("192.169.0.1") << QString();
    QTest::addRow("mapped") << s("::ffff:192.168.20.8") << s("Hall B");
    QTest::addRow("IPv6") << s("fd00:20::1") << s("Büro = Pune");
    QTest::addRow("IPv6 outside") << s("fd00:20:0:1::1") << s("Any IPv6");
    QTest::addRow("IPv6 is not IPv4") << s("10.0.0.1") << QString();
    QTest::addRow("zone") << s("fe80::1%eth0") << s("Any IPv6");
}

void SubnetsTest::theLongestPrefixWins()
{
    QFETCH(QString, address);
    const auto subnets = Subnets::parse(s(kText));
    QVERIFY2(subnets, subnets ? "" : qPrintable(subnets.error().message));
    const NamedSubnet *subnet = subnets->find(QHostAddress(address));
    QTEST(subnet ? subnet->name : QString(), "name");
}

void SubnetsTest::readsPositions()
{
    const auto subnets = Subnets::parse(s(kText));
    QVERIFY(subnets);
    QCOMPARE(subnets->networks().size(), 5);
    QCOMPARE(subnets->networks()[0].position, std::nullopt);
    QCOMPARE(subnets->networks()[1].position, (GeoPosition {1852, 7386}));
    QCOMPARE(subnets->networks()[3].position, (GeoPosition {-3387, 15121}));
    QCOMPARE(subnets->networks()[2].cidr(), s("192.168.20.7/32"));
}

void SubnetsTest::refusesBadLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::addRow("no name") << s("10.0.0.0/8") << s("write a network and its name");
    QTest::addRow("empty name") << s("10.0.0.0/8 = ") << s("a name has");
    QTest::addRow("position alone") << s("10.0.0.0/8 = @ 1,2") << s("a name has");
    QTest::addRow("long name") << QString(s("10.0.0.0/8 = ") + QString(101, u'x')) << s("a name has");
    QTest::addRow("control character") << s("10.0.0.0/8 = a\x01z") << s("a name has");
    QTest::addRow("half a character") << QString(s("10.0.0.0/8 = a") + QChar(0xd800)) << s("a name has");
    QTest::addRow("no network") << s("hall = Hall") << s("no network");
    QTest::addRow("one number") << s("10 = Ten") << s("no network");
    QTest::addRow("three numbers") << s("10.0.0/8 = Ten") << s("no network");
    QTest::addRow("prefix too long") << s("10.0.0.0/33 = Ten") << s("no network");
    QTest::addRow("prefix negative") << s("10.0.0.0/-1 = Ten") << s("no network");
    QTest::addRow("prefix missing") << s("10.0.0.0/ = Ten") << s("no network");
    QTest::addRow("mask") << s("10.0.0.0/255.0.0.0 = Ten") << s("no network");
    QTest::addRow("zone") << s("fe80::%1/64 = Link") << s("no network");
    QTest::addRow("mapped, too wide") << s("::ffff:0.0.0.0/80 = Any") << s("no network");
    QTest::addRow("host bits") << s("192.168.20.5/24 = Hall") << s("inside 192.168.20.0/24");
    QTest::addRow("north of the pole") << s("10.0.0.0/8 = Ten @ 91, 0") << s("degrees");
    QTest::addRow("no position") << s("10.0.0.0/8 = Ten @ home") << s("degrees");
    QTest::addRow("half a position") << s("10.0.0.0/8 = Ten @ 1") << s("degrees");
    QTest::addRow("not a number") << s("10.0.0.0/8 = Ten @ nan, nan") << s("degrees");
    QTest::addRow("twice") << s("192.168.0.0/16 = Other") << s("has a name already");
    QTest::addRow("twice, mapped") << s("::ffff:192.168.0.0/112 = Other") << s("has a name already");
}

void SubnetsTest::refusesBadLines()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const auto subnets = Subnets::parse(QString(s(kText) + line));
    QVERIFY(!subnets);
    QCOMPARE(subnets.error().code, s("bad_subnet"));
    QVERIFY2(subnets.error().message.startsWith(s("Line 8: ")), qPrintable(subnets.error().message));
    QVERIFY2(subnets.error().message.contains(says), qPrintable(subnets.error().message));
}

void SubnetsTest::isBounded()
{
    QString text;
    for (int i = 0; i < 1024; ++i)
        text += QStringLiteral("10.%1.%2.0/24 = Room %3\n").arg(i / 256).arg(i % 256).arg(i);
    const auto most = Subnets::parse(text);
    QVERIFY(most);
    QCOMPARE(most->find(QHostAddress(s("10.3.255.9")))->name, s("Room 1023"));
    QCOMPARE(Subnets::parse(QString(text + s("11.0.0.0/8 = One more"))).error().code, s("too_many_subnets"));
    QCOMPARE(Subnets::parse(QString(300'000, u'#')).error().code, s("too_many_subnets"));
}

void SubnetsTest::writesWhatItReads()
{
    const auto subnets = Subnets::parse(s(kText));
    QVERIFY(subnets);
    QCOMPARE(subnets->toText(),
             s("192.168.0.0/16 = Campus\n192.168.20.0/24 = Hall B @ 18.52, 73.86\n192.168.20.7/32 = Printer\n"
               "fd00:20::/64 = Büro = Pune @ -33.87, 151.21\n::/0 = Any IPv6\n"));
    QCOMPARE(Subnets::parse(subnets->toText())->networks(), subnets->networks());
}

void SubnetsTest::everyNetworkMatchesNoneByDefault()
{
    QVERIFY(Subnets().isEmpty());
    QVERIFY(!Subnets().find(QHostAddress(s("10.0.0.1"))));
    QVERIFY(Subnets::parse(u"").value().isEmpty());
    const auto all = Subnets::parse(u"0.0.0.0/0 = All");
    QVERIFY(all);
    QCOMPARE(all->find(QHostAddress(s("203.0.113.1")))->name, s("All"));
    QVERIFY(!all->find(QHostAddress(s("2001:db8::1"))));
}

CLICKSCOPE_TEST(SubnetsTest)
#include "tst_subnets.moc"
