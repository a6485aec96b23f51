// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <csignal>

namespace {

const QByteArray kColumns =
    "seq,time,site,kind,url,hostname,path,title,referrer,referrer_host,channel,utm_source,utm_medium,"
    "utm_campaign,utm_term,utm_content,visitor,visit,country,region,city,device,os,os_version,browser,"
    "browser_version,screen,language,event,value,link,bot,bot_reason,protocol,props\r\n";

} // namespace

/// The documented commands of the real program: what they print, and how they end.
class CliTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void failsWithOneLine_data();
    void failsWithOneLine();
    void makesAFolderForItsOwner();
    void keepsSites();
    void readsNamesKindly();
    void erasesWhatASiteHas();
    void keepsLinks();
    void keepsTokens();
    void simulatesTheSameForTheSameSeed();
    void simulatesOnlyAlone();
    void exportsTheDocumentedColumns();
    void exportsOverNoDatabase();
    void exportsFilteredHits_data();
    void exportsFilteredHits();
    void tellsTheWindowOfNow();
    void tellsTheWindowOfNowAfterOlderHits();
    void tellsHowLongTheWindowTook();
    void findsALinkInAnyCase();
    void answersAboutThePast();
    void rebuildsWhatItAnswersFrom();
    void verifiesAndBacksUp();
    void tellsARunningCollectorAtOnce();
    void raisesNoWindowOfAServer();
    void tellsOfBotRulesThatDoNotCount();

