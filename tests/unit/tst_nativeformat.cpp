// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativeformat.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

HttpRequest post(const QByteArray &body)
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/api/v1/hits";
    request.contentType = "text/plain;charset=UTF-8"; // what sendBeacon sends; not looked at
    request.body = body;
    return request;
}

QByteArray batchOf(qsizetype count, const QByteArray &hit)
{
    QByteArray body = "[";
    for (qsizetype i = 0; i < count; ++i)
        body += (i ? "," : "") + hit;
    return body + "]";
}

QByteArray pageWith(const QByteArray &member)
{
    return R"({"site":"demo","kind":"pageview","url":"/",)" + member + "}";
}

QByteArray letters(qsizetype count)
{
    return QByteArray(count, 'a');
}

const QByteArray kPage = R"({"site":"demo","url":"/"})";

} // namespace

class NativeFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void readsKinds_data();
    void readsKinds();
    void acceptsWhatIsOptional_data();
    void acceptsWhatIsOptional();
    void readsBatchesInOrder();
    void refusesRequests_data();
    void refusesRequests();
    void namesTheBadHitOfABatch();
    void prefersTheSyntaxErrorOverTheBadHit();
    void acknowledgesWithSequenceNumbers();
    void acknowledgesWhatWasDropped();
    void answersErrorsInTheEnvelope();
};

void NativeFormatTest::readsEveryField()
{
    const auto parsed =
        NativeFormat().parse(post(R"({"site":"demo","kind":"event","url":"https://e.com/p?x=1",
        "referrer":"https://g.com/","title":"T \u00e9","name":"signup","value":9.5,"props":{"plan":"pro","seats":3},
        "screen":"1920x1080","language":"en-US","identity":"u-1","unknown":{"a":[1]}})"));
    const auto *hits = std::get_if<QList<RawHit>>(&parsed);
    QVERIFY(hits);
    QCOMPARE(hits->size(), 1);
    const RawHit &hit = hits->first();
    QCOMPARE(hit.siteKey, QStringLiteral("demo"));
    QCOMPARE(QString(toString(hit.kind)), QStringLiteral("event"));
    QCOMPARE(hit.url, QStringLiteral("https://e.com/p?x=1"));
    QCOMPARE(hit.referrer, QStringLiteral("https://g.com/"));
    QCOMPARE(hit.title, QStringLiteral("T é"));
    QCOMPARE(hit.event, QStringLiteral("signup"));
    QCOMPARE(hit.value, 9.5);
    QCOMPARE(hit.props, QStringLiteral(R"({"plan":"pro","seats":3})"));
    QCOMPARE(hit.screen, QStringLiteral("1920x1080"));
    QCOMPARE(hit.language, QStringLiteral("en-US"));
    QCOMPARE(hit.identity, QStringLiteral("u-1"));
    QVERIFY(hit.dropReason.isEmpty());
}

