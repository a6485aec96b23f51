// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"

#include <QTest>

class NetworkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifiesAddresses_data();
    void classifiesAddresses();
    void walksForwardingHeaders_data();
    void walksForwardingHeaders();
    void bearsVeryLongHeaders();
    void refusesBadNetworks_data();
    void refusesBadNetworks();
};

void NetworkTest::classifiesAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *address, NetworkClass expected) {
        QTest::addRow("%s", address) << QString::fromLatin1(address) << static_cast<int>(expected);
    };
    for (const char *address : {"127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1"})
        row(address, NetworkClass::Loopback);
    for (const char *address : {"10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0",
                                "192.168.255.255", "::ffff:10.1.2.3"})
        row(address, NetworkClass::Private);
    for (const char *address : {"100.64.0.0", "100.127.255.255"})
        row(address, NetworkClass::Cgnat);
    for (const char *address : {"169.254.0.0", "169.254.255.255", "fe80::1", "febf::1", "fe80::1%eth0"})
        row(address, NetworkClass::LinkLocal);
    for (const char *address : {"fc00::", "fdff:ffff::1"})
        row(address, NetworkClass::Ula);
    for (const char *address :
         {"9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0",
          "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.255.255", "169.255.0.0",
          "203.0.113.7", "2001:db8::1", "fbff::1", "fe00::1", "fec0::1", "::2"})
        row(address, NetworkClass::Public);
}

void NetworkTest::classifiesAddresses()
{
    QFETCH(QString, address);
    QTEST(static_cast<int>(classifyAddress(QHostAddress(address))), "expected");
}

void NetworkTest::walksForwardingHeaders_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("forwardedFor");
    QTest::addColumn<QByteArray>("forwarded");
    QTest::addColumn<QString>("client");
    const auto row = [](const char *name, const char *peer, const char *xff, const char *forwarded,
                        const char *client) {
        QTest::addRow("%s", name) << QString::fromLatin1(peer) << QByteArray(xff) << QByteArray(forwarded)
                                  << QString::fromLatin1(client);
    };
    // 10/8, 127/8 and fd00::/8 are trusted.
    row("no header", "10.0.0.1", "", "", "10.0.0.1");
    row("one hop", "10.0.0.1", "203.0.113.7", "", "203.0.113.7");
    row("a peer that is not trusted", "198.51.100.1", "203.0.113.7", "", "198.51.100.1");
    row("the last one that is not trusted", "10.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2", "", "203.0.113.7");
    row("trusted all the way", "10.0.0.1", "10.0.0.3, 10.0.0.2", "", "10.0.0.3");
    row("a client that lies", "10.0.0.1", "127.0.0.1, 203.0.113.7", "", "203.0.113.7");
    row("a port", "10.0.0.1", "203.0.113.7:4711", "", "203.0.113.7");
    row("brackets", "10.0.0.1", "[2001:db8::1]", "", "2001:db8::1");
    row("brackets with a port", "10.0.0.1", "[2001:DB8:0::1]:4711", "", "2001:db8::1");
    row("a zone id", "10.0.0.1", "fe80::1%eth0", "", "fe80::1");
    row("IPv4 in IPv6", "10.0.0.1", "::ffff:203.0.113.7", "", "203.0.113.7");
    row("a mapped peer", "::ffff:10.0.0.1", "203.0.113.7", "", "203.0.113.7");
    row("an IPv6 proxy", "fd00::1", "203.0.113.7", "", "203.0.113.7");
    row("garbage", "10.0.0.1", "unknown", "", "10.0.0.1");
    row("garbage behind a good hop", "10.0.0.1", "nonsense, 10.0.0.2", "", "10.0.0.2");
    row("empty entries", "10.0.0.1", "203.0.113.7,,", "", "10.0.0.1");
    row("an open bracket", "10.0.0.1", "[2001:db8::1", "", "10.0.0.1");
    row("blanks", "10.0.0.1", "  203.0.113.7\t", "", "203.0.113.7");
    row("Forwarded", "10.0.0.1", "", "for=203.0.113.7;proto=https;by=10.0.0.1", "203.0.113.7");
    row("Forwarded with quotes and port", "10.0.0.1", "", "proto=https; For=\"[2001:db8::1]:4711\"",
        "2001:db8::1");
    row("Forwarded through two", "10.0.0.1", "", "for=203.0.113.7, for=10.0.0.2", "203.0.113.7");
    row("Forwarded by a hidden one", "10.0.0.1", "", "for=_hidden", "10.0.0.1");
    row("X-Forwarded-For first", "10.0.0.1", "203.0.113.7", "for=198.51.100.1", "203.0.113.7");
}

void NetworkTest::walksForwardingHeaders()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, forwardedFor);
    QFETCH(QByteArray, forwarded);
    const Result<TrustedProxies> proxies = TrustedProxies::parse(
        {QStringLiteral("10.0.0.0/8"), QStringLiteral("127.0.0.0/8"), QStringLiteral("fd00::/8")});
    QVERIFY(proxies);
    QTEST(proxies->clientOf(QHostAddress(peer), forwardedFor, forwarded).address.toString(), "client");
    // Without trusted networks nobody is believed.
    QCOMPARE(TrustedProxies().clientOf(QHostAddress(peer), forwardedFor, forwarded).address,
             unmapped(QHostAddress(peer)));
}

void NetworkTest::bearsVeryLongHeaders()
{
    const TrustedProxies proxies = *TrustedProxies::parse({QStringLiteral("10.0.0.0/8")});
    const QHostAddress peer(QStringLiteral("10.0.0.1"));
    const QByteArray trusted = QByteArray(",10.0.0.2").repeated(7000);
    QCOMPARE(proxies.clientOf(peer, QByteArray("203.0.113.7" + trusted), {}).address.toString(),
             QStringLiteral("203.0.113.7"));
    QCOMPARE(proxies.clientOf(peer, QByteArray(64'000, ','), {}).address, peer);
    QCOMPARE(proxies.clientOf(peer, QByteArray(64'000, 'a'), {}).address, peer);
    QCOMPARE(proxies.clientOf(peer, {}, QByteArray(64'000, ';')).address, peer);
}

void NetworkTest::refusesBadNetworks_data()
{
    QTest::addColumn<QString>("network");
    for (const char *network : {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0.0/8/8"})
        QTest::addRow("\"%s\"", network) << QString::fromLatin1(network);
}

void NetworkTest::refusesBadNetworks()
{
    QFETCH(QString, network);
    const Result<TrustedProxies> proxies = TrustedProxies::parse({network});
    QVERIFY(!proxies);
    QCOMPARE(proxies.error().code, QStringLiteral("bad_network"));
}

QTEST_APPLESS_MAIN(NetworkTest)
#include "tst_network.moc"
