// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"
#include "core/sites/linkstore.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QUrl>

#include <memory>
#include <semaphore>

namespace {

const QByteArray kBrowser = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n";

Link linkTo(const char *url)
{
    return {QStringLiteral("go"), QString::fromLatin1(url), QStringLiteral("s"), {}, Link::ForwardQuery::Off};
}

} // namespace

class ShortLinksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheVisitorOn();
    void countsHumanClicksOnly_data();
    void countsHumanClicksOnly();
    void countsNoBurstOfAPreview();
    void showsAPageForUnknownCodes();
    void reportsWhatLeadsNowhere();
    void findsTheLinkThatWasMeant_data();
    void findsTheLinkThatWasMeant();
    void forwardsTheQuery_data();
    void forwardsTheQuery();
    void sendsAscii_data();
    void sendsAscii();
    void changesLinks();
    void refusesReservedCodes_data();
    void refusesReservedCodes();
    void refusesBadDestinations_data();
    void refusesBadDestinations();
    void keepsNothingOfThoseWhoOptOut();
    void redirectsWhileTheStoreIsStalled();
    void redirectsWhenTheQueueIsFull();
    void accountsForWhatComesWhileClosingDown();
};

void ShortLinksTest::sendsTheVisitorOn()
{
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/pricing?a=b#plans"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/go", kBrowser + "Referer: https://news.org/item?id=1\r\n");
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.header("location"), "https://e.com/pricing?a=b#plans");
    QCOMPARE(reply.header("cache-control"), "no-store");
    QVERIFY(reply.body.isEmpty());
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    const Hit hit = collector.hits().constFirst();
    QVERIFY(hit.kind == HitKind::Click);
    QVERIFY(hit.protocol == Protocol::ShortLink);
    QCOMPARE(hit.link, QStringLiteral("go"));
    QCOMPARE(hit.site, QStringLiteral("s"));
    QCOMPARE(hit.referrer, QStringLiteral("https://news.org/item"));
    QVERIFY(hit.visitor != 0);
    QVERIFY(!hit.bot.isBot);
    QVERIFY(collector.verification().isGood());
}

void ShortLinksTest::countsHumanClicksOnly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("stored");
    QTest::addColumn<QString>("category");
    QTest::addRow("a click") << QByteArray("GET") << kBrowser << 302 << 1 << QString();
    QTest::addRow("HEAD") << QByteArray("HEAD") << kBrowser << 302 << 0 << QString();
    QTest::addRow("OPTIONS") << QByteArray("OPTIONS") << kBrowser << 204 << 0 << QString();
    QTest::addRow("POST") << QByteArray("POST") << kBrowser << 405 << 0 << QString();
    QTest::addRow("a preview") << QByteArray("GET") << QByteArray("User-Agent: Twitterbot/1.0\r\n") << 302
                               << 1 << QStringLiteral("preview");
    for (const char *header :
         {"Purpose: prefetch", "Sec-Purpose: prefetch;prerender", "X-Moz: prefetch", "Purpose: preview"})
        QTest::addRow("%s", header) << QByteArray("GET") << kBrowser + header + "\r\n"
                                    << 302 << 1 << QStringLiteral("prefetch");
}

void ShortLinksTest::countsHumanClicksOnly()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, headers);
    QFETCH(int, stored);
    QFETCH(QString, category);
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QTEST(client.ask(RawHttpClient::request(method, "/go", headers)).status, "status");
    collector.stop();
    QCOMPARE(collector.hits().size(), stored);
    if (stored == 1) {
        QCOMPARE(collector.hits().constFirst().bot.isBot, !category.isEmpty());
        QCOMPARE(collector.hits().constFirst().bot.category, category);
    }
    QVERIFY(collector.verification().isGood());
}

void ShortLinksTest::countsNoBurstOfAPreview()
{
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/go", "User-Agent: Twitterbot/1.0\r\n").status, 302);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/go", kBrowser)).status, 302);
    collector.stop();
    const QList<Hit> hits = collector.hits();
    QCOMPARE(std::ranges::count_if(hits, [](const Hit &hit) { return !hit.bot.isBot; }), 0);
}

