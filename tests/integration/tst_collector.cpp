// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QRandomGenerator>
#include <QTest>

namespace {

const QByteArray kIngestPosts[] = {"/api/v1/hits", "/api/collect",          "/e", "/collect", "/t",
                                   "/p",           "/api/analytics/collect"};

QByteArray chunked(const QByteArray &path, const QByteArray &chunks)
{
    return "POST " + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks;
}

/// All bytes of a literal, zeros included.
template <size_t size>
QByteArray bytes(const char (&literal)[size])
{
    return {literal, static_cast<qsizetype>(size - 1)};
}

QByteArray chunk(const QByteArray &bytes, const QByteArray &extension = {})
{
    return QByteArray::number(bytes.size(), 16) + extension + "\r\n" + bytes + "\r\n";
}

} // namespace

class CollectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsAwayWhatIsNoRequest_data();
    void turnsAwayWhatIsNoRequest();
    void takesUnusualButCorrectRequests_data();
    void takesUnusualButCorrectRequests();
    void takesAddressesAsTheyWereTyped();
    void sendsContinueBeforeTheBody();
    void answersHeadWithoutABody_data();
    void answersHeadWithoutABody();
    void answersPreflightOnEveryIngestPath_data();
    void answersPreflightOnEveryIngestPath();
    void namesTheMethodsOfAPath();
    void knowsNoOtherPaths_data();
    void knowsNoOtherPaths();
    void keepsTheOrderOfPipelinedRequests();
    void closesAfterHttp10();
    void closesWhenAsked();
    void sendsCorsHeadersWithErrors();
    void survivesGarbage();
    void tellsMetricsThatBalance();
};

