// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <vector>

namespace {

const QByteArray kRemote = "X-Forwarded-For: 203.0.113.7\r\n"; // whoever says so has no rights of loopback
const QByteArray kUpgrade =
    "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

} // namespace

/// Path, right and limits of a WebSocket are judged while it is still HTTP.
class WebSocketAccessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesWebSocketsBeforeTheyOpen_data();
    void judgesWebSocketsBeforeTheyOpen();
    void leavesNothingOfARefusedWebSocket();
    void countsWebSocketsUntilTheyAreGone();
    void countsWebSocketsOfOneClient();
};

void WebSocketAccessTest::judgesWebSocketsBeforeTheyOpen_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray line = "GET /api/v1/ws HTTP/1.1\r\n";
    const QByteArray host = "Host: localhost\r\n";
    QTest::addRow("from this machine") << line + host + kUpgrade << 101;
    QTest::addRow("Upgrade as a list")
        << line + host + QByteArray(kUpgrade).replace("websocket", "h2c, WebSocket") << 101;
    QTest::addRow("from elsewhere with a token")
        << line + host + kRemote + "Authorization: Bearer TOKEN\r\n" + kUpgrade << 101;
    QTest::addRow("no such address") << "GET /anything HTTP/1.1\r\n" + host + kUpgrade << 404;
    QTest::addRow("an address for hits") << "GET /api/v1/hits HTTP/1.1\r\n" + host + kUpgrade << 404;
    QTest::addRow("an event stream") << "GET /api/v1/live HTTP/1.1\r\n" + host + kUpgrade << 404;
    QTest::addRow("a short link") << "GET /go HTTP/1.1\r\n" + host + kUpgrade << 404;
    QTest::addRow("no such address from elsewhere")
        << "GET /ws HTTP/1.1\r\n" + host + kRemote + kUpgrade << 404;
    QTest::addRow("from elsewhere") << line + host + kRemote + kUpgrade << 401;
    QTest::addRow("from elsewhere with a wrong token")
        << line + host + kRemote + "Authorization: Bearer wrong\r\n" + kUpgrade << 401;
    QTest::addRow("under a foreign name") << line + "Host: rebound.evil.org\r\n" + kUpgrade << 403;
    QTest::addRow("from a foreign page") << line + host + "Origin: https://evil.org\r\n" + kUpgrade << 403;
    QTest::addRow("from another port") << line + host + "Sec-Fetch-Site: same-site\r\n" + kUpgrade << 403;
    QTest::addRow("from a foreign site") << line + host + "Sec-Fetch-Site: cross-site\r\n" + kUpgrade << 403;
    QTest::addRow("another version") << line + host + QByteArray(kUpgrade).replace(": 13", ": 8") << 426;
    QTest::addRow("no key") << line + host + QByteArray(kUpgrade).replace("-Key", "-Yek") << 400;
    QTest::addRow("a short key") << line + host + QByteArray(kUpgrade).replace("IHNh", "") << 400;
    QTest::addRow("a key that is none") << line + host + QByteArray(kUpgrade).replace("dGhl", "****") << 400;
    QTest::addRow("another method") << "POST /api/v1/ws HTTP/1.1\r\n" + host + kUpgrade << 405;
    QTest::addRow("HTTP/1.0") << "GET /api/v1/ws HTTP/1.0\r\n" + host + kUpgrade << 426;
}

void WebSocketAccessTest::judgesWebSocketsBeforeTheyOpen()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    TestCollector collector;
    collector.addLink({QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}});
    const QByteArray token = collector.addReadToken();
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.send(request.replace("TOKEN", token) + "\r\n");
    const RawReply reply = client.reply(status == 101);
    QCOMPARE(reply.status, status);
    if (status == 101)
        QCOMPARE(reply.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); // RFC 6455, 1.3
    else
        QVERIFY(QJsonDocument::fromJson(reply.body).isObject() || !reply.body.isEmpty());
    collector.stop();
    QCOMPARE(collector.hits().size(), 0); // an upgrade follows no link
}

void WebSocketAccessTest::leavesNothingOfARefusedWebSocket()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); // "device not open" was seen 5,711 times
    TestCollector collector;
    QVERIFY(collector.start());
    const QByteArray handshake = "GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\n";
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client(collector.url());
        QCOMPARE(client.ask(handshake + kRemote + kUpgrade + "\r\n").status, 401);
        QVERIFY(client.isClosedByServer());
    }
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client(collector.url());
        client.send(handshake + kUpgrade + "\r\n");
        client.socket().abort(); // gone before the answer
    }
    RawHttpClient other(collector.url());
    QVERIFY(
        spinUntil([&] { return other.get("/metrics").body.contains("clickscope_open_connections 1\n"); }));
}

void WebSocketAccessTest::countsWebSocketsUntilTheyAreGone()
{
    TestCollector collector;
    collector.options().collector.limits.connections = 3;
    QVERIFY(collector.start());
    const QByteArray handshake = "GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\n" + kUpgrade + "\r\n";
    std::vector<std::unique_ptr<RawHttpClient>> sockets;
    for (int i = 0; i < 3; ++i) {
        sockets.push_back(std::make_unique<RawHttpClient>(collector.url()));
        sockets.back()->send(handshake);
        QCOMPARE(sockets.back()->reply(true).status, 101);
    }
    RawHttpClient newcomer(collector.url());
    QCOMPARE(newcomer.reply().status, 503);
    sockets.pop_back();
    QVERIFY(spinUntil([&] {
        RawHttpClient again(collector.url());
        return again.get("/healthz").status == 200;
    }));
}

void WebSocketAccessTest::countsWebSocketsOfOneClient()
{
    TestCollector collector;
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    const QByteArray token = collector.addReadToken();
    QVERIFY(collector.start());
    const auto handshake = [&](const QByteArray &address) -> QByteArray {
        return "GET /api/v1/ws?token=" + token + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address
            + "\r\n" + kUpgrade + "\r\n";
    };
    std::vector<std::unique_ptr<RawHttpClient>> sockets;
    for (int i = 0; i < 64; ++i) { // one client, whichever of its addresses it takes
        sockets.push_back(std::make_unique<RawHttpClient>(collector.url()));
        sockets.back()->send(handshake("2001:db8::" + QByteArray::number(i + 1)));
        QCOMPARE(sockets.back()->reply(true).status, 101);
    }
    RawHttpClient more(collector.url());
    const RawReply refused = more.ask(handshake("2001:db8::ffff"));
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.errorCode(), "too_many_streams");
    RawHttpClient neighbour(collector.url());
    neighbour.send(handshake("2001:db8:0:1::1"));
    QCOMPARE(neighbour.reply(true).status, 101);
    sockets.pop_back();
    QVERIFY(spinUntil([&] {
        RawHttpClient again(collector.url());
        again.send(handshake("2001:db8::ffff"));
        return again.reply(true).status == 101;
    }));
}

QTEST_GUILESS_MAIN(WebSocketAccessTest)
#include "tst_websocketaccess.moc"