void ShortLinksTest::showsAPageForUnknownCodes()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/nobody");
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.header("content-type"), "text/html; charset=utf-8");
    QVERIFY(reply.body.contains("Link not found"));
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/nobody")).status, 404);
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("unknown_link")), 1); // somebody may want to know
    QVERIFY(collector.verification().isGood());
}

void ShortLinksTest::reportsWhatLeadsNowhere()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *path : {"/nobody/", "/a/b/c", "/x.html", "/%FF", "/nobody."}) {
        const RawReply reply = client.get(path);
        QCOMPARE(reply.status, 404);
        QVERIFY(reply.body.contains("Link not found"));
        QCOMPARE(client.ask(RawHttpClient::request("HEAD", path)).status, 404);
    }
    QCOMPARE(client.get("/" + QByteArray(3000, 'a')).status, 404);
    QCOMPARE(client.get("/").status, 200); // its own page, nobody meant a link
    QCOMPARE(client.get("/api/v1/nothing").header("content-type"), "application/json");
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("unknown_link")), 6);
    QVERIFY(collector.verification().isGood());
}

void ShortLinksTest::findsTheLinkThatWasMeant_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    for (const char *path : {"/go",
                             "/go?utm_source=a",
                             "/%67o",
                             "/go/",
                             "/go.",
                             "/go)",
                             "/go,",
                             "/go).",
                             "/go%29",
                             "/go%20",
                             "/go%20%20",
                             "/go.%C2%A0",
                             "/go%0A",
                             "/go%E2%80%9D",
                             "/go%D8%8C",
                             "/go%E0%A5%A4",
                             "/go%E2%80%8B",
                             "/Go",
                             "/GO",
                             "/gO/?a=b",
                             "/go%C2%BB,",
                             "/go\xc2\xbb,",
                             "/go%E3%80%82",
                             "/go\xe3\x80\x82",
                             "/go%EF%BC%89%E3%80%82"})
        QTest::addRow("%s", path) << QByteArray(path) << 302;
    for (const char *path : {"//go", "/%20go", "/x/go", "/goo", "/g", "/go/x", "/(go)", "/go........."})
        QTest::addRow("%s", path) << QByteArray(path) << 404;
}

void ShortLinksTest::findsTheLinkThatWasMeant()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get(path, kBrowser);
    QTEST(reply.status, "status");
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", path)).header("location"), reply.header("location"));
    collector.stop();
    QCOMPARE(collector.hits().size(), reply.status == 302 ? 1 : 0);
    if (reply.status == 302)
        QCOMPARE(collector.hits().constFirst().link, QStringLiteral("go"));
}

void ShortLinksTest::forwardsTheQuery_data()
{
    QTest::addColumn<Link::ForwardQuery>("mode");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("content");
    using Mode = Link::ForwardQuery;
    QTest::addRow("off") << Mode::Off << QByteArray("https://e.com/?utm_source=site&a=1#x")
                         << QStringLiteral("site") << QString();
    QTest::addRow("capture") << Mode::Capture << QByteArray("https://e.com/?utm_source=site&a=1#x")
                             << QStringLiteral("poster") << QStringLiteral("3");
    QTest::addRow("append") << Mode::Append
                            << QByteArray("https://e.com/?a=1&utm_source=poster&utm_content=3&b=%C3%BC#x")
                            << QStringLiteral("poster") << QStringLiteral("3");
}

void ShortLinksTest::forwardsTheQuery()
{
    QFETCH(Link::ForwardQuery, mode);
    TestCollector collector;
    Link link = linkTo("https://e.com/?utm_source=site&a=1#x");
    link.forwardQuery = mode;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/go?utm_source=poster&utm_content=3&b=%C3%BC", kBrowser);
    QTEST(reply.header("location"), "location");
    collector.stop();
    const Hit hit = collector.hits().constFirst();
    QTEST(hit.campaign.source, "source");
    QTEST(hit.campaign.content, "content");
    QCOMPARE(hit.url, link.url); // what strangers add is not stored
}

