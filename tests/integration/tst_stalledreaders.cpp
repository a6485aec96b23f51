// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitreader.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>
#include <QWebSocket>

#include <memory>
#include <vector>

using namespace std::chrono_literals;

namespace {

const QByteArray kDownload = "/api/v1/sites/s/hits.csv";
const QByteArray kReplay = "/api/v1/live?after=0";

/// Asks for `path` and takes nothing of the answer.
std::unique_ptr<RawHttpClient> stalledReader(const TestCollector &collector, const QByteArray &path)
{
    auto reader = std::make_unique<RawHttpClient>(collector.url());
    reader->socket().setReadBufferSize(1);
    reader->send(RawHttpClient::request("GET", path));
    return reader;
}

/// Six megabytes of hits: more than the buffers of both sides hold for one reader.
void storeMuch(const TestCollector &collector)
{
    RawHttpClient client(collector.url());
    const QByteArray wide = hitBody("https://e.com/" + QByteArray(1500, 'a'));
    const QByteArray batch = '[' + QByteArray(wide + ',').repeated(399) + wide + ']';
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.post("/api/v1/hits", batch).status, 202);
}

qint64 metric(RawHttpClient &client, const QByteArray &name)
{
    const QByteArray text = client.get("/metrics").body;
    const qsizetype at = text.indexOf(QByteArray('\n' + name + ' '));
    return at < 0 ? -1 : text.sliced(at + name.size() + 2).split('\n').constFirst().toLongLong();
}

} // namespace

/// Readers that ask and do not take: each is ended in time, and none is in the way of hits.
class StalledReadersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhoTakesNothing_data();
    void endsWhoTakesNothing();
    void goesOnAsLongAsSomethingIsTaken();
    void leavesAQuietStreamAlone();
    void letsStalledReadersGiveWay_data();
    void letsStalledReadersGiveWay();
    void closesAWebSocketThatAnswersNoPing();
    void dropsAWebSocketThatNeverReads();
    void looksAtAQuietSiteOnlyOnce();
};

void StalledReadersTest::endsWhoTakesNothing_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addRow("download") << kDownload;
    QTest::addRow("replay") << kReplay;
}

void StalledReadersTest::endsWhoTakesNothing()
{
    QFETCH(QByteArray, path);
    TestCollector collector;
    collector.options().collector.limits.streamDeadline = 300ms;
    collector.options().collector.limits.lingerDeadline = 50ms; // how often is looked
    QVERIFY(collector.start());
    storeMuch(collector);
    const auto reader = stalledReader(collector, path);
    RawHttpClient other(collector.url());
    QVERIFY(
        spinUntil([&] { return metric(other, "clickscope_streams_ended_total{reason=\"stalled\"}") == 1; }));
    reader->socket().setReadBufferSize(0);
    QByteArray taken;
    QVERIFY(spinUntil([&] {
        taken += reader->socket().readAll();
        return reader->socket().state() == QAbstractSocket::UnconnectedState;
    }));
    QVERIFY(!taken.endsWith("\r\n0\r\n\r\n")); // seen to be cut off
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("stream_stalled")), 1);
    QVERIFY(collector.verification().isGood());
}

void StalledReadersTest::goesOnAsLongAsSomethingIsTaken()
{
    TestCollector collector;
    collector.options().collector.limits.streamDeadline = 400ms;
    collector.options().collector.limits.lingerDeadline = 50ms;
    QVERIFY(collector.start());
    storeMuch(collector);
    RawHttpClient slow(collector.url());
    slow.socket().setReadBufferSize(64 * 1024);
    slow.send(RawHttpClient::request("GET", kDownload));
    QByteArray csv;
    int looks = 0;
    QVERIFY(spinUntil(
        [&] {
            if (++looks % 8 == 0)
                csv += slow.socket().readAll();
            return csv.endsWith("\r\n0\r\n\r\n")
                || slow.socket().state() == QAbstractSocket::UnconnectedState;
        },
        std::chrono::minutes(1)));
    csv += slow.socket().readAll();
    QVERIFY(csv.endsWith("\r\n0\r\n\r\n"));
    QCOMPARE(csv.count("https://e.com/"), 4000);
}

