// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"
#include "tests/support/rawhttpclient.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

namespace {

const QByteArray kGoals = "/api/websites/s/goals";
const QByteArray kTsGoals = "/api/analytics/sites/s/goals";
const QByteArray kOrder = R"({"name":"Order","goal_type":"page_view","match_value":"/thanks"})";
const QByteArray kTsOrder = R"({"name":"Order","type":"pageview","pattern":"/thanks","matchType":"exact"})";
const QByteArray kJson = "Content-Type: application/json\r\n";

Goal goalOf(const QString &id)
{
    return {id,
            QStringLiteral("s"),
            QStringLiteral("Order ") + id,
            Goal::Target::Page,
            Goal::Match::Equals,
            QStringLiteral("/thanks")};
}

RawReply send(const StatsCollector &collector, const QByteArray &method, const QByteArray &path,
              const QByteArray &body = {}, const QByteArray &headers = kJson)
{
    RawHttpClient client(collector.url());
    return client.ask(RawHttpClient::request(method, path, headers, body));
}

} // namespace

/// Goals of Sparklytics and ts-analytics: reading, making, changing, removing, and who may.
class StatsGoalsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsGoals();
    void makesAGoal();
    void changesAGoal();
    void removesAGoal();
    void knowsNoGoalOfThatName();
    void answersGoalStats();
    void answersGoalStatsWithoutAPast();
    void wrapsBadGoals();
    void saysThatThereAreTooManyGoals();
    void servesTsAnalytics();
    void refusesTsAnalyticsGoals();
    void refusesForeignPages_data();
    void refusesForeignPages();
    void takesJsonOnly_data();
    void takesJsonOnly();
};

void StatsGoalsTest::listsGoals()
{
    StatsCollector collector;
    Goal worth = goalOf(QStringLiteral("g2"));
    worth.target = Goal::Target::Event;
    worth.match = Goal::Match::Contains;
    worth.worth = Goal::Worth::Fixed;
    worth.fixedValue = 2.5;
    worth.currency = QStringLiteral("EUR");
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1")), worth};
    const QByteArray first =
        R"({"id":"g1","website_id":"s","name":"Order g1","goal_type":"page_view","match_value":"/thanks",
            "match_operator":"equals","value_mode":"none","fixed_value":null,"value_property_key":null,"currency":null,
            "created_at":null,"updated_at":null})";
    QCOMPARE(send(collector, "GET", kGoals).json(), document(R"({"data":[)" + first + R"(,
           {"id":"g2","website_id":"s","name":"Order g2","goal_type":"event","match_value":"/thanks",
            "match_operator":"contains","value_mode":"fixed","fixed_value":2.5,"value_property_key":null,"currency":"EUR",
            "created_at":null,"updated_at":null}]})"));
    QCOMPARE(send(collector, "GET", kGoals + "/g1").json(), document("{\"data\":" + first + "}"));
}

void StatsGoalsTest::makesAGoal()
{
    StatsCollector collector;
    const RawReply reply = send(collector, "POST", kGoals, kOrder);
    QCOMPARE(reply.status, 201);
    QCOMPARE(collector.stats().saved.size(), 1);
    const Goal &goal = collector.stats().saved.constFirst();
    QCOMPARE(goal.site, QStringLiteral("s"));
    QCOMPARE(goal.pattern, QStringLiteral("/thanks"));
    QVERIFY(goal.id.startsWith(QLatin1StringView("goal_")));
    const QJsonObject data = reply.json().value(QLatin1StringView("data")).toObject();
    QCOMPARE(data.value(QLatin1StringView("id")).toString(), goal.id);
    QCOMPARE(data.value(QLatin1StringView("name")).toString(), QStringLiteral("Order"));
}

void StatsGoalsTest::changesAGoal()
{
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    const RawReply reply = send(collector, "PUT", kGoals + "/g1", R"({"match_operator":"contains"})");
    QCOMPARE(reply.status, 200);
    Goal expected = goalOf(QStringLiteral("g1"));
    expected.match = Goal::Match::Contains;
    QCOMPARE(collector.stats().saved, (QList<Goal> {expected}));
}