void ShortLinksTest::sendsAscii_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("location");
    QTest::addRow("path and query") << QStringLiteral("https://shop.example/über?q=größe")
                                    << QByteArray("https://shop.example/%C3%BCber?q=gr%C3%B6%C3%9Fe");
    QTest::addRow("host") << QStringLiteral("https://bücher.example/x")
                          << QByteArray("https://xn--bcher-kva.example/x");
    QTest::addRow("escapes") << QStringLiteral("https://shop.example/a%2Fb?u=https%3A%2F%2Fx")
                             << QByteArray("https://shop.example/a%2Fb?u=https%3A%2F%2Fx");
    QTest::addRow("no escape") << QStringLiteral("https://shop.example/50%?a=%zz#frag%2")
                               << QByteArray("https://shop.example/50%?a=%zz#frag%2");
}

void ShortLinksTest::sendsAscii()
{
    QFETCH(QString, url);
    TestCollector collector;
    Link link = linkTo("");
    link.url = url;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QTEST(client.get("/go", kBrowser).header("location"), "location");
}

void ShortLinksTest::changesLinks()
{
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    QVERIFY(database);
    Link link = linkTo("https://f.com/");
    link.name = QStringLiteral("Spring");
    link.forwardQuery = Link::ForwardQuery::Capture;
    QVERIFY(updateLink(*database, link));
    QCOMPARE(*readLinks(*database), QList<Link> {link});
    link.url = QStringLiteral("ftp://f.com/");
    QCOMPARE(updateLink(*database, link).error().code, QStringLiteral("bad_link"));
    link = linkTo("https://f.com/");
    link.site = QStringLiteral("nobody");
    QCOMPARE(updateLink(*database, link).error().code, QStringLiteral("site_not_found"));
    link = linkTo("https://f.com/");
    link.code = QStringLiteral("gone");
    QCOMPARE(updateLink(*database, link).error().code, QStringLiteral("link_not_found"));
    link.code = QStringLiteral("Go"); // found as /Go is
    QVERIFY(updateLink(*database, link));
    link.code = QStringLiteral("go");
    QCOMPARE(*readLinks(*database), QList<Link> {link});
    QVERIFY(removeLink(*database, QStringLiteral("gO")));
    QCOMPARE(readLinks(*database)->size(), 0);
}

void ShortLinksTest::refusesReservedCodes_data()
{
    QTest::addColumn<QString>("code");
    const QString words = QStringLiteral(
        "e t p l q api health collect count counter share sites scripts dashboard errors issues js batch i v1 mp"
        " log track s.js matomo.php piwik.php favicon.ico robots.txt healthz metrics tracker.js pixel.gif"
        " API Metrics hEALTHz scope.js");
    const QStringList codes = words.split(u' ');
    for (const QString &code : codes)
        QTest::addRow("%s", qPrintable(code)) << code;
    QTest::addRow("empty") << QString();
    QTest::addRow("a slash") << QStringLiteral("a/b");
    QTest::addRow("65 characters") << QString(65, u'a');
    QTest::addRow("not ASCII") << QStringLiteral("über");
}

void ShortLinksTest::refusesReservedCodes()
{
    QFETCH(QString, code);
    TestCollector collector;
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    QVERIFY(database);
    Link link = linkTo("https://e.com/");
    link.code = code;
    const Result<void> added = addLink(*database, link);
    QVERIFY(!added);
    QCOMPARE(added.error().code, QStringLiteral("bad_link"));
    QCOMPARE(readLinks(*database)->size(), 0);
}

void ShortLinksTest::refusesBadDestinations_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"", "e.com", "/relative", "javascript:alert(1)", "ftp://e.com/", "https://",
                            "https://user:pass@e.com/", "https://*.e.com/", "https://e..com/",
                            "https://e.com/a b", "https://e.com/\r\nX: y"})
        QTest::addRow("%s", url) << QString::fromLatin1(url);
    QTest::addRow("too long") << QStringLiteral("https://e.com/") + QString(2048, u'a');
}

