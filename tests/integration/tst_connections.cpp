// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/resourcelimits.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace std::chrono_literals;

/// Deadlines and caps: what a slow, silent or greedy client can and cannot do to the others.
class ConnectionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void closesHalfSentRequests_data();
    void closesHalfSentRequests();
    void doesNotExtendTheDeadlineByBytes();
    void closesSilentConnectionsWithoutAWord_data();
    void closesSilentConnectionsWithoutAWord();
    void stopsReadingFromAClientThatNeverReads();
    void finishesALargeReplyToASlowReader();
    void letsTheOldestHalfSentGiveWay();
    void refusesWhenNobodyCanGiveWay();
    void servesOthersDuringAFlood();
};

void ConnectionsTest::initTestCase()
{
    raiseFileLimit();
}

void ConnectionsTest::closesHalfSentRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("one byte") << QByteArray("G");
    QTest::addRow("half a request line") << QByteArray("POST /api/v1/hi");
    QTest::addRow("half the headers") << QByteArray("POST /e HTTP/1.1\r\nHost: localhost\r\nConte");
    QTest::addRow("half a body") << QByteArray(
        "POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    QTest::addRow("half a chunk") << QByteArray(
        "POST /e HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{");
}

void ConnectionsTest::closesHalfSentRequests()
{
    QFETCH(QByteArray, bytes);
    TestCollector collector;
    collector.options().collector.limits.headerDeadline = 100ms;
    collector.options().collector.limits.requestDeadline = 150ms;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.ask(bytes);
    QCOMPARE(reply.status, 408);
    QCOMPARE(reply.errorCode(), "timeout");
    QVERIFY(client.isClosedByServer());
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("timeout")), 1);
    QVERIFY(collector.verification().isGood());
}

void ConnectionsTest::doesNotExtendTheDeadlineByBytes()
{
    TestCollector collector;
    collector.options().collector.limits.headerDeadline = 200ms;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.send("GET /healthz HTTP/1.1\r\nX: ");
    // A byte with every look: the deadline still comes.
    int sent = 0;
    QVERIFY(spinUntil([&] {
        if (++sent < 10'000) // well below what headers may have
            client.socket().write("a");
        return client.socket().bytesAvailable() > 0;
    }));
    QCOMPARE(client.reply().status, 408);
}

void ConnectionsTest::closesSilentConnectionsWithoutAWord_data()
{
    QTest::addColumn<bool>("afterARequest");
    QTest::addRow("never a byte, as browsers that connect ahead") << false;
    QTest::addRow("after a request") << true;
}

void ConnectionsTest::closesSilentConnectionsWithoutAWord()
{
    QFETCH(bool, afterARequest);
    TestCollector collector;
    collector.options().collector.limits.headerDeadline = 100ms;
    collector.options().collector.limits.idleDeadline = 100ms;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    if (afterARequest)
        QCOMPARE(client.get("/healthz").status, 200);
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.unread(), QByteArray());
    collector.stop();
    QCOMPARE(collector.rejections().size(), 0); // nobody asked for anything
}

void ConnectionsTest::stopsReadingFromAClientThatNeverReads()
{
    constexpr int kRequests = 400'000; // far more than the buffers of both kernels hold
    TestCollector collector;
    collector.options().collector.limits.replyDeadline = 300ms;
    collector.options().collector.limits.headerDeadline = 300ms;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.socket().setReadBufferSize(1);
    const QByteArray requests = RawHttpClient::request("GET", "/robots.txt").repeated(kRequests);
    qint64 taken = 0;
    connect(&client.socket(), &QTcpSocket::bytesWritten, this, [&](qint64 bytes) { taken += bytes; });
    client.send(requests);
    QVERIFY(spinUntil([&] { return client.socket().state() == QAbstractSocket::UnconnectedState; }));
    QVERIFY(taken < requests.size()); // the server left the rest where it was

    RawHttpClient other(collector.url());
    QCOMPARE(other.get("/healthz").status, 200);
}