private:
    Finished run(const char *arguments);
    QByteArray exported(const char *arguments);
    static QJsonDocument json(const Finished &finished) { return QJsonDocument::fromJson(finished.out); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CliTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

Finished CliTest::run(const char *arguments)
{
    return Program::run(m_folder->path(), QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
}

QByteArray CliTest::exported(const char *arguments)
{
    const Finished finished = run(QByteArray("export hits --site s ").append(arguments).constData());
    return finished.code == 0 ? finished.out : QByteArray("failed: ") + finished.errors;
}

void CliTest::refusesWrongUsage_data()
{
    QTest::addColumn<QByteArray>("arguments");
    for (const char *arguments :
         {"nonsense",
          "site",
          "site add",
          "site add a b",
          "link add code",
          "serve --port x",
          "serve --port 70000",
          "serve --port",
          "serve --listen nowhere",
          "serve --port +80",
          "serve --port=",
          "serve --port=\xc2\xa0"
          "80",
          "serve --port \xef\xbc\x98\xef\xbc\x90",
          "serve --port -1",
          "serve --port 99999999999999999999",
          "serve --port 0 --port 1",
          "serve --listen 1",
          "serve --listen 127.1",
          "serve --listen 0x7f.1",
          "serve --listen 127.0.0.010",
          "serve --listen \xef\xbc\x91.0.0.1",
          "serve --listen=",
          "serve --listen 127.0.0.1 --listen 0.0.0.0",
          "serve --trust-proxy=",
          "serve --trust-proxy 010.0.0.1",
          "serve --trust-proxy 10.0.0.0/+8",
          "serve --trust-proxy 10.0.0.0/\xef\xbc\x98",
          "serve --trust-proxy 127.0.0.1 --client-ip-header -",
          "serve --trust-proxy 127.0.0.1 --client-ip-header=",
          "serve --trust-proxy 127.0.0.1 --client-ip-header X-A --client-ip-header X-B",
          "serve --rate-limit +5",
          "serve --rate-limit 1e3",
          "serve --queue-capacity 1k",
          "serve --durability full --durability normal",
          "site add x --keep-query none,all",
          "site add x --keep-query all,page",
          "site add x --keep-query a\x01"
          "b",
          "site add x --keep-query=",
          "simulate --site s --hits 5 --bots nan",
          "simulate --site s --hits 5 --bots 0x1",
          "simulate --site s --hits 5 --bots -0",
          "simulate --site s --hits +5",
          "load --url http://127.0.0.1:1 --rate nan",
          "load --url http://127.0.0.1:1 --rate inf",
          "load --url http://127.0.0.1:99999",
          "load --url http://127.0.0.1:0",
          "load --url http://127.0.0.1:1 --seconds 1.5",
          "query breakdown --site s --by page --limit +3",
          "query breakdown --site s --by page --limit=",
          "query totals --site s --from=",
          "query realtime --site s --minutes=",
          "site list --data-dir=",
          "serve --nope",
          "serve --auto-create-sites=1",
          "serve --trust-proxy 10.0.0.0/99",
          "serve --trust-proxy 0.0.0.0/0",
          "serve --trust-proxy localhost",
          "serve --client-ip-header X:Y",
          "serve --durability some",
          "serve --rate-limit 0",
          "simulate --site s",
          "simulate --site s --hits 0",
          "simulate --site s --hits 5 --bots 2",
          "query realtime --site s --minutes 61",
          "query",
          "query totals",
          "query totals --site s --from yesterday",
          "query totals --site s --from 2026-02-02 --to 2026-02-01",
          "query totals --site s --timezone Mars/Base",
          "query totals --site s --filter page",
          "query totals --site s --filter moon==full",
          "query totals --site s --metric love",
          "query totals --site s --compare previous_period",
          "query totals --site s --granularity day",
          "query series --site s --granularity second",
          "query series --site s --from 2026-01-01 --to 2026-01-03 --granularity minute",
          "query breakdown --site s",
          "query breakdown --site s --by moon",
          "query breakdown --site s --by page --limit 0",
          "export hits --site s --format xml",
          "export hits --site s --format jsonl --bom",
          "export hits",
          "backup",
          "verify now"})
        QTest::addRow("%s", arguments) << QByteArray(arguments);
}

void CliTest::refusesWrongUsage()
{
    QFETCH(QByteArray, arguments);
    QCOMPARE(run("site add s").code, 0);
    const Finished finished = run(arguments.constData());
    QCOMPARE(finished.code, 2);
    QCOMPARE(finished.out, QByteArray());
    QVERIFY(finished.errors.startsWith("clickscope: "));
    QCOMPARE(finished.errors.count('\n'), 1);
}

void CliTest::failsWithOneLine_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<int>("code");
    for (const char *arguments :
         {"site add s", "site remove nobody", "link add go https://e.com/ --site nobody",
          "link remove nobody", "token remove nobody", "export hits --site nobody",
          "query realtime --site nobody", "query totals --site nobody", "rebuild --site nobody",
          "simulate --site nobody --hits 5", "export hits --site s --output /nowhere/at/all.csv"})
        QTest::addRow("%s", arguments) << QByteArray(arguments) << 1;
    for (const char *arguments :
         {"site add no/good", "site add t --bot-rule nonsense", "site set s --bot-rule nonsense",
          "link add go ftp://e.com", "link add api https://e.com/", "link add no/good https://e.com/",
          "token add no/good", "site add t --timezone Mars/Base", "export hits --site s --from yesterday",
          "export hits --site s --filter page", "export hits --site s --from 2026-02-02 --to 2026-02-01",
          "export hits --site s --timezone Mars/Base", "export hits --site s --timezone CEST",
          "export hits --site s --filter entry_page==/"})
        QTest::addRow("%s", arguments) << QByteArray(arguments) << 2;
}

void CliTest::failsWithOneLine()
{
    QFETCH(QByteArray, arguments);
    QCOMPARE(run("site add s").code, 0);
    const Finished finished = run(arguments.constData());
    QTEST(finished.code, "code");
    QCOMPARE(finished.out, QByteArray());
    QCOMPARE(finished.errors.count('\n'), 1);
    QVERIFY(finished.errors.startsWith("clickscope: "));
}

void CliTest::makesAFolderForItsOwner()
{
    const QString folder = m_folder->filePath(QStringLiteral("not/yet"));
    QCOMPARE(Program::run(folder, {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")}).code,
             0);
#ifdef Q_OS_UNIX
    const QFile::Permissions others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & others));
#endif
    QFile file(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Finished refused = Program::run(file.fileName() + QStringLiteral("/below"),
                                          {QStringLiteral("site"), QStringLiteral("list")});
    QVERIFY(refused.code != 0);
}

void CliTest::keepsSites()
{
    QCOMPARE(run("site add s --name Shop --domain e.com --domain www.e.com --timezone Europe/Warsaw").code,
             0);
    QCOMPARE(run("site add t").code, 0);
    const QJsonArray sites = json(run("site list --json")).array();
    QCOMPARE(sites.size(), 2);
    const QJsonObject expected {
        {QStringLiteral("id"), QStringLiteral("s")},
        {QStringLiteral("name"), QStringLiteral("Shop")},
        {QStringLiteral("domains"), QJsonArray {QStringLiteral("e.com"), QStringLiteral("www.e.com")}},
        {QStringLiteral("timezone"), QStringLiteral("Europe/Warsaw")},
        {QStringLiteral("consent"), QStringLiteral("honour")},
        {QStringLiteral("bots"), QStringLiteral("balanced")},
        {QStringLiteral("bot_rules"), QJsonArray()},
        {QStringLiteral("keep_query"), QStringLiteral("none")},
        {QStringLiteral("trailing_slash"), QStringLiteral("distinct")},
        {QStringLiteral("path_case"), QStringLiteral("distinct")},
        {QStringLiteral("badge"), QStringLiteral("off")}};
    QCOMPARE(sites[0].toObject(), expected);
    QCOMPARE(sites[1].toObject().value(QLatin1StringView("timezone")).toString(), QStringLiteral("UTC"));
    QCOMPARE(run("site remove s").code, 0);
    QCOMPARE(json(run("site list --json")).array().size(), 1);
}

void CliTest::readsNamesKindly()
{
    const auto siteOf = [this](const char *id) {
        const QJsonArray sites = json(run("site list --json")).array();
        for (const QJsonValue &site : sites) {
            if (site[QLatin1StringView("id")].toString() == QLatin1StringView(id))
                return site.toObject();
        }
        return QJsonObject();
    };
    const auto domainsOf = [&siteOf](const char *id) {
        return siteOf(id).value(QLatin1StringView("domains")).toVariant().toStringList().join(u' ');
    };
    QCOMPARE(
        run("site add a --domain bücher.example --domain *.Shop.example. --domain https://x.example/a,y.example")
            .code,
        0);
    QCOMPARE(domainsOf("a"), QStringLiteral("xn--bcher-kva.example *.shop.example x.example y.example"));
    QCOMPARE(run("site add b --domain ::1").code, 0);
    QCOMPARE(domainsOf("b"), QStringLiteral("[::1]"));
    for (const char *domain : {"/path", "a..b", "shop.*", "*,a.example", ",", "xn--zz"}) {
        const Finished refused = run(QByteArray("site add c --domain ").append(domain).constData());
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.errors.contains("host"));
    }
    const QStringList unset {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("c"),
                             QStringLiteral("--domain"), QString()};
    QCOMPARE(Program::run(m_folder->path(), unset).code, 2); // a script forgot to set something
    QCOMPARE(siteOf("c"), QJsonObject());
    QCOMPARE(run("site set b --domain *").code, 0);
    QCOMPARE(domainsOf("b"), QString());
    QCOMPARE(run("site set b --keep-query page,category --trailing-slash same --path-case same").code, 0);
    QCOMPARE(siteOf("b").value(QLatin1StringView("keep_query")).toString(), QStringLiteral("page,category"));
    QCOMPARE(siteOf("b").value(QLatin1StringView("trailing_slash")).toString(), QStringLiteral("same"));
    QCOMPARE(siteOf("b").value(QLatin1StringView("path_case")).toString(), QStringLiteral("same"));
    QCOMPARE(run("site set b --badge on").code, 0);
    QCOMPARE(siteOf("b").value(QLatin1StringView("badge")).toString(), QStringLiteral("on"));
    QCOMPARE(run("site set b --name B").code, 0);
    QCOMPARE(siteOf("b").value(QLatin1StringView("badge")).toString(), QStringLiteral("on"));
    for (const char *option :
         {"--keep-query a=b", "--trailing-slash yes", "--path-case no", "--badge", "--badge yes"})
        QCOMPARE(run(QByteArray("site set b ").append(option).constData()).code, 2);
}

void CliTest::erasesWhatASiteHas()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("site add other").code, 0);
    QCOMPARE(run("simulate --site s --hits 5000 --from 2026-10-01 --to 2026-10-05").code, 0);
    QCOMPARE(run("simulate --site other --hits 1000 --from 2026-10-01 --to 2026-10-05").code, 0);
    QCOMPARE(run("query totals --site s --from 2026-10-01 --to 2026-10-05").code, 0); // builds its segments
    const QByteArray others = run("query totals --json --site other --from 2026-10-01 --to 2026-10-05").out;
    QVERIFY(run("site remove s").out.contains("5,000 hits, 0 goals, 0 notes are kept"));
    const QByteArray again = run("site add s").out;
    QVERIFY2(again.contains("5,000 hits, 0 goals, 0 notes of the site removed on 20"), again.constData());
    const Finished asked = run("site erase s");
    QCOMPARE(asked.code, 2);
    QVERIFY(asked.errors.contains("5,000 hits"));
    Program program(m_folder->path());
    QVERIFY(program.serve());
    QVERIFY(run("site erase s --yes").out.startsWith("erased 5,000 hits"));
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(exported(""), kColumns);
    const QJsonObject verified = json(run("verify --json")).object();
    QVERIFY(verified.value(QLatin1StringView("balanced")).toBool());
    QVERIFY(verified.value(QLatin1StringView("derived_in_step")).toBool());
    QCOMPARE(verified.value(QLatin1StringView("erased")).toInt(), 5000);
    QCOMPARE(verified.value(QLatin1StringView("hits")).toInt(), 1000);
    QCOMPARE(run("query totals --json --site other --from 2026-10-01 --to 2026-10-05").out, others);
    QVERIFY(run("query totals --json --site s --from 2026-10-01 --to 2026-10-05").out.contains("\"hits\":0"));
    QCOMPARE(run("site erase nobody --yes").code, 1);
    QCOMPARE(run("data confirm").code, 0);
    QCOMPARE(run("data recreate").code, 1); // nobody runs
}

