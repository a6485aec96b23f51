// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"
#include "core/links/pixel.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

const QByteArray kJson = "Content-Type: application/json\r\n";
const QByteArray kBrowser =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";
const QString kCollector = QStringLiteral("http://localhost");
const QByteArray kSites = "/api/websites";
const QByteArray kLinks = "/api/websites/s/links";
const QByteArray kPixels = "/api/websites/s/pixels";

RawReply send(const TestCollector &collector, const QByteArray &method, const QByteArray &path,
              const QByteArray &body = {}, const QByteArray &headers = kJson)
{
    RawHttpClient client(collector.url());
    return client.ask(RawHttpClient::request(method, path, headers, body));
}

QJsonObject dataOf(const RawReply &reply)
{
    return reply.json().value(QLatin1StringView("data")).toObject();
}

QJsonArray rowsOf(const RawReply &reply)
{
    return reply.json().value(QLatin1StringView("data")).toArray();
}

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

QString fieldOf(const RawReply &reply)
{
    return textIn(reply.json().value(QLatin1StringView("error")).toObject(), "field");
}

QString messageOf(const RawReply &reply)
{
    return textIn(reply.json().value(QLatin1StringView("error")).toObject(), "message");
}

/// The path of an address of the collector, under the name by which RawHttpClient asks for it.
QByteArray pathOf(const QString &url)
{
    return url.startsWith(kCollector) ? url.sliced(kCollector.size()).toLatin1() : QByteArray();
}

} // namespace

/// Sites, links and pixels of Sparklytics: reading, making, changing, removing, and who may.
class CatalogApiTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesASite();
    void listsSites();
    void changesASite();
    void removesASite();
    void refusesBadSites_data();
    void refusesBadSites();

    void makesALink();
    void makesTheLinkOfTheSpecification();
    void takesAnAlias();
    void listsLinks();
    void clearsWithNull();
    void keepsWhatIsNotNamed();
    void switchesALinkOff();
    void removesALink();
    void countsClicks();
    void knowsNoLinkOfAnotherSite();
    void refusesBadLinks_data();
    void refusesBadLinks();

    void makesAPixel();
    void changesAPixel();
    void removesAPixel();
    void countsViews();
    void keepsPixelsOverARestart();
    void refusesBadPixels_data();
    void refusesBadPixels();

    void letsEditorsIn_data();
    void letsEditorsIn();
    void refusesForeignPages();
    void takesJsonOnly();
    void takesNoLargeBodies();
};

void CatalogApiTest::makesASite()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply =
        send(collector, "POST", kSites,
             R"({"name":"The shop","domain":"WWW.Shop.example","timezone":"Europe/Warsaw"})");
    QCOMPARE(reply.status, 201);
    const QJsonObject site = dataOf(reply);
    QCOMPARE(textIn(site, "id"), QStringLiteral("shop"));
    QCOMPARE(textIn(site, "name"), QStringLiteral("The shop"));
    QCOMPARE(textIn(site, "domain"), QStringLiteral("shop.example"));
    QCOMPARE(textIn(site, "timezone"), QStringLiteral("Europe/Warsaw"));
    QVERIFY(site.value(QLatin1StringView("tenant_id")).isNull());
    QCOMPARE(
        textIn(site, "tracking_snippet"),
        QStringLiteral("<script defer src=\"%1/scope.js\" data-site=\"shop\"></script>").arg(kCollector));
    // Create, then collect, must work at once.
    QCOMPARE(send(collector, "POST", "/api/v1/hits", hitBody("https://shop.example/", "shop")).status, 202);
    QCOMPARE(dataOf(send(collector, "GET", kSites + "/shop")), site);
    // The next one of that domain has another key.
    QCOMPARE(textIn(dataOf(send(collector, "POST", kSites, R"({"name":"B","domain":"shop.example"})")), "id"),
             QStringLiteral("shop-2"));
}

