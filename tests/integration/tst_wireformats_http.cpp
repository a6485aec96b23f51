// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

namespace {

const QByteArray kJson = "Content-Type: application/json\r\n";
const QByteArray kGolden =
    R"({"website_id":"site_x","type":"pageview","url":"https://e.com/p?utm_source=a",)"
    R"("referrer":"https://news.ycombinator.com/item?id=1","language":"en-US","screen":"1920x1080",)"
    R"("screen_width":1920,"screen_height":1080,"utm_source":"a"})";

QByteArray pageview(const QByteArray &site = "site_x", const QByteArray &url = "https://e.com/")
{
    return R"({"website_id":")" + site + R"(","type":"pageview","url":")" + url + "\"}";
}

QByteArray tsPageview(const QByteArray &site)
{
    return R"({"s":")" + site + R"(","e":"pageview","u":"https://e.com/"})";
}

QByteArray batch(int size)
{
    return '[' + QByteArray(pageview() + ',').repeated(size).chopped(size > 0 ? 1 : 0) + ']';
}

Site siteNamed(const char *id, const QStringList &domains = {})
{
    Site site;
    site.id = QString::fromLatin1(id);
    site.domains = domains;
    return site;
}

} // namespace

/// The golden cases of the two foreign protocols, over HTTP with everything behind it.
class WireFormatsHttpTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesTheGoldenPageview_data();
    void storesTheGoldenPageview();
    void storesABatchInOrder();
    void refusesAsAWhole_data();
    void refusesAsAWhole();
    void limitsTheSixtyFirstRequest();
    void checksTheBatchBeforeTheRate();
    void spendsNothingOnBadRequests();
    void dropsSoftlyAboveThePeak();
    void dropsSoftlyAboveTheSiteQueue();
    void collectsAtOnceForANewSite();
    void createsUnknownSitesWhenAllowed();
    void dropsForeignOrigins_data();
    void dropsForeignOrigins();
    void guardsClicksThatAreOnlyClaimed();
    void honoursConsent_data();
    void honoursConsent();
    void countsPixelsOfThoseWhoOptOutAnonymously();
    void answersTsAnalytics_data();
    void answersTsAnalytics();
    void refusesNativeBatchesWithTheIndex();
};

void WireFormatsHttpTest::storesTheGoldenPageview_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addRow("/e") << QByteArray("/e");
    QTest::addRow("/api/collect") << QByteArray("/api/collect");
}

void WireFormatsHttpTest::storesTheGoldenPageview()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post(path, kGolden);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.body, "{\"ok\":true}");
    QCOMPARE(reply.header("access-control-allow-origin"), "*");
    QCOMPARE(reply.header("x-sparklytics-ingest-ack"), "queued");
    QCOMPARE(reply.header("x-sparklytics-ingest-queue-events"), "1");
    QCOMPARE(reply.header("x-sparklytics-ingest-queue-capacity"), "100000");
    QCOMPARE(reply.header("x-sparklytics-ingest-accepted-events"), "1");
    QCOMPARE(reply.header("x-sparklytics-ingest-dropped-events"), "0");
    QVERIFY(!reply.hasHeader("x-sparklytics-ingest-drop-reason"));
    QVERIFY(!reply.hasHeader("x-dropped-reason"));

    QCOMPARE(collector.hits().size(), 1); // the answer comes after the commit
    const Hit hit = collector.hits().constFirst();
    QVERIFY(hit.kind == HitKind::Pageview);
    QCOMPARE(hit.url, QStringLiteral("https://e.com/p?utm_source=a"));
    QCOMPARE(hit.campaign.source, QStringLiteral("a"));
    QCOMPARE(hit.referrerHost(), QStringLiteral("news.ycombinator.com"));
    QCOMPARE(hit.referrer, QStringLiteral("https://news.ycombinator.com/item"));
    QCOMPARE(hit.screen, QStringLiteral("1920x1080"));
    QCOMPARE(hit.language, QStringLiteral("en-US"));
    QVERIFY(hit.network == NetworkClass::Loopback);
}