void CliTest::keepsLinks()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("link add go https://e.com/ --site s --name Spring").code, 0);
    QCOMPARE(run("link add GO https://e.com/").code, 1); // would be taken for the other
    const QJsonObject link = json(run("link list --json")).array().first().toObject();
    QCOMPARE(link.value(QLatin1StringView("code")).toString(), QStringLiteral("go"));
    QCOMPARE(link.value(QLatin1StringView("url")).toString(), QStringLiteral("https://e.com/"));
    QCOMPARE(link.value(QLatin1StringView("site")).toString(), QStringLiteral("s"));
    QCOMPARE(link.value(QLatin1StringView("name")).toString(), QStringLiteral("Spring"));
    const QByteArray encoded = "https://e.com/a%2Fb?u=https%3A%2F%2Fx.e.com%1"; // no places for other values
    QCOMPARE(run(QByteArray("link add one ").append(encoded).append(" --site s").constData()).code, 0);
    QVERIFY(run("link list").out.endsWith(QByteArray("one\t" + encoded + "\ts\t0\n")));
    QCOMPARE(link.value(QLatin1StringView("forward_query")).toString(), QStringLiteral("off"));
    QCOMPARE(run("link edit one --forward-query append --name New").code, 0);
    const QJsonObject one = json(run("link list --json")).array().last().toObject();
    QCOMPARE(one.value(QLatin1StringView("forward_query")).toString(), QStringLiteral("append"));
    QCOMPARE(one.value(QLatin1StringView("name")).toString(), QStringLiteral("New"));
    QCOMPARE(one.value(QLatin1StringView("site")).toString(), QStringLiteral("s"));
    QCOMPARE(run("link edit one --forward-query yes").code, 2);
    QCOMPARE(run("link edit nobody --name New").code, 1);
    QCOMPARE(run("link remove one").code, 0);
    QCOMPARE(run("link remove go").code, 0);
    QCOMPARE(run("link list --json").out, "[]\n");
    QCOMPARE(run("link --help").code, 0);
}

