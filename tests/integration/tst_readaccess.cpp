// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QWebSocket>

namespace {

const QByteArray kReads[] = {"/api/v1/live",
                             "/api/v1/sites/s/live",
                             "/api/v1/sites/s/realtime",
                             "/api/v1/sites/s/hits.csv",
                             "/api/websites/s/realtime",
                             "/api/analytics/sites/s/realtime",
                             "/api/analytics/live/go",
                             "/metrics"};
const QByteArray kRemote = "X-Forwarded-For: 203.0.113.7\r\n"; // whoever says so has no rights of loopback

/// A WebSocket whose messages are kept.
class Listener final
{
public:
    explicit Listener(const TestCollector &collector, const QString &path = QStringLiteral("/api/v1/ws"),
                      const QList<std::pair<QByteArray, QByteArray>> &headers = {})
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                         [this](const QString &message) {
                             m_messages.append(QJsonDocument::fromJson(message.toUtf8()).object());
                         });
        QUrl url(collector.url() + path);
        url.setScheme(QStringLiteral("ws"));
        QNetworkRequest request(url);
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        m_socket.open(request);
    }

    QWebSocket &socket() { return m_socket; }
    void subscribe(const QString &list)
    {
        m_socket.sendTextMessage(QStringLiteral("{\"subscribe\":[%1]}").arg(list));
    }
    QJsonObject next()
    {
        spinUntil([this] { return !m_messages.isEmpty(); });
        return m_messages.isEmpty() ? QJsonObject() : m_messages.takeFirst();
    }
    bool isConnected()
    {
        return spinUntil([this] { return m_socket.state() == QAbstractSocket::ConnectedState; });
    }
    bool isTurnedAway()
    {
        return spinUntil([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
    }

private:
    QList<QJsonObject> m_messages;
    QWebSocket m_socket;
};

} // namespace

/// Who may read: loopback under its own name, everybody else with a token.
class ReadAccessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsEveryRead_data();
    void guardsEveryRead();
    void aLimitedTokenOpensItsSitesAlone();
    void leavesCollectingOpen();
    void forgetsARemovedToken();
    void answersRealtimeInThreeShapes();
    void showsBotsOfNowWhenAsked();
    void refusesBadMinutes_data();
    void refusesBadMinutes();
    void sendsSubscribedHitsOverAWebSocket();
    void sendsBotsOverAWebSocketWhereTheSiteCountsThem();
    void answersNonsenseOnAWebSocket();
    void exportsWhatTheQueryAsksFor_data();
    void exportsWhatTheQueryAsksFor();
    void guardsWebSockets_data();
    void guardsWebSockets();
    void asksForAnUpgrade();

private:
    static void prepare(TestCollector &collector);
};

void ReadAccessTest::prepare(TestCollector &collector)
{
    collector.addLink({QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}});
}

