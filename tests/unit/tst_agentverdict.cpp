// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/agentverdict.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QSet>
#include <QTest>

#include <optional>

class AgentVerdictTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void judges_data();
    void judges();
    void suspectsNobodyForSendingNoAgent();
    void flagsNoRealBrowser();
    void knowsTheExamplesOfTheCrawlers();
    void suspectsLikeIsbot();
    void boundsHostileAgents();
    void refusesPatternsThatCannotBeRead();

private:
    AgentVerdict verdict(QByteArrayView agent) { return m_judge->judge(agent, m_parser->parse(agent)); }

    AgentRules m_rules;
    std::optional<UapParser> m_parser;
    std::optional<AgentJudge> m_judge;
};

void AgentVerdictTest::initTestCase()
{
    const Result<AgentRules> rules = loadAgentRules();
    QVERIFY(rules.ok());
    m_rules = *rules;
    Result<UapParser> parser = UapParser::compile(rules->uap);
    Result<AgentJudge> judge = AgentJudge::compile(*rules);
    QVERIFY(parser.ok());
    QVERIFY2(judge.ok(), qPrintable(judge.error().message));
    m_parser.emplace(std::move(*parser));
    m_judge.emplace(std::move(*judge));
}

void AgentVerdictTest::judges_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *category, const QByteArray &agent, const char *reason = "") {
        QTest::addRow("%s: %s", category, agent.left(60).constData())
            << agent << QString::fromLatin1(category) << QString::fromLatin1(reason);
    };
    const QByteArray chrome("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ");
    row("crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "crawler-user-agents: \"Googlebot\\/\" (search-engine)");
    row("crawler", "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)");
    row("preview", "Twitterbot/1.0", "crawler-user-agents: \"Twitterbot\" (social-preview)");
    row("preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)");
    row("preview", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)");
    row("preview", "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)");
    row("preview", "Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)");
    row("preview", "Bluesky Cardyb/1.1; +mailto:support@bsky.app");
    row("preview", "WhatsApp/2.23.20.0");
    row("preview", "WhatsApp/2.19.81 A");
    row("preview", "WhatsApp/2.2336.7/i");
    row("preview", "WhatsApp/2.24.12.78 Android/14 Device/Google-Pixel_8", "preview: WhatsApp");
    row("monitor", "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)");
    row("library", "curl/8.5.0");
    row("library", "python-requests/2.31.0");
    row("library", "Go-http-client/1.1");
    row("library", "libwww-perl/6.67");
    row("library", "SomeTool urllib/1", "library: urllib");
    row("library", "libcurl/8.5.0", "library: libcurl");
    row("library", "PycURL/7.45.2 libcurl/8.5.0", "library: pycurl");
    row("library", "WGET/1.21", "library: wget");
    row("library", "Go http client", "library: http");
    row("library", "Zend_Http_Client", "library: zend_http_client");
    row("library", "Invoke-WebRequest", "library: invoke-webrequest");
    row("library", "Mozilla/5.0 (Windows NT 10.0; en-US) PowerShell/7.4.5", "library: PowerShell");
    row("preview", "Microsoft Excel/16.85 (Mac OS X 14.5)", "preview: Microsoft Excel");
    // Office on a Mac fetches by itself what WebKit shows; on phones it has a browser for its reader.
    const QByteArray mac =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    row("preview", mac + "Microsoft Word/16.91.24111020", "preview: Word");
    row("preview", mac + "Word/16.91", "preview: Word");
    row("preview", mac + "Excel/16.91");
    row("preview", mac + "Microsoft PowerPoint/16.91");
    row("preview", mac + "Microsoft%20OneNote/16.91");
    row("preview", mac + "Microsoft Outlook/16.91", "preview: Outlook");
    row("preview", "Microsoft Word/16.91.24111020 CFNetwork/1568.200.51 Darwin/24.1.0");
    row("preview", "Outlook/16.91 CFNetwork/1568.200.51 Darwin/24.1.0");
    row("preview", "MacOutlook/16.91.24111020 (Intelx64 Mac OS X Version 14.6.1 (Build 23G93))",
        "preview: MacOutlook");
    row("preview", "Microsoft-MacOutlook/16.91");
    row("preview", "Evernote Mac/458265 (en-US, DDL); MacOS/10.14;", "preview: Evernote");
    row("preview", "Evernote Windows/309091 (en-US, DDL); Windows/10.0.0 (Win32);");
    row("preview", "NotionEmbedder");
    row("preview", "The Bat! 10.5");
    row("preview", "Microsoft Teams/1.6");
    row("app", "Mail/3774.600.62 CFNetwork/1494 Darwin/23.4.0");
    row("library", "LibreOffice 7.5.0.3 denylistedbackend/7.88.1");
    row("", mac + "Wordsmith/16.91");
    row("",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Mobile/15E148 Microsoft Outlook/4.2443");
    row("", mac + "Mobile/15E148 Microsoft Outlook/4.2443"); // an iPad
    row("",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Microsoft Outlook/4.2443");
    row("", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Thunderbird/115.12.2");
    row("player", "Pocket Casts", "player: pocket casts");
    row("player", "LibVLC/3.0.18", "player: LibVLC");
    row("app", "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UQ1A)", "app: Dalvik");
    row("app", "MyApp/1.0 (iPhone; iOS 17.1; Scale/3.00)", "app: iPhone");
    row("app", "MyApp/1 CFNetwork/1410.0.3 Darwin/22.6.0", "app: CFNetwork");
    row("headless", chrome + "HeadlessChrome/126.0.0.0 Safari/537.36");
    row("headless",
        "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1");
    row("headless", "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/20.0.3",
        "headless: jsdom");
    row("headless", chrome + "Cypress/13.6.0 Chrome/114.0.5735.289 Electron/25.8.4 Safari/537.36",
        "headless: cypress");
    row("headless", chrome + "Chrome/120.0 Safari/537.36 Cursor/1.0", "headless: cursor");
    row("monitor", chrome + "Chrome/120.0 Safari/537.36 Uptime/3.1");
    row("monitor", chrome + "Chrome/120.0 Safari/537.36 Dynatrace", "monitor: dynatrace");
    row("preview", chrome + "Chrome/120.0 Safari/537.36 MicrosoftTeams-Preview/1.0",
        "preview: MicrosoftTeams-Preview");
    row("preview", "Notion-Preview/1.0", "preview: preview");
    row("library", "ibrowse/4.4", "library: ibrowse");
    row("", "IBrowse/2.4 (AmigaOS 3.9; 68k)");
    row("", "Dillo/3.1.0");
    row("", "NCSA Mosaic/2.0 (Windows NT 4.0)");
    row("", chrome + "Chrome/120.0 Safari/537.36 Viber/3.1");
    row("crawler", "Unheard-of-Bot/1.0", "uap-core: \"bot\" (spider)");
    row("crawler", "abc_bot_def; SPIDERMONKEY");
    row("suspected", "Unheard (of) 2.0; http", "isbot: \"(?<!lib)http\"");
    row("suspected", chrome + "Chrome/126.0 Safari/537.36 (+http://unheard.example)");
    row("", chrome + "Chrome/126.0.0.0 Safari/537.36");
    row("",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36");
    row("",
        "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
        "Chrome/142.0.7444.142 Mobile Safari/537.36 Instagram 406.0.0.58.159 Android (35/15; 480dpi; 1080x2400; OPPO; CPH2557; OP573DL1)");
    row("",
        "Mozilla/5.0 (Linux; Android 7.0; Infinix Fever) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36");
    row("",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
        "[FBAN/FBIOS;FBAV/467.1.0.51.97;FBBV/604357821;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]");
}

void AgentVerdictTest::judges()
{
    QFETCH(QByteArray, agent);
    QFETCH(QString, category);
    QFETCH(QString, reason);
    const AgentVerdict found = verdict(agent);
    QVERIFY2(found.category == category, qPrintable(found.category + u' ' + found.reason));
    if (!reason.isEmpty())
        QCOMPARE(found.reason, reason);
    const int score = category.isEmpty() ? 0 : category == QLatin1StringView("suspected") ? 70 : 90;
    QCOMPARE(found.score, score);
    QCOMPARE(found.reason.isEmpty(), category.isEmpty());
}

void AgentVerdictTest::suspectsNobodyForSendingNoAgent()
{
    const AgentVerdict found = verdict({});
    QCOMPARE(found.score, kNoAgentScore); // 25 of the 70 that it takes
    QCOMPARE(found.reason, QStringLiteral("no user agent"));
}

void AgentVerdictTest::flagsNoRealBrowser()
{
    QFile file(QStringLiteral(TEST_DATA "/ua/sessions.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine();
    int agents = 0;
    for (; !file.atEnd(); ++agents) {
        const QByteArray agent = file.readLine().chopped(1).split('\t').last();
        QVERIFY2(verdict(agent).score == 0, qPrintable(QString::fromUtf8(agent) + verdict(agent).reason));
    }
    QCOMPARE(agents, 952);
}

void AgentVerdictTest::knowsTheExamplesOfTheCrawlers()
{
    // Left out on purpose (resources/generate/bots.py): a phone's build, browsers for people, editors.
    const QSet<QByteArray> denied {"AP3A\\.240617\\.008", "Fluid", "MetaIAB Facebook", "Code\\/1\\.",
                                   "Trae\\/"};
    QFile file(QStringLiteral(TEST_DATA "/ua/crawlers.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine();
    int examples = 0, named = 0;
    for (; !file.atEnd(); ++examples) {
        const QByteArrayList cells = file.readLine().chopped(1).split('\t');
        QCOMPARE(cells.size(), 3);
        const AgentVerdict found = verdict(cells[2]);
        named += found.score == kKnownAgentScore;
        if (!denied.contains(cells[1]))
            QVERIFY2(found.score == kKnownAgentScore, qPrintable(QString::fromUtf8(cells[2]) + found.reason));
    }
    QCOMPARE(examples, 2118);
    QVERIFY2(named * 100 >= examples * 99, qPrintable(QString::number(named)));
}

void AgentVerdictTest::suspectsLikeIsbot()
{
    // The whole pattern, as isbot joins it, against our plain texts and the rest of it.
    QStringList alternatives;
    for (const QByteArray &pattern : std::as_const(m_rules.suspected))
        alternatives.append(QString::fromLatin1(pattern));
    const QRegularExpression whole(alternatives.join(u'|'), QRegularExpression::CaseInsensitiveOption);
    QVERIFY(whole.isValid());
    AgentRules onlySuspected;
    onlySuspected.suspected = m_rules.suspected;
    Result<AgentJudge> judge = AgentJudge::compile(onlySuspected);
    QVERIFY(judge.ok());
    int suspicious = 0;
    for (const char *name : {"/ua/crawlers.tsv", "/ua/sessions.tsv"}) {
        QFile file(QStringLiteral(TEST_DATA) + QLatin1StringView(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine();
        while (!file.atEnd()) {
            const QByteArray agent =
                file.readLine().chopped(1).split('\t').last().left(kMaxMatchedAgentBytes);
            const AgentVerdict found = judge->judge(agent, {});
            if (found.score == kKnownAgentScore)
                continue; // a word of ours
            QCOMPARE(found.score > 0, whole.match(QString::fromLatin1(agent)).hasMatch());
            suspicious += found.score > 0;
        }
    }
    QVERIFY(suspicious > 300);
}

void AgentVerdictTest::boundsHostileAgents()
{
    // What matters is that each returns; bench_agents has the times.
    const QByteArray browser("Mozilla/5.0 (Linux; Android 10; K) ");
    for (const char *piece :
         {"a", "(", ";", " a;", "bot", "http", "a.", "Android ", "\xff", "Build/", "iPhone", "1", "@a."}) {
        const QByteArray repeated = QByteArray(piece).repeated(8'192 / qsizetype(qstrlen(piece)));
        QCOMPARE(verdict(repeated), verdict(repeated.first(kMaxMatchedAgentBytes)));
        verdict(QByteArray(browser + repeated));
    }
}

void AgentVerdictTest::refusesPatternsThatCannotBeRead()
{
    AgentRules rules;
    rules.suspected = {"fine", "(open"};
    QVERIFY(!AgentJudge::compile(rules).ok());
    rules.suspected = {"fine"};
    rules.crawlers = {{"[open", "seo"}};
    QVERIFY(!AgentJudge::compile(rules).ok());
    rules.crawlers.clear();
    rules.suspected.clear();
    Result<AgentJudge> judge = AgentJudge::compile(rules);
    QVERIFY(judge.ok());
    QCOMPARE(judge->judge("anything", {}).score, 0);
}

CLICKSCOPE_TEST(AgentVerdictTest)
#include "tst_agentverdict.moc"