void CatalogApiTest::listsSites()
{
    TestCollector collector;
    for (const char *id : {"a", "b", "c"}) {
        Site site;
        site.id = QString::fromLatin1(id);
        collector.addSite(site);
    }
    QVERIFY(collector.start());
    const RawReply first = send(collector, "GET", kSites + "?limit=3");
    QCOMPARE(rowsOf(first).size(), 3);
    QCOMPARE(first.json().value(QLatin1StringView("pagination")).toObject(),
             QJsonDocument::fromJson(R"({"total":4,"limit":3,"cursor":"c","has_more":true})").object());
    const RawReply rest = send(collector, "GET", kSites + "?limit=3&cursor=c");
    QCOMPARE(textIn(rowsOf(rest).at(0).toObject(), "id"), QStringLiteral("s"));
    QCOMPARE(rest.json().value(QLatin1StringView("pagination")).toObject(),
             QJsonDocument::fromJson(R"({"total":4,"limit":3,"cursor":null,"has_more":false})").object());
    QCOMPARE(rowsOf(send(collector, "GET", kSites + "?limit=0")).size(), 1); // the nearest that there is
    QCOMPARE(send(collector, "GET", kSites + "?limit=x").status, 400);
}

void CatalogApiTest::changesASite()
{
    TestCollector collector;
    Site site;
    site.id = QStringLiteral("shop");
    site.name = QStringLiteral("Shop");
    site.domains = {QStringLiteral("old.example"), QStringLiteral("second.example")};
    site.isBadgePublic = true;
    collector.addSite(site);
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "PUT", kSites + "/shop",
                                R"({"domain":"new.example","name":null})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(dataOf(reply).value(QLatin1StringView("domains")).toArray(),
             (QJsonArray {QStringLiteral("new.example"), QStringLiteral("second.example")}));
    QCOMPARE(textIn(dataOf(reply), "name"), QStringLiteral("Shop")); // a name cannot be taken away
    QCOMPARE(send(collector, "GET", "/counter/shop.svg").status, 200); // and the rest stays
    QCOMPARE(send(collector, "PUT", kSites + "/nobody", "{}").status, 404);
}

void CatalogApiTest::removesASite()
{
    TestCollector collector;
    QVERIFY(collector.start());
    QCOMPARE(send(collector, "POST", "/api/v1/hits", hitBody("https://e.com/")).status, 202);
    const RawReply reply = send(collector, "DELETE", kSites + "/s");
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.body.isEmpty());
    QCOMPARE(messageOf(send(collector, "GET", kSites + "/s")), QStringLiteral("Website not found"));
    QCOMPARE(send(collector, "DELETE", kSites + "/s").status, 404);
    QCOMPARE(send(collector, "POST", "/api/v1/hits", hitBody("https://e.com/")).status, 404);
    collector.stop();
    QCOMPARE(collector.hits().size(), 1); // they stay
}

void CatalogApiTest::refusesBadSites_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *body, const char *field) {
        QTest::addRow("%s", name) << QByteArray(body) << QString::fromLatin1(field);
    };
    row("no name", R"({"domain":"e.com"})", "name");
    row("an empty name", R"({"name":" ","domain":"e.com"})", "name");
    row("no text", R"({"name":5,"domain":"e.com"})", "name");
    row("no domain", R"({"name":"A"})", "domain");
    row("a scheme", R"({"name":"A","domain":"https://e.com"})", "domain");
    row("a path", R"({"name":"A","domain":"e.com/a"})", "domain");
    row("a port", R"({"name":"A","domain":"e.com:80"})", "domain");
    row("a user", R"({"name":"A","domain":"ann@e.com"})", "domain");
    row("a suffix", R"({"name":"A","domain":"com"})", "domain");
    row("two", R"({"name":"A","domain":"e.com,f.com"})", "domain");
    row("no zone", R"({"name":"A","domain":"e.com","timezone":"Mars/X"})", "timezone");
}

void CatalogApiTest::refusesBadSites()
{
    QFETCH(QByteArray, body);
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "POST", kSites, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.errorCode(), "validation_error");
    QTEST(fieldOf(reply), "field");
    QCOMPARE(rowsOf(send(collector, "GET", kSites)).size(), 1);
}