void CliTest::keepsTokens()
{
    const Finished added = run("token add grafana");
    QCOMPARE(added.code, 0);
    QVERIFY(added.out.trimmed().size() >= 43); // 256 bits
    QCOMPARE(run("token list --json").out, "[\"grafana\"]\n");
    QFile file(m_folder->filePath(QStringLiteral("clickscope.db")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(added.out.trimmed())); // only its hash is kept
    QCOMPARE(run("token add grafana").code, 1);
    QCOMPARE(run("token remove grafana").code, 0);
    QCOMPARE(run("token list --json").out, "[]\n");
}

void CliTest::simulatesTheSameForTheSameSeed()
{
    const auto simulated = [this](const char *seed) {
        init();
        run("site add s");
        const QByteArray command =
            QByteArray("simulate --site s --hits 3000 --from 2026-10-01 --to 2026-10-07 --json --seed ")
            + seed;
        const Finished finished = run(command.constData());
        const QJsonObject document = json(finished).object();
        const bool isGood = finished.code == 0 && document.value(QLatin1StringView("stored")).toInt() == 3000
            && document.value(QLatin1StringView("reasons")).isObject() && run("verify").code == 0;
        return isGood ? exported("--include-bots") : finished.errors;
    };
    const QByteArray seven = simulated("7");
    QCOMPARE(seven.count("\r\n"), 3001);
    QVERIFY(simulated("7") == seven);
    QVERIFY(simulated("8") != seven);
    QCOMPARE(run("simulate --site s --hits 10 --from 2100-01-01").code, 2);
    QCOMPARE(run("simulate --site s --hits 10 --from 2026-10-01 --to 2100-01-01").code, 0); // up to now
    QVERIFY(!run("export hits --site s --include-bots").out.contains("\n2100-"));
}

void CliTest::simulatesOnlyAlone()
{
    QCOMPARE(run("site add s").code, 0);
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const Finished finished = run("simulate --site s --hits 5");
    QCOMPARE(finished.code, 1);
    QVERIFY(finished.errors.contains("stop it first"));
    QCOMPARE(run("serve --port 0").code, 1);
}

void CliTest::exportsTheDocumentedColumns()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(exported(""), kColumns); // no hits yet: the header alone
    QCOMPARE(run("simulate --site s --hits 100 --from 2026-10-01 --to 2026-10-02").code, 0);
    QVERIFY(exported("--include-bots").startsWith(kColumns));
    QCOMPARE(exported("--include-bots --bom"), "\xef\xbb\xbf" + exported("--include-bots"));
    const QByteArrayList rows = exported("--include-bots --format jsonl").trimmed().split('\n');
    QCOMPARE(rows.size(), 100);
    const QJsonObject hit = QJsonDocument::fromJson(rows.constFirst()).object();
    QCOMPARE(hit.value(QLatin1StringView("seq")).toInt(), 1);
    const QStringList names = QString::fromLatin1(kColumns.trimmed()).split(u',');
    const QStringList keys = hit.keys();
    for (const QString &key : keys)
        QVERIFY2(names.contains(key), qPrintable(key));
    const QByteArray toFile = QByteArray("export hits --site s --include-bots --output ")
        + m_folder->filePath(QStringLiteral("out.csv")).toUtf8();
    QCOMPARE(run(toFile.constData()).code, 0);
    QFile file(m_folder->filePath(QStringLiteral("out.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), exported("--include-bots"));
    QCOMPARE(run(toFile.constData()).code, 0); // over the earlier one
}

void CliTest::exportsOverNoDatabase()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 20").code, 0);
    const QByteArray into = "export hits --site s --output ";
    const QString database = m_folder->filePath(QStringLiteral("clickscope.db"));
    const Finished refused = run(QByteArray(into + database.toUtf8()).constData());
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.errors.contains("is a database"));
    QCOMPARE(run("verify").code, 0);
#ifdef Q_OS_UNIX
    // What is no file is written to, never replaced.
    const QString link = m_folder->filePath(QStringLiteral("out"));
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), link));
    QCOMPARE(run(QByteArray(into + link.toUtf8()).constData()).code, 0);
    QVERIFY(!QFileInfo(link).isFile());