void CollectorTest::turnsAwayWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");

    const QString malformed = QStringLiteral("malformed");
    const QByteArray host = "Host: localhost\r\n";
    const auto row = [&](const char *name, const QByteArray &bytes, int status, const QString &reason = {}) {
        QTest::addRow("%s", name) << bytes << status << (reason.isEmpty() ? malformed : reason);
    };
    row("a URL above 8 KiB", "GET /" + QByteArray(8200, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414,
        QStringLiteral("url_too_long"));
    row("a request line without an end", QByteArray("GET /") + QByteArray(9000, 'a'), 414,
        QStringLiteral("url_too_long"));
    row("headers above 64 KiB",
        "GET /healthz HTTP/1.1\r\n" + host + "X: " + QByteArray(70'000, 'a') + "\r\n\r\n", 431,
        QStringLiteral("headers_too_large"));
    row("a thousand headers",
        "GET /healthz HTTP/1.1\r\n" + host + QByteArray("A: b\r\n").repeated(1000) + "\r\n", 431,
        QStringLiteral("headers_too_large"));
    row("a body above 1 MiB", "POST /api/v1/hits HTTP/1.1\r\n" + host + "Content-Length: 1048577\r\n\r\n",
        413, QStringLiteral("body_too_large"));
    row("a chunk above 1 MiB", chunked("/api/v1/hits", "100001\r\n"), 413, QStringLiteral("body_too_large"));
    row("chunks above 1 MiB",
        chunked("/api/v1/hits", chunk(QByteArray(700'000, 'a')) + chunk(QByteArray(700'000, 'a'))), 413,
        QStringLiteral("body_too_large"));
    row("an endless chunk size", chunked("/api/v1/hits", QByteArray(500, '0')), 400);
    row("a chunk size that is no number", chunked("/api/v1/hits", "xyz\r\n"), 400);
    row("a chunk longer than it says", chunked("/api/v1/hits", "3\r\nabcdef\r\n0\r\n\r\n"), 400);
    row("a length with a transfer encoding",
        "POST /e HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("a transfer encoding with a length",
        "POST /e HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400);
    row("another transfer encoding",
        "POST /e HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400);
    row("two transfer encodings",
        "POST /e HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        400);
    row("chunks with HTTP/1.0", "POST /e HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 400);
    row("a negative length", "POST /e HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400);
    row("a length with a sign", "POST /e HTTP/1.1\r\n" + host + "Content-Length: +3\r\n\r\n", 400);
    row("a length that is no number", "POST /e HTTP/1.1\r\n" + host + "Content-Length: 0x10\r\n\r\n", 400);
    row("a length beyond 64 bits",
        "POST /e HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400);
    row("two lengths", "POST /e HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", 400);
    row("words", "hello there collector\r\n\r\n", 400);
    row("no version", "GET /healthz\r\n\r\n", 400);
    row("no target", "GET HTTP/1.1\r\n\r\n", 400);
    row("a target without a slash", "GET healthz HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a method that is no word", "G(T /healthz HTTP/1.1\r\n" + host + "\r\n", 400);
    row("TLS", QByteArray::fromHex("16030100c8010000c40303"), 400);
    row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/9.9", "GET /healthz HTTP/9.9\r\n" + host + "\r\n", 505);
    row("line feeds alone", "GET /healthz HTTP/1.1\nHost: localhost\n\n", 400);
    row("a line feed inside the headers", "GET /healthz HTTP/1.1\r\n" + host + "A: b\nC: d\r\n\r\n", 400);
    row("a carriage return inside a header", "GET /healthz HTTP/1.1\r\n" + host + "A: b\rC: d\r\n\r\n", 400);
    row("a tab in the URL", bytes("GET /heal\tthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400);
    row("a deleted character in the URL", bytes("GET /heal\x7fthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400);
    row("a URL beyond ASCII that grows too long",
        "GET /healthz?" + QByteArray("\xc3\xbc").repeated(2000) + " HTTP/1.1\r\n" + host + "\r\n", 414,
        QStringLiteral("url_too_long"));
    row("a zero byte in the URL", bytes("GET /heal\0thz HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400);
    row("a zero byte in a header", bytes("GET /healthz HTTP/1.1\r\nHost: local\0host\r\n\r\n"), 400);
    row("a folded header", "GET /healthz HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400);
    row("a blank before the colon", "GET /healthz HTTP/1.1\r\nHost : localhost\r\n\r\n", 400);
    row("a header without a name", "GET /healthz HTTP/1.1\r\n" + host + ": b\r\n\r\n", 400);
    row("a header without a colon", "GET /healthz HTTP/1.1\r\n" + host + "abc\r\n\r\n", 400);
    row("no Host", "GET /healthz HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", "GET /healthz HTTP/1.1\r\n" + host + host + "\r\n", 400);
}

void CollectorTest::turnsAwayWhatIsNoRequest()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.ask(bytes);
    QTEST(reply.status, "status");
    QCOMPARE(reply.header("connection"), "close");
    QCOMPARE(reply.errorCode(), reason.toLatin1());
    QVERIFY(client.isClosedByServer());

    RawHttpClient next(collector.url());
    QCOMPARE(next.get("/healthz").status, 200);
    collector.stop();
    const QList<Rejection> rejections = collector.rejections();
    QCOMPARE(rejections.size(), 1);
    QCOMPARE(rejections.constFirst().reason, reason);
    QCOMPARE(rejections.constFirst().outcome, Rejection::Outcome::Refused);
    QVERIFY(rejections.constFirst().protocol == Protocol::Http);
    QVERIFY(!rejections.constFirst().excerpt.isEmpty());
    QVERIFY(rejections.constFirst().excerpt.size() <= 512);
    QVERIFY(collector.verification().isGood());
}

void CollectorTest::takesUnusualButCorrectRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("stored");
    const QByteArray body = hitBody("https://e.com/a");
    const QByteArray json = "Content-Type: application/json\r\n";
    const auto row = [](const char *name, const QByteArray &bytes, int status, int stored) {
        QTest::addRow("%s", name) << bytes << status << stored;
    };
    row("one chunk", chunked("/api/v1/hits", chunk(body) + "0\r\n\r\n"), 202, 1);
    row(
        "chunks of one byte with extensions",
        [&] {
            QByteArray chunks;
            for (const char c : body)
                chunks += chunk(QByteArray(1, c), ";name=\"value\"");
            return chunked("/api/v1/hits", chunks + "0;last\r\n\r\n");
        }(),
        202, 1);
    row("chunk sizes with zeros in front", chunked("/api/v1/hits", "000" + chunk(body) + "000\r\n\r\n"), 202,
        1);
    row("blank lines before the request",
        "\r\n\r\n" + RawHttpClient::request("POST", "/api/v1/hits", json, body), 202, 1);
    row("the same length twice",
        "POST /api/v1/hits HTTP/1.1\r\nHost: localhost\r\n"
            + QByteArray("Content-Length: " + QByteArray::number(body.size()) + "\r\n").repeated(2) + json
            + "\r\n" + body,
        202, 1);
    row("an absolute target",
        "POST http://localhost/api/v1/hits HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body,
        202, 1);
    row("a URL of nearly 8 KiB", RawHttpClient::request("GET", "/healthz?" + QByteArray(8100, 'a')), 200, 0);
    row("headers of nearly 64 KiB",
        RawHttpClient::request("GET", "/healthz", "A: " + QByteArray(60'000, 'a') + "\r\n"), 200, 0);
    row("bytes above 127 in a header",
        RawHttpClient::request("POST", "/api/v1/hits", "User-Agent: \xff\xfe\xc3\xa9\r\n", body), 202, 1);
    row("an empty body", RawHttpClient::request("POST", "/api/v1/hits", json), 400, 0);
    const QByteArray pixel = "/pixel.gif?site=s&url=https://e.com/";
    row("UTF-8 in the URL", RawHttpClient::request("GET", pixel + "\xc3\xbc"), 200, 1);
    row("Latin-1 in the URL", RawHttpClient::request("GET", pixel + "\xfc"), 200, 1);
    row("an absolute target beyond ASCII",
        RawHttpClient::request("GET", "http://localhost" + pixel + "\xc3\xbc"), 200, 1);
    row("an escaped path", RawHttpClient::request("GET", "/%68ealthz"), 200, 0);
}

void CollectorTest::takesUnusualButCorrectRequests()
{
    QFETCH(QByteArray, bytes);
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient atOnce(collector.url());
        QTEST(atOnce.ask(bytes).status, "status");
        QCOMPARE(atOnce.get("/healthz").status, 200); // the connection goes on
    }
    collector.stop();
    QTEST(static_cast<int>(collector.hits().size()), "stored");
    QVERIFY(collector.verification().isGood());
}

void CollectorTest::takesAddressesAsTheyWereTyped()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *page : {"\xc3\xbc", "%C3%BC", "%c3%bc"}) {
        QCOMPARE(client.get(QByteArray("/pixel.gif?site=s&url=https://e.com/") + page).status, 200);
        QCOMPARE(client.get(QByteArray("/\xc3\xbc/") + page).status, 404);
    }
    collector.stop();
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), 3);
    for (const Hit &hit : hits)
        QCOMPARE(hit.path(), QStringLiteral("/ü"));
}

void CollectorTest::sendsContinueBeforeTheBody()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray request = RawHttpClient::request("POST", "/api/v1/hits", "Expect: 100-continue\r\n",
                                                      hitBody("https://e.com/a"));
    const qsizetype bodyAt = request.indexOf("\r\n\r\n") + 4;
    QCOMPARE(client.ask(request.first(bodyAt)).status, 100);
    QCOMPARE(client.ask(request.sliced(bodyAt)).status, 202);
}

void CollectorTest::answersHeadWithoutABody_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/healthz", "/scope.js", "/robots.txt", "/pixel.gif?site=s&url=https://e.com/",
                             "/nothing/here", "/code"})
        QTest::addRow("%s", path) << QByteArray(path);
}

void CollectorTest::answersHeadWithoutABody()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.addLink({QStringLiteral("code"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}});
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply head = client.ask(RawHttpClient::request("HEAD", path));
    QVERIFY(client.unread().isEmpty());
    const RawReply get = client.get(path); // in step only if HEAD sent no body
    QCOMPARE(head.status, get.status);
    QCOMPARE(head.header("content-length"), get.header("content-length"));
    QCOMPARE(head.header("content-type"), get.header("content-type"));
}

void CollectorTest::answersPreflightOnEveryIngestPath_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const QByteArray &path : kIngestPosts)
        QTest::addRow("%s", path.constData()) << path;
    QTest::addRow("/pixel.gif") << QByteArray("/pixel.gif");
}

void CollectorTest::answersPreflightOnEveryIngestPath()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.ask(
        RawHttpClient::request("OPTIONS", path,
                               "Origin: https://e.com\r\nAccess-Control-Request-Headers: content-type,x-a\r\n"
                               "Access-Control-Request-Private-Network: true\r\n"));
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.body.isEmpty());
    QCOMPARE(reply.header("access-control-allow-origin"), "https://e.com");
    QCOMPARE(reply.header("vary"), "Origin");
    QCOMPARE(reply.header("access-control-allow-methods"), "GET, POST, OPTIONS");
    QCOMPARE(reply.header("access-control-allow-headers"), "content-type,x-a");
    QCOMPARE(reply.header("access-control-allow-private-network"), "true");
    QCOMPARE(reply.header("access-control-max-age"), "86400");

    const RawReply bare = client.ask(RawHttpClient::request("OPTIONS", path));
    QCOMPARE(bare.status, 204);
    QCOMPARE(bare.header("access-control-allow-origin"), "*");
    QCOMPARE(bare.header("access-control-allow-headers"), "*");
    QVERIFY(!bare.hasHeader("access-control-allow-private-network"));
}

void CollectorTest::namesTheMethodsOfAPath()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const QByteArray &path : kIngestPosts) {
        for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "PATCH", "BREW"}) {
            const RawReply reply = client.ask(RawHttpClient::request(method, path));
            QCOMPARE(reply.status, 405);
            QCOMPARE(reply.header("allow"), "OPTIONS, POST");
            if (path.startsWith("/api/") && qstrcmp(method, "HEAD") != 0)
                QCOMPARE(reply.errorCode(), "method_not_allowed");
        }
    }
    const RawReply reply = client.post("/healthz", {});
    QCOMPARE(reply.status, 405);
    QCOMPARE(reply.header("allow"), "GET, HEAD, OPTIONS");
}