void NativeFormatTest::readsKinds_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"pageview", "event", "click", "outbound", "download", "engagement"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void NativeFormatTest::readsKinds()
{
    QFETCH(QString, kind);
    const auto parsed = NativeFormat().parse(
        post(R"({"site":"d","url":"/","name":"n","kind":")" + kind.toLatin1() + R"("})"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    QCOMPARE(QString(toString(std::get<QList<RawHit>>(parsed).first().kind)), kind);
}

void NativeFormatTest::acceptsWhatIsOptional_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addRow("kind defaults to pageview") << kPage;
    QTest::addRow("null is absent") << pageWith(
        R"("title":null,"value":null,"props":null,"referrer":null,"identity":null)");
    QTest::addRow("an event without a URL") << QByteArray(R"({"site":"d","kind":"event","name":"n"})");
    QTest::addRow("lone surrogate of a cut emoji") << pageWith(R"("title":"\ud83d")");
    QTest::addRow("longest URL") << QByteArray(R"({"site":"d","url":"/)" + letters(2047) + R"("})");
    QTest::addRow("longest title") << pageWith("\"title\":\"" + letters(500) + '"');
    QTest::addRow("longest name") << pageWith("\"name\":\"" + letters(255) + '"');
    QTest::addRow("longest identity") << pageWith("\"identity\":\"" + letters(64) + '"');
    QTest::addRow("most properties") << pageWith("\"props\":{" + [] {
        QByteArray members;
        for (int i = 0; i < 50; ++i)
            members += (i ? ",\"k" : "\"k") + QByteArray::number(i) + "\":1";
        return members;
    }() + '}');
    QTest::addRow("URL as it was sent") << QByteArray(R"({"site":"d","url":"'); DROP TABLE events;--"})");
    QTest::addRow("largest batch") << batchOf(500, kPage);
}

void NativeFormatTest::acceptsWhatIsOptional()
{
    QFETCH(QByteArray, body);
    const auto parsed = NativeFormat().parse(post(body));
    if (const auto *error = std::get_if<WireError>(&parsed))
        QFAIL(qPrintable(error->message));
}

void NativeFormatTest::readsBatchesInOrder()
{
    const auto parsed = NativeFormat().parse(post(R"([{"site":"a","url":"/1"},{"site":"b","url":"/2"}])"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const auto &hits = std::get<QList<RawHit>>(parsed);
    QCOMPARE(hits.size(), 2);
    QCOMPARE(hits[0].url, QStringLiteral("/1"));
    QCOMPARE(hits[1].siteKey, QStringLiteral("b"));
}

void NativeFormatTest::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto add = [](const char *name, const QByteArray &body, int status, const char *code,
                        const char *field) {
        QTest::newRow(name) << body << status << QString::fromLatin1(code) << QString::fromLatin1(field);
    };
    add("not JSON", "not json", 400, "invalid_json", "");
    add("empty body", "", 400, "invalid_json", "");
    add("invalid UTF-8", "{\"site\":\"d\",\"url\":\"/\xff\"}", 400, "invalid_json", "");
    add("number out of range", pageWith("\"value\":1e999"), 400, "invalid_json", "");
    add("text after the document", kPage + "x", 400, "invalid_json", "");
    add("depth bomb", QByteArray(100000, '['), 400, "invalid_json", "");
    add("scalar", "5", 422, "validation_error", "");
    add("empty batch", "[]", 400, "validation_error", "");
    add("batch of 501", batchOf(501, kPage), 400, "batch_too_large", "");
    add("batch of a scalar", "[1]", 422, "validation_error", "");
    add("more than a mebibyte", QByteArray(1024 * 1024 + 1, ' '), 413, "payload_too_large", "");
    add("no site", R"({"url":"/"})", 422, "validation_error", "site");
    add("site is null", R"({"site":null,"url":"/"})", 422, "validation_error", "site");
    add("site is a number", R"({"site":7,"url":"/"})", 422, "validation_error", "site");
    add("site too long", R"({"url":"/","site":")" + letters(101) + "\"}", 422, "validation_error", "site");
    add("no URL", R"({"site":"d"})", 422, "validation_error", "url");
    add("URL is an object", R"({"site":"d","url":{}})", 422, "validation_error", "url");
    add("URL too long", R"({"site":"d","url":"/)" + letters(2048) + "\"}", 422, "validation_error", "url");
    add("referrer too long", pageWith("\"referrer\":\"" + letters(2049) + '"'), 422, "validation_error",
        "referrer");
    add("title too long", pageWith("\"title\":\"" + letters(501) + '"'), 422, "validation_error", "title");
    add("name too long", pageWith("\"name\":\"" + letters(256) + '"'), 422, "validation_error", "name");
    add("event without a name", R"({"site":"d","url":"/","kind":"event"})", 422, "validation_error", "name");
    add("unknown kind", R"({"site":"d","url":"/","kind":"wat"})", 422, "validation_error", "kind");
    add("value is a text", pageWith("\"value\":\"1\""), 422, "validation_error", "value");
    add("props is an array", pageWith("\"props\":[]"), 422, "validation_error", "props");
    add("too many properties",
        pageWith("\"props\":{" +
                 [] {
                     QByteArray members;
                     for (int i = 0; i < 51; ++i)
                         members += (i ? ",\"k" : "\"k") + QByteArray::number(i) + "\":1";
                     return members;
                 }()
                 + '}'),
        422, "validation_error", "props");
    add("properties too large", pageWith("\"props\":{\"a\":\"" + letters(9000) + "\"}"), 422,
        "validation_error", "props");
    add("screen", pageWith("\"screen\":\"wide\""), 422, "validation_error", "screen");
    add("identity too long", pageWith("\"identity\":\"" + letters(65) + '"'), 422, "validation_error",
        "identity");
    add("identity too long in bytes", pageWith("\"identity\":\"" + QByteArray("\xc3\xa9").repeated(33) + '"'),
        422, "validation_error", "identity");
}

void NativeFormatTest::refusesRequests()
{
    QFETCH(QByteArray, body);
    const auto parsed = NativeFormat().parse(post(body));
    const auto *error = std::get_if<WireError>(&parsed);
    QVERIFY(error);
    QTEST(error->status, "status");
    QTEST(error->code, "code");
    QTEST(error->field, "field");
    QVERIFY(!error->message.isEmpty());
    QVERIFY(!error->reason.isEmpty());
}

void NativeFormatTest::namesTheBadHitOfABatch()
{
    const auto parsed = NativeFormat().parse(post("[" + kPage + "," + kPage + R"(,{"site":"d"},{}])"));
    const auto *error = std::get_if<WireError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->index, 2);
    QCOMPARE(error->message, QStringLiteral("hit 2: url is missing"));
    const QJsonObject answer = QJsonDocument::fromJson(NativeFormat().failed(*error).body).object();
    QCOMPARE(answer[u"error"][u"index"].toInt(-1), 2);
}