void CatalogApiTest::makesALink()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply =
        send(collector, "POST", kLinks,
             R"({"name":"Spring","destination_url":"https://e.com/a","utm_medium":"mail"})");
    QCOMPARE(reply.status, 201);
    const QJsonObject link = dataOf(reply);
    const QString slug = textIn(link, "slug");
    QCOMPARE(slug.size(), 8);
    QVERIFY(std::ranges::all_of(
        slug, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z'); }));
    QCOMPARE(textIn(link, "id"), slug);
    QCOMPARE(textIn(link, "website_id"), QStringLiteral("s"));
    QCOMPARE(textIn(link, "destination_url"), QStringLiteral("https://e.com/a"));
    QCOMPARE(textIn(link, "utm_medium"), QStringLiteral("mail"));
    QVERIFY(link.value(QLatin1StringView("utm_source")).isNull());
    QVERIFY(link.value(QLatin1StringView("is_active")).toBool());
    QVERIFY(!textIn(link, "created_at").isEmpty());
    QCOMPARE(link.value(QLatin1StringView("clicks")).toInt(-1), 0);
    // Create, then click, must work at once.
    const RawReply click = send(collector, "GET", pathOf(textIn(link, "tracking_url")), {}, kBrowser);
    QCOMPARE(click.status, 302);
    QCOMPARE(click.header("location"), "https://e.com/a?utm_medium=mail");
    QCOMPARE(send(collector, "GET", "/" + slug.toLatin1(), {}, kBrowser).status, 302);
}

void CatalogApiTest::makesTheLinkOfTheSpecification()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply = send(
        collector, "POST", kLinks,
        R"({"name":"Plans","destination_url":"https://e.com/pricing#plans","utm_source":"newsletter","utm_campaign":"spring launch"})");
    QCOMPARE(reply.status, 201);
    QCOMPARE(textIn(dataOf(reply), "destination_url"), QStringLiteral("https://e.com/pricing#plans"));
    const QByteArray slug = textIn(dataOf(reply), "slug").toLatin1();
    QCOMPARE(send(collector, "GET", "/l/" + slug, {}, kBrowser).header("location"),
             "https://e.com/pricing?utm_source=newsletter&utm_campaign=spring%20launch#plans");
    // What the destination has wins.
    const RawReply other =
        send(collector, "POST", kLinks,
             R"({"name":"Own","destination_url":"https://e.com/?utm_source=own","utm_source":"mail"})");
    QCOMPARE(textIn(dataOf(other), "utm_source"), QStringLiteral("own"));
}

void CatalogApiTest::takesAnAlias()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const QByteArray body = R"({"name":"A","destination_url":"https://e.com/","slug":"Spring"})";
    QCOMPARE(textIn(dataOf(send(collector, "POST", kLinks, body)), "slug"), QStringLiteral("Spring"));
    const RawReply again = send(collector, "POST", kLinks, body.toLower());
    QCOMPARE(again.status, 422);
    QCOMPARE(again.errorCode(), "duplicate_slug");
    QCOMPARE(fieldOf(again), QStringLiteral("slug"));
}

void CatalogApiTest::listsLinks()
{
    TestCollector collector;
    Site other;
    other.id = QStringLiteral("other");
    collector.addSite(other);
    for (const auto &[code, site, madeAt] : {std::tuple("a", "s", 1), std::tuple("b", "s", 3),
                                             std::tuple("c", "other", 4), std::tuple("d", "s", 2)}) {
        Link link {QString::fromLatin1(code), QStringLiteral("https://e.com/"), QString::fromLatin1(site),
                   QStringLiteral("A")};
        link.madeAt = madeAt;
        link.earlierClicks = 5;
        collector.addLink(link);
    }
    QVERIFY(collector.start());
    for (const char *path : {"/a", "/a", "/l/d", "/c"})
        QCOMPARE(send(collector, "GET", path, {}, kBrowser).status, 302);
    QTRY_COMPARE(collector.hits().size(), 4);
    const RawReply reply = send(collector, "GET", kLinks);
    QString found;
    const QJsonArray rows = rowsOf(reply);
    for (const QJsonValue &row : rows) {
        const QJsonObject link = row.toObject();
        found += textIn(link, "slug") + QString::number(link.value(QLatin1StringView("clicks")).toInt())
            + u',' + QString::number(link.value(QLatin1StringView("unique_visitors")).toInt()) + u' ';
    }
    QCOMPARE(found, QStringLiteral("b0,0 d1,1 a2,1 ")); // the newest first
    QCOMPARE(rows.at(0).toObject().value(QLatin1StringView("earlier_clicks")).toInt(), 5);
    QCOMPARE(reply.json().value(QLatin1StringView("pagination")).toObject(),
             QJsonDocument::fromJson(R"({"total":3,"limit":1000,"offset":0,"has_more":false})").object());
    const RawReply second = send(collector, "GET", kLinks + "?limit=1&offset=1");
    QCOMPARE(textIn(rowsOf(second).at(0).toObject(), "slug"), QStringLiteral("d"));
    QVERIFY(second.json()
                .value(QLatin1StringView("pagination"))
                .toObject()
                .value(QLatin1StringView("has_more"))
                .toBool());
}

void CatalogApiTest::clearsWithNull()
{
    TestCollector collector;
    Link link {QStringLiteral("go"), QStringLiteral("https://e.com/?utm_source=a&utm_medium=b&x=1#y"),
               QStringLiteral("s"), QStringLiteral("A")};
    collector.addLink(link);
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "PUT", kLinks + "/go", R"({"utm_source":null})");
    QCOMPARE(reply.status, 200);
    QVERIFY(dataOf(reply).value(QLatin1StringView("utm_source")).isNull());
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).header("location"),
             "https://e.com/?x=1&utm_medium=b#y");
}

