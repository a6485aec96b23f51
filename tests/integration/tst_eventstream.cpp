// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/resourcelimits.h"
#include "core/links/link.h"
#include "tests/support/manualclock.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonDocument>
#include <QTest>

#include <memory>
#include <vector>

using namespace std::chrono_literals;

namespace {

const QByteArray kClicks = "/api/analytics/live/xyz123";
constexpr Micros kMoment = 1'772'528'527'412'000; // 2026-03-03T09:02:07.412Z

Link linkNamed(const char *code)
{
    return {QString::fromLatin1(code), QStringLiteral("https://e.com/landing"), QStringLiteral("s"), {}};
}

QJsonObject objectOf(const StreamEvent &event)
{
    return QJsonDocument::fromJson(event.data).object();
}

QByteArray wideBatch(int hits)
{
    QByteArray batch = "[";
    for (int i = 0; i < hits; ++i)
        batch += hitBody("https://e.com/" + QByteArray(1900, 'a')) + ',';
    return batch.chopped(1) + ']';
}

} // namespace

/// Server-sent events: clicks of a short link (a live view, no recording) and the native streams
/// (a recording that can be taken up again).
class EventStreamTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsEveryClickInOrder();
    void tellsAClickAsDocumented();
    void sendsNoClicksFromBefore();
    void sendsNoClicksOfOtherLinks();
    void replaysNoClicksAfterAReconnect();
    void freesTheSlotOfWhoLeaves();
    void recordsClicksWithoutListeners();
    void reachesAThousandSubscribers();
    void sendsManyTheSame();
    void sendsToWhoIsAhead();
    void hidesBotsUnlessAsked();
    void refusesBadQuestions();
    void sendsBotsWhereTheSiteCountsThem();
    void knowsNoOtherLinks();
    void sendsHitsWithTheirSequence();
    void keepsSitesApart();
    void replaysWithoutLossOrDuplicates();
    void replaysFromAHeader_data();
    void replaysFromAHeader();
    void beatsItsHeart();
    void takesABurstLargerThanTheBacklog();
    void tellsASlowSubscriberAndGoesOn();
    void endsStreamsWhenItStops();
};

void EventStreamTest::initTestCase()
{
    raiseFileLimit();
}

void EventStreamTest::sendsEveryClickInOrder()
{
    constexpr int kCount = 60;
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    const RawReply head = stream.openStream(kClicks);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-type"), "text/event-stream");
    QCOMPARE(head.header("cache-control"), "no-cache");
    QCOMPARE(head.header("x-accel-buffering"), "no");
    QVERIFY(stream.unread().startsWith("retry: 3000\n: connected\n\n"));
    RawHttpClient visitor(collector.url());
    for (int i = 0; i < kCount; ++i)
        QCOMPARE(visitor.get("/xyz123", "Referer: https://www.r" + QByteArray::number(i) + ".org/p?q=1\r\n")
                     .status,
                 302);
    for (int i = 0; i < kCount; ++i) {
        const StreamEvent event = stream.event();
        QCOMPARE(event.type, "click");
        QCOMPARE(event.id, QByteArray()); // no ids: not a recording
        QCOMPARE(objectOf(event).value(QLatin1StringView("referrer")).toString(),
                 QStringLiteral("r%1.org").arg(i));
    }
    collector.stop();
    QCOMPARE(stream.event().type, QByteArray()); // exactly that many
}