void StatsGoalsTest::removesAGoal()
{
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    const RawReply reply = send(collector, "DELETE", kGoals + "/g1", {}, {});
    QCOMPARE(reply.status, 204);
    QCOMPARE(collector.stats().removed, QStringList {QStringLiteral("g1")});
}

void StatsGoalsTest::knowsNoGoalOfThatName()
{
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    for (const char *method : {"GET", "PUT", "DELETE"}) {
        const RawReply reply = send(collector, method, kGoals + "/g2", kOrder);
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.json(),
                 document(R"({"error":{"code":"not_found","message":"Goal not found","field":null}})"));
    }
    QCOMPARE(send(collector, "GET", kGoals + "/g2/stats").status, 404);
    QCOMPARE(send(collector, "POST", "/api/websites/nobody/goals", kOrder).status, 404);
    QVERIFY(collector.stats().saved.isEmpty() && collector.stats().removed.isEmpty());
}

void StatsGoalsTest::answersGoalStats()
{
    StatsCollector collector;
    FakeStats &stats = collector.stats();
    stats.siteGoals = {goalOf(QStringLiteral("goal_1"))};
    stats.table.now.totals.visits = 2;
    stats.table.now.goals = {{QStringLiteral("goal_1"), 2, 1, 0}};
    stats.table.before.emplace();
    stats.table.before->hasData = true;
    stats.table.before->totals.visits = 1;
    stats.table.before->goals = {{QStringLiteral("goal_1"), 1, 1, 0}};
    QCOMPARE(
        send(collector, "GET", kGoals + "/goal_1/stats?start_date=2026-03-01&end_date=2026-03-07").json(),
        document(R"({"data":{"goal_id":"goal_1","conversions":2,"converting_sessions":1,"total_sessions":2,
                "conversion_rate":0.5,"prev_conversions":1,"prev_conversion_rate":1.0,"trend_pct":-50.0}})"));
    QCOMPARE(stats.queries.constFirst().goals, stats.siteGoals);
    QVERIFY(stats.queries.constFirst().comparison);
    QCOMPARE(send(collector, "GET", kGoals + "/goal_1/stats?start_date=x").status, 400);
}

void StatsGoalsTest::answersGoalStatsWithoutAPast()
{
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    collector.stats().table.before.emplace();
    QCOMPARE(send(collector, "GET", kGoals + "/g1/stats").json(),
             document(R"({"data":{"goal_id":"g1","conversions":0,"converting_sessions":0,"total_sessions":0,
                "conversion_rate":0,"prev_conversions":null,"prev_conversion_rate":null,"trend_pct":null}})"));
}

void StatsGoalsTest::wrapsBadGoals()
{
    StatsCollector collector;
    const RawReply empty = send(collector, "POST", kGoals, "{}");
    QCOMPARE(empty.status, 422);
    QCOMPARE(
        empty.json(),
        document(R"({"error":{"code":"validation_error","message":"name is required","field":"name"}})"));
    const RawReply nonsense = send(collector, "POST", kGoals, "{");
    QCOMPARE(nonsense.status, 400);
    QCOMPARE(nonsense.errorCode(), "invalid_json");
    const RawReply large = send(collector, "POST", kGoals, QByteArray(20'000, ' '));
    QCOMPARE(large.status, 413);
    QCOMPARE(large.errorCode(), "payload_too_large");
    QVERIFY(collector.stats().saved.isEmpty());
}

void StatsGoalsTest::saysThatThereAreTooManyGoals()
{
    StatsCollector collector;
    collector.stats().errorOfSaving = Error {QStringLiteral("too_many_goals"), QStringLiteral("50 goals")};
    const RawReply reply = send(collector, "POST", kGoals, kOrder);
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.json(), document(R"({"error":{"code":"limit_exceeded",
                "message":"maximum of 50 goals per website reached","field":"goals"}})"));
    QCOMPARE(send(collector, "POST", kTsGoals, kTsOrder).status, 422);
}

