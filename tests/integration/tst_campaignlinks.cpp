// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"
#include "core/links/pixel.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace {

const QByteArray kBrowser =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";
const QByteArray kRemote = kBrowser + "X-Forwarded-For: 203.0.113.9\r\n";

Link linkTo(const QString &url)
{
    return {QStringLiteral("spring"), url, QStringLiteral("s"), QStringLiteral("Spring")};
}

Pixel pixelNamed(const char *key, const QString &url = {})
{
    return {QString::fromLatin1(key), QStringLiteral("s"), QStringLiteral("Mail"), url, 1, 0};
}

QJsonObject propsOf(const Hit &hit)
{
    return QJsonDocument::fromJson(hit.props.toUtf8()).object();
}

QByteArray parameters(int count)
{
    QByteArray query;
    for (int i = 0; i < count; ++i)
        query += (i == 0 ? "?p" : "&p") + QByteArray::number(i) + "=1";
    return query;
}

} // namespace

/// GET /l/{slug} and GET /p/{key} as Sparklytics documents them.
class CampaignLinksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheVisitorOn();
    void keepsTheVariant();
    void countsNoHead();
    void knowsNoSuchLink_data();
    void knowsNoSuchLink();
    void limitsTheQuery();
    void limitsTheDestination();
    void limitsTheRateOfLinks();
    void exemptsThisMachine();
    void forgetsTheQueryOfThoseWhoOptOut();

    void showsThePixel_data();
    void showsThePixel();
    void countsNoHeadOfAPixel();
    void keepsNoSecretsOfAPage();
    void countsAPixelInAMail();
    void checksTheHostOfASentPage();
    void knowsNoSuchPixel_data();
    void knowsNoSuchPixel();
    void limitsAPixel_data();
    void limitsAPixel();
    void limitsTheRateOfPixels();
    void leavesThePathOfTsAnalytics();
    void answersPreflights();
};