void EventStreamTest::tellsAClickAsDocumented()
{
    ManualClock clock(kMoment);
    TestCollector collector(clock);
    Site site;
    site.id = QStringLiteral("india");
    site.timezone = QStringLiteral("Asia/Kolkata");
    collector.addSite(site);
    Link link = linkNamed("xyz123");
    link.site = site.id;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream(kClicks);
    RawHttpClient visitor(collector.url());
    visitor.get("/xyz123");
    const QJsonObject click = objectOf(stream.event());
    QCOMPARE(click.value(QLatin1StringView("time")).toString(), QStringLiteral("14:32:07"));
    QCOMPARE(click.value(QLatin1StringView("timestamp")).toString(),
             QStringLiteral("2026-03-03T09:02:07.412Z"));
    QCOMPARE(click.value(QLatin1StringView("location")).toString(), QStringLiteral("Local network"));
    QCOMPARE(click.value(QLatin1StringView("shortCode")).toString(), QStringLiteral("xyz123"));
    for (const char *key : {"device", "browser", "country", "city", "deviceType", "os"})
        QVERIFY2(click.contains(QLatin1StringView(key)), key);
    QVERIFY(!click.contains(QLatin1StringView("referrer"))); // absent when there is none
    QVERIFY(!click.contains(QLatin1StringView("bot")));
}

void EventStreamTest::sendsNoClicksFromBefore()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient witness(collector.url()); // has it when it was published, so nobody gets it later
    witness.openStream("/api/v1/live");
    RawHttpClient visitor(collector.url());
    visitor.get("/xyz123", "Referer: https://before.org/\r\n");
    QCOMPARE(witness.event().id, "1");
    RawHttpClient stream(collector.url());
    stream.openStream(kClicks);
    visitor.get("/xyz123", "Referer: https://after.org/\r\n");
    QCOMPARE(objectOf(stream.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("after.org"));
}

void EventStreamTest::sendsNoClicksOfOtherLinks()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    collector.addLink(linkNamed("other"));
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream(kClicks);
    RawHttpClient visitor(collector.url());
    visitor.get("/other");
    QCOMPARE(visitor.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    visitor.get("/xyz123");
    QCOMPARE(objectOf(stream.event()).value(QLatin1StringView("shortCode")).toString(),
             QStringLiteral("xyz123"));
}

void EventStreamTest::replaysNoClicksAfterAReconnect()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient witness(collector.url());
    witness.openStream("/api/v1/live");
    RawHttpClient visitor(collector.url());
    {
        RawHttpClient stream(collector.url());
        stream.openStream(kClicks);
        visitor.get("/xyz123", "Referer: https://one.org/\r\n");
        QCOMPARE(stream.event().type, "click");
    }
    visitor.get("/xyz123", "Referer: https://two.org/\r\n");
    QCOMPARE(witness.event().id, "1");
    QCOMPARE(witness.event().id, "2");
    RawHttpClient again(collector.url());
    again.openStream(kClicks, "Last-Event-ID: 1\r\n");
    visitor.get("/xyz123", "Referer: https://three.org/\r\n");
    QCOMPARE(objectOf(again.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("three.org"));
}

void EventStreamTest::freesTheSlotOfWhoLeaves()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient reader(collector.url());
    const auto streams = [&] {
        const QByteArray text = reader.get("/metrics").body;
        const QByteArray name = "\nclickscope_live_streams ";
        return text.sliced(text.indexOf(name) + name.size()).split('\n').constFirst().toInt();
    };
    {
        RawHttpClient stream(collector.url());
        stream.openStream(kClicks);
        QCOMPARE(streams(), 1);
        stream.socket().abort();
        QVERIFY(spinUntil([&] { return streams() == 0; }));
    }
}

void EventStreamTest::recordsClicksWithoutListeners()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient visitor(collector.url());
    for (int i = 0; i < 5; ++i)
        visitor.get("/xyz123");
    collector.stop();
    QCOMPARE(collector.hits().size(), 5);
    QVERIFY(collector.hits().constFirst().kind == HitKind::Click);
    QCOMPARE(collector.hits().constFirst().link, QStringLiteral("xyz123"));
}