void ReadAccessTest::guardsEveryRead_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addRow("loopback") << QByteArray() << QByteArray() << 200;
    QTest::addRow("loopback as 127.0.0.1") << QByteArray("Host: 127.0.0.1:8787\r\n") << QByteArray() << 200;
    QTest::addRow("loopback as [::1]") << QByteArray("Host: [::1]:8787\r\n") << QByteArray() << 200;
    QTest::addRow("loopback under a foreign name")
        << QByteArray("Host: rebound.evil.org\r\n") << QByteArray() << 403;
    QTest::addRow("loopback from a foreign page")
        << QByteArray("Origin: https://evil.org\r\n") << QByteArray() << 403;
    QTest::addRow("loopback from a sandboxed page") << QByteArray("Origin: null\r\n") << QByteArray() << 403;
    QTest::addRow("loopback from its own page")
        << QByteArray("Origin: http://localhost\r\n") << QByteArray() << 200;
    QTest::addRow("remote") << kRemote << QByteArray() << 401;
    QTest::addRow("remote with a wrong token") << kRemote + "Authorization: Bearer nope\r\n"
                                               << QByteArray() << 401;
    QTest::addRow("remote with another scheme") << kRemote + "Authorization: Basic TOKEN\r\n"
                                                << QByteArray() << 401;
    QTest::addRow("remote with a token") << kRemote + "Authorization: Bearer TOKEN\r\n"
                                         << QByteArray() << 200;
    QTest::addRow("remote with a token in small letters") << kRemote + "authorization: bearer TOKEN\r\n"
                                                          << QByteArray() << 200;
    QTest::addRow("remote with a token in the query") << kRemote << QByteArray("?token=TOKEN") << 200;
    QTest::addRow("remote with an empty token") << kRemote << QByteArray("?token=") << 401;
    QTest::addRow("remote that claims to be loopback")
        << QByteArray("X-Forwarded-For: 127.0.0.1, 203.0.113.7\r\n") << QByteArray() << 401;
    QTest::addRow("a foreign page with a token")
        << QByteArray("Origin: https://evil.org\r\nAuthorization: Bearer TOKEN\r\n") << QByteArray() << 200;
}

void ReadAccessTest::guardsEveryRead()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, query);
    TestCollector collector;
    prepare(collector);
    const QByteArray token = collector.addReadToken();
    QVERIFY(token.size() >= 32);
    QVERIFY(collector.start());
    for (const QByteArray &path : kReads) {
        RawHttpClient client(collector.url());
        const QByteArray request =
            RawHttpClient::request("GET", path + query, headers).replace("TOKEN", token);
        client.send(request);
        const RawReply reply = path.contains("live") ? client.reply(true) : client.reply();
        QTEST(reply.status, "status");
        QVERIFY(!reply.hasHeader("access-control-allow-origin"));
        QCOMPARE(reply.header("x-content-type-options"), "nosniff");
        QCOMPARE(reply.header("cross-origin-resource-policy"), "same-origin");
        if (reply.status == 401)
            QCOMPARE(reply.header("www-authenticate"), "Bearer");
    }
}

void ReadAccessTest::aLimitedTokenOpensItsSitesAlone()
{
    TestCollector collector;
    prepare(collector);
    Site other;
    other.id = QStringLiteral("other");
    collector.addSite(other);
    const QByteArray token = collector.addReadToken(
        {.name = QStringLiteral("t"), .mayChange = false, .sites = {QStringLiteral("s")}});
    QVERIFY(collector.start());
    const auto statusOf = [&](const QByteArray &method, const QByteArray &path) {
        RawHttpClient client(collector.url());
        client.send(RawHttpClient::request(
            method, path,
            kRemote + "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n"));
        return client.reply(method == "GET" && path.contains("live")).status;
    };
    for (const QByteArray &path : kReads) {
        const bool isOfItsSite = path.contains("/s/");
        QCOMPARE(statusOf("GET", path), isOfItsSite ? 200 : 403);
        QCOMPARE(statusOf("GET", QByteArray(path).replace("/s/", "/other/")), 403);
    }
    QCOMPARE(statusOf("POST", "/api/websites/s/goals"), 403); // it only reads
}

void ReadAccessTest::leavesCollectingOpen()
{
    TestCollector collector;
    prepare(collector);
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client
                 .post("/api/v1/hits", hitBody("https://e.com/"),
                       kRemote + "Host: stats.e.com\r\nOrigin: https://e.com\r\n")
                 .status,
             202);
    QCOMPARE(client.get("/go", kRemote).status, 302);
    QCOMPARE(client.get("/healthz", kRemote).status, 200);
    QCOMPARE(client.get("/scope.js", kRemote).status, 200);
    collector.stop();
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), 2);
    for (const Hit &hit : hits)
        QVERIFY(hit.network == NetworkClass::Public);
}

