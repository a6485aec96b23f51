// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agentcatalog.h"
#include "core/visitor/bot/botjudge.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Agents of people (tests/data/ua/people.tsv): nobody is a bot, and every name that is shown is one that
/// somebody looked at.
class PeoplesAgentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesNobodyForABot();
    void showsReviewedNames();
    void needsASecondSign();
    void knowsPrograms();
    void knowsAppsWithoutABrowser();
    void namesTheWordThatMadeTheVerdict();
    void makesNoReasonOfWhatAVisitorWrites();
    void showsMailToItsReader();
    void namesRobotsPlausibly();

private:
    struct Row
    {
        QByteArray kind, device, system, browser, agent;
        QString language = {};
    };
    BotVerdict verdict(const Row &row, HitSigns signs);
    void read(const char *name, QList<Row> &rows);

    QList<Row> m_rows, m_apps;
    AgentCatalog m_agents;
};

void PeoplesAgentsTest::read(const char *name, QList<Row> &rows)
{
    QFile file(QStringLiteral(TEST_DATA "/ua/") + QLatin1StringView(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine(); // says where it came from
    while (!file.atEnd()) {
        const QByteArrayList cells = file.readLine().chopped(1).split('\t');
        QCOMPARE(cells.size(), 5);
        rows.append({cells[0], cells[1], cells[2], cells[3], cells[4]});
    }
}

void PeoplesAgentsTest::initTestCase()
{
    read("people.tsv", m_rows);
    read("apps.tsv", m_apps);
    QVERIFY(m_rows.size() > 600);
    QVERIFY(m_apps.size() > 20);
}

BotVerdict PeoplesAgentsTest::verdict(const Row &row, HitSigns signs)
{
    Hit hit;
    hit.agent = QString::fromUtf8(row.agent);
    hit.signs = signs;
    hit.language = row.language;
    BotJudge judge;
    return judge.judge(hit, m_agents.describe(row.agent).verdict, {}, {});
}

void PeoplesAgentsTest::takesNobodyForABot()
{
    int wrong = 0;
    for (const Row &row : std::as_const(m_rows)) {
        Row inApp = row;
        inApp.language = QStringLiteral("de");
        const BotVerdict found = verdict(row, {});
        QVERIFY2(!verdict(inApp, HitSign::NoAcceptLanguage).isBot, row.agent.constData());
        if (found.isBot)
            qWarning("%s: %s", row.agent.constData(), qPrintable(found.reason));
        wrong += found.isBot;
    }
    QCOMPARE(wrong, 0);
}

void PeoplesAgentsTest::showsReviewedNames()
{
    int wrong = 0;
    for (const Row &row : m_rows + m_apps) {
        const Client &client = m_agents.describe(row.agent).client;
        const QString found = client.device + u'|' + client.os + u'|' + client.browser;
        const QString expected = QString::fromUtf8(row.device + '|' + row.system + '|' + row.browser);
        if (found == expected)
            continue;
        qWarning("%s instead of %s: %s", qPrintable(found), qPrintable(expected), row.agent.constData());
        ++wrong;
    }
    QCOMPARE(wrong, 0);
}

void PeoplesAgentsTest::needsASecondSign()
{
    // A word alone is 45, a browser without its headers 25: together they are enough.
    Row reader {"", "", "", "", {}};
    reader.agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                   "NewsDesk/2.0 Chrome/124.0.6367.243 Electron/30.1.2 Safari/537.36";
    QCOMPARE(verdict(reader, {}).isBot, false);
    QCOMPARE(verdict(reader, HitSign::NoAcceptLanguage).isBot, true);
    QCOMPARE(verdict(reader, HitSign::NoAcceptLanguage).reason,
             QStringLiteral("isbot: \"(?:^|[^g])news(?!sapphire)\" and no Accept-Language header"));
    // What the client says of its language itself is as good as the header: built-in browsers often send
    // none.
    reader.language = QStringLiteral("de");
    QCOMPARE(verdict(reader, HitSign::NoAcceptLanguage).isBot, false);
    QCOMPARE(verdict(reader, HitSign::NoAccept).isBot, true);
    reader.agent = "NewsDesk 2.0"; // no browser around the word
    QCOMPARE(verdict(reader, {}).isBot, true);
}

void PeoplesAgentsTest::knowsPrograms()
{
    QFile file(QStringLiteral(TEST_DATA "/ua/programs.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine(); // says where it came from
    int wrong = 0, programs = 0;
    for (; !file.atEnd(); ++programs) {
        const QByteArrayList cells = file.readLine().chopped(1).split('\t');
        QCOMPARE(cells.size(), 2);
        const BotVerdict found = verdict({"", "", "", "", cells[1]}, {});
        if (found.isBot && found.category == QString::fromUtf8(cells[0]))
            continue;
        qWarning("%s is %s: %s", qPrintable(found.category), cells[0].constData(), cells[1].constData());
        ++wrong;
    }
    QCOMPARE(wrong, 0);
    QVERIFY(programs > 200);
}

void PeoplesAgentsTest::knowsAppsWithoutABrowser()
{
    for (const Row &row : std::as_const(m_apps)) {
        const BotVerdict found = verdict(row, {});
        QVERIFY2(found.isBot && found.category == QLatin1StringView("app"), row.agent.constData());
        QVERIFY(m_agents.describe(row.agent).verdict.showsMail); // a picture that it loads is looked at
    }
}

void PeoplesAgentsTest::namesTheWordThatMadeTheVerdict()
{
    // "library: http client" of "Go_HTTP_Client/1": separators may be others.
    static const QRegularExpression separators(QStringLiteral("[\\s_\\\\-]"));
    const auto plain = [](QString text) { return text.toLower().remove(separators); };
    QFile file(QStringLiteral(TEST_DATA "/ua/programs.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine(); // says where it came from
    int named = 0;
    while (!file.atEnd()) {
        const QByteArray agent = file.readLine().chopped(1).split('\t').last();
        const BotVerdict found = verdict({"", "", "", "", agent}, {});
        const QString prefix = found.category + QStringLiteral(": ");
        if (!found.reason.startsWith(prefix))
            continue; // the list of somebody else, which is named with its pattern
        const QString word = plain(found.reason.sliced(prefix.size()));
        QVERIFY2(!word.isEmpty() && plain(QString::fromUtf8(agent)).contains(word),
                 qPrintable(found.reason + u' ' + QString::fromUtf8(agent)));
        ++named;
    }
    QVERIFY2(named > 150, qPrintable(QString::number(named)));
}

void PeoplesAgentsTest::makesNoReasonOfWhatAVisitorWrites()
{
    QSet<QString> reasons;
    for (int i = 0; i < 200; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArrayList agents {"Unheard" + number + "Bot/1.0",
                                     "python-" + number,
                                     "X" + number + " podcast",
                                     "App" + number + "/1.0 (iPhone; iOS 17)",
                                     "Google" + number + "/+/web/snippet",
                                     "Word/" + number,
                                     "urllib" + number,
                                     "PyThOn-" + number};
        for (const QByteArray &agent : agents)
            reasons.insert(verdict({"", "", "", "", agent}, {}).reason);
    }
    QVERIFY2(reasons.size() < 16, qPrintable(QStringList(reasons.values()).join(u'\n')));
}

void PeoplesAgentsTest::showsMailToItsReader()
{
    // Outlook asks for a link before the browser does; a picture in a mail it loads for somebody who reads
    // it.
    Hit hit;
    hit.agent = QStringLiteral(
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; ms-office; MSOffice 16)");
    BotJudge judge;
    const AgentVerdict agent = m_agents.describe(hit.agent.toUtf8()).verdict;
    hit.kind = HitKind::Click;
    QCOMPARE(judge.judge(hit, agent, {}, {}).category, QStringLiteral("preview"));
    hit.kind = HitKind::Pixel;
    QVERIFY(!judge.judge(hit, agent, {}, {}).isBot);
    for (
        const char *mail :
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Outlook/16.91",
         "MacOutlook/16.91 (Intelx64 Mac OS X Version 14.6.1)", "The Bat! 10.5"})
        QVERIFY2(m_agents.describe(mail).verdict.showsMail, mail);
}

void PeoplesAgentsTest::namesRobotsPlausibly()
{
    static const QRegularExpression kName(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9 ._+!&'()-]{0,60}$"));
    const QStringList generic {
        QStringLiteral("crawler"),   QStringLiteral("crawling"), QStringLiteral("bot"),
        QStringLiteral("Bot"),       QStringLiteral("com/bot"),  QStringLiteral(") Bot"),
        QStringLiteral("spider"),    QStringLiteral("robot"),    QStringLiteral("Mozilla"),
        QStringLiteral("Crawler"),   QStringLiteral("Spider"),   QStringLiteral("http"),
        QStringLiteral("com robot"), QStringLiteral("s Spider"), QStringLiteral("fr_bot")};
    QFile file(QStringLiteral(TEST_DATA "/ua/crawlers.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine(); // says where it came from
    int unnamed = 0;
    while (!file.atEnd()) {
        const QByteArray agent = file.readLine().chopped(1).split('\t').last();
        const QString name = m_agents.describe(agent).client.browser;
        unnamed += name.isEmpty();
        QVERIFY2(name.isEmpty() || (kName.match(name).hasMatch() && !generic.contains(name)),
                 qPrintable(name + QStringLiteral(": ") + QString::fromUtf8(agent)));
    }
    QVERIFY2(unnamed < 700, qPrintable(QString::number(unnamed)));
    QCOMPARE(
        m_agents
            .describe(
                "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)")
            .client.browser,
        QStringLiteral("meta-externalagent"));
    // A word that says what a program does is no name of a browser; one that a list knows is.
    for (const char *word : {"SpiderGames/1.0", "CrawlPub", "Indexer", "FooSpider/1.0", "MyFetcher/1.0",
                             "SiteScan/1.2", "PriceScraper", "Unheard-of-Bot/1.0"}) {
        const AgentDescription &found = m_agents.describe(word);
        QVERIFY2(found.client.browser.isEmpty(), word);
        QVERIFY2(found.client.browserVersion.isEmpty(), word);
        QVERIFY2(verdict({"", "", "", "", word}, {}).isBot, word);
    }
    QCOMPARE(m_agents.describe("Twitterbot/1.0").client.browser, QStringLiteral("Twitterbot"));
}

CLICKSCOPE_TEST(PeoplesAgentsTest)
#include "tst_peoplesagents.moc"