void CampaignLinksTest::sendsTheVisitorOn()
{
    TestCollector collector;
    collector.addLink(linkTo(QStringLiteral("https://e.com/pricing?utm_source=newsletter#plans")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray longName(65, 'n'), longValue(257, 'v');
    const RawReply reply = client.get("/l/spring?ad=7&" + longName + "=1&w=" + longValue + "&access_token=x",
                                      kBrowser + "Referer: https://news.org/item\r\n");
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.header("location"), "https://e.com/pricing?utm_source=newsletter#plans");
    QCOMPARE(reply.header("cache-control"), "no-store");
    QVERIFY(reply.body.isEmpty());
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    const Hit hit = collector.hits().constFirst();
    QVERIFY(hit.kind == HitKind::Click);
    QCOMPARE(hit.event, QStringLiteral("link_click"));
    QCOMPARE(hit.link, QStringLiteral("spring"));
    QCOMPARE(hit.url, QStringLiteral("https://e.com/pricing?utm_source=newsletter#plans"));
    QCOMPARE(hit.campaign.source, QStringLiteral("newsletter"));
    QCOMPARE(hit.referrer, QStringLiteral("https://news.org/item"));
    const QJsonObject expected {
        {QStringLiteral("link_id"), QStringLiteral("spring")},
        {QStringLiteral("slug"), QStringLiteral("spring")},
        {QStringLiteral("destination_url"), hit.url},
        {QStringLiteral("query"), QJsonObject {{QStringLiteral("ad"), QStringLiteral("7")}}}};
    QCOMPARE(propsOf(hit), expected);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::keepsTheVariant()
{
    TestCollector collector;
    Link link = linkTo(QStringLiteral("https://e.com/"));
    link.variants = {{QStringLiteral("A"), QStringLiteral("https://e.com/a"), 1},
                     {QStringLiteral("B"), QStringLiteral("https://e.com/b"), 1}};
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray location = client.get("/l/spring", kBrowser).header("location");
    collector.stop();
    const QJsonObject props = propsOf(collector.hits().constFirst());
    QCOMPARE(props.value(QLatin1StringView("destination_url")).toString().toLatin1(), location);
    QCOMPARE(props.value(QLatin1StringView("variant")).toString().toLower().toLatin1(), location.last(1));
}

void CampaignLinksTest::countsNoHead()
{
    TestCollector collector;
    collector.addLink(linkTo(QStringLiteral("https://e.com/")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/l/spring", kBrowser)).header("location"),
             "https://e.com/");
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/l/nothing", kBrowser)).status, 404);
    QCOMPARE(client.ask(RawHttpClient::request("POST", "/l/spring", kBrowser)).header("allow"),
             "GET, HEAD, OPTIONS");
    collector.stop();
    QVERIFY(collector.hits().isEmpty());
    QVERIFY(collector.rejections().isEmpty());
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::knowsNoSuchLink_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("reason");
    QTest::addRow("unknown") << QByteArray("/l/autumn") << QStringLiteral("unknown_link");
    QTest::addRow("archived") << QByteArray("/l/spring") << QStringLiteral("link_over");
}

void CampaignLinksTest::knowsNoSuchLink()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, reason);
    TestCollector collector;
    Link link = linkTo(QStringLiteral("https://e.com/"));
    link.archivedAt = 1;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get(path, kBrowser);
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.json().value(QLatin1StringView("error")).toObject().value(QLatin1StringView("message")),
             QStringLiteral("Campaign link not found"));
    collector.stop();
    QCOMPARE(collector.countOf(reason), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::limitsTheQuery()
{
    TestCollector collector;
    collector.addLink(linkTo(QStringLiteral("https://e.com/")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/l/spring" + parameters(32), kBrowser).status, 302);
    const RawReply reply = client.get("/l/spring" + parameters(33), kBrowser);
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.body.contains("too many query parameters"));
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QCOMPARE(collector.countOf(QStringLiteral("malformed")), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::limitsTheDestination()
{
    TestCollector collector;
    // Escapes make it longer than it is in characters.
    collector.addLink(linkTo(QStringLiteral("https://e.com/") + QString(1000, QChar(u'ü'))));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/l/spring", kBrowser);
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.body.contains("destination_url exceeds max length"));
    QCOMPARE(client.get("/spring", kBrowser).status, 302);
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("malformed")), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::limitsTheRateOfLinks()
{
    TestCollector collector;
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    collector.options().collector.campaignLinksPerMinute = 3;
    collector.addLink(linkTo(QStringLiteral("https://e.com/")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get("/l/spring", kRemote).status, 302);
    const RawReply reply = client.get("/l/spring", kRemote);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.errorCode(), "rate_limited");
    QVERIFY(reply.header("retry-after").toInt() > 0);
    QCOMPARE(client.get("/spring", kRemote).status, 302); // not an address of Sparklytics
    collector.stop();
    QCOMPARE(collector.hits().size(), 4);
    QCOMPARE(collector.countOf(QStringLiteral("rate_limited")), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::exemptsThisMachine()
{
    TestCollector collector;
    collector.options().collector.campaignLinksPerMinute = 1;
    collector.addLink(linkTo(QStringLiteral("https://e.com/")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get("/l/spring", kBrowser).status, 302);
}

void CampaignLinksTest::forgetsTheQueryOfThoseWhoOptOut()
{
    TestCollector collector;
    collector.addLink(linkTo(QStringLiteral("https://e.com/")));
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/l/spring?who=ann", kBrowser + "DNT: 1\r\n").status, 302);
    QCOMPARE(client.get("/p/px_a?who=ann", kBrowser + "Sec-GPC: 1\r\n").status, 200);
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    const QList<Hit> hits = collector.hits();
    for (const Hit &hit : hits) {
        QCOMPARE(hit.visitor, quint64 {0});
        QVERIFY2(!hit.props.contains(QLatin1StringView("ann")), qPrintable(hit.props));
    }
}

void CampaignLinksTest::showsThePixel_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("defaultUrl");
    QTest::addColumn<QString>("url");
    const QString page = QStringLiteral("https://shop.example/mail");
    QTest::addRow("its own page") << QByteArray("/p/px_a.gif") << page << page;
    QTest::addRow("without .gif") << QByteArray("/p/px_a") << page << page;
    QTest::addRow("a page that is sent")
        << QByteArray("/p/px_a.gif?url=https%3A%2F%2Fe.com%2Fa") << page << QStringLiteral("https://e.com/a");
    QTest::addRow("no page") << QByteArray("/p/px_a.gif") << QString() << QStringLiteral("pixel://px_a");
}

void CampaignLinksTest::showsThePixel()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, defaultUrl);
    QFETCH(QString, url);
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a", defaultUrl));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get(path + (path.contains('?') ? "&" : "?") + "campaign=7",
                                      kBrowser + "Referer: https://mail.example/inbox?id=4\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-type"), "image/gif");
    QCOMPARE(reply.body.size(), 43);
    QCOMPARE(reply.header("cache-control"), "no-store, no-cache, must-revalidate");
    QCOMPARE(collector.hits().size(), 1); // it was stored before the answer
    collector.stop();
    const Hit hit = collector.hits().constFirst();
    QVERIFY(hit.kind == HitKind::Pixel);
    QVERIFY(hit.protocol == Protocol::Sparklytics);
    QCOMPARE(hit.site, QStringLiteral("s"));
    QCOMPARE(hit.event, QStringLiteral("pixel_view"));
    QCOMPARE(hit.url, url);
    QCOMPARE(hit.referrer, QStringLiteral("https://mail.example/inbox"));
    const QJsonObject expected {
        {QStringLiteral("pixel_id"), QStringLiteral("px_a")},
        {QStringLiteral("pixel_key"), QStringLiteral("px_a")},
        {QStringLiteral("url"), url},
        {QStringLiteral("query"), QJsonObject {{QStringLiteral("campaign"), QStringLiteral("7")}}}};
    QCOMPARE(propsOf(hit), expected);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::countsNoHeadOfAPixel()
{
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/p/px_a.gif", kBrowser)).status, 200);
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/p/px_b.gif", kBrowser)).status, 404);
    collector.stop();
    QVERIFY(collector.hits().isEmpty());
    QVERIFY(collector.rejections().isEmpty());
}

void CampaignLinksTest::keepsNoSecretsOfAPage()
{
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(
        client
            .get("/p/px_a?url=https%3A%2F%2Fann%3Apw%40e.com%2Fa%3Fsession%3Dsesame%23access_token%3Dsesame"
                 "&password=sesame",
                 kBrowser)
            .status,
        200);
    collector.stop();
    const Hit hit = collector.hits().constFirst();
    QCOMPARE(hit.url, QStringLiteral("https://e.com/a"));
    QVERIFY2(!hit.props.contains(QLatin1StringView("sesame"))
                 && !hit.props.contains(QLatin1StringView("ann")),
             qPrintable(hit.props));
}

void CampaignLinksTest::countsAPixelInAMail()
{
    TestCollector collector;
    Site site;
    site.id = QStringLiteral("strict");
    site.domains = {QStringLiteral("shop.example")};
    collector.addSite(site);
    Pixel bare = pixelNamed("px_a");
    bare.site = site.id;
    Pixel elsewhere = pixelNamed("px_b", QStringLiteral("https://partner.example/"));
    elsewhere.site = site.id;
    collector.addPixel(bare);
    collector.addPixel(elsewhere);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *path : {"/p/px_a.gif", "/p/px_b.gif"}) {
        const RawReply reply = client.get(path, kBrowser + "Referer: https://mail.example/\r\n");
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.hasHeader("x-dropped-reason"));
    }
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
}

void CampaignLinksTest::checksTheHostOfASentPage()
{
    TestCollector collector;
    Site site;
    site.id = QStringLiteral("strict");
    site.domains = {QStringLiteral("shop.example")};
    collector.addSite(site);
    Pixel pixel = pixelNamed("px_a");
    pixel.site = site.id;
    collector.addPixel(pixel);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/p/px_a?url=https%3A%2F%2Fshop.example%2F", kBrowser).status, 200);
    const RawReply reply = client.get("/p/px_a?url=https%3A%2F%2Felse.example%2F", kBrowser);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("x-dropped-reason"), "origin_not_allowed");
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::knowsNoSuchPixel_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addRow("unknown") << QByteArray("/p/px_b.gif");
    QTest::addRow("in another case") << QByteArray("/p/PX_A.gif");
    QTest::addRow("archived") << QByteArray("/p/px_old.gif");
}