void EventStreamTest::reachesAThousandSubscribers()
{
    constexpr std::size_t kSubscribers = 1000;
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    std::vector<std::unique_ptr<QTcpSocket>> subscribers;
    std::vector<QByteArray> received(kSubscribers);
    const auto port = static_cast<quint16>(QUrl(collector.url()).port());
    for (std::size_t i = 0; i < kSubscribers; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        QObject::connect(socket.get(), &QTcpSocket::connected, socket.get(),
                         [raw = socket.get()] { raw->write(RawHttpClient::request("GET", kClicks)); });
        QObject::connect(socket.get(), &QTcpSocket::readyRead, socket.get(),
                         [&received, i, raw = socket.get()] { received[i] += raw->readAll(); });
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        subscribers.push_back(std::move(socket));
    }
    const auto allContain = [&](const char *text) {
        return std::ranges::all_of(received,
                                   [text](const QByteArray &bytes) { return bytes.contains(text); });
    };
    QVERIFY(spinUntil([&] { return allContain(": connected\n"); }));
    RawHttpClient visitor(collector.url());
    QCOMPARE(visitor.get("/xyz123").status, 302);
    QVERIFY(spinUntil([&] { return allContain("event: click\n"); }));
    QVERIFY(std::ranges::all_of(received,
                                [](const QByteArray &bytes) { return bytes.count("event: click\n") == 1; }));
}

/// Subscribers are served some at a time, while hits are committed and others subscribe: everybody gets each
/// hit from its subscription on once, in order.
void EventStreamTest::sendsManyTheSame()
{
    constexpr int kSubscribers = 100;
    constexpr int kHits = 60;
    TestCollector collector;
    QVERIFY(collector.start());
    std::vector<std::unique_ptr<RawHttpClient>> streams;
    const auto subscribe = [&](int count, const QByteArray &path) {
        for (int i = 0; i < count; ++i) {
            streams.push_back(std::make_unique<RawHttpClient>(collector.url()));
            streams.back()->openStream(path);
        }
    };
    subscribe(kSubscribers, "/api/v1/live");
    RawHttpClient client(collector.url());
    for (int i = 0; i < kHits; ++i)
        client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/")));
    subscribe(kSubscribers / 2, "/api/v1/live"); // somewhere in between
    subscribe(kSubscribers / 2, "/api/v1/live?after=0");
    for (int i = 0; i < kHits; ++i)
        QCOMPARE(client.reply().status, 202);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/last")).status, 202);
    for (std::size_t i = 0; i < streams.size(); ++i) {
        qint64 next = streams[i]->event().id.toLongLong();
        const bool isFromTheFirstOn = i < kSubscribers || i >= kSubscribers * 3 / 2;
        QVERIFY(isFromTheFirstOn ? next == 1 : next >= 1);
        while (next < kHits + 1)
            QCOMPARE(streams[i]->event().id.toLongLong(), ++next);
    }
}

/// A backup took the place of the database, and the client remembers a later hit.
void EventStreamTest::sendsToWhoIsAhead()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient earlier(collector.url());
    earlier.openStream("/api/v1/live");
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QCOMPARE(earlier.event().id, "1"); // hits are published after their acknowledgement
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/live?after=1000");
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    QCOMPARE(stream.event().id, "2");
}