void ReadAccessTest::forgetsARemovedToken()
{
    TestCollector collector;
    prepare(collector);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/metrics?token=", kRemote).status, 401);
    QCOMPARE(client.get("/metrics?tokens=x", kRemote).status, 401);
    QCOMPARE(client.get("/metrics?token", kRemote).status, 401);
}

void ReadAccessTest::answersRealtimeInThreeShapes()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/a"), "User-Agent: Kiosk/1.0 (hall one)\r\n");
    client.post("/api/v1/hits", hitBody("https://e.com/b"), "User-Agent: Kiosk/1.0 (hall two)\r\n");
    client.post("/api/v1/hits", hitBody("https://e.com/b"), "User-Agent: Kiosk/1.0 (hall two)\r\n");
    QJsonObject native;
    QVERIFY(spinUntil([&] { // the window hears of the hits through the bus
        native = client.get("/api/v1/sites/s/realtime?minutes=5").json();
        return native.value(QLatin1StringView("hits")).toInt() == 3;
    }));
    QCOMPARE(native.value(QLatin1StringView("active_visitors")).toInt(), 2);
    QCOMPARE(native.value(QLatin1StringView("pageviews")).toInt(), 3);
    QCOMPARE(native.value(QLatin1StringView("minutes")).toInt(), 5);
    QCOMPARE(native.value(QLatin1StringView("per_minute")).toArray().size(), 6);
    QCOMPARE(native.value(QLatin1StringView("recent")).toArray().size(), 3);
    const QJsonArray pages = native.value(QLatin1StringView("active_pages")).toArray();
    QCOMPARE(pages.size(), 2); // one visitor each: ties by path
    QCOMPARE(pages[0].toObject().value(QLatin1StringView("page")).toString(), QStringLiteral("/a"));

    const QJsonObject sparklytics =
        client.get("/api/websites/s/realtime").json().value(QLatin1StringView("data")).toObject();
    QCOMPARE(sparklytics.value(QLatin1StringView("active_visitors")).toInt(), 2);
    QCOMPARE(sparklytics.value(QLatin1StringView("window_minutes")).toInt(), 30);
    QCOMPARE(sparklytics.value(QLatin1StringView("recent_events")).toArray().size(), 3);
    QCOMPARE(sparklytics.value(QLatin1StringView("pagination"))
                 .toObject()
                 .value(QLatin1StringView("total_in_window"))
                 .toInt(),
             3);

    const QJsonObject ts = client.get("/api/analytics/sites/s/realtime").json();
    QCOMPARE(ts.value(QLatin1StringView("currentVisitors")).toInt(), 2);
    QCOMPARE(ts.value(QLatin1StringView("pageViews")).toInt(), 3);
    QCOMPARE(ts.value(QLatin1StringView("pageViewsLastHour")).toInt(), 3);
    QCOMPARE(ts.value(QLatin1StringView("windowMinutes")).toInt(), 5);
    const QJsonObject top = ts.value(QLatin1StringView("topActivePages")).toArray().first().toObject();
    QCOMPARE(top.value(QLatin1StringView("name")).toString(), QStringLiteral("/b"));
    QCOMPARE(top.value(QLatin1StringView("value")).toInt(), 2);

    QCOMPARE(client.get("/api/websites/nope/realtime").status, 404);
    QCOMPARE(client.get("/api/v1/sites/nope/realtime").status, 404);
}

