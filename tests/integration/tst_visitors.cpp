// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

namespace {

const QByteArray kIphone(
    "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1\r\nAccept: */*\r\n"
    "Accept-Language: en-IN\r\n");

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

void trustLoopback(TestCollector &collector)
{
    collector.options().collector.proxies = TrustedProxies::parse({s("127.0.0.0/8")}).value();
}

Hit onlyHit(TestCollector &collector)
{
    collector.stop();
    const QList<Hit> hits = collector.hits();
    return hits.size() == 1 ? hits.constFirst() : Hit();
}

} // namespace

/// What is stored of a visitor that came over a real socket.
class VisitorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesWhatABrowserSays();
    void believesTrustedProxies();
    void believesTheNamedHeader();
    void believesNobodyElse();
    void looksPlacesUp();
    void namesNetworks();
};

void VisitorsTest::storesWhatABrowserSays()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits",
              R"({"site":"s","url":"https://shop.example/?utm_medium=social","referrer":)"
              R"("https://l.instagram.com/?u=x"})",
              kIphone);
    const Hit hit = onlyHit(collector);
    QCOMPARE(hit.client.device, s("Mobile"));
    QCOMPARE(hit.client.os, s("iOS"));
    QCOMPARE(hit.client.browser, s("Safari"));
    QCOMPARE(hit.source, s("instagram.com"));
    QCOMPARE(hit.channel, s("Social"));
    QVERIFY(hit.network == NetworkClass::Loopback);
    QVERIFY(!hit.bot.isBot && hit.place.isEmpty() && hit.via.isEmpty());
}

void VisitorsTest::believesTrustedProxies()
{
    TestCollector collector;
    trustLoopback(collector);
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits", hitBody("https://shop.example/"),
              kIphone + "X-Forwarded-For: 203.0.113.7, 127.0.0.9\r\nCF-IPCountry: se\r\n");
    const Hit hit = onlyHit(collector);
    QVERIFY(hit.network == NetworkClass::Public);
    QCOMPARE(hit.via, s("X-Forwarded-For, trusted proxies passed: 2"));
    QCOMPARE(hit.place.country, s("SE"));
    QCOMPARE(hit.place.source, s("proxy header CF-IPCountry"));
}

void VisitorsTest::believesTheNamedHeader()
{
    TestCollector collector;
    trustLoopback(collector);
    QVERIFY(collector.options().collector.proxies.setClientHeader("X-Real-IP"));
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits", hitBody("https://shop.example/"),
              kIphone
                  + "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.7\r\nX-Real-IP: 8.8.8.8\r\n");
    const Hit hit = onlyHit(collector);
    QCOMPARE(hit.via, s("X-Real-IP, trusted proxies passed: 1"));
    QCOMPARE(hit.place.country, s("US"));
}

void VisitorsTest::believesNobodyElse()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits", hitBody("https://shop.example/"),
              kIphone + "X-Forwarded-For: 203.0.113.7\r\nCF-IPCountry: SE\r\n");
    const Hit hit = onlyHit(collector);
    QVERIFY(hit.network == NetworkClass::Loopback);
    QVERIFY(hit.via.isEmpty() && hit.place.isEmpty());
}

void VisitorsTest::looksPlacesUp()
{
    TestCollector collector;
    trustLoopback(collector);
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits", hitBody("https://shop.example/"), kIphone + "X-Forwarded-For: 8.8.8.8\r\n");
    const Hit hit = onlyHit(collector);
    QCOMPARE(hit.place.country, s("US"));
    QVERIFY2(hit.place.source.contains(u"20"), qPrintable(hit.place.source)); // names its month
}

void VisitorsTest::namesNetworks()
{
    TestCollector collector;
    trustLoopback(collector);
    QFile subnets(collector.dataDir() + s("/subnets.txt"));
    QVERIFY(subnets.open(QIODevice::WriteOnly));
    subnets.write("192.168.20.0/24 = Hall B @ 18.52, 73.86\n");
    subnets.close();
    QVERIFY(collector.start());
    RawHttpClient(collector.url())
        .post("/api/v1/hits", hitBody("https://shop.example/"),
              kIphone + "X-Forwarded-For: 192.168.20.30\r\n");
    const Hit hit = onlyHit(collector);
    QCOMPARE(hit.place.city, s("Hall B"));
    QVERIFY(hit.network == NetworkClass::Private);
    QVERIFY(hit.place.position
            == GeoPosition::fromDegrees(18.52, 73.86)); // for the map: addresses are not kept
}

QTEST_GUILESS_MAIN(VisitorsTest)
#include "tst_visitors.moc"