#endif
}

void CliTest::exportsFilteredHits_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *arguments, int rows) {
        QTest::addRow("%s", arguments) << QByteArray(arguments) << rows;
    };
    row("--include-bots", 4);
    row("", 3);
    row("--filter page==/a", 2);
    row("--filter page!=/a", 1);
    row("--filter page~a", 2);
    row("--filter page==/A", 0);
    row("--filter page==/a --filter kind==event", 1);
    row("--filter page==/a --filter page==/none", 2);
    row("--filter page!=/a --filter page!=/none", 1);
    row("--filter page==/a --filter page~none", 2);
    row("--filter event==signup", 1);
    row("--filter bot==true --include-bots", 1);
    row("--from 2001-01-01 --to 2001-12-31", 0);
    row("--from 2001-01-01", 3);
}

void CliTest::exportsFilteredHits()
{
    QFETCH(QByteArray, arguments);
    QCOMPARE(run("site add s").code, 0);
    {
        Program program(m_folder->path());
        QVERIFY(program.serve());
        RawHttpClient client(program.url());
        const QByteArray begin = "{\"site\":\"s\",\"url\":\"https://e.com";
        QCOMPARE(client.post("/api/v1/hits", begin + "/a\"}").status, 202);
        QCOMPARE(client.post("/api/v1/hits", begin + "/b\"}").status, 202);
        QCOMPARE(client.post("/api/v1/hits", begin + "/a\",\"kind\":\"event\",\"name\":\"signup\"}").status,
                 202);
        QCOMPARE(client.post("/api/v1/hits", begin + "/c\"}", "User-Agent: Slackbot\r\n").status, 202);
        QVERIFY(program.kill(SIGTERM));
    }
    QTEST(static_cast<int>(exported(arguments.constData()).count("\r\n")) - 1, "rows");
}

