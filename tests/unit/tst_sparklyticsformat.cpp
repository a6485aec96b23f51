// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/sparklyticsformat.h"
#include "tests/support/testprogram.h"

#include <QTest>

// The requests of the protocol's own clients and its errors (reading-hits.md#sparklytics), as far as one
// request alone decides them.

namespace {

HttpRequest post(const QByteArray &body, const QByteArray &contentType = "application/json")
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/e";
    request.contentType = contentType;
    request.body = body;
    return request;
}

QByteArray eventWith(const QByteArray &members)
{
    return R"({"website_id":"site_x","type":"event","url":"https://e.com/")" + members + "}";
}

QByteArray batchOf(qsizetype count, const QByteArray &event)
{
    QByteArray body = "[";
    for (qsizetype i = 0; i < count; ++i)
        body += (i ? "," : "") + event;
    return body + "]";
}

const QByteArray kGolden =
    R"({"website_id":"site_x","type":"pageview","url":"https://e.com/p?utm_source=a","referrer":"https://news.ycombinator.com/item?id=1","language":"en-US","screen":"1920x1080","screen_width":1920,"screen_height":1080,"utm_source":"a"})";

RawHit parsedHit(const QByteArray &body)
{
    const ParsedHits parsed = SparklyticsFormat().parse(post(body));
    return std::holds_alternative<WireError>(parsed) ? RawHit() : std::get<QList<RawHit>>(parsed).first();
}

} // namespace

class SparklyticsFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsWhatItsDocumentationPromises();
    void readsTheGoldenPageview();
    void readsBatchesInOrder();
    void acceptsJsonContentTypes_data();
    void acceptsJsonContentTypes();
    void refusesRequestsInTheOrderOfTheChecks_data();
    void refusesRequestsInTheOrderOfTheChecks();
    void derivesKindNameAndProperties_data();
    void derivesKindNameAndProperties();
    void storesTheUrlLiterally();
    void joinsTheScreenFromItsParts();
    void ignoresAnIdentityThatIsTooLong();
    void acknowledgesWithIngestHeaders();
    void reportsDropsInTheHeaders();
    void answersErrorsInTheEnvelope();
};

