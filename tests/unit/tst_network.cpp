// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/trustedproxies.h"
#include "core/types/network.h"
#include "tests/support/testprogram.h"

#include <QTest>

class NetworkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifiesAddresses_data();
    void classifiesAddresses();
    void walksForwardingHeaders_data();
    void walksForwardingHeaders();
    void joinsRepeatedLines_data();
    void joinsRepeatedLines();
    void believesTheNamedHeaderAlone_data();
    void believesTheNamedHeaderAlone();
    void refusesBadHeaderNames();
    void bearsVeryLongHeaders();
    void refusesBadNetworks_data();
    void refusesBadNetworks();
    void saysHowToPutRightANetwork_data();
    void saysHowToPutRightANetwork();
    void refusesWideNetworksUnlessMeant_data();
    void refusesWideNetworksUnlessMeant();
    void countsA64AsOneClient_data();
    void countsA64AsOneClient();
    void knowsTheSignsOfProxies_data();
    void knowsTheSignsOfProxies();
};

namespace {

/// 10/8, 127/8 and fd00::/8 are trusted.
TrustedProxies someProxies()
{
    return *TrustedProxies::parse(
        {QStringLiteral("10.0.0.0/8"), QStringLiteral("127.0.0.0/8"), QStringLiteral("fd00::/8")});
}

/// The lines of a header that stand in a list with line breaks.
QList<QByteArrayView> linesOf(const QByteArray &text)
{
    QList<QByteArrayView> lines;
    for (qsizetype from = 0; !text.isEmpty() && from <= text.size();) {
        const qsizetype end = text.indexOf('\n', from);
        lines.append(QByteArrayView(text).sliced(from, (end < 0 ? text.size() : end) - from));
        if (end < 0)
            break;
        from = end + 1;
    }
    return lines;
}

} // namespace

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
    row("empty entries", "10.0.0.1", "203.0.113.7,,", "", "203.0.113.7");
    row("empty entries between", "10.0.0.1", "203.0.113.7, ,\t,10.0.0.2, ", "", "203.0.113.7");
    row("nothing but empty entries", "10.0.0.1", " , ,", "", "10.0.0.1");
    row("a number", "10.0.0.1", "1", "", "10.0.0.1");
    row("an address in hexadecimal", "10.0.0.1", "0xcb.0x0.0x71.0x7", "", "10.0.0.1");
    // 0203 is 131 to some, 203 to others.
    row("a leading zero", "10.0.0.1", "0203.0.113.5", "", "10.0.0.1");
    row("a leading zero at the end", "10.0.0.1", "203.0.113.05", "", "10.0.0.1");
    row("a leading zero and a port", "10.0.0.1", "203.0.0113.5:80", "", "10.0.0.1");
    row("two zeros", "10.0.0.1", "203.00.113.5", "", "10.0.0.1");
    row("a leading zero in IPv6", "10.0.0.1", "::ffff:0203.0.113.5", "", "10.0.0.1");
    row("a leading zero in IPv6 at the end", "10.0.0.1", "[::ffff:203.0.113.05]:80", "", "10.0.0.1");
    row("a leading zero in Forwarded", "10.0.0.1", "", "for=\"[::ffff:010.0.113.5]\"", "10.0.0.1");
    row("IPv4 in brackets", "10.0.0.1", "[203.0.113.7]", "", "10.0.0.1");
    row("something behind the bracket", "10.0.0.1", "[2001:db8::1]x", "", "10.0.0.1");
    row("an open bracket", "10.0.0.1", "[2001:db8::1", "", "10.0.0.1");
    row("blanks", "10.0.0.1", "  203.0.113.7\t", "", "203.0.113.7");
    row("Forwarded", "10.0.0.1", "", "for=203.0.113.7;proto=https;by=10.0.0.1", "203.0.113.7");
    row("Forwarded with quotes and port", "10.0.0.1", "", "proto=https; For=\"[2001:db8::1]:4711\"",
        "2001:db8::1");
    row("Forwarded through two", "10.0.0.1", "", "for=203.0.113.7, for=10.0.0.2", "203.0.113.7");
    row("Forwarded by a hidden one", "10.0.0.1", "", "for=_hidden", "10.0.0.1");
    row("Forwarded by an unknown one", "10.0.0.1", "", "for=unknown", "10.0.0.1");
    row("Forwarded with commas in quotes", "10.0.0.1", "",
        "for=203.0.113.7;host=\"a,b;for=1.1.1.1\";proto=https", "203.0.113.7");
    row("Forwarded with escapes in quotes", "10.0.0.1", "",
        "for=1.1.1.1, host=\"a\\\", for=1.1.1.1\";for=203.0.113.7", "203.0.113.7");
    row("Forwarded with an escaped address", "10.0.0.1", "", "for=\"203.0\\.113.7\"", "203.0.113.7");
    row("Forwarded behind somebody's open quote", "10.0.0.1", "", "for=\"1.1.1.1, for=203.0.113.7",
        "203.0.113.7");
    row("Forwarded with empty elements", "10.0.0.1", "", ",for=203.0.113.7, ,for=10.0.0.2,", "203.0.113.7");
    row("Forwarded with two of for", "10.0.0.1", "", "for=203.0.113.7;for=198.51.100.1", "10.0.0.1");
    row("Forwarded without for", "10.0.0.1", "", "proto=https;by=203.0.113.7", "10.0.0.1");
    row("Forwarded with words behind a quote", "10.0.0.1", "", "for=\"203.0.113.7\"x", "10.0.0.1");
    row("Forwarded of no form", "10.0.0.1", "", "203.0.113.7", "10.0.0.1");
    row("Forwarded with an open quote", "10.0.0.1", "", "for=\"203.0.113.7", "10.0.0.1");
    row("Forwarded before X-Forwarded-For", "10.0.0.1", "203.0.113.7", "for=198.51.100.1", "198.51.100.1");
    row("Forwarded that hides before X-Forwarded-For", "10.0.0.1", "203.0.113.7", "for=_hidden", "10.0.0.1");
    row("an empty Forwarded", "10.0.0.1", "203.0.113.7", " , ", "203.0.113.7");
}