void CampaignLinksTest::knowsNoSuchPixel()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a"));
    Pixel old = pixelNamed("px_old");
    old.archivedAt = 2;
    collector.addPixel(old);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get(path, kBrowser);
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.errorCode(), "not_found");
    QVERIFY(reply.body.contains("Tracking pixel not found"));
    QCOMPARE(reply.header("x-dropped-reason"), "unknown_pixel");
    collector.stop();
    QVERIFY(collector.hits().isEmpty());
    QCOMPARE(collector.countOf(QStringLiteral("unknown_pixel")), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::limitsAPixel_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::addRow("32 parameters") << parameters(32) << 200 << QByteArray();
    QTest::addRow("33 parameters") << parameters(33) << 400 << QByteArray("too many query parameters");
    const QByteArray page = "?url=https://e.com/";
    QTest::addRow("2048 bytes") << page + QByteArray(2034, 'a') << 200 << QByteArray();
    QTest::addRow("2049 bytes") << page + QByteArray(2035, 'a') << 400
                                << QByteArray("url exceeds max length");
}

void CampaignLinksTest::limitsAPixel()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, message);
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/p/px_a" + query, kBrowser);
    QTEST(reply.status, "status");
    QVERIFY2(reply.body.contains(message), reply.body.constData());
    collector.stop();
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::limitsTheRateOfPixels()
{
    TestCollector collector;
    collector.options().collector.pixelsPerMinute = 2;
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 2; ++i)
        QCOMPARE(client.get("/p/px_a", kBrowser).status, 200);
    const RawReply reply = client.get("/p/px_a", kBrowser);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.errorCode(), "rate_limited");
    QVERIFY(reply.header("retry-after").toInt() > 0);
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    QCOMPARE(collector.countOf(QStringLiteral("rate_limited")), 1);
    QVERIFY(collector.verification().isGood());
}

void CampaignLinksTest::leavesThePathOfTsAnalytics()
{
    TestCollector collector;
    collector.addPixel(pixelNamed("px_a"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray view = R"({"s":"s","e":"pageview","u":"https://e.com/"})";
    QCOMPARE(client.post("/p", view, kBrowser).status, 204);
    QCOMPARE(client.post("/p/px_a", "{}", kBrowser).status, 405);
}

void CampaignLinksTest::answersPreflights()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply =
        client.ask(RawHttpClient::request("OPTIONS", "/p/px_a.gif", "Origin: https://shop.example\r\n"));
    QCOMPARE(reply.status, 204);
    QCOMPARE(reply.header("access-control-allow-origin"), "https://shop.example");
    QVERIFY(!client.ask(RawHttpClient::request("OPTIONS", "/l/x", "Origin: https://shop.example\r\n"))
                 .hasHeader("access-control-allow-origin"));
}

QTEST_GUILESS_MAIN(CampaignLinksTest)
#include "tst_campaignlinks.moc"