void CollectorTest::knowsNoOtherPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"//e", "/e/", "/E/", "/api/collect/", "//api/collect", "//localhost/e", "///e",
                             "/api/v1/hits/", "/api/v2/hits", "/a/b", "/api/v1/sites//live"})
        QTest::addRow("%s", path) << QByteArray(path);
}

void CollectorTest::knowsNoOtherPaths()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post(path, "{}");
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.errorCode(), path.startsWith("/api/") ? QByteArray("not_found") : QByteArray());
}

void CollectorTest::keepsTheOrderOfPipelinedRequests()
{
    constexpr int kRequests = 50;
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QByteArray bytes;
    // Every other one is answered only after its commit, the rest could be answered at once.
    for (int i = 0; i < kRequests; ++i) {
        bytes += i % 2 == 0 ? RawHttpClient::request("POST", "/api/v1/hits", {},
                                                     hitBody("https://e.com/" + QByteArray::number(i)))
                            : RawHttpClient::request("GET", "/healthz");
    }
    client.send(bytes);
    qint64 lastSeq = 0;
    for (int i = 0; i < kRequests; ++i) {
        const RawReply reply = client.reply();
        QCOMPARE(reply.status, i % 2 == 0 ? 202 : 200);
        if (i % 2 != 0)
            continue;
        const qint64 seq = reply.json().value(QLatin1StringView("first_seq")).toInteger();
        QVERIFY(seq > lastSeq);
        lastSeq = seq;
    }
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), kRequests / 2);
    for (qsizetype i = 0; i < hits.size(); ++i)
        QCOMPARE(hits[i].url, QStringLiteral("https://e.com/%1").arg(i * 2));
}