void NetworkTest::walksForwardingHeaders()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, forwardedFor);
    QFETCH(QByteArray, forwarded);
    const ForwardingHeaders headers {linesOf(forwardedFor), linesOf(forwarded), {}};
    QTEST(someProxies().clientOf(QHostAddress(peer), headers).address.toString(), "client");
    // Without trusted networks nobody is believed.
    QCOMPARE(TrustedProxies().clientOf(QHostAddress(peer), headers).address, unmapped(QHostAddress(peer)));
}

void NetworkTest::joinsRepeatedLines_data()
{
    QTest::addColumn<QByteArray>("forwardedFor");
    QTest::addColumn<QByteArray>("forwarded");
    QTest::addRow("X-Forwarded-For") << QByteArray("1.1.1.1, 203.0.113.7\n10.0.0.5") << QByteArray();
    QTest::addRow("with empty lines") << QByteArray("203.0.113.7\n\n , \n10.0.0.5,\n") << QByteArray();
    QTest::addRow("Forwarded") << QByteArray() << QByteArray("for=203.0.113.7;proto=http\nfor=10.0.0.5");
    QTest::addRow("Forwarded with empty lines") << QByteArray() << QByteArray("\nfor=203.0.113.7\n,\n");
    QTest::addRow("an open quote on a line of somebody else")
        << QByteArray() << QByteArray("for=\"1.1.1.1\nfor=203.0.113.7");
}

void NetworkTest::joinsRepeatedLines()
{
    QFETCH(QByteArray, forwardedFor);
    QFETCH(QByteArray, forwarded);
    const ForwardingHeaders headers {linesOf(forwardedFor), linesOf(forwarded), {}};
    QCOMPARE(someProxies().clientOf(QHostAddress(QStringLiteral("10.0.0.1")), headers).address.toString(),
             QStringLiteral("203.0.113.7"));
}

