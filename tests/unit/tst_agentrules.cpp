// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentrules.h"

#include "core/visitor/agent/agentyaml.h"
#include "tests/support/testprogram.h"

#include <QTest>

class AgentRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void refusesOtherYaml_data();
    void refusesOtherYaml();
    void readsYamlLikeJson();
    void refusesBadRules_data();
    void refusesBadRules();
    void refusesBadLists();
    void bundlesWholeLists();
    void namesFilesThatAreNotThere();
};

void AgentRulesTest::readsValues_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *written, const char *expected) {
        QTest::addRow("%s", written) << QByteArray(written) << QByteArray(expected);
    };
    row("'it''s'", "it's");
    row("'a # no comment' # a comment", "a # no comment");
    row("'a: b'", "a: b");
    row("\"tab\\tquote\\\"\"", "tab\tquote\"");
    row("bare text # a comment", "bare text");
    row("4.0", "4.0");
    row("''", "");
    row("", "");
    row("null", "");
    row("'null'", "null");
}

void AgentRulesTest::readsValues()
{
    QFETCH(QByteArray, written);
    const Result<YamlLists> lists =
        readYamlLists(QByteArray("# head\n\nlist:\r\n  - other: 1\n    key: " + written + "\n"));
    QVERIFY2(lists.ok(), qPrintable(lists.error().message));
    QCOMPARE(lists->value("list").size(), 1);
    QTEST(lists->value("list").first().value("key"), "expected");
}

void AgentRulesTest::refusesOtherYaml_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::addRow("%s", name) << QByteArray(text);
    };
    row("an item of nothing", "  - key: value\n");
    row("a field of nothing", "list:\n    key: value\n");
    row("an open quote", "list:\n  - key: 'value\n");
    row("text after a quote", "list:\n  - key: 'value' more\n");
    row("an escape that is not read", "list:\n  - key: \"\\x41\"\n");
    row("an open escape", "list:\n  - key: \"\\");
    row("a flow list", "list:\n  - key: [a, b]\n");
    row("a block text", "list:\n  - key: |\n");
    row("no colon", "list:\n  - key\n");
    row("a value of a list", "list: value\n");
    row("no blank after the colon", "list:\n  - key:value\n");
}

void AgentRulesTest::refusesOtherYaml()
{
    QFETCH(QByteArray, text);
    const Result<YamlLists> lists = readYamlLists(text);
    QVERIFY(!lists.ok());
    QCOMPARE(lists.error().code, QStringLiteral("bad_rules"));
}

void AgentRulesTest::readsYamlLikeJson()
{
    const Result<UapRules> yaml = parseUapRules("user_agent_parsers:\n"
                                                "  - regex: '(Fire)fox'\n"
                                                "    family_replacement: 'F'\n"
                                                "os_parsers:\n"
                                                "  - regex: 'Linux'\n"
                                                "    os_v1_replacement: ''\n"
                                                "device_parsers:\n"
                                                "  - regex: 'Phone'\n"
                                                "    regex_flag: 'i'\n"
                                                "    model_replacement: '$1'\n");
    const Result<UapRules> json = parseUapRules(
        R"({"source":"s@1","user_agent_parsers":[{"regex":"(Fire)fox","family_replacement":"F"}],)"
        R"("os_parsers":[{"regex":"Linux","os_v1_replacement":""}],)"
        R"("device_parsers":[{"regex":"Phone","regex_flag":"i","model_replacement":"$1"}]})");
    QVERIFY(yaml.ok() && json.ok());
    QCOMPARE(json->source, QByteArray("s@1"));
    for (const UapRules &rules : {*yaml, *json}) {
        QCOMPARE(rules.browsers.size(), 1);
        QCOMPARE(rules.browsers.first().pattern, QByteArray("(Fire)fox"));
        QCOMPARE(rules.browsers.first().replacements[0], QByteArray("F"));
        QVERIFY(rules.browsers.first().replacements[1].isNull());
        QVERIFY(!rules.browsers.first().ignoreCase);
        QVERIFY(!rules.systems.first().replacements[1].isNull());
        QVERIFY(rules.devices.first().ignoreCase);
        QCOMPARE(rules.devices.first().replacements[2], QByteArray("$1"));
    }
}