void CliTest::tellsTheWindowOfNowAfterOlderHits()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 20000").code, 0); // over 30 days, until now
    const auto hits = [this] {
        return json(run("query realtime --site s --minutes 60 --json"))
            .object()
            .value(QLatin1StringView("hits"))
            .toInt();
    };
    const int before = hits();
    QVERIFY(before > 0);
    QCOMPARE(run("simulate --site s --hits 30000 --from 2026-01-01 --to 2026-01-02").code, 0);
    QVERIFY(hits() >= before);
}

void CliTest::tellsTheWindowOfNow()
{
    QCOMPARE(run("site add s").code, 0);
    Program program(m_folder->path());
    QVERIFY(program.serve());
    RawHttpClient client(program.url());
    QCOMPARE(client.post("/api/v1/hits", "{\"site\":\"s\",\"url\":\"https://e.com/a\"}").status, 202);
    const QJsonObject window = json(run("query realtime --site s --minutes 10 --json")).object();
    QCOMPARE(window.value(QLatin1StringView("minutes")).toInt(), 10);
    QCOMPARE(window.value(QLatin1StringView("active_visitors")).toInt(), 1);
    QCOMPARE(window.value(QLatin1StringView("pageviews")).toInt(), 1);
    for (const char *key : {"hits", "active_pages", "referrers", "places", "per_minute", "recent"})
        QVERIFY2(window.contains(QLatin1StringView(key)), key);
    QCOMPARE(window.value(QLatin1StringView("per_minute")).toArray().size(), 11);
}

void CliTest::tellsHowLongTheWindowTook()
{
    QCOMPARE(run("site add s").code, 0);
    const QLatin1StringView key("elapsed_ms");
    QVERIFY(json(run("query realtime --site s --timing --json")).object().value(key).toDouble() > 0);
    QVERIFY(!json(run("query realtime --site s --json")).object().contains(key));
    QVERIFY(run("query realtime --site s --timing").out.endsWith(" ms\n"));
    QVERIFY(!run("query realtime --site s").out.contains(" ms"));
}

