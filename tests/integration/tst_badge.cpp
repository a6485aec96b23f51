// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/sitequestions.h"
#include "tests/support/manualclock.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QDateTime>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

namespace {

const QByteArray kBrowser =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";

Site shownSite()
{
    Site site;
    site.id = QStringLiteral("shop");
    site.name = QStringLiteral("<The \"secret\" shop>");
    site.isBadgePublic = true;
    return site;
}

/// The title, and whether it is well-formed without anything that runs or loads.
QString titleOf(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    QString title;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        const QStringView name = reader.name();
        if (name == QLatin1StringView("script") || name == QLatin1StringView("image")
            || name == QLatin1StringView("a") || name == QLatin1StringView("use"))
            return QStringLiteral("it holds ") + name.toString();
        if (name == QLatin1StringView("title"))
            title = reader.readElementText();
    }
    return reader.hasError() ? reader.errorString() : title;
}

} // namespace

/// GET /counter/{site}.svg and .json.
class BadgeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOffUntilSwitchedOn();
    void countsInPeriods_data();
    void countsInPeriods();
    void leavesBotsOut();
    void isKeptForAMinute();
    void isNotSentAgain();
    void isOpenToEveryPage();
    void refusesOtherPeriods();
    void disappearsWhenSwitchedOff();
};

void BadgeTest::isOffUntilSwitchedOn()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply off = client.get("/counter/s.svg");
    const RawReply unknown = client.get("/counter/nobody.svg");
    QCOMPARE(off.status, 404);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(off.body, unknown.body); // it does not tell that there is such a site
    QCOMPARE(client.get("/counter/s.json").status, 404);
    QCOMPARE(client.get("/counter/s.txt").status, 404);
    QCOMPARE(client.get("/counter/.svg").status, 404);
}

void BadgeTest::countsInPeriods_data()
{
    QTest::addColumn<QByteArray>("period");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pageviews");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QByteArray>("label");
    QTest::addRow("day") << QByteArray("?period=day") << QStringLiteral("day") << 1
                         << QStringLiteral("shop: 1 visitor, 1 pageview today") << QByteArray("today");
    QTest::addRow("week") << QByteArray("?period=week") << QStringLiteral("week") << 2
                          << QStringLiteral("shop: 2 visitors, 2 pageviews in the last 7 days")
                          << QByteArray("7 days");
    QTest::addRow("month") << QByteArray("?period=month") << QStringLiteral("month") << 3
                           << QStringLiteral("shop: 3 visitors, 3 pageviews in the last 30 days")
                           << QByteArray("30 days");
    QTest::addRow("all") << QByteArray() << QStringLiteral("all") << 4
                         << QStringLiteral("shop: 4 visitors, 4 pageviews since the first hit")
                         << QByteArray("all time");
}

void BadgeTest::countsInPeriods()
{
    QFETCH(QByteArray, period);
    QFETCH(QString, title);
    QFETCH(QByteArray, label);
    ManualClock clock(
        QDateTime::fromString(QStringLiteral("2026-05-01T12:00:00Z"), Qt::ISODate).toMSecsSinceEpoch()
        * kMicrosPerMilli);
    TestCollector collector(clock);
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const int days : {31, 15, 1, 0}) { // until the next one, and today
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "shop"), kBrowser).status, 202);
        clock.advance(days * kMicrosPerDay);
    }
    const RawReply svg = client.get("/counter/shop.svg" + period);
    QCOMPARE(svg.status, 200);
    QCOMPARE(svg.header("content-type"), "image/svg+xml");
    QCOMPARE(titleOf(svg.body), title);
    QVERIFY2(svg.body.contains(QByteArray(">").append(label).append('<')), svg.body.constData());
    const QJsonObject json = client.get("/counter/shop.json" + period).json();
    QTEST(json.value(QLatin1StringView("period")).toString(), "name");
    QTEST(json.value(QLatin1StringView("pageviews")).toInt(), "pageviews");
    QCOMPARE(json.value(QLatin1StringView("visitors")), json.value(QLatin1StringView("pageviews")));
    QCOMPARE(json.value(QLatin1StringView("site")).toString(), QStringLiteral("shop"));
}

void BadgeTest::leavesBotsOut()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(
        client.post("/api/v1/hits", hitBody("https://e.com/", "shop"), "User-Agent: curl/8.0\r\n").status,
        202);
    QCOMPARE(client.get("/counter/shop.json").json().value(QLatin1StringView("pageviews")).toInt(), 0);
}

void BadgeTest::isKeptForAMinute()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply first = client.get("/counter/shop.json");
    QCOMPARE(first.header("cache-control"), "public, max-age=60");
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "shop"), kBrowser).status, 202);
    QCOMPARE(client.get("/counter/shop.json").body, first.body);
    QCOMPARE(client.get("/counter/shop.json?period=day").json().value(QLatin1StringView("pageviews")).toInt(),
             1); // another question
}

void BadgeTest::isNotSentAgain()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray tag = client.get("/counter/shop.svg").header("etag");
    QVERIFY(tag.size() > 2);
    const RawReply again = client.get("/counter/shop.svg", "If-None-Match: W/" + tag + "\r\n");
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.isEmpty());
    QCOMPARE(client.get("/counter/shop.json", "If-None-Match: " + tag + "\r\n").status, 200);
}

void BadgeTest::isOpenToEveryPage()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray origin = "Origin: https://shop.example\r\n";
    const RawReply reply = client.get("/counter/shop.svg", origin);
    QCOMPARE(reply.header("access-control-allow-origin"), "https://shop.example");
    QCOMPARE(reply.header("cross-origin-resource-policy"), "cross-origin");
    QCOMPARE(reply.header("content-security-policy"), "default-src 'none'");
    QVERIFY(!reply.body.contains("secret")); // only the key is public
    QCOMPARE(client.ask(RawHttpClient::request("OPTIONS", "/counter/shop.json", origin)).status, 204);
    QCOMPARE(client.ask(RawHttpClient::request("HEAD", "/counter/shop.svg")).status, 200);
    collector.stop();
    QVERIFY(collector.hits().isEmpty());
}

void BadgeTest::refusesOtherPeriods()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/counter/shop.svg?period=year").errorCode(), "bad_period");
    QCOMPARE(client.get("/counter/shop.svg?period=all").status, 200);
}

void BadgeTest::disappearsWhenSwitchedOff()
{
    TestCollector collector;
    collector.addSite(shownSite());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/counter/shop.svg").status, 200);
    Site site = shownSite();
    site.isBadgePublic = false;
    QObject context;
    bool isSaved = false;
    const Asking asking = collector.application().questions().sites.updateSite(
        site, &context, [&](const Result<void> &saved) { isSaved = saved.ok(); });
    QTRY_VERIFY(isSaved);
    QTRY_COMPARE(client.get("/counter/shop.svg").status, 404);
}

QTEST_GUILESS_MAIN(BadgeTest)
#include "tst_badge.moc"
