// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/goalbody.h"
#include "core/types/site.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

constexpr const char *kOrder = R"({"name":"Order","goal_type":"page_view","match_value":"/thanks"})";

Goal newGoal()
{
    Goal goal;
    goal.id = QStringLiteral("g");
    goal.site = QStringLiteral("s");
    return goal;
}

Goal order()
{
    Goal goal = newGoal();
    goal.name = QStringLiteral("Order");
    goal.pattern = QStringLiteral("/thanks");
    return goal;
}

GoalBodyError errorOf(const ParsedGoal &parsed)
{
    const auto *error = std::get_if<GoalBodyError>(&parsed);
    return error ? *error : GoalBodyError {200, "", QStringLiteral("it is a goal"), {}};
}

} // namespace

/// Goals as foreign dashboards send them.
class GoalBodyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsGoals_data();
    void readsGoals();
    void keepsWhatAChangeDoesNotName();
    void dropsWhatTheModeDoesNotUse();
    void refusesWrongGoals_data();
    void refusesWrongGoals();
    void takesEachNameOnce();
    void readsTsAnalyticsGoals();
    void refusesWrongTsAnalyticsGoals_data();
    void refusesWrongTsAnalyticsGoals();
    void knowsJson_data();
    void knowsJson();
};

void GoalBodyTest::readsGoals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Goal>("expected");
    QTest::addRow("a page") << QByteArray(kOrder) << order();
    Goal event = order();
    event.target = Goal::Target::Event;
    event.match = Goal::Match::Contains;
    event.worth = Goal::Worth::Fixed;
    event.fixedValue = 2.5;
    event.currency = QStringLiteral("EUR");
    QTest::addRow("an event with a value") << QByteArray(
        R"({"name":" Order ","goal_type":"event","match_value":"/thanks","match_operator":"contains",
                          "value_mode":"fixed","fixed_value":2.5,"currency":"eur","color":"red"})")
                                           << event;
    Goal carried = order();
    carried.worth = Goal::Worth::Hit;
    carried.valueKey = QStringLiteral("price");
    QTest::addRow("a property") << QByteArray(
        R"({"name":"Order","goal_type":"page_view","match_value":"/thanks","match_operator":null,
                          "value_mode":"event_property","value_property_key":"price"})")
                                << carried;
    Goal link = order();
    link.target = Goal::Target::Link;
    link.match = Goal::Match::Wildcard;
    QTest::addRow("ours") << QByteArray(
        R"({"name":"Order","goal_type":"link","match_value":"/thanks","match_operator":"wildcard"})")
                          << link;
}

void GoalBodyTest::readsGoals()
{
    QFETCH(QByteArray, body);
    const ParsedGoal parsed = sparklyticsGoalOf(body, newGoal(), {});
    QVERIFY2(std::holds_alternative<Goal>(parsed), qPrintable(errorOf(parsed).message));
    QTEST(std::get<Goal>(parsed), "expected");
}

void GoalBodyTest::keepsWhatAChangeDoesNotName()
{
    Goal goal = order();
    goal.match = Goal::Match::Contains;
    goal.worth = Goal::Worth::Fixed;
    goal.fixedValue = 3;
    const ParsedGoal parsed = sparklyticsGoalOf(R"({"name":"Sale"})", goal, {goal});
    goal.name = QStringLiteral("Sale");
    QCOMPARE(std::get<Goal>(parsed), goal);
}

void GoalBodyTest::dropsWhatTheModeDoesNotUse()
{
    Goal goal = order();
    goal.worth = Goal::Worth::Fixed;
    goal.fixedValue = 3;
    const ParsedGoal parsed = sparklyticsGoalOf(R"({"value_mode":"none","value_property_key":"a"})", goal,
                                                {});
    QCOMPARE(std::get<Goal>(parsed), order());
}