void CatalogApiTest::keepsWhatIsNotNamed()
{
    TestCollector collector;
    Link link {QStringLiteral("go"), QStringLiteral("https://e.com/?utm_source=a&x=%31#y"),
               QStringLiteral("s"), QStringLiteral("A")};
    link.tags = {QStringLiteral("print")};
    link.maxClicks = 2;
    collector.addLink(link);
    QVERIFY(collector.start());
    QCOMPARE(textIn(dataOf(send(collector, "PUT", kLinks + "/go", R"({"name":"B","slug":"x","other":1})")),
                    "name"),
             QStringLiteral("B"));
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).header("location"), link.url.toLatin1());
    const QByteArray elsewhere = R"({"destination_url":"https://f.com/"})";
    QCOMPARE(textIn(dataOf(send(collector, "PUT", kLinks + "/go", elsewhere)), "utm_source"),
             QStringLiteral("a"));
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).header("location"), "https://f.com/?utm_source=a");
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).status, 410); // the limit is still there
}

void CatalogApiTest::switchesALinkOff()
{
    TestCollector collector;
    collector.addLink(
        {QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), QStringLiteral("A")});
    QVERIFY(collector.start());
    QVERIFY(!dataOf(send(collector, "PUT", kLinks + "/go", R"({"is_active":false})"))
                 .value(QLatin1StringView("is_active"))
                 .toBool(true));
    QCOMPARE(send(collector, "GET", "/l/go", {}, kBrowser).status, 404);
    QCOMPARE(send(collector, "PUT", kLinks + "/go", R"({"is_active":true})").status, 200);
    QCOMPARE(send(collector, "GET", "/l/go", {}, kBrowser).status, 302);
    QCOMPARE(fieldOf(send(collector, "PUT", kLinks + "/go", R"({"is_active":"no"})")),
             QStringLiteral("is_active"));
}

void CatalogApiTest::removesALink()
{
    TestCollector collector;
    collector.addLink(
        {QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), QStringLiteral("A")});
    QVERIFY(collector.start());
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).status, 302);
    QCOMPARE(send(collector, "DELETE", kLinks + "/go").status, 204);
    QCOMPARE(send(collector, "GET", "/l/go", {}, kBrowser).status, 404);
    QCOMPARE(messageOf(send(collector, "DELETE", kLinks + "/go")), QStringLiteral("Campaign link not found"));
    collector.stop();
    QCOMPARE(collector.hits().size(), 1); // its clicks stay
}

