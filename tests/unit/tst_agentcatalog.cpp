// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agentcatalog.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class AgentCatalogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describesAgents();
    void hintsMakeAnotherDescription();
    void seesHeadlessHints();
    void forgetsNoRightAnswer();
    void cutsLongAgents();
    void usesTheRulesOfTheUser();
    void fallsBackToTheBundledRules();
    void canBeDroppedWhileItLoads();
};

namespace {

constexpr const char *kIPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1";
constexpr const char *kWindows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36";

} // namespace

void AgentCatalogTest::describesAgents()
{
    AgentCatalog catalog;
    const AgentDescription phone = catalog.describe(kIPhone);
    QCOMPARE(phone.client.device, QStringLiteral("Mobile"));
    QCOMPARE(phone.client.os, QStringLiteral("iOS"));
    QCOMPARE(phone.client.browser, QStringLiteral("Safari"));
    QCOMPARE(phone.verdict.score, 0);
    QCOMPARE(catalog.describe(kIPhone), phone);
    QCOMPARE(catalog.describe("Twitterbot/1.0").verdict.category, QStringLiteral("preview"));
    QCOMPARE(catalog.describe({}).verdict.category, QStringLiteral("suspected"));
    QVERIFY(catalog.describe({}).client.isEmpty());
    QCOMPARE(catalog.sources().first(), QStringLiteral("uap-core@0.18.0"));
    QVERIFY(!catalog.problem());
    QVERIFY(catalog.isReady());
}

void AgentCatalogTest::hintsMakeAnotherDescription()
{
    AgentCatalog catalog;
    ClientHints hints;
    hints.platform = R"("Windows")";
    hints.platformVersion = R"("15.0.0")";
    QCOMPARE(catalog.describe(kWindows).client.osVersion, QStringLiteral("10"));
    QCOMPARE(catalog.describe(kWindows, hints).client.osVersion, QStringLiteral("11"));
    QCOMPARE(catalog.describe(kWindows).client.osVersion, QStringLiteral("10"));
}

void AgentCatalogTest::seesHeadlessHints()
{
    AgentCatalog catalog;
    ClientHints hints;
    hints.brands = R"("HeadlessChrome";v="126", "Chromium";v="126")";
    const AgentDescription found = catalog.describe(kWindows, hints);
    QVERIFY(found.isHeadlessByHints);
    QCOMPARE(found.verdict, AgentVerdict()); // by the agent alone
    QVERIFY(!catalog.describe(kWindows).isHeadlessByHints);
}

void AgentCatalogTest::forgetsNoRightAnswer()
{
    AgentCatalog catalog;
    const AgentDescription phone = catalog.describe(kIPhone);
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray agent = "Mozilla/5.0 (X11; Linux x86_64; rv:" + QByteArray::number(i)
            + ".0) Gecko/20100101 Firefox/" + QByteArray::number(i) + ".0";
        QCOMPARE(catalog.describe(agent).client.browserVersion, QString::number(i));
        if (i % 100 == 0)
            QCOMPARE(catalog.describe(kIPhone), phone);
    }
}

void AgentCatalogTest::cutsLongAgents()
{
    AgentCatalog catalog;
    const QByteArray agent = QByteArray(kWindows).leftJustified(kMaxMatchedAgentBytes, ' ');
    const AgentDescription whole = catalog.describe(agent);
    QCOMPARE(catalog.describe(QByteArray(agent + "Googlebot/2.1")), whole);
    QCOMPARE(whole.verdict.score, 0);
}

void AgentCatalogTest::usesTheRulesOfTheUser()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("regexes.yaml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "user_agent_parsers:\n  - regex: '(NewBrowser)/(\\d+)'\nos_parsers:\n  - regex: '(NewSystem)'\n"
        "device_parsers:\n  - regex: '(NewDevice)'\n");
    file.close();
    AgentCatalog catalog(path);
    QCOMPARE(catalog.describe("NewBrowser/7 (NewSystem)").client.browser, QStringLiteral("NewBrowser"));
    QCOMPARE(catalog.sources().first(), path);
    QVERIFY(!catalog.problem());
}

void AgentCatalogTest::fallsBackToTheBundledRules()
{
    AgentCatalog catalog(QStringLiteral("/nowhere/regexes.yaml"));
    QCOMPARE(catalog.describe(kIPhone).client.browser, QStringLiteral("Safari"));
    QVERIFY(catalog.problem());
    QCOMPARE(catalog.problem()->code, QStringLiteral("rules_unreadable"));
}

void AgentCatalogTest::canBeDroppedWhileItLoads()
{
    {
        const AgentCatalog catalog;
    }
    QVERIFY(true);
}

CLICKSCOPE_TEST(AgentCatalogTest)
#include "tst_agentcatalog.moc"