void StatsGoalsTest::servesTsAnalytics()
{
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    QCOMPARE(
        send(collector, "GET", kTsGoals).json(),
        document(R"({"goals":[{"id":"g1","siteId":"s","name":"Order g1","type":"pageview","pattern":"/thanks",
                "matchType":"exact","value":null,"isActive":true}]})"));
    const RawReply made = send(collector, "POST", kTsGoals, kTsOrder);
    QCOMPARE(made.status, 201);
    const QJsonObject goal = made.json().value(QLatin1StringView("goal")).toObject();
    QCOMPARE(goal.value(QLatin1StringView("name")).toString(), QStringLiteral("Order"));
    QCOMPARE(collector.stats().saved.constFirst().id, goal.value(QLatin1StringView("id")).toString());
}

void StatsGoalsTest::refusesTsAnalyticsGoals()
{
    StatsCollector collector;
    const RawReply reply = send(collector, "POST", kTsGoals, R"({"name":"Order"})");
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json(),
             document(R"({"error":"Missing required fields: name, type, pattern, matchType"})"));
    QCOMPARE(send(collector, "POST", "/api/analytics/sites/nobody/goals", kTsOrder).json(),
             document(R"({"error":"Site not found"})"));
}

void StatsGoalsTest::refusesForeignPages_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status"); // 0 = allowed
    QTest::addRow("a script") << QByteArray() << 0;
    QTest::addRow("its own page") << QByteArray("Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n")
                                  << 0;
    QTest::addRow("typed by a person") << QByteArray("Sec-Fetch-Site: none\r\n") << 0;
    QTest::addRow("a foreign page") << QByteArray("Origin: https://evil.org\r\n") << 403;
    QTest::addRow("a sandboxed page") << QByteArray("Origin: null\r\n") << 403;
    QTest::addRow("a foreign page without origin") << QByteArray("Sec-Fetch-Site: cross-site\r\n") << 403;
    QTest::addRow("another port") << QByteArray("Sec-Fetch-Site: same-site\r\n") << 403;
    QTest::addRow("a rebound name") << QByteArray("Host: rebound.evil.org\r\n") << 403;
    QTest::addRow("a foreign page with a token")
        << QByteArray("Origin: https://evil.org\r\nAuthorization: Bearer TOKEN\r\n") << 403;
    QTest::addRow("from elsewhere") << QByteArray("X-Forwarded-For: 203.0.113.7\r\n") << 401;
    QTest::addRow("from elsewhere with a token")
        << QByteArray("X-Forwarded-For: 203.0.113.7\r\nAuthorization: Bearer TOKEN\r\n") << 0;
}

void StatsGoalsTest::refusesForeignPages()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    StatsCollector collector([](CollectorOptions &options) {
        options.tokens = {{.name = QStringLiteral("t"),
                           .hash = QCryptographicHash::hash("TOKEN", QCryptographicHash::Sha256)}};
    });
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    const auto check = [&](const char *method, const QByteArray &path, const QByteArray &body, int done) {
        QCOMPARE(send(collector, method, path, body, kJson + headers).status, status == 0 ? done : status);
    };
    check("POST", kGoals, kOrder, 201);
    check("PUT", kGoals + "/g1", kOrder, 200);
    check("DELETE", kGoals + "/g1", {}, 204);
    check("POST", kTsGoals, kTsOrder, 201);
    QCOMPARE(collector.stats().saved.size(), status == 0 ? 3 : 0);
    QCOMPARE(collector.stats().removed.size(), status == 0 ? 1 : 0);
}

void StatsGoalsTest::takesJsonOnly_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addRow("none") << QByteArray();
    QTest::addRow("a form") << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n");
    QTest::addRow("a beacon") << QByteArray("Content-Type: text/plain;charset=UTF-8\r\n");
}

void StatsGoalsTest::takesJsonOnly()
{
    QFETCH(QByteArray, headers);
    StatsCollector collector;
    collector.stats().siteGoals = {goalOf(QStringLiteral("g1"))};
    const RawReply posted = send(collector, "POST", kGoals, kOrder, headers);
    QCOMPARE(posted.status, 415);
    QCOMPARE(posted.errorCode(), "unsupported_media_type");
    QCOMPARE(send(collector, "PUT", kGoals + "/g1", kOrder, headers).status, 415);
    QCOMPARE(send(collector, "POST", kTsGoals, kTsOrder, headers).status, 415);
    QVERIFY(collector.stats().saved.isEmpty());
}

QTEST_GUILESS_MAIN(StatsGoalsTest)
#include "tst_statsgoals.moc"