void ConnectionsTest::finishesALargeReplyToASlowReader()
{
    TestCollector collector;
    collector.options().collector.limits.lingerDeadline = 50ms;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        const QByteArray wide = R"({"site":"s","url":"https://e.com/)" + QByteArray(1500, 'a') + "\"}";
        QByteArray batch = "[" + wide;
        for (int i = 1; i < 400; ++i)
            batch += "," + wide;
        for (int i = 0; i < 20; ++i)
            QCOMPARE(client.post("/api/v1/hits", batch + "]").status, 202);
    }
    // Takes what has come only from time to time; the end must not be cut off meanwhile.
    RawHttpClient slow(collector.url());
    slow.socket().setReadBufferSize(64 * 1024);
    slow.send(RawHttpClient::request("GET", "/api/v1/sites/s/hits.csv"));
    QByteArray csv;
    int looks = 0;
    QVERIFY(spinUntil(
        [&] {
            if (++looks % 4 == 0)
                csv += slow.socket().readAll();
            return csv.endsWith("\r\n0\r\n\r\n")
                || slow.socket().state() == QAbstractSocket::UnconnectedState;
        },
        std::chrono::minutes(1)));
    csv += slow.socket().readAll();
    QVERIFY(csv.endsWith("\r\n0\r\n\r\n"));
    QCOMPARE(csv.count("https://e.com/"), 8000);
}

void ConnectionsTest::letsTheOldestHalfSentGiveWay()
{
    TestCollector collector;
    collector.options().collector.limits.connections = 8;
    QVERIFY(collector.start());
    std::vector<std::unique_ptr<RawHttpClient>> halves;
    for (int i = 0; i < 8; ++i) {
        halves.push_back(std::make_unique<RawHttpClient>(collector.url()));
        halves.back()->send("GET /healthz HT");
    }
    RawHttpClient newcomer(collector.url());
    QCOMPARE(newcomer.get("/healthz").status, 200);
    QVERIFY(spinUntil([&] { return halves.front()->socket().state() == QAbstractSocket::UnconnectedState; }));
    for (std::size_t i = 1; i < halves.size(); ++i) // the others can still finish
        QCOMPARE(halves[i]->ask("TP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("too_many_connections")), 1);
    QVERIFY(collector.verification().isGood());
}

void ConnectionsTest::refusesWhenNobodyCanGiveWay()
{
    TestCollector collector;
    collector.options().collector.limits.connections = 4;
    QVERIFY(collector.start());
    std::vector<std::unique_ptr<RawHttpClient>> streams; // a stream never gives way
    for (int i = 0; i < 4; ++i) {
        streams.push_back(std::make_unique<RawHttpClient>(collector.url()));
        QCOMPARE(streams.back()->openStream("/api/v1/live").status, 200);
    }
    RawHttpClient newcomer(collector.url());
    const RawReply reply = newcomer.reply();
    QCOMPARE(reply.status, 503);
    QVERIFY(!reply.header("retry-after").isEmpty());
    streams.pop_back(); // a place becomes free again
    QVERIFY(spinUntil([&] {
        RawHttpClient again(collector.url());
        return again.get("/healthz").status == 200;
    }));
}

void ConnectionsTest::servesOthersDuringAFlood()
{
    constexpr int kHalfOpen = 2000;
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient good(collector.url());
    std::vector<std::unique_ptr<QTcpSocket>> flood;
    int accepted = 0;
    for (int i = 0; i < kHalfOpen; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        QObject::connect(socket.get(), &QTcpSocket::connected, socket.get(),
                         [raw = socket.get()] { raw->write("POST /e HTTP/1.1\r\nHo"); });
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost),
                              static_cast<quint16>(good.socket().peerPort()));
        flood.push_back(std::move(socket));
        if (i % 20 == 0) { // keep-alive, in the middle of it all
            QCOMPARE(
                good.post("/api/v1/hits", hitBody("https://e.com/" + QByteArray::number(accepted))).status,
                202);
            ++accepted;
        }
    }
    QVERIFY(spinUntil([&] {
        return std::ranges::none_of(
            flood, [](const auto &socket) { return socket->state() == QAbstractSocket::ConnectingState; });
    }));
    for (int i = 0; i < 20; ++i) {
        RawHttpClient fresh(collector.url()); // a client that comes while the house is full
        QCOMPARE(fresh.post("/api/v1/hits", hitBody("https://e.com/" + QByteArray::number(accepted))).status,
                 202);
        ++accepted;
    }
    flood.clear();
    collector.stop();
    QCOMPARE(collector.hits().size(), accepted);
    QVERIFY(collector.verification().isGood());
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "tst_connections.moc"
