// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbgeo.h"
#include "tests/support/geofiles.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>

namespace {

const QByteArray kRules = "user_agent_parsers:\n  - regex: '(Scopebrowser)/(\\d+)'\n"
                          "os_parsers:\n  - regex: '(ScopeOS)'\n"
                          "device_parsers:\n  - regex: '(Scopephone)'\n";

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// `clickscope data …`: what it prints, how it ends, and that a running collector hears of it.
class DataCommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsWhatIsInUse();
    void importsPlaces();
    void importsTexts();
    void readsStandardInput();
    void switchesToCountries();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void failsWithOneLine_data();
    void failsWithOneLine();
    void tellsARunningCollector();
    void servesWithBrokenFilesAndSaysSo();

private:
    Finished run(const char *arguments, const QByteArray &input = {}) const
    {
        const QStringList words = s(arguments).replace(s("@"), m_files->path() + u'/').split(u' ');
        return Program::run(m_data->path(), words, input);
    }
    QJsonObject listed(int number) const
    {
        const QJsonDocument document = QJsonDocument::fromJson(run("data list --json").out);
        return document[s("data")][number].toObject();
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(m_files->filePath(s(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_files, m_data;
};

void DataCommandsTest::init()
{
    m_files = std::make_unique<QTemporaryDir>();
    m_data = std::make_unique<QTemporaryDir>();
    write("subnets.txt", "192.168.20.0/24 = Hall B\n");
    write("spam.txt", "spam.example\nseo.example\n");
    write("regexes.yaml", kRules);
    MmdbSpec spec;
    spec.databaseType = s("GeoLite2-City");
    spec.networks = {{s("203.0.113.0/24"), nestedRecord(s("IN"), QString(), s("Mumbai"), 19.0760, 72.8777)}};
    write("city.mmdb", makeMmdb(spec));
    spec.databaseType = s("Test-City");
    write("other.mmdb", makeMmdb(spec));
}

void DataCommandsTest::listsWhatIsInUse()
{
    const Finished text = run("data list");
    QCOMPARE(text.code, 0);
    const QList<QByteArray> lines = text.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[0].startsWith("places\tDB-IP City Lite 2026-06 and geo-whois-asn-country 2026-06\t2026-0"));
    QVERIFY(lines[1].startsWith("subnets\tnone\t\t0\t"));
    QVERIFY(lines[2].startsWith("spam\twell-known hosts\t"));
    QVERIFY(lines[3].startsWith("agents\tuap-core 0.18.0\t"));
    QCOMPARE(lines[4], QByteArray("country-only\toff"));
    const Finished json = run("data list --json");
    QCOMPARE(json.code, 0);
    const QJsonObject document = QJsonDocument::fromJson(json.out).object();
    QCOMPARE(document[s("country_only")], QJsonValue(false));
    QCOMPARE(document[s("data")].toArray().size(), 4);
    const QJsonObject subnets = listed(1);
    QCOMPARE(subnets[s("kind")].toString(), s("subnets"));
    QCOMPARE(subnets[s("own")], QJsonValue(false));
    QCOMPARE(subnets[s("date")], QJsonValue());
    QVERIFY(QDir(m_data->path()).isEmpty()); // looking changes nothing
}

void DataCommandsTest::importsPlaces()
{
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
    const Finished done = run("data import places @city.mmdb");
    QCOMPARE(done.code, 0);
    QVERIFY2(done.out.startsWith("places: GeoLite2-City of 2026-05-01"), done.out.constData());
    QCOMPARE(listed(0)[s("in_use")].toString(), s("GeoLite2-City of 2026-05-01"));
    QCOMPARE(listed(0)[s("date")].toString(), s("2026-05-01"));
    QCOMPARE(run("data import places @city.mmdb @other.mmdb").code, 0);
    QCOMPARE(QDir(m_data->filePath(s("geo"))).entryList({s("*.mmdb")}).size(), 2);
    const Finished removed = run("data remove places");
    QCOMPARE(removed.code, 0);
    QVERIFY(removed.out.startsWith("places: DB-IP City Lite 2026-06 and "));
    QCOMPARE(QDir(m_data->filePath(s("geo"))).entryList({s("*.mmdb")}).size(), 0);
}

void DataCommandsTest::importsTexts()
{
    QCOMPARE(run("data import subnets @subnets.txt").out, QByteArray("subnets: own networks\n"));
    QCOMPARE(run("data import spam @spam.txt").out, QByteArray("spam: own list and well-known hosts\n"));
    QCOMPARE(run("data import agents @regexes.yaml").out, QByteArray("agents: own rules\n"));
    QCOMPARE(listed(1)[s("entries")].toInt(), 1);
    QCOMPARE(listed(2)[s("entries")].toInt(), 2);
    QCOMPARE(listed(3)[s("entries")].toInt(), 3);
    QCOMPARE(run("data remove subnets").out, QByteArray("subnets: none\n"));
    QCOMPARE(run("data remove spam").out, QByteArray("spam: well-known hosts\n"));
    QCOMPARE(run("data remove agents").out, QByteArray("agents: uap-core 0.18.0\n"));
}

void DataCommandsTest::readsStandardInput()
{
    QCOMPARE(run("data import subnets -", "10.0.0.0/8 = Office\n10.1.0.0/16 = Hall\n").code, 0);
    QCOMPARE(listed(1)[s("entries")].toInt(), 2);
    QCOMPARE(run("data import spam -", "spam.example").code, 0);
    QCOMPARE(listed(2)[s("entries")].toInt(), 1);
    const Finished long_ = run("data import spam -", QByteArray(4 * 1024 * 1024 + 1, '\n'));
    QCOMPARE(long_.code, 1);
    QCOMPARE(long_.errors, QByteArray("clickscope: that is more than 4194304 bytes\n"));
    QCOMPARE(listed(2)[s("entries")].toInt(), 1);
}

void DataCommandsTest::switchesToCountries()
{
    const auto countryOnly = [this] {
        return QJsonDocument::fromJson(run("data list --json").out)[s("country_only")].toBool();
    };
    QCOMPARE(run("data country-only on").code, 0);
    QVERIFY(countryOnly());
    QCOMPARE(run("data country-only off").code, 0);
    QVERIFY(!countryOnly());
}

void DataCommandsTest::refusesWrongUsage_data()
{
    QTest::addColumn<QByteArray>("arguments");
    for (const char *arguments :
         {"data", "data import", "data import subnets", "data import nonsense @spam.txt",
          "data import spam @spam.txt @spam.txt", "data import places a b c", "data remove",
          "data remove everything", "data country-only", "data country-only maybe", "data list places"})
        QTest::addRow("%s", arguments) << QByteArray(arguments);
}

void DataCommandsTest::refusesWrongUsage()
{
    QFETCH(QByteArray, arguments);
    const Finished finished = run(arguments.constData());
    QCOMPARE(finished.code, 2);
    QCOMPARE(finished.out, QByteArray());
    QVERIFY(finished.errors.startsWith("clickscope: "));
    QCOMPARE(finished.errors.count('\n'), 1);
}

void DataCommandsTest::failsWithOneLine_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("part");
    QTest::addRow("absent") << QByteArray("data import spam @none.txt")
                            << QByteArray("none.txt cannot be read: ");
    QTest::addRow("no database") << QByteArray("data import places @spam.txt") << QByteArray("spam.txt");
    QTest::addRow("no networks") << QByteArray("data import subnets @spam.txt") << QByteArray("Line 1: ");
    QTest::addRow("no hosts") << QByteArray("data import spam @subnets.txt") << QByteArray("Line 1: ");
    QTest::addRow("no rules") << QByteArray("data import agents @spam.txt") << QByteArray();
    QTest::addRow("a folder") << QByteArray("data import agents @") << QByteArray("cannot be read");
    QTest::addRow("nothing there") << QByteArray("data remove spam") << QByteArray("nothing to remove");
}

void DataCommandsTest::failsWithOneLine()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, part);
    const Finished finished = run(arguments.constData());
    QCOMPARE(finished.code, 1);
    QCOMPARE(finished.out, QByteArray());
    QVERIFY2(finished.errors.startsWith("clickscope: "), finished.errors.constData());
    QVERIFY2(finished.errors.contains(part), finished.errors.constData());
    QCOMPARE(finished.errors.count('\n'), 1);
}