void ReadAccessTest::showsBotsOfNowWhenAsked()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/a"), "User-Agent: Kiosk/1.0 (hall one)\r\n");
    client.post("/api/v1/hits", hitBody("https://e.com/b"), "User-Agent: Googlebot/2.1\r\n");
    const auto hits = [&](const char *path) {
        const QJsonObject answer = client.get(path).json();
        const QJsonObject data = answer.value(QLatin1StringView("data")).toObject();
        if (!data.isEmpty())
            return data.value(QLatin1StringView("recent_events")).toArray().size();
        const QJsonValue recent = answer.value(QLatin1StringView("recent"));
        return (recent.isArray() ? recent : answer.value(QLatin1StringView("recentEvents"))).toArray().size();
    };
    for (const QByteArray path :
         {"/api/v1/sites/s/realtime", "/api/websites/s/realtime", "/api/analytics/sites/s/realtime"}) {
        QVERIFY2(spinUntil([&] { return hits(path.constData()) == 1; }), path.constData());
        QCOMPARE(hits(QByteArray(path + "?include_bots=true").constData()), 2);
        QCOMPARE(hits(QByteArray(path + "?include_bots=1").constData()), 2);
        QCOMPARE(hits(QByteArray(path + "?include_bots=false").constData()), 1);
        QCOMPARE(client.get(path + "?include_bots=perhaps").status, 400);
    }
}

void ReadAccessTest::refusesBadMinutes_data()
{
    QTest::addColumn<QByteArray>("minutes");
    for (const char *minutes : {"0", "61", "-1", "x", "5.5", "99999999999"})
        QTest::addRow("%s", minutes) << QByteArray(minutes);
}

void ReadAccessTest::refusesBadMinutes()
{
    QFETCH(QByteArray, minutes);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/api/v1/sites/s/realtime?minutes=" + minutes).status, 400);
    QCOMPARE(client.get("/api/analytics/sites/s/realtime?minutes=" + minutes).status, 400);
}

void ReadAccessTest::sendsSubscribedHitsOverAWebSocket()
{
    TestCollector collector;
    prepare(collector);
    Site other;
    other.id = QStringLiteral("t");
    collector.addSite(other);
    QVERIFY(collector.start());
    Listener site(collector);
    Listener link(collector);
    QVERIFY(site.isConnected());
    QVERIFY(link.isConnected());
    site.subscribe(QStringLiteral("\"site:s\""));
    link.subscribe(QStringLiteral("\"link:GO\"")); // as the redirect is found
    QCOMPARE(site.next().value(QLatin1StringView("subscribed")).toArray(),
             QJsonArray({QStringLiteral("site:s")}));
    link.next();
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/t", "t"));
    client.post("/api/v1/hits", hitBody("https://e.com/s"));
    client.get("/go");
    QCOMPARE(site.next().value(QLatin1StringView("url")).toString(), QStringLiteral("https://e.com/s"));
    QCOMPARE(site.next().value(QLatin1StringView("kind")).toString(), QStringLiteral("click"));
    QCOMPARE(link.next().value(QLatin1StringView("shortCode")).toString(), QStringLiteral("go"));
    collector.stop();
    QVERIFY(site.isTurnedAway());
}

void ReadAccessTest::sendsBotsOverAWebSocketWhereTheSiteCountsThem()
{
    TestCollector collector;
    prepare(collector);
    Site counting;
    counting.id = QStringLiteral("counting");
    counting.botMode = Site::BotMode::Off;
    collector.addSite(counting);
    collector.addLink({QStringLiteral("all"), QStringLiteral("https://e.com/"), counting.id, {}});
    QVERIFY(collector.start());
    Listener links(collector);
    QVERIFY(links.isConnected());
    links.subscribe(QStringLiteral("\"link:go\",\"link:all\""));
    links.next();
    RawHttpClient client(collector.url());
    client.get("/go", "User-Agent: Twitterbot/1.0\r\n");
    client.get("/all", "User-Agent: Twitterbot/1.0\r\n");
    QCOMPARE(links.next().value(QLatin1StringView("shortCode")).toString(), QStringLiteral("all"));
}

void ReadAccessTest::answersNonsenseOnAWebSocket()
{
    TestCollector collector;
    QVERIFY(collector.start());
    Listener listener(collector);
    QVERIFY(listener.isConnected());
    for (const char *message : {"", "hello", "[]", "{\"subscribe\":\"site:s\"}"}) {
        listener.socket().sendTextMessage(QString::fromLatin1(message));
        QVERIFY(listener.next().contains(QLatin1StringView("error")));
    }
    listener.socket().sendTextMessage(QString(64 * 1024, u'a')); // beyond what a subscription can be
    QVERIFY(listener.isTurnedAway());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/healthz").status, 200);
}