void EventStreamTest::hidesBotsUnlessAsked()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient humans(collector.url());
    humans.openStream(kClicks);
    RawHttpClient everybody(collector.url());
    everybody.openStream("/api/analytics/live/XYZ123?include_bots=1"); // as the redirect is found
    RawHttpClient visitor(collector.url());
    visitor.get("/xyz123", "User-Agent: Twitterbot/1.0\r\n");
    visitor.get(
        "/xyz123",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0\r\nReferer: https://human.org/\r\n");
    QCOMPARE(objectOf(humans.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("human.org"));
    QCOMPARE(objectOf(everybody.event()).value(QLatin1StringView("bot")).toBool(), true);
    QCOMPARE(objectOf(everybody.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("human.org"));
}

void EventStreamTest::refusesBadQuestions()
{
    TestCollector collector;
    collector.addLink(linkNamed("xyz123"));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get(kClicks + "?include_bots=perhaps");
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json().value(QLatin1StringView("error")).toString(),
             QStringLiteral("include_bots is 1 or 0, true or false"));
    QCOMPARE(client.get("/api/v1/live?after=yesterday").errorCode(), "bad_after");
}

void EventStreamTest::sendsBotsWhereTheSiteCountsThem()
{
    TestCollector collector;
    Site counting;
    counting.id = QStringLiteral("counting");
    counting.botMode = Site::BotMode::Off;
    collector.addSite(counting);
    Link link = linkNamed("xyz123");
    link.site = counting.id;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient everybody(collector.url());
    everybody.openStream(kClicks);
    RawHttpClient humans(collector.url());
    humans.openStream(kClicks + "?include_bots=0");
    RawHttpClient visitor(collector.url());
    visitor.get("/xyz123", "User-Agent: Twitterbot/1.0\r\n");
    visitor.get(
        "/xyz123",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0\r\nReferer: https://human.org/\r\n");
    QCOMPARE(objectOf(everybody.event()).value(QLatin1StringView("bot")).toBool(), true);
    QCOMPARE(objectOf(everybody.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("human.org"));
    QCOMPARE(objectOf(humans.event()).value(QLatin1StringView("referrer")).toString(),
             QStringLiteral("human.org"));
}

void EventStreamTest::knowsNoOtherLinks()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply link = client.get(kClicks);
    QCOMPARE(link.status, 404);
    QCOMPARE(link.body, "{\"error\":\"Short link not found\"}");
    QCOMPARE(client.get("/api/v1/sites/nope/live").status, 404);
}

void EventStreamTest::sendsHitsWithTheirSequence()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    QCOMPARE(stream.openStream("/api/v1/sites/s/live").status, 200);
    RawHttpClient client(collector.url());
    for (int i = 1; i <= 20; ++i) {
        const RawReply reply = client.post("/api/v1/hits", hitBody("https://e.com/" + QByteArray::number(i)));
        const StreamEvent event = stream.event();
        QCOMPARE(event.type, "hit");
        QCOMPARE(event.id.toLongLong(), reply.json().value(QLatin1StringView("first_seq")).toInteger());
        QCOMPARE(objectOf(event).value(QLatin1StringView("url")).toString(),
                 QStringLiteral("https://e.com/%1").arg(i));
    }
}

void EventStreamTest::keepsSitesApart()
{
    TestCollector collector;
    Site site;
    site.id = QStringLiteral("t");
    collector.addSite(site);
    QVERIFY(collector.start());
    RawHttpClient one(collector.url());
    one.openStream("/api/v1/sites/t/live");
    RawHttpClient all(collector.url());
    all.openStream("/api/v1/live");
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/s"));
    client.post("/api/v1/hits", hitBody("https://e.com/t", "t"));
    QCOMPARE(one.event().id, "2");
    QCOMPARE(all.event().id, "1");
    QCOMPARE(all.event().id, "2");
}

void EventStreamTest::replaysWithoutLossOrDuplicates()
{
    constexpr int kBefore = 700; // several pages of replay
    constexpr int kDuring = 300;
    TestCollector collector;
    Site other;
    other.id = QStringLiteral("t");
    collector.addSite(other);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < kBefore / 100; ++i) {
        QByteArray batch = "[";
        for (int j = 0; j < 100; ++j)
            batch += hitBody("https://e.com/")
                + (j % 10 == 0 ? "," + hitBody("https://e.com/", "t") + "," : QByteArray(","));
        QCOMPARE(client.post("/api/v1/hits", batch.chopped(1) + ']').status, 202);
    }
    QVERIFY(collector.hits().size() > kBefore);
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/sites/s/live?after=5");
    for (int i = 0; i < kDuring; ++i) // hits keep arriving while the past is replayed
        client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/during")));
    for (int i = 0; i < kDuring; ++i)
        QCOMPARE(client.reply().status, 202);

    const QList<Hit> stored = collector.hits();
    for (const Hit &hit : stored) {
        if (hit.seq > 5 && hit.site == QLatin1StringView("s"))
            QCOMPARE(stream.event().id.toLongLong(), hit.seq);
    }
    collector.stop();
    QCOMPARE(stream.event().type, QByteArray());
}

