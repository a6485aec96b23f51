// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace {

const QByteArray kComputer =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";
const QByteArray kPhone =
    "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";

Link linkToGo()
{
    return {QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}};
}

QString propOf(const Hit &hit, const char *name)
{
    return QJsonDocument::fromJson(hit.props.toUtf8())[QLatin1StringView(name)].toString();
}

} // namespace

/// Where a link leads, depending on who clicks and whether it is over.
class LinkChoicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsPhonesElsewhere();
    void keepsTheVariantWithTheClick();
    void leadsToTheFallbackWhenItHasExpired();
    void saysThatItIsOver();
    void endsAfterSoManyClicksOfPeople();
    void countsClicksAcrossRestarts();
    void opensAppsOnlyWhenAllowed();
};

void LinkChoicesTest::sendsPhonesElsewhere()
{
    TestCollector collector;
    Link link = linkToGo();
    link.rules = {{{QStringLiteral("Mobile")}, {}, QStringLiteral("https://e.com/app")}};
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/go", kPhone).header("location"), "https://e.com/app");
    QCOMPARE(client.get("/go", kComputer).header("location"), "https://e.com/");
    collector.stop();
    QCOMPARE(collector.hits().at(0).url, QStringLiteral("https://e.com/app"));
    QCOMPARE(collector.hits().at(1).url, QStringLiteral("https://e.com/"));
}

void LinkChoicesTest::keepsTheVariantWithTheClick()
{
    TestCollector collector;
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    Link link = linkToGo();
    link.variants = {{QStringLiteral("A"), QStringLiteral("https://e.com/a"), 1},
                     {QStringLiteral("B"), QStringLiteral("https://e.com/b"), 1}};
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QList<QByteArray> locations;
    for (int i = 0; i < 40; ++i) { // each visitor twice
        const QByteArray who = "X-Forwarded-For: 203.0.113." + QByteArray::number(1 + i / 2) + "\r\n";
        locations.append(client.get("/go", kComputer + who).header("location"));
    }
    collector.stop();
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), 40);
    int ofA = 0;
    for (int i = 0; i < 40; ++i) {
        QCOMPARE(hits[i].url.toUtf8(), locations[i]);
        QCOMPARE(locations[i], locations[i / 2 * 2]);
        QCOMPARE(propOf(hits[i], "variant"),
                 locations[i].endsWith('a') ? QStringLiteral("A") : QStringLiteral("B"));
        ofA += locations[i].endsWith('a') ? 1 : 0;
    }
    QVERIFY(ofA > 0 && ofA < 40);
}

void LinkChoicesTest::leadsToTheFallbackWhenItHasExpired()
{
    TestCollector collector;
    Link link = linkToGo();
    link.expiresAt = 1;
    link.fallback = QStringLiteral("https://e.com/over");
    link.password = QStringLiteral("x"); // nobody is asked for it any more
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/go", kComputer);
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.header("location"), "https://e.com/over");
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QCOMPARE(propOf(collector.hits().constFirst(), "over"), QStringLiteral("expired"));
}

void LinkChoicesTest::saysThatItIsOver()
{
    TestCollector collector;
    Link link = linkToGo();
    link.archivedAt = 1;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/go", kComputer);
    QCOMPARE(reply.status, 410);
    QVERIFY(!reply.hasHeader("location"));
    QVERIFY(!reply.body.contains("e.com"));
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/go", kComputer)).status, 410);
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
    QCOMPARE(collector.countOf(QStringLiteral("link_over")), 1);
    QVERIFY(collector.verification().isGood());
}

void LinkChoicesTest::endsAfterSoManyClicksOfPeople()
{
    TestCollector collector;
    Link link = linkToGo();
    link.maxClicks = 2;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/go", "User-Agent: Twitterbot/1.0\r\n").status, 302);
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/go", kComputer)).status, 302);
    QCOMPARE(client.get("/go", kComputer).status, 302);
    QCOMPARE(client.get("/go", kPhone).status, 302);
    QCOMPARE(client.get("/go", kPhone).status, 410);
}

void LinkChoicesTest::countsClicksAcrossRestarts()
{
    TestCollector collector;
    Link link = linkToGo();
    link.maxClicks = 2;
    collector.addLink(link);
    for (const int status : {302, 302, 410}) {
        QVERIFY(collector.start());
        RawHttpClient client(collector.url());
        QCOMPARE(client.get("/GO", kComputer).status, status);
        collector.stop();
    }
}

void LinkChoicesTest::opensAppsOnlyWhenAllowed()
{
    TestCollector collector;
    Link link = linkToGo();
    link.url = QStringLiteral("mailto:a@e.com?subject=x");
    link.opensApps = true;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/go", kComputer).header("location"), "mailto:a@e.com?subject=x");
}

QTEST_GUILESS_MAIN(LinkChoicesTest)
#include "tst_linkchoices.moc"