void WireFormatsHttpTest::storesABatchInOrder()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/e", batch(3)).header("x-sparklytics-ingest-accepted-events"), "3");
    QCOMPARE(client.post("/e", pageview("site_x", "'); DROP TABLE hit;--")).status, 202);
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), 4);
    for (qsizetype i = 1; i < 4; ++i) {
        QVERIFY(hits[i].receivedAt > hits[i - 1].receivedAt);
        QCOMPARE(hits[i].visit, hits[0].visit);
    }
    QCOMPARE(hits[3].url, QStringLiteral("'); DROP TABLE hit;--"));
}

void WireFormatsHttpTest::refusesAsAWhole_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("reason");
    const QString malformed = QStringLiteral("malformed");
    const QByteArray data = R"({"website_id":"site_x","type":"event","url":"/","event_data":")";
    QTest::addRow("51 events") << kJson << batch(51) << 400 << QByteArray("batch_too_large") << malformed;
    QTest::addRow("no events") << kJson << QByteArray("[]") << 400 << QByteArray("validation_error")
                               << malformed;
    QTest::addRow("no JSON") << kJson << QByteArray("not json") << 400 << QByteArray("invalid_json")
                             << malformed;
    QTest::addRow("no UTF-8") << kJson << pageview("site_x", "\xff") << 400 << QByteArray("invalid_json")
                              << malformed;
    QTest::addRow("no url") << kJson << QByteArray(R"({"website_id":"site_x","type":"pageview"})") << 422
                            << QByteArray("unprocessable") << malformed;
    QTest::addRow("a negative width")
        << kJson << QByteArray(R"({"website_id":"site_x","type":"pageview","url":"/","screen_width":-1})")
        << 422 << QByteArray("unprocessable") << malformed;
    QTest::addRow("an unknown field")
        << kJson << QByteArray(R"({"website_id":"site_x","type":"pageview","url":"/","foo":1})") << 422
        << QByteArray("unprocessable") << malformed;
    QTest::addRow("text/plain") << QByteArray("Content-Type: text/plain\r\n") << pageview() << 415
                                << QByteArray("unsupported_media_type") << malformed;
    QTest::addRow("5,000 bytes of event_data") << kJson << data + QByteArray(5000, 'a') + "\"}" << 400
                                               << QByteArray("payload_too_large") << malformed;
    QTest::addRow("110 KB") << kJson << data + QByteArray(110'000, 'a') + "\"}" << 413
                            << QByteArray("payload_too_large") << malformed;
    QTest::addRow("an unknown site") << kJson << pageview("nope") << 404 << QByteArray("not_found")
                                     << QStringLiteral("unknown_site");
    QTest::addRow("an unknown site as one of three")
        << kJson << '[' + pageview() + ',' + pageview("nope") + ',' + pageview() + ']' << 404
        << QByteArray("not_found") << QStringLiteral("unknown_site");
}

void WireFormatsHttpTest::refusesAsAWhole()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post("/e", body, headers);
    QTEST(reply.status, "status");
    QTEST(reply.errorCode(), "code");
    QCOMPARE(reply.header("access-control-allow-origin"), "*");
    if (reply.status == 404)
        QVERIFY(reply.body.contains("Unknown website_id: nope"));
    if (reply.status != 413)
        QCOMPARE(reply.header("x-dropped-reason"), reason.toLatin1());
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
    QVERIFY(collector.countOf(reason) >= 1);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::limitsTheSixtyFirstRequest()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 60; ++i)
        QCOMPARE(client.post(i % 2 == 0 ? "/e" : "/api/collect", i % 3 == 0 ? batch(2) : pageview()).status,
                 202);
    const RawReply reply = client.post("/e", pageview());
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.errorCode(), "rate_limited");
    QVERIFY(reply.header("retry-after").toInt() >= 1);
    QVERIFY(reply.header("retry-after").toInt() <= 60);
    QCOMPARE(client.post("/t", tsPageview("site_x")).status, 204); // a budget of its own
    const QByteArray metrics = client.get("/metrics").body;
    QVERIFY2(metrics.contains("\nclickscope_hits_received_total 82\n"), metrics.constData());
    collector.stop();
    QCOMPARE(collector.verification().ledger.refused, 1);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::checksTheBatchBeforeTheRate()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    collector.options().collector.sparklyticsPerMinute = 1;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/e", pageview()).status, 202);
    QCOMPARE(client.post("/e", pageview()).status, 429);
    QCOMPARE(client.post("/e", batch(51)).status, 400);
    QCOMPARE(client.post("/e", pageview("nope")).status, 404);
}