void ReadAccessTest::exportsWhatTheQueryAsksFor_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("rows");
    QTest::addRow("everything") << QByteArray() << 200 << 3;
    QTest::addRow("one page") << QByteArray("?filter=page==/a") << 200 << 2;
    QTest::addRow("two filters") << QByteArray("?filter=kind==pageview&filter=page==/b") << 200 << 1;
    QTest::addRow("a bad second filter") << QByteArray("?filter=kind==pageview&filter=garbage") << 400 << 0;
    QTest::addRow("from today on") << QByteArray("?from=2000-01-01&to=2100-01-01") << 200 << 3;
    QTest::addRow("before anything") << QByteArray("?to=2000-01-01") << 200 << 0;
    QTest::addRow("after everything") << QByteArray("?from=2100-01-01&timezone=Asia/Tokyo") << 200 << 0;
    QTest::addRow("no date") << QByteArray("?from=\"x\"") << 400 << 0;
    QTest::addRow("no zone") << QByteArray("?from=2000-01-01&timezone=Mars/X") << 400 << 0;
    QTest::addRow("no flag") << QByteArray("?include_bots=maybe") << 400 << 0;
    QTest::addRow("no CSV") << QByteArray("?format=jsonl") << 400 << 0;
}

void ReadAccessTest::exportsWhatTheQueryAsksFor()
{
    QFETCH(const QByteArray, query);
    QFETCH(const int, status);
    QFETCH(const int, rows);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *url : {"https://e.com/a", "https://e.com/b", "https://e.com/a"})
        QCOMPARE(client.post("/api/v1/hits", hitBody(url)).status, 202);
    const RawReply reply = client.get("/api/v1/sites/s/hits.csv" + query);
    QCOMPARE(reply.status, status);
    if (status == 200)
        QCOMPARE(reply.body.count("\r\n"), rows + 1);
    else
        QVERIFY2(QJsonDocument::fromJson(reply.body).isObject(), reply.body.constData());
}

void ReadAccessTest::guardsWebSockets_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("allowed");
    const QString path = QStringLiteral("/api/v1/ws");
    QTest::addRow("loopback") << path << QByteArray("X-A") << QByteArray("b") << true;
    QTest::addRow("a foreign page") << path << QByteArray("Origin") << QByteArray("https://evil.org")
                                    << false;
    QTest::addRow("remote") << path << QByteArray("X-Forwarded-For") << QByteArray("203.0.113.7") << false;
    QTest::addRow("remote with a token")
        << path + QStringLiteral("?token=TOKEN") << QByteArray("X-Forwarded-For") << QByteArray("203.0.113.7")
        << true;
    QTest::addRow("another path") << QStringLiteral("/api/v1/live") << QByteArray("X-A") << QByteArray("b")
                                  << false;
}

void ReadAccessTest::guardsWebSockets()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, allowed);
    TestCollector collector;
    prepare(collector);
    const QString token = QString::fromLatin1(collector.addReadToken());
    QVERIFY(collector.start());
    Listener listener(collector, path.replace(QStringLiteral("TOKEN"), token), {{name, value}});
    if (!allowed) {
        QVERIFY(listener.isTurnedAway());
        return;
    }
    QVERIFY(listener.isConnected());
    listener.subscribe(QStringLiteral("\"site:*\""));
    QVERIFY(listener.next().contains(QLatin1StringView("subscribed")));
}

void ReadAccessTest::asksForAnUpgrade()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/api/v1/ws");
    QCOMPARE(reply.status, 426);
    QCOMPARE(reply.header("upgrade"), "websocket");
}

QTEST_GUILESS_MAIN(ReadAccessTest)
#include "tst_readaccess.moc"
