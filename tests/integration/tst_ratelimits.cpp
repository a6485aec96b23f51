// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

namespace {

const QByteArray kRemote = "X-Forwarded-For: 203.0.113.7\r\n"; // whoever says so has no rights of loopback
const QByteArray kGood = R"({"site":"s","url":"https://e.com/"})";

void trustLoopback(TestCollector &collector)
{
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
}

} // namespace

/// What one client may send in a minute, also of what cannot be taken.
class RateLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsWhatCannotBeTaken_data();
    void limitsWhatCannotBeTaken();
    void limitsUnknownLinks();
    void limitsGuesses();
    void leavesThisMachineAlone();
    void countsTheAddressesOfOneLineTogether();
};

void RateLimitsTest::limitsWhatCannotBeTaken_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addRow("no JSON") << QByteArray("/api/v1/hits") << QByteArray("{") << 400;
    QTest::addRow("no hit") << QByteArray("/api/v1/hits") << QByteArray("{\"site\":5}") << 422;
    QTest::addRow("no site") << QByteArray("/api/v1/hits") << hitBody("https://e.com/", "nope") << 404;
    QTest::addRow("no JSON for Sparklytics") << QByteArray("/e") << QByteArray("{") << 400;
    QTest::addRow("no JSON for ts-analytics") << QByteArray("/t") << QByteArray("{") << 400;
    QTest::addRow("too much for Sparklytics") << QByteArray("/e") << QByteArray(200'000, ' ') << 413;
}

void RateLimitsTest::limitsWhatCannotBeTaken()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    TestCollector collector;
    collector.options().collector.failuresPerMinute = 3;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.post(path, body, kRemote).status, status);
    for (int i = 0; i < 5; ++i) {
        const RawReply reply = client.post(path, body + QByteArray(i, ' '), kRemote);
        QCOMPARE(reply.status, 429);
        QVERIFY(reply.header("retry-after").toInt() > 0);
    }
    QCOMPARE(client.post("/api/v1/hits", kGood, kRemote).status, 202); // good ones have a budget of their own
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("rate_limited")), 5);
    const QList<Rejection> rejections = collector.rejections();
    for (const Rejection &rejection : rejections)
        QVERIFY(rejection.reason != QLatin1StringView("rate_limited")
                || rejection.excerpt.isEmpty()); // they fold
    QVERIFY(collector.verification().isGood());
}

void RateLimitsTest::limitsUnknownLinks()
{
    TestCollector collector;
    collector.addLink({QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}});
    collector.options().collector.failuresPerMinute = 3;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (const char *path : {"/a1", "/a2", "/a3"})
        QCOMPARE(client.get(path, kRemote).status, 404);
    const RawReply reply = client.get("/a4", kRemote);
    QCOMPARE(reply.status, 429);
    QVERIFY(reply.header("retry-after").toInt() > 0);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.get("/go", kRemote).status, 302);
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("unknown_link")), 3);
    QCOMPARE(collector.countOf(QStringLiteral("rate_limited")), 1);
    QVERIFY(collector.verification().isGood());
}

void RateLimitsTest::limitsGuesses()
{
    TestCollector collector;
    collector.options().collector.wrongTokensPerMinute = 3;
    const QByteArray token = collector.addReadToken();
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get("/metrics?token=wrong", kRemote).status, 401);
    const RawReply reply = client.get("/api/v1/live?token=wronger", kRemote);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.errorCode(), "too_many_tokens");
    QVERIFY(reply.header("retry-after").toInt() > 0);
    QCOMPARE(client.get("/metrics?token=" + token, kRemote).status, 200);
    QCOMPARE(client.get("/metrics", kRemote).status, 401);
    QCOMPARE(client.get("/metrics?token=wrong").status, 200); // this machine needs none
}

void RateLimitsTest::leavesThisMachineAlone()
{
    TestCollector collector;
    collector.options().collector.failuresPerMinute = 2;
    collector.options().collector.requestsPerMinute = 2;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(client.post("/api/v1/hits", kGood).status, 202);
        QCOMPARE(client.post("/api/v1/hits", "{").status, 400);
    }
    for (int i = 0; i < 2; ++i)
        QCOMPARE(client.post("/api/v1/hits", kGood, kRemote).status, 202);
    QCOMPARE(client.post("/api/v1/hits", kGood, kRemote).status, 429); // a proxy passed it on
}

void RateLimitsTest::countsTheAddressesOfOneLineTogether()
{
    TestCollector collector;
    trustLoopback(collector);
    collector.options().collector.requestsPerMinute = 3;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const auto statusOf = [&](const QByteArray &address) {
        return client.post("/api/v1/hits", kGood, "X-Forwarded-For: " + address + "\r\n").status;
    };
    QCOMPARE(statusOf("2001:db8::1"), 202);
    QCOMPARE(statusOf("2001:db8::2"), 202);
    QCOMPARE(statusOf("2001:db8::ffff:1"), 202);
    QCOMPARE(statusOf("2001:db8::3"), 429);
    QCOMPARE(statusOf("2001:db8:0:1::3"), 202);
    QCOMPARE(statusOf("127.0.0.1"), 202);
    QCOMPARE(statusOf("::ffff:203.0.113.7"), 202);
}

QTEST_GUILESS_MAIN(RateLimitsTest)
#include "tst_ratelimits.moc"