void WireFormatsHttpTest::spendsNothingOnBadRequests()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    collector.options().collector.sparklyticsPerMinute = 1;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.post("/e", "not json").status, 400);
    QCOMPARE(client.post("/e", pageview()).status, 202);
    QCOMPARE(client.post("/e", pageview()).status, 429);
}

void WireFormatsHttpTest::dropsSoftlyAboveThePeak()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    collector.options().collector.peakEventsPerSecond = 1;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply first = client.post("/e", batch(50));
    QCOMPARE(first.header("x-sparklytics-ingest-accepted-events"), "50");
    QCOMPARE(first.header("x-sparklytics-ingest-dropped-events"), "0");
    const RawReply second = client.post("/e", batch(50));
    QCOMPARE(second.status, 202);
    QCOMPARE(second.header("x-sparklytics-ingest-accepted-events"), "10");
    QCOMPARE(second.header("x-sparklytics-ingest-dropped-events"), "40");
    QCOMPARE(second.header("x-sparklytics-ingest-drop-reason"), "peak_rate");
    QCOMPARE(second.header("x-dropped-reason"), "peak_rate");
    collector.stop();
    QCOMPARE(collector.hits().size(), 60);
    QCOMPARE(collector.countOf(QStringLiteral("peak_rate")), 40);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::dropsSoftlyAboveTheSiteQueue()
{
    TestCollector collector;
    collector.addSite(siteNamed("site_x"));
    collector.options().collector.siteQueueEvents = 1;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post("/e", batch(2));
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.header("x-sparklytics-ingest-accepted-events"), "1");
    QCOMPARE(reply.header("x-sparklytics-ingest-dropped-events"), "1");
    QCOMPARE(reply.header("x-sparklytics-ingest-drop-reason"), "queue_overflow");
    QCOMPARE(reply.header("x-sparklytics-ingest-queue-capacity"), "1");
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QCOMPARE(collector.countOf(QStringLiteral("queue_overflow")), 1);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::collectsAtOnceForANewSite()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/e", pageview("fresh")).status, 404);
    bool isCreated = false;
    const Asking creating = collector.application().queries().createSite(
        siteNamed("fresh"), this, [&](const Result<void> &created) { isCreated = created.ok(); });
    QVERIFY(spinUntil([&] { return isCreated; }));
    QCOMPARE(client.post("/e", pageview("fresh")).status, 202);
}

void WireFormatsHttpTest::createsUnknownSitesWhenAllowed()
{
    TestCollector collector;
    collector.options().collector.autoCreateSites = true;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "new-1")).status, 202);
    QCOMPARE(client.post("/t", tsPageview("new-2")).status, 204);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "no good")).status, 404);
    QCOMPARE(collector.hits().size(), 2);
    QCOMPARE(collector.hits().constFirst().site, QStringLiteral("new-1"));
}

void WireFormatsHttpTest::dropsForeignOrigins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("stored");
    QTest::addRow("the host itself") << QByteArray("Origin: https://e.com\r\n")
                                     << QByteArray("https://e.com/") << true;
    QTest::addRow("with a port") << QByteArray("Origin: http://e.com:8080\r\n")
                                 << QByteArray("https://e.com/") << true;
    QTest::addRow("a subdomain") << QByteArray("Origin: https://www.e.com\r\n")
                                 << QByteArray("https://e.com/") << true;
    QTest::addRow("another host") << QByteArray("Origin: https://evil.org\r\n")
                                  << QByteArray("https://e.com/") << false;
    QTest::addRow("a host that ends alike")
        << QByteArray("Origin: https://note.com\r\n") << QByteArray("https://e.com/") << false;
    QTest::addRow("no origin, good URL") << QByteArray() << QByteArray("https://e.com/a") << true;
    QTest::addRow("no origin, foreign URL") << QByteArray() << QByteArray("https://evil.org/e.com") << false;
    QTest::addRow("origin null") << QByteArray("Origin: null\r\n") << QByteArray("https://evil.org/")
                                 << false;
    QTest::addRow("a relative URL") << QByteArray() << QByteArray("/a") << true;
    QTest::addRow("a relative URL of another host")
        << QByteArray("Origin: https://evil.org\r\n") << QByteArray("/a") << false;
    QTest::addRow("another host without a scheme") << QByteArray() << QByteArray("//evil.org/g") << false;
    QTest::addRow("the host without a scheme") << QByteArray() << QByteArray("//e.com/g") << true;
    for (const char *url :
         {"https:evil.org", "about:blank", "data:text/html,x", "file:///etc/passwd", "https:///x"})
        QTest::addRow("%s", url) << QByteArray() << QByteArray(url) << false;
    QTest::addRow("a relative URL with a colon") << QByteArray() << QByteArray("/a:b") << true;
    QTest::addRow("user info in the URL") << QByteArray() << QByteArray("https://e.com@evil.org/") << false;
}