void NetworkTest::believesTheNamedHeaderAlone_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("isNamed");
    const auto row = [](const char *what, const char *name, const char *peer, const char *value,
                        const char *client, bool isNamed) {
        QTest::addRow("%s", what) << QByteArray(name) << QString::fromLatin1(peer) << QByteArray(value)
                                  << QString::fromLatin1(client) << isNamed;
    };
    row("one address", "X-Real-IP", "10.0.0.1", "203.0.113.7", "203.0.113.7", true);
    row("of IPv6 with a port", "CF-Connecting-IP", "10.0.0.1", "[2001:db8::1]:9", "2001:db8::1", true);
    row("of a stranger", "X-Real-IP", "198.51.100.1", "203.0.113.7", "198.51.100.1", false);
    row("absent", "True-Client-IP", "10.0.0.1", "", "10.0.0.1", false);
    row("twice", "X-Real-IP", "10.0.0.1", "203.0.113.7\n203.0.113.8", "10.0.0.1", false);
    row("a list", "X-Real-IP", "10.0.0.1", "203.0.113.7, 203.0.113.8", "10.0.0.1", false);
    row("unreadable", "X-Real-IP", "10.0.0.1", "unknown", "10.0.0.1", false);
    row("X-Forwarded-For beside a Forwarded", "x-forwarded-for", "10.0.0.1", "", "192.0.2.1", true);
    row("Forwarded", "Forwarded", "10.0.0.1", "", "192.0.2.2", true);
}

void NetworkTest::believesTheNamedHeaderAlone()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, peer);
    QFETCH(QByteArray, value);
    QFETCH(bool, isNamed);
    TrustedProxies proxies = someProxies();
    QVERIFY(proxies.setClientHeader(name));
    const ForwardingHeaders headers {{"192.0.2.1"}, {"for=192.0.2.2"}, linesOf(value)};
    const TrustedProxies::Client client = proxies.clientOf(QHostAddress(peer), headers);
    QTEST(client.address.toString(), "client");
    QCOMPARE(client.header != nullptr, isNamed);
}

void NetworkTest::refusesBadHeaderNames()
{
    TrustedProxies proxies;
    for (const QByteArray &name :
         {QByteArray(), QByteArray("X Real"), QByteArray("X-Real-IP:"), QByteArray(65, 'a')}) {
        const Result<void> named = proxies.setClientHeader(name);
        QVERIFY(!named);
        QCOMPARE(named.error().code, QStringLiteral("bad_header"));
    }
}

void NetworkTest::bearsVeryLongHeaders()
{
    const TrustedProxies proxies = *TrustedProxies::parse({QStringLiteral("10.0.0.0/8")});
    const QHostAddress peer(QStringLiteral("10.0.0.1"));
    const QByteArray trusted = QByteArray(",10.0.0.2").repeated(7000);
    const QByteArray list = "203.0.113.7" + trusted;
    QCOMPARE(proxies.clientOf(peer, {{list}, {}, {}}).address.toString(), QStringLiteral("203.0.113.7"));
    for (const char c : {',', 'a', ';', '"', '\\'}) {
        const QByteArray line(64'000, c);
        QCOMPARE(proxies.clientOf(peer, {{line}, {}, {}}).address, peer);
        QCOMPARE(proxies.clientOf(peer, {{}, {line}, {}}).address, peer);
    }
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

void NetworkTest::saysHowToPutRightANetwork_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("hint");
    QTest::addRow("localhost") << QStringLiteral("localhost") << QStringLiteral("127.0.0.1 or ::1");
    QTest::addRow("a name") << QStringLiteral("nginx.internal") << QStringLiteral("getent hosts");
    QTest::addRow("no network") << QStringLiteral("10.0.0.0/40") << QStringLiteral("10.0.0.0/8");
}

void NetworkTest::saysHowToPutRightANetwork()
{
    QFETCH(QString, network);
    QFETCH(QString, hint);
    const Result<TrustedProxies> proxies = TrustedProxies::parse({network});
    QVERIFY(!proxies);
    QVERIFY2(proxies.error().message.contains(hint), qPrintable(proxies.error().message));
}

void NetworkTest::refusesWideNetworksUnlessMeant_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<bool>("isWide");
    for (const char *network : {"0.0.0.0/0", "10.0.0.0/7", "128.0.0.0/1", "::/0", "2000::/3", "2a00::/12",
                                "::ffff:0.0.0.0/96", "::ffff:0.0.0.0/103", "::/1", "fc00::/6"})
        QTest::addRow("%s", network) << QString::fromLatin1(network) << true;
    for (const char *network : {"10.0.0.0/8", "127.0.0.1", "2001::/16", "fd00::/8", "fc00::/7", "fe80::/10",
                                "::1", "::ffff:10.0.0.0/104"})
        QTest::addRow("%s", network) << QString::fromLatin1(network) << false;
}

