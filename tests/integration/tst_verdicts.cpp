// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rebuild/botrebuild.h"
#include "core/sites/sitestore.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

#include <random>

namespace {

const QByteArray kFirefox("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0");

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Site siteWith(const QStringList &rules, Site::BotMode mode = Site::BotMode::Balanced)
{
    Site site;
    site.id = QStringLiteral("s");
    site.botRules = rules;
    site.botMode = mode;
    return site;
}

QByteArray userAgent(const QByteArray &agent)
{
    return "User-Agent: " + agent + "\r\n";
}

} // namespace

/// Verdicts about stored hits follow the rules of today.
class VerdictsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rebuildingChangesNothingUnderTheSameRules();
    void rebuildingFollowsNewRules();
    void addressRulesStandAsTheyWere();
    void anonymousHitsKeepTheirVerdict();
    void stopsWhenCancelled();
    void runsBesideACollector();
    void countsBotsWhereTheSiteWants();
    void rebuildsWhatIsOutOfStep();

private:
    static Result<BotRebuildReport> rebuild(const TestCollector &collector, const BotRules &rules);
    static void setSite(const TestCollector &collector, const Site &site);
};

Result<BotRebuildReport> VerdictsTest::rebuild(const TestCollector &collector, const BotRules &rules)
{
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    const std::atomic<bool> never = false;
    return rebuildBots(
        *database, rules, {}, [](const BotRebuildReport &) {}, never);
}

void VerdictsTest::setSite(const TestCollector &collector, const Site &site)
{
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    QVERIFY(database.ok());
    QVERIFY(updateSite(*database, site).ok());
}

/// Whatever comes in, judging it again by the same rules gives the same; by others and back, too.
void VerdictsTest::rebuildingChangesNothingUnderTheSameRules()
{
    TestCollector collector;
    setSite(collector, siteWith({s("block agent Kiosk"), s("allow agent Wget")}));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same each time
    const QByteArray agents[] = {kFirefox,
                                 kFirefox,
                                 kFirefox,
                                 "curl/8.5.0",
                                 "Wget/1.21",
                                 "Kiosk/1.0 (hall)",
                                 "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                                 ""};
    for (int i = 0; i < 400; ++i) {
        QByteArray headers;
        if (const QByteArray &agent = agents[random() % std::size(agents)]; !agent.isEmpty())
            headers += userAgent(agent);
        if (random() % 2 == 0)
            headers += "Accept: */*\r\nAccept-Language: en\r\n";
        if (random() % 10 == 0)
            headers += "Sec-Purpose: prefetch\r\n";
        if (random() % 10 == 0)
            headers += "Sec-CH-UA: \"HeadlessChrome\";v=\"126\"\r\n";
        const QByteArray url = "https://e.com/" + QByteArray::number(random() % 60);
        QCOMPARE(client.post("/api/v1/hits", hitBody(url), headers).status, 202);
    }
    collector.stop();
    const QList<Hit> before = collector.hits();
    QVERIFY(std::ranges::any_of(
        before, [](const Hit &hit) { return hit.bot.category == QLatin1StringView("burst"); }));

    const BotRules same {{siteWith({s("block agent Kiosk"), s("allow agent Wget")})}, {}};
    const Result<BotRebuildReport> nothing = rebuild(collector, same);
    QVERIFY(nothing.ok());
    QCOMPARE(nothing->judged, before.size());
    QCOMPARE(nothing->changed(), 0);

    const BotRules other {{siteWith({s("allow agent Kiosk")}, Site::BotMode::Strict)}, {}};
    const Result<BotRebuildReport> there = rebuild(collector, other);
    QVERIFY(there.ok() && there->nowBots > 0 && there->nowHumans > 0);
    QVERIFY(collector.verification().isGood());
    QVERIFY(rebuild(collector, same).ok());
    QCOMPARE(collector.hits(), before);
    QVERIFY(collector.verification().isGood());
}

void VerdictsTest::rebuildingFollowsNewRules()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/1"), userAgent("curl/8.5.0"));
    client.post("/api/v1/hits", hitBody("https://e.com/2"), userAgent(kFirefox));
    client.post("/api/v1/hits", R"({"site":"s","url":"https://e.com/3","referrer":"https://spam.example/"})",
                userAgent(kFirefox));
    collector.stop();
    BotRules rules {{siteWith({s("allow agent curl"), s("block agent firefox")})}, {}};
    rules.data.spamHosts = {s("spam.example")};
    const Result<BotRebuildReport> report = rebuild(collector, rules);
    QVERIFY(report.ok());
    QCOMPARE(report->nowHumans, 1);
    QCOMPARE(report->nowBots, 2);
    QList<Hit> hits = collector.hits();
    QVERIFY(!hits[0].bot.isBot);
    QCOMPARE(hits[1].bot.reason, s("blocklist: agent \"firefox\""));
    QVERIFY(hits[2].bot.isBot);

    rules.sites = {siteWith({})};
    QVERIFY(rebuild(collector, rules).ok());
    hits = collector.hits();
    QCOMPARE(hits[0].bot.category, s("library"));
    QVERIFY(!hits[1].bot.isBot);
    QCOMPARE(hits[2].bot.category, s("spam"));
    QCOMPARE(collector.verification().isGood(), true);
}

void VerdictsTest::addressRulesStandAsTheyWere()
{
    TestCollector collector;
    setSite(collector, siteWith({s("allow address 127.0.0.1")}));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/1"), userAgent("curl/8.5.0"));
    collector.stop();
    const Result<BotRebuildReport> report = rebuild(collector, {{siteWith({})}, {}});
    QVERIFY(report.ok());
    QCOMPARE(report->changed(), 0);
    QVERIFY(!collector.hits().constFirst().bot.isBot);
}