void ShortLinksTest::refusesBadDestinations()
{
    QFETCH(QString, url);
    TestCollector collector;
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    QVERIFY(database);
    Link link = linkTo("");
    link.url = url;
    QVERIFY(!addLink(*database, link));
}

void ShortLinksTest::keepsNothingOfThoseWhoOptOut()
{
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(
        client
            .get("/go",
                 kBrowser + "DNT: 1\r\nAccept-Language: de\r\nReferer: https://news.org/private/page\r\n")
            .status,
        302);
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    const Hit hit = collector.hits().constFirst();
    QCOMPARE(hit.visitor, 0u);
    QCOMPARE(hit.visit, 0u);
    QVERIFY(hit.rung == IdentityRung::None);
    QCOMPARE(hit.agent, QString());
    QCOMPARE(hit.language, QString());
    QCOMPARE(hit.referrer, QStringLiteral("https://news.org"));
}

void ShortLinksTest::redirectsWhileTheStoreIsStalled()
{
    constexpr int kClicks = 20;
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    RawHttpClient collecting(collector.url());
    auto stall = collector.stallStorage();
    collecting.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/")));
    for (int i = 0; i < kClicks; ++i)
        QCOMPARE(client.get("/go", kBrowser).status, 302);
    QCOMPARE(collecting.socket().bytesAvailable(), 0); // a hit is not promised before its commit
    QCOMPARE(collector.hits().size(), 0);
    stall.reset();
    QCOMPARE(collecting.reply().status, 202);
    collector.stop();
    QCOMPARE(collector.hits().size(), kClicks + 1);
}

void ShortLinksTest::redirectsWhenTheQueueIsFull()
{
    TestCollector collector;
    collector.options().storage.queueCapacity = 2;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    auto stall = collector.stallStorage();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(client.get("/go", kBrowser).status, 302);
    stall.reset();
    collector.stop();
    // The storage thread may have taken up to a queue of them before it stalled.
    const qint64 stored = collector.hits().size();
    QVERIFY(stored == 2 || stored == 3 || stored == 4);
    QCOMPARE(collector.countOf(QStringLiteral("queue_overflow")), 5 - stored);
    QCOMPARE(collector.verification().ledger.refused, 5 - stored);
    QVERIFY(collector.verification().isGood());
}

void ShortLinksTest::accountsForWhatComesWhileClosingDown()
{
    constexpr int kMore = 50;
    TestCollector collector;
    collector.addLink(linkTo("https://e.com/"));
    QVERIFY(collector.start());
    qint64 clicks = 0;
    qint64 badHits = 0;
    std::binary_semaphore isConnected {0};
    auto stall = collector.stallStorage(); // what is taken now waits until the visitor has gone
    const std::unique_ptr<QThread> visitor(QThread::create([&, url = collector.url()] {
        const auto port = static_cast<quint16>(QUrl(url).port());
        RawHttpClient client(url);
        clicks += client.get("/go", kBrowser).status == 302 ? 1 : 0;
        isConnected.release();
        for (int more = 0; more < kMore;) {
            const int click = client.get("/go", kBrowser).status;
            clicks += click == 302 ? 1 : 0;
            const int bad = click == 302 ? client.post("/api/v1/hits", "{").status : 0;
            badHits += bad == 400 ? 1 : 0;
            if (bad != 400)
                break;
            QTcpSocket late; // is told at once that nobody listens any more
            late.connectToHost(QHostAddress::LocalHost, port);
            more += late.waitForConnected() ? 0 : 1;
        }
        stall.reset();
    }));
    visitor->start();
    isConnected.acquire();
    collector.stop();
    visitor->wait();
    QVERIFY(clicks > 0);
    const LedgerCounts ledger = collector.verification().ledger;
    QCOMPARE(ledger.stored, clicks);
    QCOMPARE(ledger.rejected, badHits);
    QCOMPARE(ledger.received, clicks + badHits);
}

QTEST_GUILESS_MAIN(ShortLinksTest)
#include "tst_shortlinks.moc"