void CatalogApiTest::countsClicks()
{
    TestCollector collector;
    collector.addLink(
        {QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), QStringLiteral("A")});
    collector.addLink({QStringLiteral("other"), QStringLiteral("https://e.com/"), QStringLiteral("s"),
                       QStringLiteral("B")});
    QVERIFY(collector.start());
    QCOMPARE(
        send(collector, "POST", "/api/websites/s/goals",
             R"({"name":"G","goal_type":"link","match_value":"go","value_mode":"fixed","fixed_value":2})")
            .status,
        201);
    for (const char *path : {"/l/go", "/go"})
        QCOMPARE(send(collector, "GET", path, {}, kBrowser).status, 302);
    QCOMPARE(send(collector, "GET", "/go", {}, "User-Agent: Twitterbot/1.0\r\n").status, 302);
    QCOMPARE(send(collector, "GET", "/other", {}, kBrowser).status, 302);
    QTRY_COMPARE(collector.hits().size(), 4);
    QCOMPARE(dataOf(send(collector, "GET", kLinks + "/go/stats")),
             QJsonDocument::fromJson(R"({"link_id":"go","clicks":2,"earlier_clicks":0,"unique_visitors":1,
                                         "conversions":2,"revenue":4})")
                 .object());
    QCOMPARE(dataOf(send(collector, "GET", kLinks + "/go")).value(QLatin1StringView("clicks")).toInt(), 2);
    QCOMPARE(send(collector, "GET", kLinks + "/nothing/stats").status, 404);
}

void CatalogApiTest::knowsNoLinkOfAnotherSite()
{
    TestCollector collector;
    Site other;
    other.id = QStringLiteral("other");
    collector.addSite(other);
    collector.addLink({QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("other"),
                       QStringLiteral("A")});
    QVERIFY(collector.start());
    for (const char *method : {"GET", "PUT", "DELETE"})
        QCOMPARE(send(collector, method, kLinks + "/go", "{}").status, 404);
    QCOMPARE(send(collector, "GET", "/go", {}, kBrowser).status, 302);
}

void CatalogApiTest::refusesBadLinks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, const char *field) {
        QTest::addRow("%s", name) << body << QString::fromLatin1(field);
    };
    row("no name", R"({"destination_url":"https://e.com/"})", "name");
    row("a long name", R"({"name":")" + QByteArray(101, 'n') + R"(","destination_url":"https://e.com/"})",
        "name");
    row("no destination", R"({"name":"A"})", "destination_url");
    row("a script", R"({"name":"A","destination_url":"javascript:alert`1`"})", "destination_url");
    row("a user", R"({"name":"A","destination_url":"https://ann:pw@e.com/"})", "destination_url");
    row("a long destination",
        R"({"name":"A","destination_url":"https://e.com/)" + QByteArray(2048, 'a') + R"("})",
        "destination_url");
    row("too long with its tags",
        R"({"name":"A","utm_source":"abcdef","destination_url":"https://e.com/)" + QByteArray(2034, 'a')
            + R"("})",
        "destination_url");
    row("a reserved slug", R"({"name":"A","destination_url":"https://e.com/","slug":"api"})", "slug");
    row("no slug", R"({"name":"A","destination_url":"https://e.com/","slug":"a b"})", "slug");
    row("a long tag",
        R"({"name":"A","destination_url":"https://e.com/","utm_term":")" + QByteArray(256, 't') + R"("})",
        "utm_term");
}

void CatalogApiTest::refusesBadLinks()
{
    QFETCH(QByteArray, body);
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "POST", kLinks, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.errorCode(), "validation_error");
    QTEST(fieldOf(reply), "field");
    QVERIFY(rowsOf(send(collector, "GET", kLinks)).isEmpty());
}

void CatalogApiTest::makesAPixel()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "POST", kPixels,
                                R"({"name":"Mail","default_url":"https://e.com/mail"})");
    QCOMPARE(reply.status, 201);
    const QJsonObject pixel = dataOf(reply);
    const QString key = textIn(pixel, "pixel_key");
    QVERIFY(key.startsWith(QLatin1StringView("px_")) && key.size() == 25);
    QCOMPARE(textIn(pixel, "default_url"), QStringLiteral("https://e.com/mail"));
    QCOMPARE(pixel.value(QLatin1StringView("views")).toInt(-1), 0);
    const QString url = textIn(pixel, "pixel_url");
    QCOMPARE(url, QStringLiteral("%1/p/%2.gif").arg(kCollector, key));
    QCOMPARE(textIn(pixel, "snippet"),
             QStringLiteral("<img src=\"%1\" width=\"1\" height=\"1\" alt=\"\">").arg(url));
    // Create, then view, must work at once.
    QCOMPARE(send(collector, "GET", pathOf(url), {}, kBrowser).status, 200);
    QCOMPARE(collector.hits().constFirst().url, QStringLiteral("https://e.com/mail"));
}