void WireFormatsHttpTest::dropsForeignOrigins()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, url);
    QFETCH(bool, stored);
    TestCollector collector;
    collector.addSite(siteNamed("site_x", {QStringLiteral("e.com")}));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post("/e", pageview("site_x", url), origin);
    QCOMPARE(reply.status, 202); // a policy drop is no error to the page
    QCOMPARE(reply.header("x-sparklytics-ingest-accepted-events"), stored ? "1" : "0");
    QCOMPARE(reply.header("x-dropped-reason"), stored ? QByteArray() : QByteArray("origin_not_allowed"));
    collector.stop();
    QCOMPARE(collector.hits().size(), stored ? 1 : 0);
    QCOMPARE(collector.countOf(QStringLiteral("origin_not_allowed")), stored ? 0 : 1);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::guardsClicksThatAreOnlyClaimed()
{
    TestCollector collector;
    collector.addSite(siteNamed("c", {QStringLiteral("e.com")}));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray click = R"({"site":"c","kind":"click","url":"https://e.com/x"})";
    QCOMPARE(client.post("/api/v1/hits", click, "Origin: https://evil.org\r\n").status, 202);
    QCOMPARE(client.post("/api/v1/hits", click, "DNT: 1\r\n").status, 202);
    QCOMPARE(client.post("/api/v1/hits", click).status, 202);
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QCOMPARE(collector.countOf(QStringLiteral("origin_not_allowed")), 1);
    QCOMPARE(collector.countOf(QStringLiteral("dnt")), 1);
}

void WireFormatsHttpTest::honoursConsent_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("ignoring");
    QTest::addColumn<QByteArray>("reason");
    QTest::addRow("DNT") << QByteArray("DNT: 1\r\n") << false << QByteArray("dnt");
    QTest::addRow("GPC") << QByteArray("Sec-GPC: 1\r\n") << false << QByteArray("gpc");
    QTest::addRow("DNT of 0") << QByteArray("DNT: 0\r\n") << false << QByteArray();
    QTest::addRow("a site that ignores it") << QByteArray("DNT: 1\r\nSec-GPC: 1\r\n") << true << QByteArray();
}

void WireFormatsHttpTest::honoursConsent()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, ignoring);
    QFETCH(QByteArray, reason);
    TestCollector collector;
    Site site = siteNamed("site_x");
    site.consent = ignoring ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
    collector.addSite(site);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const std::tuple<const char *, QByteArray, int> requests[] = {
        {"/e", pageview(), 202},
        {"/t", tsPageview("site_x"), 204},
        {"/api/v1/hits", hitBody("https://e.com/", "site_x"), 202},
    };
    for (const auto &[path, body, status] : requests) {
        const RawReply reply = client.post(path, body, headers);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("x-dropped-reason"), reason);
    }
    collector.stop();
    QCOMPARE(collector.hits().size(), reason.isEmpty() ? 3 : 0);
    if (!reason.isEmpty())
        QCOMPARE(collector.countOf(QString::fromLatin1(reason)), 3);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::countsPixelsOfThoseWhoOptOutAnonymously()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/pixel.gif?site=s&kind=pixel&url=https://e.com/a",
                                      "DNT: 1\r\nUser-Agent: Mozilla/5.0\r\nReferer: https://r.org/p\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.size(), 43);
    QCOMPARE(reply.header("content-type"), "image/gif");
    QCOMPARE(collector.hits().size(), 1);
    const Hit hit = collector.hits().constFirst();
    QCOMPARE(hit.visitor, 0u);
    QCOMPARE(hit.visit, 0u);
    QCOMPARE(hit.rung, IdentityRung::None);
    QVERIFY(hit.agent.isEmpty());
}