void CliTest::findsALinkInAnyCase()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("link add Spring https://e.com/ --site s").code, 0);
    {
        Program program(m_folder->path());
        QVERIFY(program.serve());
        QCOMPARE(RawHttpClient(program.url()).get("/spring").status, 302);
        QVERIFY(program.kill(SIGTERM));
    }
    for (const char *code : {"Spring", "spring", "SPRING"}) {
        for (const char *option : {"--link ", "--filter link==", "--filter link~"}) {
            const QJsonObject totals = json(run(QByteArray("query totals --site s --include-bots --json ")
                                                    .append(option)
                                                    .append(code)
                                                    .constData()))
                                           .object();
            QCOMPARE(totals.value(QLatin1StringView("hits")).toInt(), 1);
        }
        QCOMPARE(exported(QByteArray("--include-bots --filter link==").append(code).constData()).count('\n'),
                 2);
    }
    QCOMPARE(run("link edit sPRING --name New").out, "changed link Spring\n");
    QCOMPARE(
        json(run("link list --json")).array().first().toObject().value(QLatin1StringView("name")).toString(),
        QStringLiteral("New"));
    QCOMPARE(run("link remove spring").out, "removed link Spring\n");
    QCOMPARE(run("link list --json").out, "[]\n");
}

void CliTest::answersAboutThePast()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 3000 --from 2026-01-05 --to 2026-01-11 --seed 3").code, 0);
    const QJsonObject totals =
        json(run("query totals --site s --from 2026-01-05 --to 2026-01-11 --timing --json")).object();
    // The same counted from the export, whose columns are documented.
    const QList<QByteArray> rows = exported("--from 2026-01-05 --to 2026-01-11").split('\n');
    const QList<QByteArray> names = rows.first().trimmed().split(',');
    int hits = 0;
    int pageviews = 0;
    for (const QByteArray &row : rows.sliced(1, rows.size() - 2)) {
        const QList<QByteArray> cells =
            row.split(','); // what is asked for comes before the first quoted comma
        ++hits;
        pageviews += cells.value(names.indexOf("kind")) == "pageview" ? 1 : 0;
    }
    QCOMPARE(totals.value(QLatin1StringView("hits")).toInt(), hits);
    QCOMPARE(totals.value(QLatin1StringView("pageviews")).toInt(), pageviews);
    QVERIFY(totals.value(QLatin1StringView("elapsed_ms")).toDouble(-1) >= 0);
    QVERIFY(totals.value(QLatin1StringView("visitors")).toInt() > 100);

    const QJsonArray days =
        json(run("query series --site s --from 2026-01-05 --to 2026-01-11 --granularity day"
                 " --timezone Asia/Kathmandu --json"))
            .object()
            .value(QLatin1StringView("buckets"))
            .toArray();
    QCOMPARE(days.size(), 7);
    QCOMPARE(days.first().toObject().value(QLatin1StringView("start")).toString(),
             QStringLiteral("2026-01-05T00:00:00+05:45"));
    const QJsonObject devices =
        json(
            run("query breakdown --site s --from 2026-01-05 --to 2026-01-11 --by device --metric hits --json"))
            .object();
    int sum = 0;
    const QJsonArray deviceRows = devices.value(QLatin1StringView("rows")).toArray();
    for (const QJsonValue &row : deviceRows)
        sum += row.toObject().value(QLatin1StringView("hits")).toInt();
    QCOMPARE(sum, hits);
}

void CliTest::rebuildsWhatItAnswersFrom()
{
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 2000 --from 2026-01-05 --to 2026-01-11").code, 0);
    const char *question = "query breakdown --site s --by page --metric visitors --metric bounce_rate --json";
    const Finished before = run(question);
    QCOMPARE(before.code, 0);
    QCOMPARE(run("rebuild").code, 0);
    QCOMPARE(run("verify").code, 0);
    QCOMPARE(run(question).out, before.out);
}