void CatalogApiTest::changesAPixel()
{
    TestCollector collector;
    collector.addPixel({QStringLiteral("px_a"), QStringLiteral("s"), QStringLiteral("Mail"),
                        QStringLiteral("https://e.com/"), 1, 0});
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "PUT", kPixels + "/px_a", R"({"name":"Post","default_url":null})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(textIn(dataOf(reply), "name"), QStringLiteral("Post"));
    QVERIFY(dataOf(reply).value(QLatin1StringView("default_url")).isNull());
    QCOMPARE(send(collector, "PUT", kPixels + "/px_a", R"({"is_active":false})").status, 200);
    QCOMPARE(send(collector, "GET", "/p/px_a.gif", {}, kBrowser).status, 404);
    QCOMPARE(send(collector, "PUT", kPixels + "/px_a", R"({"is_active":true})").status, 200);
    QCOMPARE(send(collector, "GET", "/p/px_a.gif", {}, kBrowser).status, 200);
    QCOMPARE(send(collector, "PUT", kPixels + "/px_b", "{}").status, 404);
}

void CatalogApiTest::removesAPixel()
{
    TestCollector collector;
    collector.addPixel({QStringLiteral("px_a"), QStringLiteral("s"), QStringLiteral("Mail"), {}, 1, 0});
    QVERIFY(collector.start());
    QCOMPARE(send(collector, "DELETE", kPixels + "/px_a").status, 204);
    QCOMPARE(send(collector, "GET", "/p/px_a.gif", {}, kBrowser).status, 404);
    QCOMPARE(messageOf(send(collector, "GET", kPixels + "/px_a")),
             QStringLiteral("Tracking pixel not found"));
    QVERIFY(rowsOf(send(collector, "GET", kPixels)).isEmpty());
}

void CatalogApiTest::countsViews()
{
    TestCollector collector;
    for (const char *key : {"px_a", "px_b"})
        collector.addPixel({QString::fromLatin1(key), QStringLiteral("s"), QStringLiteral("Mail"), {}, 1, 0});
    QVERIFY(collector.start());
    for (const char *path :
         {"/p/px_a.gif", "/p/px_a", "/p/px_b", "/pixel.gif?site=s&kind=pixel&url=https://e.com/"})
        QCOMPARE(send(collector, "GET", path, {}, kBrowser).status, 200);
    QCOMPARE(dataOf(send(collector, "GET", kPixels + "/px_a/stats")),
             QJsonDocument::fromJson(R"({"pixel_id":"px_a","views":2,"unique_visitors":1})").object());
    const QJsonArray rows = rowsOf(send(collector, "GET", kPixels));
    QCOMPARE(rows.size(), 2);
    for (const QJsonValue &row : rows) {
        const bool isFirst = textIn(row.toObject(), "id") == QLatin1StringView("px_a");
        QCOMPARE(row.toObject().value(QLatin1StringView("views")).toInt(), isFirst ? 2 : 1);
    }
}

void CatalogApiTest::keepsPixelsOverARestart()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const QString id = textIn(dataOf(send(collector, "POST", kPixels, R"({"name":"Mail"})")), "id");
    collector.stop();
    QVERIFY(collector.start());
    QCOMPARE(textIn(dataOf(send(collector, "GET", kPixels + "/" + id.toLatin1())), "name"),
             QStringLiteral("Mail"));
    QCOMPARE(send(collector, "GET", "/p/" + id.toLatin1(), {}, kBrowser).status, 200);
    collector.stop();
    QVERIFY(QFile::remove(collector.fileName()));
    QVERIFY(collector.start());
    QCOMPARE(send(collector, "GET", "/p/" + id.toLatin1(), {}, kBrowser).status, 200); // from the catalog
}