void CollectorTest::closesAfterHttp10()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.ask("GET /healthz HTTP/1.0\r\n\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("connection"), "close");
    QVERIFY(client.isClosedByServer());
}

void CollectorTest::closesWhenAsked()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.send(RawHttpClient::request("POST", "/api/v1/hits", "Connection: Keep-Alive, Close\r\n",
                                       hitBody("https://e.com/a"))
                + RawHttpClient::request("GET", "/healthz"));
    QCOMPARE(client.reply().status, 202);
    QVERIFY(client.isClosedByServer());
    QVERIFY(client.unread().isEmpty()); // what came behind "close" is not answered
}

void CollectorTest::sendsCorsHeadersWithErrors()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const QByteArray &path : kIngestPosts) {
        const RawReply reply = client.post(path, "not json", "Origin: https://e.com\r\n");
        QVERIFY(reply.status >= 400);
        QCOMPARE(reply.header("access-control-allow-origin"), "https://e.com");
        QVERIFY(reply.header("access-control-expose-headers").contains("X-Dropped-Reason"));
    }
    QCOMPARE(client.get("/api/v1/sites/s/realtime", "Origin: https://e.com\r\n").status, 403);
    QVERIFY(!client.get("/api/v1/sites/s/realtime").hasHeader("access-control-allow-origin"));
}

