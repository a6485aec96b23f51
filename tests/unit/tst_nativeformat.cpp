// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativeformat.h"
#include "tests/support/testprogram.h"

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
    void letsARouteNameThePageWhateverTheTagSays_data();
    void letsARouteNameThePageWhateverTheTagSays();
    void readsKinds_data();
    void readsKinds();
    void acceptsWhatIsOptional_data();
    void acceptsWhatIsOptional();
    void keepsTheHitWhateverIsOptional_data();
    void keepsTheHitWhateverIsOptional();
    void readsUrlsAsBrowsersDo();
    void offersToAddWhatCanBeASite();
    void remarksInTheReply();
    void readsIds_data();
    void readsIds();
    void acknowledgesDuplicates();
    void readsBatchesInOrder();
    void refusesRequests_data();
    void refusesRequests();
    void namesEveryKindThatThereIs();
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
    QVERIFY(!hit.dropReason);
}

void NativeFormatTest::letsARouteNameThePageWhateverTheTagSays_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addRow("left out") << QByteArray();
    QTest::addRow("null") << QByteArray(R"(,"hash":null)");
    QTest::addRow("false") << QByteArray(R"(,"hash":false)");
    QTest::addRow("true") << QByteArray(R"(,"hash":true)");
    QTest::addRow("1") << QByteArray(R"(,"hash":1)");
}