void CatalogApiTest::refusesBadPixels_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::addRow("no name") << QByteArray("{}") << QStringLiteral("name");
    QTest::addRow("a long name") << QByteArray(R"({"name":")" + QByteArray(101, 'n') + R"("})")
                                 << QStringLiteral("name");
    QTest::addRow("a file") << QByteArray(R"({"name":"A","default_url":"file:///etc/passwd"})")
                            << QStringLiteral("default_url");
    QTest::addRow("a user") << QByteArray(R"({"name":"A","default_url":"https://a:b@e.com/"})")
                            << QStringLiteral("default_url");
}

void CatalogApiTest::refusesBadPixels()
{
    QFETCH(QByteArray, body);
    TestCollector collector;
    QVERIFY(collector.start());
    const RawReply reply = send(collector, "POST", kPixels, body);
    QCOMPARE(reply.status, 400);
    QTEST(fieldOf(reply), "field");
}

void CatalogApiTest::letsEditorsIn_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("reader");
    QTest::addColumn<int>("otherSite");
    QTest::addColumn<int>("editor");
    const auto row = [](const char *method, const QByteArray &path, int reader, int otherSite, int editor) {
        QTest::addRow("%s %s", method, path.constData())
            << QByteArray(method) << path << reader << otherSite << editor;
    };
    row("GET", kSites, 200, 403, 200);
    row("POST", kSites, 403, 403, 400);
    row("GET", kSites + "/s", 200, 403, 200);
    row("PUT", kSites + "/s", 403, 403, 200);
    row("GET", kLinks, 200, 403, 200);
    row("POST", kLinks, 403, 403, 400);
    row("DELETE", kLinks + "/go", 403, 403, 204);
    row("GET", kPixels, 200, 403, 200);
    row("PUT", kPixels + "/px_a", 403, 403, 200);
    row("DELETE", kPixels + "/px_a", 403, 403, 204);
    row("DELETE", kSites + "/s", 403, 403, 204);
}

void CatalogApiTest::letsEditorsIn()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    Site other;
    other.id = QStringLiteral("other");
    collector.addSite(other);
    collector.addLink(
        {QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), QStringLiteral("A")});
    collector.addPixel({QStringLiteral("px_a"), QStringLiteral("s"), QStringLiteral("Mail"), {}, 1, 0});
    Token reads {QStringLiteral("reads")};
    reads.mayChange = false;
    Token elsewhere {QStringLiteral("elsewhere")};
    elsewhere.sites = {QStringLiteral("other")};
    const QByteArray remote = kJson + "X-Forwarded-For: 203.0.113.9\r\n";
    const auto with = [&remote](const QByteArray &token) -> QByteArray {
        return remote + "Authorization: Bearer " + token + "\r\n";
    };
    const QByteArray reader = with(collector.addReadToken(reads));
    const QByteArray limited = with(collector.addReadToken(elsewhere));
    const QByteArray editor = with(collector.addReadToken({QStringLiteral("edits")}));
    QVERIFY(collector.start());
    QCOMPARE(send(collector, method, path, "{}", remote).status, 401);
    QTEST(send(collector, method, path, "{}", reader).status, "reader");
    QTEST(send(collector, method, path, "{}", limited).status, "otherSite");
    QTEST(send(collector, method, path, "{}", editor).status, "editor");
}

void CatalogApiTest::refusesForeignPages()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const QByteArray page = kJson + "Origin: https://evil.example\r\n";
    QCOMPARE(send(collector, "POST", kSites, R"({"name":"A","domain":"e.com"})", page).status, 403);
    QCOMPARE(send(collector, "DELETE", kSites + "/s", {}, page).status, 403);
    QCOMPARE(send(collector, "GET", kSites, {}, page).status, 403);
}

void CatalogApiTest::takesJsonOnly()
{
    TestCollector collector;
    QVERIFY(collector.start());
    for (const QByteArray &path : {kSites, kLinks, kPixels}) {
        QCOMPARE(send(collector, "POST", path, "{}", "Content-Type: text/plain\r\n").status, 415);
        QCOMPARE(send(collector, "POST", path, "{", kJson).errorCode(), "invalid_json");
        QCOMPARE(send(collector, "POST", path, "[]", kJson).errorCode(), "invalid_json");
    }
}

void CatalogApiTest::takesNoLargeBodies()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const QByteArray body = R"({"name":"A","domain":"e.com","x":")" + QByteArray(16 * 1024, 'x') + R"("})";
    for (const QByteArray &path : {kSites, kLinks, kPixels})
        QCOMPARE(send(collector, "POST", path, body).status, 413);
}

QTEST_GUILESS_MAIN(CatalogApiTest)
#include "tst_catalogapi.moc"