void NativeFormatTest::prefersTheSyntaxErrorOverTheBadHit()
{
    const auto parsed = NativeFormat().parse(post(R"([{"site":7},{]])"));
    QVERIFY(std::holds_alternative<WireError>(parsed));
    QCOMPARE(std::get<WireError>(parsed).status, 400);
}

void NativeFormatTest::acknowledgesWithSequenceNumbers()
{
    IngestOutcome outcome;
    outcome.accepted = 3;
    outcome.firstSeq = 11;
    outcome.lastSeq = 13;
    const HttpReply reply = NativeFormat().accepted(post({}), outcome);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.contentType, QByteArray("application/json"));
    QCOMPARE(reply.body, QByteArray(R"({"accepted":3,"first_seq":11,"last_seq":13})"));
    QVERIFY(reply.headers.isEmpty());
}

void NativeFormatTest::acknowledgesWhatWasDropped()
{
    IngestOutcome outcome;
    outcome.dropped = 1;
    outcome.dropReasons = {QStringLiteral("dnt")};
    const HttpReply reply = NativeFormat().accepted(post({}), outcome);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.body, QByteArray(R"({"accepted":0,"first_seq":null,"last_seq":null,"dropped":1})"));
    QVERIFY(reply.headers.contains({QByteArray("X-Dropped-Reason"), QByteArray("dnt")}));
}

void NativeFormatTest::answersErrorsInTheEnvelope()
{
    const NativeFormat format;
    const HttpReply unknown = format.failed(format.unknownSite(QStringLiteral("no\"pe"), -1));
    QCOMPARE(unknown.status, 404);
    const QJsonObject error = QJsonDocument::fromJson(unknown.body).object()[u"error"].toObject();
    QCOMPARE(error[u"code"].toString(), QStringLiteral("not_found"));
    QVERIFY(error[u"message"].toString().contains(QStringLiteral("no\"pe")));
    QVERIFY(unknown.headers.contains({QByteArray("X-Dropped-Reason"), QByteArray("unknown_site")}));

    const HttpReply limited = format.failed(format.rateLimited(17));
    QCOMPARE(limited.status, 429);
    QVERIFY(limited.headers.contains({QByteArray("Retry-After"), QByteArray("17")}));
    QCOMPARE(limited.body,
             QByteArray(R"({"error":{"code":"rate_limited","message":"Rate limit exceeded","field":null}})"));

    const HttpReply overloaded = format.failed(format.overloaded(1));
    QCOMPARE(overloaded.status, 503);
    QVERIFY(overloaded.headers.contains({QByteArray("Retry-After"), QByteArray("1")}));
    QCOMPARE(format.failed(format.bodyTooLarge()).status, 413);
}

QTEST_APPLESS_MAIN(NativeFormatTest)
#include "tst_nativeformat.moc"