void CollectorTest::survivesGarbage()
{
    TestCollector collector;
    QVERIFY(collector.start());
    QRandomGenerator random(20'261'121);
    for (int i = 0; i < 100; ++i) {
        RawHttpClient client(collector.url());
        QByteArray bytes(random.bounded(1, 4000), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        // Half of them begin like a request, so that they get deeper.
        if (i % 2 == 0)
            bytes.prepend(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/"))
                              .first(random.bounded(1, 90)));
        client.send(bytes);
        client.socket().disconnectFromHost();
    }
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    collector.stop();
    QCOMPARE(collector.hits().constLast().url, QStringLiteral("https://e.com/after"));
    QVERIFY(collector.verification().isGood());
    QVERIFY(collector.verification().ledger.refused > 0);
}

void CollectorTest::tellsMetricsThatBalance()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/a")).status, 202);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "nope")).status, 404);
    RawHttpClient bad(collector.url());
    QCOMPARE(bad.ask("nonsense\r\n\r\n").status, 400);
    const auto valueOf = [&](const QByteArray &text, const QByteArray &name) {
        const qsizetype at = text.indexOf(QByteArray("\n").append(name).append(' '));
        return at < 0 ? -1 : text.sliced(at + name.size() + 2).split('\n').constFirst().toLongLong();
    };
    QByteArray text;
    QVERIFY(spinUntil([&] { // the stored hits come from the store, which tells twice a second
        text = client.get("/metrics").body;
        return valueOf(text, "clickscope_hits_stored_total") == 1;
    }));
    QCOMPARE(valueOf(text, "clickscope_hits_received_total"), 3);
    QCOMPARE(valueOf(text, "clickscope_hits_refused_total"), 1);
    QCOMPARE(valueOf(text, "clickscope_hits_rejected_total{reason=\"unknown_site\"}"), 1);
    QVERIFY(valueOf(text, "clickscope_open_connections") >= 1);
}

QTEST_GUILESS_MAIN(CollectorTest)
#include "tst_collector.moc"
