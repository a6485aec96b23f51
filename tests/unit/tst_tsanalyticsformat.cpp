// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/tsanalyticsformat.h"
#include "tests/support/testprogram.h"

#include <QTest>

// The requests of the protocol's own clients, and the rules of reading-hits.md#ts-analytics.

namespace {

HttpRequest post(const QByteArray &body)
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/api/analytics/collect";
    request.contentType = "text/plain";
    request.body = body;
    return request;
}

RawHit parsedHit(const QByteArray &body)
{
    const ParsedHits parsed = TsAnalyticsFormat().parse(post(body));
    return std::holds_alternative<WireError>(parsed) ? RawHit() : std::get<QList<RawHit>>(parsed).first();
}

} // namespace

class TsAnalyticsFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThePageview();
    void derivesKindNameAndValue_data();
    void derivesKindNameAndValue();
    void keepsProperties_data();
    void keepsProperties();
    void dropsUnknownTypesLater();
    void refusesRequests_data();
    void refusesRequests();
    void acknowledgesWithNoContent();
    void answersErrorsInItsOwnShape();
};

void TsAnalyticsFormatTest::readsThePageview()
{
    const RawHit hit = parsedHit(
        R"({"s":"site-1","sid":"k3j","e":"pageview","u":"https://e.com/blog?x=1","r":"https://google.com","t":"Blog","sw":1920,"sh":1080,"p":{}})");
    QCOMPARE(hit.siteKey, QStringLiteral("site-1"));
    QCOMPARE(QString(toString(hit.kind)), QStringLiteral("pageview"));
    QCOMPARE(hit.url, QStringLiteral("https://e.com/blog?x=1"));
    QCOMPARE(hit.referrer, QStringLiteral("https://google.com"));
    QCOMPARE(hit.title, QStringLiteral("Blog"));
    QCOMPARE(hit.screen, QStringLiteral("1920x1080"));
    QVERIFY(hit.props.isEmpty());
    QVERIFY(!hit.dropReason);
}

void TsAnalyticsFormatTest::derivesKindNameAndValue_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("value"); // NaN = none
    const double none = qQNaN();
    QTest::addRow("name and value in p")
        << QByteArray(R"("e":"event","u":"https://e.com/c","p":{"name":"purchase","value":99.99})")
        << QStringLiteral("event") << QStringLiteral("purchase") << 99.99;
    QTest::addRow("name and value of the full script") << QByteArray(
        R"("e":"event","u":"https://e.com/c","r":null,"sw":1,"sh":1,"ts":1700000000000,"en":"purchase","ec":"conv","ev":99.99,"p":{"plan":"pro"})")
                                                       << QStringLiteral("event")
                                                       << QStringLiteral("purchase") << 99.99;
    QTest::addRow("p beats en and ev")
        << QByteArray(R"("en":"b","ev":2,"p":{"name":"a","value":1},"e":"event","u":"https://e.com/")")
        << QStringLiteral("event") << QStringLiteral("a") << 1.0;
    QTest::addRow("value as a text is none")
        << QByteArray(R"("e":"event","u":"https://e.com/","p":{"name":"a","value":"1"})")
        << QStringLiteral("event") << QStringLiteral("a") << none;
    QTest::addRow("a URL with blanks and backslashes")
        << QByteArray(R"("e":"event","u":" https:\\\\e.com\\a ","p":{"name":"a"})") << QStringLiteral("event")
        << QStringLiteral("a") << none;
    QTest::addRow("no name") << QByteArray(R"("e":"event","u":"https://e.com/")") << QStringLiteral("event")
                             << QStringLiteral("unknown") << none;
    QTest::addRow("time on page") << QByteArray(
        R"("e":"event","u":"https://e.com/","p":{"name":"time_on_page","value":12})")
                                  << QStringLiteral("engagement") << QStringLiteral("time_on_page") << 12.0;
    QTest::addRow("outbound") << QByteArray(
        R"("e":"outbound","u":"https://e.com/","p":{"url":"https://x.org/"})")
                              << QStringLiteral("outbound") << QStringLiteral("outbound_click") << none;
    QTest::addRow("layout shift is scaled") << QByteArray(
        R"("e":"vitals","u":"https://e.com/","p":{"metric":"CLS","value":123,"rating":"needs-improvement"})")
                                            << QStringLiteral("vitals") << QStringLiteral("CLS") << 0.123;
    QTest::addRow("other vitals are not")
        << QByteArray(R"("e":"vitals","u":"https://e.com/","p":{"metric":"LCP","value":2500})")
        << QStringLiteral("vitals") << QStringLiteral("LCP") << 2500.0;
    QTest::addRow("error") << QByteArray(
        R"("e":"error","u":"https://e.com/","p":{"message":"m","source":"s.js","line":1,"col":2,"stack":"x"})")
                           << QStringLiteral("error") << QString() << none;
    QTest::addRow("heatmap click with a path")
        << QByteArray(R"("e":"hm_click","u":"/path","p":{"vx":1,"vy":2,"selector":"#a"},"ts":1)")
        << QStringLiteral("event") << QStringLiteral("hm_click") << none;
    QTest::addRow("heatmap move") << QByteArray(R"("e":"hm_move","u":"/path","p":{"points":[[1,2,3]]})")
                                  << QStringLiteral("event") << QStringLiteral("hm_move") << none;
}

void TsAnalyticsFormatTest::derivesKindNameAndValue()
{
    QFETCH(QByteArray, members);
    QFETCH(double, value);
    const RawHit hit = parsedHit(R"({"s":"site-1","sid":"k3j",)" + members + "}");
    QCOMPARE(hit.siteKey, QStringLiteral("site-1"));
    QTEST(QString(toString(hit.kind)), "kind");
    QTEST(hit.event, "name");
    QCOMPARE(hit.value.has_value(), !qIsNaN(value));
    if (hit.value)
        QCOMPARE(*hit.value, value);
}

void TsAnalyticsFormatTest::keepsProperties_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("props");
    QTest::addRow("category") << QByteArray(R"("e":"event","ec":"conv","p":{"plan":"pro"})")
                              << QStringLiteral(R"({"plan":"pro","ec":"conv"})");
    QTest::addRow("browser") << QByteArray(R"("e":"pageview","br":"Brave")")
                             << QStringLiteral(R"({"br":"Brave"})");
    QTest::addRow("outbound target") << QByteArray(R"("e":"outbound","p":{"url":"https://x.org/"})")
                                     << QString::fromLatin1(R"({"url":"https://x.org/"})");
    QTest::addRow("scaled layout shift")
        << QByteArray(R"("e":"vitals","p":{"metric":"CLS","value":123,"rating":"needs-improvement"})")
        << QStringLiteral(R"({"metric":"CLS","value":0.123,"rating":"needs-improvement"})");
    QTest::addRow("nested as text") << QByteArray(R"("e":"hm_move","p":{"points":[[1,2,3]]})")
                                    << QStringLiteral(R"({"points":"[[1,2,3]]"})");
    QTest::addRow("long message") << "\"e\":\"error\",\"p\":{\"message\":\"" + QByteArray(600, 'm') + "\"}"
                                  << QString(u"{\"message\":\"" % QString(500, u'm') % u"\"}");
    QTest::addRow("long stack") << "\"e\":\"error\",\"p\":{\"stack\":\"" + QByteArray(2500, 's') + "\"}"
                                << QString(u"{\"stack\":\"" % QString(2000, u's') % u"\"}");
    QTest::addRow("p is no object") << QByteArray(R"("e":"pageview","p":[1])") << QString();
}

void TsAnalyticsFormatTest::keepsProperties()
{
    QFETCH(QByteArray, members);
    const RawHit hit = parsedHit(R"({"s":"a","u":"https://e.com/",)" + members + "}");
    QCOMPARE(hit.siteKey, QStringLiteral("a"));
    QTEST(hit.props, "props");
}

void TsAnalyticsFormatTest::dropsUnknownTypesLater()
{
    const RawHit hit = parsedHit(R"({"s":"site-1","e":"wat","u":"https://e.com/"})");
    QCOMPARE(hit.siteKey, QStringLiteral("site-1"));
    QVERIFY(hit.dropReason == RejectReason::UnknownEventType);
}

void TsAnalyticsFormatTest::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray missing = R"({"error":"Missing required fields: s, e, u"})";
    const QByteArray invalidUrl = R"({"error":"Invalid URL"})";
    QTest::addRow("no URL") << QByteArray(R"({"s":"site-1","e":"pageview"})") << 400 << missing;
    QTest::addRow("empty site") << QByteArray(R"({"s":"","e":"pageview","u":"https://e.com/"})") << 400
                                << missing;
    QTest::addRow("type is null") << QByteArray(R"({"s":"a","e":null,"u":"https://e.com/"})") << 400
                                  << missing;
    QTest::addRow("site is a number")
        << QByteArray(R"({"s":1,"e":"pageview","u":"https://e.com/"})") << 400 << missing;
    QTest::addRow("array") << QByteArray(R"([{"s":"a","e":"pageview","u":"https://e.com/"}])") << 400
                           << missing;
    QTest::addRow("malformed") << QByteArray("not json") << 400 << missing;
    QTest::addRow("malformed at the end")
        << QByteArray(R"({"s":"a","e":"pageview","u":"https://e.com/"},)") << 400 << missing;
    QTest::addRow("empty body") << QByteArray() << 400 << missing;
    QTest::addRow("relative URL") << QByteArray(R"({"s":"a","e":"pageview","u":"/x"})") << 400 << invalidUrl;
    QTest::addRow("a host alone") << QByteArray(R"({"s":"a","e":"pageview","u":"//e.com/x"})") << 400
                                  << invalidUrl;
    QTest::addRow("other scheme") << QByteArray(R"({"s":"a","e":"pageview","u":"file:///x"})") << 400
                                  << invalidUrl;
    QTest::addRow("the URL is checked before the site and the type")
        << QByteArray(R"({"s":"!","e":"wat","u":"/x"})") << 400 << invalidUrl;
    QTest::addRow("malformed site key") << QByteArray(R"({"s":"a b","e":"pageview","u":"https://e.com/"})")
                                        << 404 << QByteArray(R"({"error":"Site not found"})");
    QTest::addRow("site key too long")
        << QByteArray(R"({"e":"pageview","u":"https://e.com/","s":")" + QByteArray(101, 'a') + "\"}") << 404
        << QByteArray(R"({"error":"Site not found"})");
}

void TsAnalyticsFormatTest::refusesRequests()
{
    QFETCH(QByteArray, body);
    const TsAnalyticsFormat format;
    const auto parsed = format.parse(post(body));
    const auto *error = std::get_if<WireError>(&parsed);
    QVERIFY(error);
    const HttpReply reply = format.failed(*error);
    QTEST(reply.status, "status");
    QTEST(reply.body, "answer");
    QCOMPARE(reply.contentType, QByteArray("application/json"));
}

void TsAnalyticsFormatTest::acknowledgesWithNoContent()
{
    const HttpReply reply = TsAnalyticsFormat().accepted(post({}), {});
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.body.isEmpty());
    QVERIFY(reply.contentType.isEmpty());
    const QList<std::pair<QByteArray, QByteArray>> headers {
        {"Cache-Control", "no-store, no-cache, must-revalidate"},
        {"Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS"},
        {"Access-Control-Allow-Headers", "Content-Type, Authorization"},
        {"Access-Control-Max-Age", "86400"},
    };
    QCOMPARE(reply.headers, headers);

    IngestOutcome dropped;
    dropped.dropped = 1;
    dropped.dropReasons = {RejectReason::UnknownEventType};
    QVERIFY(TsAnalyticsFormat()
                .accepted(post({}), dropped)
                .headers.contains({QByteArray("X-Dropped-Reason"), QByteArray("unknown_event_type")}));
}

void TsAnalyticsFormatTest::answersErrorsInItsOwnShape()
{
    const TsAnalyticsFormat format;
    const HttpReply unknown = format.failed(format.unknownSite(QStringLiteral("x"), -1));
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.body, QByteArray(R"({"error":"Site not found"})"));
    const HttpReply limited = format.failed(format.rateLimited(5));
    QCOMPARE(limited.status, 429);
    QVERIFY(limited.headers.contains({QByteArray("Retry-After"), QByteArray("5")}));
    QCOMPARE(format.failed(format.overloaded(1)).status, 503);
    QCOMPARE(format.failed(format.bodyTooLarge()).status, 413);
}

CLICKSCOPE_TEST(TsAnalyticsFormatTest)
#include "tst_tsanalyticsformat.moc"