void AgentRulesTest::refusesBadRules_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray os("],\"os_parsers\":[{\"regex\":\"a\"}],\"device_parsers\":[{\"regex\":\"a\"}]}");
    const auto row = [&](const char *name, const QByteArray &items) {
        QTest::addRow("%s", name) << QByteArray("{\"user_agent_parsers\":[" + items + os);
    };
    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("an empty object") << QByteArray("{}");
    QTest::addRow("half an object") << QByteArray("{\"user_agent_parsers\":[");
    QTest::addRow("too large") << QByteArray(kMaxRulesBytes + 1, '{');
    row("an empty section", "");
    row("a rule without a regex", "{\"family_replacement\":\"a\"}");
    row("a rule that is a number", "7");
    row("a long regex", "{\"regex\":\"" + QByteArray(kMaxPatternBytes + 1, 'a') + "\"}");
    row("a long replacement",
        "{\"regex\":\"a\",\"family_replacement\":\"" + QByteArray(kMaxReplacementBytes + 1, 'a') + "\"}");
    row("too many rules", QByteArray("{\"regex\":\"a\"},").repeated(kMaxRulesPerList) + "{\"regex\":\"a\"}");
}

void AgentRulesTest::refusesBadRules()
{
    QFETCH(QByteArray, content);
    const Result<UapRules> rules = parseUapRules(content);
    QVERIFY(!rules.ok());
    QCOMPARE(rules.error().code, QStringLiteral("bad_rules"));
}

void AgentRulesTest::refusesBadLists()
{
    QVERIFY(!parseCrawlerRules("# only a comment\n").ok());
    QVERIFY(!parseCrawlerRules("no tab\n").ok());
    QVERIFY(!parseCrawlerRules("\ttag\n").ok());
    QVERIFY(!parseCrawlerRules("pattern\t\n").ok());
    QVERIFY(!parseCrawlerRules(QByteArray(QByteArray(kMaxPatternBytes, 'a') + "\tt\n")).ok());
    QVERIFY(!parseSuspectedRules("").ok());
    QVERIFY(!parseSuspectedRules(QByteArray("a\n").repeated(kMaxRulesPerList + 1)).ok());
    QCOMPARE(parseSuspectedRules("# source\n daum[ /]\nb").value(), (QByteArrayList {" daum[ /]", "b"}));
}

void AgentRulesTest::bundlesWholeLists()
{
    const Result<AgentRules> rules = loadAgentRules();
    QVERIFY2(rules.ok(), qPrintable(rules.error().message));
    // Counted in the packages; 9 patterns left out, 7 put in their place, 3 added.
    QCOMPARE(rules->uap.browsers.size(), 350);
    QCOMPARE(rules->uap.systems.size(), 197);
    QCOMPARE(rules->uap.devices.size(), 628);
    QCOMPARE(rules->crawlers.size(), 1500 - 12 + 8 + 3);
    QCOMPARE(rules->suspected.size(), 204);
    QCOMPARE(rules->sources,
             (QStringList {QStringLiteral("uap-core@0.18.0"), QStringLiteral("crawler-user-agents@1.60.0"),
                           QStringLiteral("isbot@5.2.3")}));
}

void AgentRulesTest::namesFilesThatAreNotThere()
{
    const Result<AgentRules> rules = loadAgentRules(QStringLiteral("/nowhere/regexes.yaml"));
    QVERIFY(!rules.ok());
    QCOMPARE(rules.error().code, QStringLiteral("rules_unreadable"));
    QVERIFY(rules.error().message.contains(QStringLiteral("/nowhere/regexes.yaml")));
}

CLICKSCOPE_TEST(AgentRulesTest)
#include "tst_agentrules.moc"