void WireFormatsHttpTest::answersTsAnalytics_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("stored");
    const auto row = [](const char *name, const char *body, int status, int stored) {
        QTest::addRow("%s", name) << QByteArray(body) << status << stored;
    };
    row("pageview",
        R"({"s":"s","sid":"k3j","e":"pageview","u":"https://e.com/blog?x=1","r":"https://google.com","t":"Blog","sw":1920,"sh":1080,"p":{}})",
        204, 1);
    row("event",
        R"({"s":"s","sid":"k3j","e":"event","u":"https://e.com/c","p":{"name":"purchase","value":99.99}})",
        204, 1);
    row("full script",
        R"({"s":"s","sid":"u1","e":"event","u":"https://e.com/c","r":null,"t":"C","sw":1,"sh":1,"ts":1700000000000,"en":"purchase","ec":"conv","ev":99.99,"p":{"plan":"pro"}})",
        204, 1);
    row("outbound",
        R"({"s":"s","sid":"k3j","e":"outbound","u":"https://e.com/","p":{"url":"https://x.org/"}})", 204, 1);
    row("vitals",
        R"({"s":"s","sid":"k3j","e":"vitals","u":"https://e.com/","p":{"metric":"CLS","value":123,"rating":"needs-improvement"}})",
        204, 1);
    row("error",
        R"({"s":"s","sid":"k3j","e":"error","u":"https://e.com/","p":{"message":"m","source":"s.js","line":1,"col":2,"stack":"…"}})",
        204, 1);
    row("heat map", R"({"s":"s","sid":"k3j","e":"hm_click","u":"/path","p":{"vx":1,"vy":2},"ts":1})", 204, 1);
    row("unknown type", R"({"s":"s","e":"wat","u":"https://e.com/"})", 204, 0);
    row("no URL", R"({"s":"s","e":"pageview"})", 400, 0);
    row("a relative URL", R"({"s":"s","e":"pageview","u":"/x"})", 400, 0);
    row("an unknown site with a bad URL", R"({"s":"nope","e":"pageview","u":"/x"})", 400, 0);
    row("an unknown site", R"({"s":"nope","e":"wat","u":"https://e.com/"})", 404, 0);
    row("no JSON", "{", 400, 0);
    row("an array", R"([{"s":"s","e":"pageview","u":"https://e.com/"}])", 400, 0);
}

void WireFormatsHttpTest::answersTsAnalytics()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, stored);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *path : {"/api/analytics/collect", "/collect", "/t", "/p"}) {
        const RawReply reply = client.post(path, body,
                                           "Content-Type: text/plain\r\n"); // as a beacon sends it
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("access-control-allow-origin"), "*");
        if (status == 204)
            QCOMPARE(reply.header("cache-control"), "no-store, no-cache, must-revalidate");
        if (status == 204 && stored == 0)
            QCOMPARE(reply.header("x-dropped-reason"), "unknown_event_type");
    }
    collector.stop();
    QCOMPARE(collector.hits().size(), 4 * stored);
    QCOMPARE(collector.verification().ledger.rejected, stored == 1 ? 0 : 4);
    QVERIFY(collector.verification().isGood());
}

void WireFormatsHttpTest::refusesNativeBatchesWithTheIndex()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post("/api/v1/hits",
                                       '[' + hitBody("https://e.com/") + R"(,{"site":"s","url":7}])");
    QCOMPARE(reply.status, 422);
    QCOMPARE(
        reply.json().value(QLatin1StringView("error")).toObject().value(QLatin1StringView("index")).toInt(-1),
        1);
    QCOMPARE(collector.hits().size(), 0);
    const RawReply good =
        client.post("/api/v1/hits", '[' + hitBody("https://e.com/") + ',' + hitBody("https://e.com/b") + ']');
    QCOMPARE(good.status, 202);
    QCOMPARE(good.json().value(QLatin1StringView("accepted")).toInt(), 2);
    QCOMPARE(good.json().value(QLatin1StringView("last_seq")).toInt(),
             good.json().value(QLatin1StringView("first_seq")).toInt() + 1);
}

QTEST_GUILESS_MAIN(WireFormatsHttpTest)
#include "tst_wireformats_http.moc"