void CliTest::verifiesAndBacksUp()
{
    QCOMPARE(run("verify").code, 1); // nothing there yet
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 500").code, 0);
    const QJsonObject document = json(run("verify --json")).object();
    QCOMPARE(document.value(QLatin1StringView("integrity")).toString(), QStringLiteral("ok"));
    QCOMPARE(document.value(QLatin1StringView("received")).toInt(), 500);
    QCOMPARE(document.value(QLatin1StringView("stored")).toInt(), 500);
    QCOMPARE(document.value(QLatin1StringView("rejected")).toInt(-1), 0);
    QCOMPARE(document.value(QLatin1StringView("refused")).toInt(-1), 0);
    QCOMPARE(document.value(QLatin1StringView("balanced")).toBool(), true);
    QCOMPARE(document.value(QLatin1StringView("derived_in_step")).toBool(), true);

    QTemporaryDir other;
    const QByteArray backup = "backup " + other.filePath(QStringLiteral("clickscope.db")).toUtf8();
    QCOMPARE(run(backup.constData()).code, 0);
    QCOMPARE(run(backup.constData()).code, 1); // never over an existing file
    const Finished copy = Program::run(other.path(), {QStringLiteral("verify"), QStringLiteral("--json")});
    QCOMPARE(json(copy).object(), document);
}

void CliTest::tellsARunningCollectorAtOnce()
{
    Program program(m_folder->path());
    QVERIFY(program.serve());
    RawHttpClient client(program.url());
    const QByteArray hit = "{\"site\":\"fresh\",\"url\":\"https://e.com/\"}";
    QCOMPARE(client.post("/api/v1/hits", hit).status, 404);
    QCOMPARE(run("site add fresh").code, 0);
    QCOMPARE(client.post("/api/v1/hits", hit).status, 202);
    QCOMPARE(run("link add go https://e.com/ --site fresh").code, 0);
    QCOMPARE(client.get("/go").status, 302);
    QCOMPARE(run("link remove go").code, 0);
    QCOMPARE(client.get("/go").status, 404);
    QCOMPARE(run("site remove fresh").code, 0);
    QCOMPARE(client.post("/api/v1/hits", hit).status, 404);
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("listening"))));
}

void CliTest::raisesNoWindowOfAServer()
{
    if (!QFile::exists(QStringLiteral(DESKTOP_MODULE)))
        QSKIP("built without windows");
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const Finished second = run("");
    QCOMPARE(second.code, 1);
    QVERIFY2(second.errors.contains("another Clickscope"), second.errors.constData());
    QVERIFY(program.kill(SIGTERM));
}

void CliTest::tellsOfBotRulesThatDoNotCount()
{
    QCOMPARE(run("site add s").code, 0);
    {
        Result<Database> database = Database::open(m_folder->filePath(QStringLiteral("clickscope.db")),
                                                   Database::Mode::Existing);
        QVERIFY(database);
        QStringList rules;
        for (int i = 0; i <= 1'000; ++i)
            rules.append(QStringLiteral("block agent Kiosk%1").arg(i));
        const QString text = rules.join(u'\n');
        Statement update = database->prepare("UPDATE site SET bot_rules = ?1");
        update.bind(1, QStringView(text));
        QVERIFY(update.run());
    }
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const auto reasons = [&program] {
        const QJsonObject health =
            QJsonDocument::fromJson(RawHttpClient(program.url()).get("/healthz").body).object();
        return health.value(QLatin1StringView("reasons")).toArray().toVariantList();
    };
    QTRY_COMPARE(reasons().size(), 1);
    QVERIFY(reasons().constFirst().toString().contains(QStringLiteral("only the first 1,000 count")));
    QCOMPARE(run("site set s --bot-rule nothing").code, 2);
    const QStringList repaired {QStringLiteral("site"), QStringLiteral("set"), QStringLiteral("s"),
                                QStringLiteral("--bot-rule"), QStringLiteral("block agent Kiosk")};
    QCOMPARE(Program::run(m_folder->path(), repaired).code, 0);
    QTRY_COMPARE(reasons().size(), 0);
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