void GoalBodyTest::refusesWrongGoals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, int status, const char *field) {
        QTest::addRow("%s", name) << body << status << QString::fromLatin1(field);
    };
    row("nothing", "", 400, "");
    row("a list", "[]", 400, "");
    row("half", "{\"name\":", 400, "");
    row("17 KiB", QByteArray(17 * 1024, ' '), 413, "");
    row("no name", R"({"goal_type":"event","match_value":"a"})", 422, "name");
    row("a blank name", R"({"name":" ","goal_type":"event","match_value":"a"})", 422, "name");
    row("a number as name", R"({"name":5,"goal_type":"event","match_value":"a"})", 422, "name");
    row("a long name", R"({"name":")" + QByteArray(101, 'n') + R"(","goal_type":"event","match_value":"a"})",
        422, "name");
    row("no type", R"({"name":"a","match_value":"a"})", 422, "goal_type");
    row("another type", R"({"name":"a","goal_type":"duration","match_value":"a"})", 422, "goal_type");
    row("no value", R"({"name":"a","goal_type":"event"})", 422, "match_value");
    row("a long value", R"({"name":"a","goal_type":"event","match_value":")" + QByteArray(501, 'v') + "\"}",
        422, "match_value");
    row("an operator", R"({"name":"a","goal_type":"event","match_value":"a","match_operator":"regex"})", 422,
        "match_operator");
    row("a mode", R"({"name":"a","goal_type":"event","match_value":"a","value_mode":"all"})", 422,
        "value_mode");
    row("fixed without value", R"({"name":"a","goal_type":"event","match_value":"a","value_mode":"fixed"})",
        422, "fixed_value");
    row("a debt", R"({"name":"a","goal_type":"event","match_value":"a","fixed_value":-1})", 422,
        "fixed_value");
    row("a value as text", R"({"name":"a","goal_type":"event","match_value":"a","fixed_value":"1"})", 422,
        "fixed_value");
    row("no property", R"({"name":"a","goal_type":"event","match_value":"a","value_mode":"event_property"})",
        422, "value_property_key");
    row("a currency", R"({"name":"a","goal_type":"event","match_value":"a","currency":"E1R"})", 422,
        "currency");
    row("a short currency", R"({"name":"a","goal_type":"event","match_value":"a","currency":"EU"})", 422,
        "currency");
}

void GoalBodyTest::refusesWrongGoals()
{
    QFETCH(QByteArray, body);
    const GoalBodyError error = errorOf(sparklyticsGoalOf(body, newGoal(), {}));
    QTEST(error.status, "status");
    QTEST(error.field, "field");
    QVERIFY(!error.message.isEmpty());
}

void GoalBodyTest::takesEachNameOnce()
{
    Goal other = order();
    other.id = QStringLiteral("other");
    const GoalBodyError error = errorOf(sparklyticsGoalOf(kOrder, newGoal(), {other}));
    QCOMPARE(error.status, 422);
    QCOMPARE(error.code, "duplicate_name");
    QVERIFY(std::holds_alternative<Goal>(sparklyticsGoalOf(kOrder, order(), {order()})));
}

void GoalBodyTest::readsTsAnalyticsGoals()
{
    const ParsedGoal parsed = tsAnalyticsGoalOf(
        R"({"name":"Order","type":"event","pattern":"order","matchType":"exact","value":9})",
        QStringLiteral("s"));
    Goal expected;
    expected.site = QStringLiteral("s");
    expected.name = QStringLiteral("Order");
    expected.target = Goal::Target::Event;
    expected.pattern = QStringLiteral("order");
    expected.worth = Goal::Worth::Fixed;
    expected.fixedValue = 9;
    QVERIFY2(std::holds_alternative<Goal>(parsed), qPrintable(errorOf(parsed).message));
    QCOMPARE(std::get<Goal>(parsed), expected);
}

void GoalBodyTest::refusesWrongTsAnalyticsGoals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    const QString missing = QStringLiteral("Missing required fields: name, type, pattern, matchType");
    QTest::addRow("nothing in it") << QByteArray("{}") << missing;
    QTest::addRow("no pattern") << QByteArray(R"({"name":"a","type":"event","matchType":"exact"})")
                                << missing;
    QTest::addRow("a regex") << QByteArray(R"({"name":"a","type":"event","pattern":"a","matchType":"regex"})")
                             << QStringLiteral("matchType must be one of: exact, contains, wildcard");
    QTest::addRow("a duration") << QByteArray(
        R"({"name":"a","type":"duration","pattern":"a","matchType":"exact"})")
                                << QStringLiteral("type must be one of: pageview, event, outbound, link");
}

void GoalBodyTest::refusesWrongTsAnalyticsGoals()
{
    QFETCH(QByteArray, body);
    const GoalBodyError error = errorOf(tsAnalyticsGoalOf(body, QStringLiteral("s")));
    QCOMPARE(error.status, 400);
    QTEST(error.message, "message");
}

void GoalBodyTest::knowsJson_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isJson");
    QTest::addRow("plain") << QByteArray("application/json") << true;
    QTest::addRow("with charset") << QByteArray("Application/JSON; charset=utf-8") << true;
    QTest::addRow("none") << QByteArray() << false;
    QTest::addRow("what forms may send") << QByteArray("text/plain") << false;
    QTest::addRow("longer") << QByteArray("application/jsonp") << false;
}

void GoalBodyTest::knowsJson()
{
    QFETCH(QByteArray, type);
    QTEST(isJsonType(type), "isJson");
}

CLICKSCOPE_TEST(GoalBodyTest)
#include "tst_goalbody.moc"