void StalledReadersTest::leavesAQuietStreamAlone()
{
    constexpr int kPings = 30;
    TestCollector collector;
    collector.options().collector.limits.streamDeadline = 100ms;
    collector.options().collector.limits.lingerDeadline = 20ms;
    collector.options().collector.limits.heartbeat = 20ms;
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/live");
    QByteArray pings;
    QVERIFY(spinUntil([&] {
        pings += stream.socket().readAll();
        return pings.count(": ping") >= kPings; // several deadlines
    }));
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/"));
    QCOMPARE(stream.event().id, "1");
}

void StalledReadersTest::letsStalledReadersGiveWay_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("pause");
    QTest::addRow("downloads that stand still") << kDownload << 1;
    QTest::addRow("replays that stand still") << kReplay << 1;
    QTest::addRow("downloads that still went on a moment ago") << kDownload << 60'000;
}

void StalledReadersTest::letsStalledReadersGiveWay()
{
    QFETCH(QByteArray, path);
    QFETCH(int, pause);
    constexpr int kConnections = 6;
    TestCollector collector;
    collector.options().collector.limits.connections = kConnections;
    collector.options().collector.limits.streamPause = std::chrono::milliseconds(pause);
    QVERIFY(collector.start());
    storeMuch(collector);
    std::vector<std::unique_ptr<RawHttpClient>> readers;
    for (int i = 0; i < kConnections; ++i) {
        readers.push_back(stalledReader(collector, path));
        QVERIFY(spinUntil([&] { return readers.back()->socket().bytesAvailable() > 0; }));
    }
    for (int i = 0; i < kConnections; ++i) {
        QVERIFY(spinUntil([&] { // as soon as a reader has more than it takes
            RawHttpClient newcomer(collector.url());
            return newcomer.post("/api/v1/hits", hitBody("https://e.com/new")).status == 202;
        }));
    }
    collector.stop();
    QVERIFY(collector.countOf(QStringLiteral("stream_gave_way")) >= 1);
    QVERIFY(collector.verification().isGood());
}

void StalledReadersTest::closesAWebSocketThatAnswersNoPing()
{
    TestCollector collector;
    collector.options().collector.limits.streamDeadline = 400ms;
    collector.options().collector.limits.heartbeat = 40ms;
    QVERIFY(collector.start());
    QWebSocket healthy; // answers pings by itself
    QUrl url(collector.url() + QStringLiteral("/api/v1/ws"));
    url.setScheme(QStringLiteral("ws"));
    healthy.open(url);
    QVERIFY(spinUntil([&] { return healthy.state() == QAbstractSocket::ConnectedState; }));
    RawHttpClient silent(collector.url());
    silent.send("GET /api/v1/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    RawHttpClient other(collector.url());
    QVERIFY(spinUntil([&] { return metric(other, "clickscope_live_streams") == 2; }));
    QVERIFY(
        spinUntil([&] { return metric(other, "clickscope_streams_ended_total{reason=\"stalled\"}") == 1; }));
    QCOMPARE(metric(other, "clickscope_live_streams"), 1);
    QVERIFY(healthy.state() == QAbstractSocket::ConnectedState);
}

void StalledReadersTest::dropsAWebSocketThatNeverReads()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient deaf(collector.url());
    deaf.send("GET /api/v1/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    RawHttpClient other(collector.url());
    QVERIFY(spinUntil([&] { return metric(other, "clickscope_live_streams") == 1; }));
    deaf.socket().setReadBufferSize(1);
    // {"subscribe":["site:*"]} in a masked frame whose mask is 0.
    const QByteArray message = R"({"subscribe":["site:*"]})";
    deaf.send(
        QByteArray("\x81").append(static_cast<char>(0x80 | message.size())).append(4, '\0').append(message));
    for (int i = 0; i < 200 && metric(other, "clickscope_live_streams") == 1; ++i)
        storeMuch(collector);
    QCOMPARE(metric(other, "clickscope_live_streams"), 0);
    QCOMPARE(metric(other, "clickscope_streams_ended_total{reason=\"overrun\"}"), 1);
}

void StalledReadersTest::looksAtAQuietSiteOnlyOnce()
{
    TestCollector collector;
    Site quiet;
    quiet.id = QStringLiteral("quiet");
    collector.addSite(quiet);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadOnly);
    QVERIFY(database);
    HitFilter filter;
    filter.site = quiet.id;
    HitReader reader(*database);
    const HitReader::Page page = *reader.after(filter, 0, 10);
    QVERIFY(page.atEnd);
    QCOMPARE(page.scannedTo, 3); // whoever replays has caught up and need not ask again
}

QTEST_GUILESS_MAIN(StalledReadersTest)
#include "tst_stalledreaders.moc"