void NativeFormatTest::letsARouteNameThePageWhateverTheTagSays()
{
    QFETCH(QByteArray, member);
    const auto parsed = NativeFormat().parse(post(R"({"site":"d","url":"/#a")" + member + "}"));
    const auto *hits = std::get_if<QList<RawHit>>(&parsed);
    QVERIFY(hits);
    QVERIFY(hits->first().fragmentNamesPage);
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

void NativeFormatTest::keepsTheHitWhateverIsOptional_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("kept"); // of the field, as text
    const auto add = [](const char *name, const QByteArray &field, const QByteArray &value,
                        const QString &kept) {
        QTest::newRow(name) << '"' + field + "\":" + value << field << kept;
    };
    const auto text = [](const QByteArray &letters) -> QByteArray { return '"' + letters + '"'; };
    const QString long2048 = QString(2048, u'a');
    add("fractional screen", "screen", R"("411.42857142857144x731.4285714285714")",
        QStringLiteral("411x731"));
    add("screen with a sign", "screen", R"("800\u00d7600")", QStringLiteral("800x600"));
    add("screen of minus zero", "screen", R"("-0x-0")", QStringLiteral("0x0"));
    add("negative screen", "screen", R"("-800x600")", {});
    add("screen of no numbers", "screen", R"("NaNxNaN")", {});
    add("endless screen", "screen", R"("Infinityx600")", {});
    add("huge screen", "screen", R"("1e300x600")", {});
    add("screen in words", "screen", R"("wide")", {});
    add("screen as a list", "screen", "[800,600]", {});
    add("screen as a number", "screen", "800", {});
    add("value as text", "value", R"("19.99")", QStringLiteral("19.99"));
    add("value as text with blanks", "value", R"(" 5 ")", QStringLiteral("5"));
    add("value that is none", "value", R"("NaN")", {});
    add("endless value as text", "value", R"("-inf")", {});
    add("value with a currency", "value", R"("5 EUR")", {});
    add("empty value", "value", R"("")", {});
    add("value beyond any number", "value", "1e999", {});
    add("value beyond any number, negative", "value", "-1e400", {});
    add("value as a list", "value", "[1]", {});
    add("value as an object", "value", R"({"a":[1]})", {});
    add("value as a truth", "value", "true", {});
    add("long title", "title", text(letters(501)), QString(500, u'a'));
    add("title as a number", "title", "404", QStringLiteral("404"));
    add("title as a list", "title", R"(["a","b"])", {});
    add("title with a null character", "title", R"("a\u0000b")", QStringLiteral("ab"));
    add("long name", "name", text(letters(256)), QString(255, u'a'));
    add("name as a number", "name", "7", QStringLiteral("7"));
    add("name as a list", "name", R"(["a"])", {});
    add("long referrer", "referrer", text(letters(2049)), long2048);
    add("referrer as an object", "referrer", "{}", {});
    add("referrer as a number", "referrer", "1", {});
    add("list of languages", "language", R"("en-US,en;q=0.9")", QStringLiteral("en-US"));
    add("array of languages", "language", R"(["de-AT","de"])", QStringLiteral("de-AT"));
    add("array without languages", "language", "[1,null,{}]", {});
    add("any language", "language", R"("*")", {});
    add("long language", "language", text(letters(65)), {});
    add("language as a number", "language", "1", {});
    add("identity as a number", "identity", "12345678901234567890", QStringLiteral("12345678901234567890"));
    add("long identity", "identity", text(letters(65)), {});
    add("identity too long in bytes", "identity", text(QByteArray("\xc3\xa9").repeated(33)), {});
    add("identity as a truth", "identity", "true", {});
    add("identity as a list", "identity", R"(["u"])", {});
    add("props as a list", "props", "[]", {});
    add("props as a number", "props", "5", {});
    add("props as their text", "props", R"("{\"a\":1}")", QStringLiteral(R"({"a":1})"));
    add("props as any text", "props", R"("a=1")", {});
    add("long property", "props", R"({"a":")" + letters(9000) + R"(","b":1})", QStringLiteral(R"({"b":1})"));
    add("a language of POSIX", "language", R"("en-US@posix")", QStringLiteral("en-US"));
    add("a language with its character set", "language", R"("de_DE.UTF-8")", QStringLiteral("de-DE"));
    add("a language with a null character", "language", R"("de\u0000-AT")", QStringLiteral("de-AT"));
    add("no language with one", "language", R"("xx-\u0000bad!")", QStringLiteral("xx"));
    add("no language", "language", R"("C")", {});
    add("a language and a sentence", "language", R"("en please")", QStringLiteral("en"));
    add("digits for a language", "language", R"("12")", {});
    add("a referrer that is no URL", "referrer", R"("newsletter")", QStringLiteral("newsletter"));
    add("a referrer without a host", "referrer", R"("http:///")", QStringLiteral("http:///"));
    add("nested properties", "props", R"({"a":{"b":1}})", QStringLiteral(R"({"a":"{\"b\":1}"})"));
    add("nested in their text", "props", R"("{\"a\":[1]}")", QStringLiteral(R"({"a":"[1]"})"));
    add("empty id", "id", R"("")", {});
    add("long id", "id", text(letters(65)), {});
    add("id beyond ASCII", "id", R"("\u00e9")", {});
    add("id as a number", "id", "17", QStringLiteral("17"));
    add("id as an object", "id", "{}", {});
}

void NativeFormatTest::keepsTheHitWhateverIsOptional()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, field);
    QFETCH(QString, kept);
    const auto parsed = NativeFormat().parse(post(pageWith(member)));
    if (const auto *error = std::get_if<WireError>(&parsed))
        QFAIL(qPrintable(error->message));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    const QMap<QByteArray, QString> fields {
        {"screen", hit.screen},
        {"title", hit.title},
        {"name", hit.event},
        {"referrer", hit.referrer},
        {"language", hit.language},
        {"identity", hit.identity},
        {"props", hit.props},
        {"id", hit.id},
        {"value", hit.value ? QString::number(*hit.value) : QString()},
    };
    QCOMPARE(fields.value(field), kept);
    QCOMPARE(hit.url, QStringLiteral("/"));
    QVERIFY(!hit.remarks.isEmpty());
    QCOMPARE(QByteArray(hit.remarks.constFirst().field.data()), field);
}

void NativeFormatTest::readsUrlsAsBrowsersDo()
{
    const auto read = [](const QByteArray &url, const QByteArray &referrer) {
        const auto parsed = NativeFormat().parse(
            post(R"({"site":"d","url":")" + url + R"(","referrer":")" + referrer + "\"}"));
        const auto *hits = std::get_if<QList<RawHit>>(&parsed);
        return hits ? hits->constFirst() : RawHit();
    };
    QCOMPARE(read(R"( https:\\\\e.com\\a\n?b\\c\t)", "").url, QStringLiteral("https://e.com/a?b\\c"));
    QCOMPARE(read("//e.com/a", "").url, QStringLiteral("https://e.com/a")); // of a page with https
    QCOMPARE(read("///a", "").url, QStringLiteral("///a"));
    QCOMPARE(read("/a//b", "").url, QStringLiteral("/a//b"));
    const RawHit hit = read("/", R"(\t\nhttps://f.com\\b )");
    QCOMPARE(hit.referrer, QStringLiteral("https://f.com/b"));
    QVERIFY(hit.remarks.isEmpty());
    for (const char *referrer :
         {"https://f com/", "https://f%20.com/", "http://[fe80::1%eth0]/", "//f.com/b"})
        QCOMPARE(read("/", referrer).remarks.size(), 1); // no page was left there
}

void NativeFormatTest::offersToAddWhatCanBeASite()
{
    QCOMPARE(NativeFormat().unknownSite(QStringLiteral("shop-1"), -1).message,
             QStringLiteral("No site is named shop-1; add it with: clickscope site add shop-1"));
    for (const char *key : {"a b", "$(reboot)", "ü", "--help", "x;y"}) {
        const QString message = NativeFormat().unknownSite(QString::fromUtf8(key), -1).message;
        QVERIFY2(!message.contains(QLatin1StringView("site add")), qPrintable(message));
        QVERIFY(message.contains(QString::fromUtf8(key)) && message.contains(QLatin1StringView("data-site")));
    }
}

void NativeFormatTest::remarksInTheReply()
{
    IngestOutcome outcome;
    outcome.accepted = 2;
    outcome.firstSeq = 1;
    outcome.lastSeq = 2;
    outcome.remarks = {{1, {QLatin1StringView("screen"), QLatin1StringView("rounded")}},
                       {1, {QLatin1StringView("title"), QLatin1StringView("cut")}}};
    QCOMPARE(NativeFormat().accepted(post({}), outcome).body,
             QByteArray(R"({"accepted":2,"first_seq":1,"last_seq":2,"remarks":[)"
                        R"({"index":1,"field":"screen","what":"rounded"},)"
                        R"({"index":1,"field":"title","what":"cut"}]})"));
}

void NativeFormatTest::readsIds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addRow("one character") << QByteArray("~");
    QTest::addRow("a blank in it") << QByteArray("a b");
    QTest::addRow("the longest") << letters(64);
}

void NativeFormatTest::readsIds()
{
    QFETCH(QByteArray, id);
    const auto parsed = NativeFormat().parse(post(pageWith("\"id\":\"" + id + '"')));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    QCOMPARE(hit.id, QString::fromLatin1(id));
    QVERIFY(hit.remarks.isEmpty());
}

void NativeFormatTest::acknowledgesDuplicates()
{
    IngestOutcome outcome;
    outcome.hasIds = true;
    outcome.duplicates = 2;
    QCOMPARE(NativeFormat().accepted(post({}), outcome).body,
             QByteArray(R"({"accepted":0,"first_seq":null,"last_seq":null,"duplicates":2})"));
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
    add("URL of blanks", R"({"site":"d","url":" \t\n "})", 422, "validation_error", "url");
    add("URL is an object", R"({"site":"d","url":{}})", 422, "validation_error", "url");
    add("event without a name", R"({"site":"d","url":"/","kind":"event"})", 422, "validation_error", "name");
    add("URL is a number", R"({"site":"d","url":7})", 422, "validation_error", "url");
    add("name of an event is a list", R"({"site":"d","kind":"event","name":["a"]})", 422, "validation_error",
        "name");
    add("unknown kind", R"({"site":"d","url":"/","kind":"wat"})", 422, "validation_error", "kind");
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
    QVERIFY(error->reason == RejectReason::Malformed);
}

void NativeFormatTest::namesEveryKindThatThereIs()
{
    const auto parsed = NativeFormat().parse(post(R"({"site":"d","url":"/","kind":"PageView"})"));
    const auto *error = std::get_if<WireError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->message,
             QStringLiteral("kind is none of pageview, click, event, outbound, download, engagement, "
                            "pixel, heartbeat, vitals, error, identify"));
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
    outcome.dropReasons = {RejectReason::DoNotTrack};
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

CLICKSCOPE_TEST(NativeFormatTest)
#include "tst_nativeformat.moc"