void EventStreamTest::replaysFromAHeader_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("first");
    QTest::addRow("header") << QByteArray("/api/v1/live") << QByteArray("Last-Event-ID: 2\r\n")
                            << QByteArray("3");
    QTest::addRow("query") << QByteArray("/api/v1/live?after=2") << QByteArray() << QByteArray("3");
    QTest::addRow("the header beats the query")
        << QByteArray("/api/v1/live?after=0") << QByteArray("Last-Event-ID: 2\r\n") << QByteArray("3");
    QTest::addRow("from the beginning")
        << QByteArray("/api/v1/live?after=0") << QByteArray() << QByteArray("1");
    QTest::addRow("no replay wanted") << QByteArray("/api/v1/live") << QByteArray() << QByteArray("5");
    QTest::addRow("garbage") << QByteArray("/api/v1/live") << QByteArray("Last-Event-ID: x\r\n")
                             << QByteArray("5");
    QTest::addRow("negative") << QByteArray("/api/v1/live?after=-3") << QByteArray() << QByteArray("5");
}

void EventStreamTest::replaysFromAHeader()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient witness(collector.url());
    witness.openStream("/api/v1/live");
    RawHttpClient client(collector.url());
    for (int i = 1; i <= 4; ++i) {
        client.post("/api/v1/hits", hitBody("https://e.com/"));
        QCOMPARE(witness.event().id.toInt(), i); // published: an answer alone only says committed
    }
    RawHttpClient stream(collector.url());
    stream.openStream(path, headers);
    client.post("/api/v1/hits", hitBody("https://e.com/"));
    QTEST(stream.event().id, "first");
}

void EventStreamTest::beatsItsHeart()
{
    TestCollector collector;
    collector.options().collector.limits.heartbeat = 20ms;
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/live");
    QVERIFY(stream.sawComment(": ping"));
}

void EventStreamTest::takesABurstLargerThanTheBacklog()
{
    constexpr int kHits = 400;
    TestCollector collector;
    collector.options().collector.limits.streamBytes = 64 * 1024;
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/live");
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", wideBatch(kHits)).status, 202); // one commit, far above the limit
    for (int i = 1; i <= kHits; ++i)
        QCOMPARE(stream.event().id.toInt(), i);
}

void EventStreamTest::tellsASlowSubscriberAndGoesOn()
{
    constexpr int kBatch = 400;
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient slow(collector.url());
    slow.socket().setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 512 * 1024);
    slow.openStream("/api/v1/live");
    slow.socket().setReadBufferSize(1); // from here on it takes nothing
    RawHttpClient quick(collector.url());
    quick.openStream("/api/v1/live");
    RawHttpClient reader(collector.url());
    RawHttpClient client(collector.url());
    int sent = 0;
    bool isDropped = false;
    while (!isDropped && sent < 100 * kBatch) {
        QCOMPARE(client.post("/api/v1/hits", wideBatch(kBatch)).status, 202); // ingest never waits
        for (int i = 0; i < kBatch; ++i)
            QCOMPARE(quick.event().id.toInt(), ++sent);
        isDropped = reader.get("/metrics").body.contains("\nclickscope_live_streams 1\n");
    }
    QVERIFY(isDropped);
    slow.socket().setReadBufferSize(0);
    // It reads the rest and is told; the last id is where it takes up again.
    qint64 last = 0;
    StreamEvent event;
    for (event = slow.event(); event.type == "hit"; event = slow.event())
        last = event.id.toLongLong();
    QCOMPARE(event.type, "overrun");
    QVERIFY(slow.isClosedByServer());
    QVERIFY(last < sent);
    RawHttpClient again(collector.url());
    again.openStream("/api/v1/live", "Last-Event-ID: " + QByteArray::number(last) + "\r\n");
    for (qint64 seq = last + 1; seq <= sent; ++seq)
        QCOMPARE(again.event().id.toLongLong(), seq);
}

void EventStreamTest::endsStreamsWhenItStops()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient stream(collector.url());
    stream.openStream("/api/v1/live");
    collector.stop();
    QVERIFY(stream.isClosedByServer());
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