void NetworkTest::refusesWideNetworksUnlessMeant()
{
    QFETCH(QString, network);
    QFETCH(bool, isWide);
    const Result<TrustedProxies> proxies = TrustedProxies::parse({network});
    QCOMPARE(!proxies, isWide);
    if (isWide) {
        QCOMPARE(proxies.error().code, QStringLiteral("wide_network"));
        QVERIFY(proxies.error().message.contains(QStringLiteral("--trust-wide-proxy")));
    }
    QVERIFY(TrustedProxies::parse({network}, TrustedProxies::Wide::Allow));
}

void NetworkTest::countsA64AsOneClient_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("client");
    const auto row = [](const char *address, const char *client) {
        QTest::addRow("%s", address) << QString::fromLatin1(address) << QString::fromLatin1(client);
    };
    row("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    row("2001:db8:1:2::", "2001:db8:1:2::");
    row("fe80::1%eth0", "fe80::");
    row("::1", "::1");
    row("::5", "0.0.0.0");
    row("::ffff:203.0.113.7", "203.0.113.7");
    row("203.0.113.7", "203.0.113.7");
}

void NetworkTest::countsA64AsOneClient()
{
    QFETCH(QString, address);
    QTEST(limitedAs(QHostAddress(address)).toString(), "client");
}