void VerdictsTest::anonymousHitsKeepTheirVerdict()
{
    TestCollector collector;
    collector.addLink({s("xyz123"), s("https://e.com/"), s("s"), {}});
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/xyz123", userAgent("curl/8.5.0") + "DNT: 1\r\n").status, 302);
    QVERIFY(spinUntil([&collector] { return !collector.hits().isEmpty(); })); // stored after the answer
    collector.stop();
    const BotVerdict before = collector.hits().constFirst().bot;
    QVERIFY(before.isBot);
    const Result<BotRebuildReport> report = rebuild(collector, {{siteWith({s("allow agent curl")})}, {}});
    QVERIFY(report.ok());
    QCOMPARE(report->changed(), 0);
    QCOMPARE(collector.hits().constFirst().bot, before);
}

void VerdictsTest::stopsWhenCancelled()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/1"), userAgent("curl/8.5.0"));
    collector.stop();
    Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
    QVERIFY(database.ok());
    const std::atomic<bool> cancelled = true;
    const Result<BotRebuildReport> report = rebuildBots(
        *database, {{siteWith({s("allow agent curl")})}, {}}, {}, [](const BotRebuildReport &) {}, cancelled);
    QVERIFY(report.ok() && report->isCancelled);
    QVERIFY(collector.hits().constFirst().bot.isBot);
}

/// `clickscope rebuild --bots` while the collector runs: its window counts the new humans, and hits go on.
void VerdictsTest::runsBesideACollector()
{
    const QTemporaryDir folder;
    const auto run = [&folder](const QStringList &arguments) {
        const Finished finished = Program::run(folder.path(), arguments);
        return finished.code == 0 ? finished.out : QByteArray("failed: ").append(finished.errors);
    };
    run({s("site"), s("add"), s("s")});
    Program program(folder.path());
    QVERIFY(program.serve());
    RawHttpClient client(program.url());
    const auto humans = [&client] {
        return client.get("/api/v1/sites/s/realtime").json().value(QLatin1StringView("hits")).toInt(-1);
    };
    client.post("/api/v1/hits", hitBody("https://e.com/1"), userAgent("curl/8.5.0"));
    QVERIFY(spinUntil([&] { return humans() == 0; }));
    QVERIFY(run({s("site"), s("set"), s("s"), s("--bot-rule"), s("allow agent curl")})
                .contains("rebuild --bots"));
    client.post("/api/v1/hits", hitBody("https://e.com/2"), userAgent("curl/8.5.0"));
    QVERIFY(spinUntil([&] { return humans() == 1; })); // new hits at once
    const QByteArray report = run({s("rebuild"), s("--bots"), s("--json")});
    QVERIFY2(report.contains("\"now_humans\":1"), report.constData());
    QVERIFY(spinUntil([&] { return humans() == 2; })); // the old one now
    client.post("/api/v1/hits", hitBody("https://e.com/3"), userAgent("curl/8.5.0"));
    QVERIFY(spinUntil([&] { return humans() == 3; }));
    const QByteArray verified = run({s("verify"), s("--json")});
    QVERIFY2(verified.contains("\"derived_in_step\":true"), verified.constData());
}

void VerdictsTest::countsBotsWhereTheSiteWants()
{
    TestCollector collector;
    setSite(collector, siteWith({}, Site::BotMode::Off));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    client.post("/api/v1/hits", hitBody("https://e.com/1"), userAgent("curl/8.5.0"));
    QVERIFY(spinUntil([&] {
        return client.get("/api/v1/sites/s/realtime")
                   .json()
                   .value(QLatin1StringView("active_visitors"))
                   .toInt()
            == 1;
    }));
    const auto lines = [&collector](const QByteArray &query) { // the answer ends with its connection
        return RawHttpClient(collector.url()).get("/api/v1/sites/s/hits.csv" + query).body.count("\r\n");
    };
    const Finished asked = Program::run(collector.dataDir(),
                                        {s("query"), s("realtime"), s("--site"), s("s"), s("--json")});
    QVERIFY2(asked.out.contains("\"active_visitors\":1"), asked.out.constData());
    QCOMPARE(lines({}), 2);
    QCOMPARE(lines("?include_bots=0"), 1);
    collector.stop();
    QVERIFY(collector.hits().constFirst().bot.isBot);
}

void VerdictsTest::rebuildsWhatIsOutOfStep()
{
    const QTemporaryDir folder;
    const auto run = [&folder](const QStringList &arguments) {
        return Program::run(folder.path(), arguments);
    };
    run({s("site"), s("add"), s("s")});
    run({s("simulate"), s("--site"), s("s"), s("--hits"), s("3000")});
    {
        Result<Database> database = Database::open(folder.filePath(s("clickscope.db")),
                                                   Database::Mode::ReadWrite);
        QVERIFY(database.ok() && database->execute("UPDATE hit_block SET humans = humans + 1").ok());
        QVERIFY(database->execute("INSERT INTO hit_block VALUES (1, 99, 1, 1, 1, 1)").ok());
    }
    const Finished wrong = run({s("verify")});
    QCOMPARE(wrong.code, 1);
    QVERIFY2(wrong.errors.contains("clickscope rebuild"), wrong.errors.constData());
    QCOMPARE(run({s("rebuild")}).code, 0);
    QCOMPARE(run({s("verify")}).code, 0);
}

QTEST_GUILESS_MAIN(VerdictsTest)
#include "tst_verdicts.moc"