void SparklyticsFormatTest::allowsWhatItsDocumentationPromises()
{
    const WireLimits limits = SparklyticsFormat().limits();
    QCOMPARE(limits.bodyBytes, 102'400);
    QCOMPARE(limits.hits, 50);
    QVERIFY(!limits.createsSites);
    QCOMPARE(limits.requestsPerMinute.value_or(-1), 60);
    QVERIFY(limits.perSite);
    QCOMPARE(limits.perSite->peakPerSecond, 10'000);
    QCOMPARE(limits.perSite->queued, 100'000);
}

void SparklyticsFormatTest::readsTheGoldenPageview()
{
    const RawHit hit = parsedHit(kGolden);
    QCOMPARE(hit.siteKey, QStringLiteral("site_x"));
    QCOMPARE(QString(toString(hit.kind)), QStringLiteral("pageview"));
    QCOMPARE(hit.url, QStringLiteral("https://e.com/p?utm_source=a"));
    QCOMPARE(hit.referrer, QStringLiteral("https://news.ycombinator.com/item?id=1"));
    QCOMPARE(hit.language, QStringLiteral("en-US"));
    QCOMPARE(hit.screen, QStringLiteral("1920x1080"));
    QCOMPARE(hit.campaign.source, QStringLiteral("a"));
    QVERIFY(hit.event.isEmpty());
    QVERIFY(hit.props.isEmpty());
}

void SparklyticsFormatTest::readsBatchesInOrder()
{
    const auto parsed = SparklyticsFormat().parse(
        post("[" + eventWith(R"(,"event_name":"a")") + "," + eventWith(R"(,"event_name":"b")") + "]"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const auto &hits = std::get<QList<RawHit>>(parsed);
    QCOMPARE(hits.size(), 2);
    QCOMPARE(hits[0].event, QStringLiteral("a"));
    QCOMPARE(hits[1].event, QStringLiteral("b"));
    QVERIFY(
        std::holds_alternative<QList<RawHit>>(SparklyticsFormat().parse(post(batchOf(50, eventWith(""))))));
}

void SparklyticsFormatTest::acceptsJsonContentTypes_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("accepted");
    QTest::addRow("plain") << QByteArray("application/json") << true;
    QTest::addRow("charset") << QByteArray("Application/JSON; charset=utf-8") << true;
    QTest::addRow("suffix") << QByteArray("application/vnd.x+json") << true;
    QTest::addRow("text") << QByteArray("text/plain") << false;
    QTest::addRow("none") << QByteArray() << false;
    QTest::addRow("text that ends in json") << QByteArray("text/json") << false;
}

void SparklyticsFormatTest::acceptsJsonContentTypes()
{
    QFETCH(QByteArray, contentType);
    const auto parsed = SparklyticsFormat().parse(post(kGolden, contentType));
    QTEST(std::holds_alternative<QList<RawHit>>(parsed), "accepted");
    if (const auto *error = std::get_if<WireError>(&parsed))
        QCOMPARE(error->status, 415);
}

void SparklyticsFormatTest::refusesRequestsInTheOrderOfTheChecks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto add = [](const char *name, const QByteArray &body, int status, const char *code,
                        const char *message = "") {
        QTest::newRow(name) << body << status << QString::fromLatin1(code) << QString::fromLatin1(message);
    };
    const QByteArray largeData = ",\"event_data\":\"" + QByteArray(5000, 'x') + '"';
    add("110 KB", QByteArray(110 * 1024, ' '), 413, "payload_too_large", "Payload exceeds size limit");
    add("one byte too many", kGolden + QByteArray(102401 - kGolden.size(), ' '), 413, "payload_too_large");
    add("not JSON", "not json", 400, "invalid_json");
    add("invalid UTF-8", eventWith(",\"language\":\"\xff\""), 400, "invalid_json");
    add("syntax beats types", R"([{"foo":1},)", 400, "invalid_json");
    add("number out of range", eventWith(R"(,"event_data":1e999)"), 400, "invalid_json");
    add("depth bomb", eventWith(",\"event_data\":" + QByteArray(50000, '[')), 400, "invalid_json");
    add("no URL", R"({"website_id":"site_x","type":"pageview"})", 422, "unprocessable", "url is missing");
    add("URL is null", R"({"website_id":"site_x","type":"pageview","url":null})", 422, "unprocessable");
    add("no type", R"({"website_id":"site_x","url":"/"})", 422, "unprocessable", "type is missing");
    add("no website", R"({"type":"pageview","url":"/"})", 422, "unprocessable", "website_id is missing");
    add("negative width", eventWith(R"(,"screen_width":-1)"), 422, "unprocessable");
    add("fractional width", eventWith(R"(,"screen_width":1.5)"), 422, "unprocessable");
    add("width beyond 32 bits", eventWith(R"(,"screen_width":4294967296)"), 422, "unprocessable");
    add("unknown field", eventWith(R"(,"foo":1)"), 422, "unprocessable",
        "foo is not a field of this protocol");
    add("field given twice", eventWith(R"(,"url":"/b")"), 422, "unprocessable", "url is given twice");
    add("a bad one of three", "[" + kGolden + R"(,{"type":"x"},)" + kGolden + "]", 422, "unprocessable",
        "event 1: website_id is missing");
    add("types beat the length", batchOf(51, R"({"foo":1})"), 422, "unprocessable");
    add("types beat event_data", "[" + eventWith(largeData) + R"(,{"a":1}])", 422, "unprocessable");
    add("scalar", "7", 422, "unprocessable");
    add("51 events", batchOf(51, kGolden), 400, "batch_too_large", "Batch exceeds maximum of 50 events");
    add("length beats event_data", "[" + eventWith(largeData) + "," + batchOf(50, eventWith("")).mid(1), 400,
        "batch_too_large");
    add("no events", "[]", 400, "validation_error", "empty batch");
    add("large event_data", eventWith(largeData), 400, "payload_too_large", "Payload exceeds size limit");
}

void SparklyticsFormatTest::refusesRequestsInTheOrderOfTheChecks()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const auto parsed = SparklyticsFormat().parse(post(body));
    const auto *error = std::get_if<WireError>(&parsed);
    QVERIFY(error);
    QTEST(error->status, "status");
    QTEST(error->code, "code");
    if (!message.isEmpty())
        QCOMPARE(error->message, message);
}

void SparklyticsFormatTest::derivesKindNameAndProperties_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("props");
    QTest::addRow("event") << eventWith(R"(,"event_name":"signup","event_data":{ "plan" : "pro" })")
                           << QStringLiteral("event") << QStringLiteral("signup")
                           << QStringLiteral(R"({"plan":"pro"})");
    QTest::addRow("internal link") << eventWith(R"(,"event_name":"link_click","event_data":{"href":"/a"})")
                                   << QStringLiteral("event") << QStringLiteral("link_click")
                                   << QStringLiteral(R"({"href":"/a"})");
    QTest::addRow("external link") << eventWith(
        R"(,"event_name":"link_click","event_data":{"href":"https://x.org/","external":true})")
                                   << QStringLiteral("outbound") << QStringLiteral("link_click")
                                   << QStringLiteral(R"({"href":"https://x.org/","external":true})");
    QTest::addRow("another type") << QByteArray(R"({"website_id":"s","type":"custom","url":"/"})")
                                  << QStringLiteral("event") << QStringLiteral("custom")
                                  << QStringLiteral(R"({"type":"custom"})");
    QTest::addRow("data that is no object")
        << eventWith(R"(,"event_name":"n","event_data":[1,2])") << QStringLiteral("event")
        << QStringLiteral("n") << QStringLiteral(R"({"data":"[1,2]"})");
    QTest::addRow("null data") << eventWith(R"(,"event_name":"n","event_data":null)")
                               << QStringLiteral("event") << QStringLiteral("n") << QString();
    QTest::addRow("largest data") << eventWith(",\"event_name\":\"n\",\"event_data\":\""
                                               + QByteArray(4094, 'x') + '"')
                                  << QStringLiteral("event") << QStringLiteral("n")
                                  << QString(u"{\"data\":\"" % QString(4094, u'x') % u"\"}");
    QTest::addRow("blanks do not count")
        << eventWith(",\"event_name\":\"n\",\"event_data\":{" + QByteArray(5000, ' ') + "}")
        << QStringLiteral("event") << QStringLiteral("n") << QString();
}

void SparklyticsFormatTest::derivesKindNameAndProperties()
{
    QFETCH(QByteArray, body);
    const RawHit hit = parsedHit(body);
    QTEST(QString(toString(hit.kind)), "kind");
    QTEST(hit.event, "name");
    QTEST(hit.props, "props");
}

void SparklyticsFormatTest::storesTheUrlLiterally()
{
    QCOMPARE(parsedHit(R"({"website_id":"s","type":"pageview","url":"'); DROP TABLE events;--"})").url,
             QStringLiteral("'); DROP TABLE events;--"));
}

void SparklyticsFormatTest::joinsTheScreenFromItsParts()
{
    QCOMPARE(parsedHit(eventWith(R"(,"screen_width":800,"screen_height":600)")).screen,
             QStringLiteral("800x600"));
    QCOMPARE(parsedHit(eventWith(R"(,"screen":null,"screen_width":800,"screen_height":600)")).screen,
             QStringLiteral("800x600"));
    QVERIFY(parsedHit(eventWith(R"(,"screen_width":800)")).screen.isEmpty());
}

void SparklyticsFormatTest::ignoresAnIdentityThatIsTooLong()
{
    QCOMPARE(parsedHit(eventWith(",\"visitor_id\":\"" + QByteArray(64, 'v') + '"')).identity,
             QString(64, u'v'));
    QVERIFY(parsedHit(eventWith(",\"visitor_id\":\"" + QByteArray(65, 'v') + '"')).identity.isEmpty());
}

void SparklyticsFormatTest::acknowledgesWithIngestHeaders()
{
    IngestOutcome outcome;
    outcome.accepted = 1;
    outcome.queueDepth = 1;
    outcome.queueCapacity = 100000;
    const HttpReply reply = SparklyticsFormat().accepted(post({}), outcome);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.body, QByteArray("{\"ok\":true}"));
    const QList<std::pair<QByteArray, QByteArray>> headers {
        {"x-sparklytics-ingest-ack", "queued"},
        {"x-sparklytics-ingest-queue-events", "1"},
        {"x-sparklytics-ingest-queue-capacity", "100000"},
        {"x-sparklytics-ingest-accepted-events", "1"},
        {"x-sparklytics-ingest-dropped-events", "0"},
    };
    QCOMPARE(reply.headers, headers);
}

void SparklyticsFormatTest::reportsDropsInTheHeaders()
{
    IngestOutcome outcome;
    outcome.accepted = 10;
    outcome.dropped = 40;
    outcome.dropReasons = {RejectReason::PeakRate, RejectReason::QueueOverflow};
    const HttpReply reply = SparklyticsFormat().accepted(post({}), outcome);
    QCOMPARE(reply.status, 202);
    QVERIFY(reply.headers.contains({QByteArray("x-sparklytics-ingest-dropped-events"), QByteArray("40")}));
    QVERIFY(reply.headers.contains(
        {QByteArray("x-sparklytics-ingest-drop-reason"), QByteArray("peak_rate,queue_overflow")}));
}

void SparklyticsFormatTest::answersErrorsInTheEnvelope()
{
    const SparklyticsFormat format;
    const HttpReply unknown = format.failed(format.unknownSite(QStringLiteral("nope"), 1));
    QCOMPARE(unknown.status, 404);
    QCOMPARE(
        unknown.body,
        QByteArray(R"({"error":{"code":"not_found","message":"Unknown website_id: nope","field":null}})"));
    const HttpReply limited = format.failed(format.rateLimited(9));
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.body,
             QByteArray(R"({"error":{"code":"rate_limited","message":"Rate limit exceeded","field":null}})"));
    const HttpReply overloaded = format.failed(format.overloaded(2));
    QCOMPARE(overloaded.status, 503);
    QCOMPARE(
        overloaded.body,
        QByteArray(
            R"({"error":{"code":"ingest_overloaded","message":"Ingestion queue is overloaded, retry later","field":null}})"));
    QVERIFY(overloaded.headers.contains({QByteArray("Retry-After"), QByteArray("2")}));
}

CLICKSCOPE_TEST(SparklyticsFormatTest)
#include "tst_sparklyticsformat.moc"