void NetworkTest::knowsTheSignsOfProxies_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isSign");
    for (const char *header : {"X-Forwarded-For",
                               "x-forwarded-proto",
                               "X-Forwarded",
                               "X-Forwarded-Client-Cert",
                               "Forwarded",
                               "Forwarded-For",
                               "X-Original-Forwarded-For",
                               "X-Real-IP",
                               "X-RealIP",
                               "Via",
                               "CF-Connecting-IP",
                               "CF-Ray",
                               "cf-ipcountry",
                               "True-Client-IP",
                               "X-Client-IP",
                               "X-ClientIP",
                               "Client-IP",
                               "X-Cluster-Client-IP",
                               "Fastly-Client-IP",
                               "Fastly-SSL",
                               "Fly-Client-IP",
                               "Fly-Region",
                               "X-ProxyUser-IP",
                               "WL-Proxy-Client-IP",
                               "Proxy-Connection",
                               "CDN-Loop",
                               "X-Amzn-Trace-Id",
                               "X-Amz-Cf-Id",
                               "CloudFront-Viewer-Country",
                               "X-Azure-ClientIP",
                               "X-Envoy-External-Address",
                               "X-Appengine-User-IP",
                               "X-Remote-IP",
                               "X-Remote-Addr",
                               "X-Originating-IP",
                               "X-Nf-Client-Connection-Ip",
                               "Ali-CDN-Real-IP",
                               "DO-Connecting-IP",
                               "X-Varnish",
                               "Front-End-Https",
                               "Incap-Client-IP",
                               "X-Original-URL",
                               "X-Original-Host",
                               "X-Forwarded-Proto",
                               "X-Real-Port",
                               "User-IP",
                               "Origin_IP",
                               "Tailscale-User-Login",
                               "Tailscale-User-Name",
                               "Tailscale-Headers-Info",
                               "Ngrok-Trace-Id",
                               "Ngrok-Auth-User-Email",
                               "X-Ngrok-Request",
                               "X-Localtunnel-Agent",
                               "X-Pagekite-Port",
                               "X-Vercel-Id",
                               "X-Envoy-Expected-Rq-Timeout-Ms",
                               "X-Azure-FDID",
                               "X-Azure-Ref",
                               "Akamai-Origin-Hop",
                               "X-Akamai-Edgescape",
                               "Cdn-Loop",
                               "Fly-Forwarded-Port",
                               "Fastly-FF",
                               "Rndr-Id",
                               "X-Auth-Request-User",
                               "X-Authentik-Username",
                               "X-Goog-IAP-JWT-Assertion",
                               "X-MS-Client-Principal-Name",
                               "Remote-User",
                               "SSL-Client-Cert",
                               "Surrogate-Capability",
                               "l5d-dst-override",
                               "X-Heroku-Queue-Depth",
                               "X-CDN",
                               "X-CDN-Forward",
                               "X-Country-Code",
                               "X-GeoIP-Country",
                               "X-SSL",
                               "X-SSL-Cipher",
                               "X-TLS-Version",
                               "X-LB",
                               "X-LB-Id",
                               "X-Load-Balancer",
                               "X-Gateway",
                               "X-Gateway-Request-Id",
                               "X-Render-Origin-Server",
                               "X-Amzn-RequestId",
                               "X-Cloud-Trace-Context",
                               "Fly-Request-Id",
                               "X-Vercel-Deployment-Url",
                               "X-Envoy-Original-Path",
                               "X-Azure-SocketIP",
                               "X-Original-For",
                               "X-Scheme",
                               "X-Url-Scheme",
                               "X-HTTPS",
                               "X-Port",
                               "X-Protocol",
                               "X-Queue-Start",
                               "Akamai-Reputation",
                               "Fastly-FF",
                               "X-Varnish-Cache",
                               "X-Backend-Server",
                               "X-Upstream-Addr",
                               "X-Ingress",
                               "X-Served-By",
                               "X-Cache",
                               "X-Nginx-Proxy",
                               "X-HAProxy-Server-State",
                               "X-Proxied-By",
                               "Proxied-For",
                               "X-Coming-From",
                               "Coming-From",
                               "X-Traefik-Router",
                               "X-Envoy-External-Address",
                               "X-Amzn-Trace-Id",
                               "Fly-Client-IP",
                               "X-Azure-Ref",
                               "X-Azure-SocketIP",
                               "Fastly-Client-IP",
                               "X-Original-URL",
                               "X-Original-Forwarded-For",
                               "X-Originating-IP",
                               "X-Originating-URL",
                               "X-Forwarded-Prefix",
                               "X-Forwarded-Tls-Client-Cert",
                               "X-Forwarded",
                               "X-Caddy-Upstream",
                               "X-Client-Address",
                               "X-Peer-Address",
                               "X-Source-Address",
                               "X-True-Client-Ip",
                               "X-Remote-User",
                               "X-Cluster-Client-Ip"})
        QTest::addRow("%s", header) << QByteArray(header) << true;
    for (const char *header : {"Host",
                               "User-Agent",
                               "Accept",
                               "Accept-Encoding",
                               "Accept-Language",
                               "Connection",
                               "Content-Type",
                               "Content-Length",
                               "Cookie",
                               "Cache-Control",
                               "Origin",
                               "Referer",
                               "Authorization",
                               "Last-Event-ID",
                               "DNT",
                               "Sec-GPC",
                               "Sec-Fetch-Site",
                               "Sec-CH-UA",
                               "Sec-WebSocket-Key",
                               "Upgrade",
                               "Upgrade-Insecure-Requests",
                               "If-None-Match",
                               "Priority",
                               "Pragma",
                               "TE",
                               "Expect",
                               "X-Requested-With",
                               "X-Request-ID",
                               "Traceparent",
                               "Range",
                               "From",
                               "Purpose",
                               "X-Moz",
                               "Save-Data",
                               "Device-Memory",
                               "Downlink",
                               "ECT",
                               "RTT",
                               "Viewport-Width",
                               "Last-Modified",
                               "X-Clickscope-Token",
                               "X-Client-Data",
                               "X-Client-Version",
                               "X-CSRF-Token",
                               "X-Correlation-Id",
                               "X-HTTP-Method-Override",
                               "X-Datadog-Trace-Id",
                               "X-B3-TraceId",
                               "Sentry-Trace",
                               "Baggage",
                               "Service-Worker",
                               "Service-Worker-Navigation-Preload",
                               "Accept-Charset",
                               "Idempotency-Key",
                               "Ping-From",
                               "Ping-To",
                               "Access-Control-Request-Private-Network",
                               "X"})
        QTest::addRow("%s", header) << QByteArray(header) << false;
}

void NetworkTest::knowsTheSignsOfProxies()
{
    QFETCH(QByteArray, header);
    QTEST(isProxySign(header), "isSign");
    QTEST(isProxySign(header.toUpper()), "isSign");
}

CLICKSCOPE_TEST(NetworkTest)
#include "tst_network.moc"