void DataCommandsTest::tellsARunningCollector()
{
    Program collector(m_data->path());
    QVERIFY(collector.serve());
    QCOMPARE(run("data import subnets @subnets.txt").code, 0);
    QCOMPARE(run("data country-only on").code, 0);
    // What the collector loads shows in what it says about a file that somebody spoilt.
    QFile file(m_data->filePath(s("subnets.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("10.0.0.0/8 is the office\n");
    file.close();
    QCOMPARE(run("data import spam @spam.txt").code, 0);
    QByteArray said;
    QTRY_VERIFY2((said += collector.errors()).contains("Line 1: write a network and its name"),
                 said.constData());
    QVERIFY(collector.kill(SIGTERM));
    QCOMPARE(collector.exitCode(), 0);
}

void DataCommandsTest::servesWithBrokenFilesAndSaysSo()
{
    QVERIFY(QDir(m_data->path()).mkdir(s("geo")));
    for (const char *name : {"subnets.txt", "referrer-spam.txt", "agents.yaml", "geo/in-use.txt"}) {
        QFile file(m_data->filePath(s(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not / this\n");
    }
    Program collector(m_data->path());
    QVERIFY(collector.serve());
    const QByteArray said = collector.errors();
    QCOMPARE(said.count('\n'), 4);
    QCOMPARE(said.count("; import it again, or remove it"), 1);
    QVERIFY(collector.kill(SIGTERM));
    QCOMPARE(collector.exitCode(), 0);
    const Finished listed = run("data list");
    QCOMPARE(listed.code, 0);
    QVERIFY(listed.out.contains("no network has a name until this is fixed"));
}

QTEST_GUILESS_MAIN(DataCommandsTest)
#include "tst_datacommands.moc"
