// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"
#include "core/visitor/referrer/spamhosts.h"
#include "core/visitor/visitordatafolder.h"
#include "tests/support/geofiles.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLockFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace {

using Kind = VisitorDataKind;

const QByteArray kRules = "user_agent_parsers:\n  - regex: '(Scopebrowser)/(\\d+)'\n"
                          "os_parsers:\n  - regex: '(ScopeOS)'\n"
                          "device_parsers:\n  - regex: '(Scopephone)'\n";

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

MmdbSpec spec(const char *type, int ipVersion, const char *network, const char *city)
{
    MmdbSpec result;
    result.databaseType = s(type);
    result.ipVersion = ipVersion;
    result.networks = {{s(network), nestedRecord(s("IN"), QString(), s(city), 19.08, 72.88)}};
    return result;
}

QByteArray bundled()
{
    // From 203.0.113.0 to the end of IPv4.
    return makeCgeo({{3405803776u, GeoPlace {{s("DE"), QString(), s("Berlin")}, GeoPosition {5252, 1341}}}});
}

QString cityOf(const LoadedVisitorData &loaded, const char *address)
{
    const QHostAddress host(s(address));
    return GeoLookup(loaded.data.geo).locate(host, classifyAddress(host)).place.city;
}

/// Gives a few bytes at a time, as a pipe does.
class Dripping final : public QIODevice
{
public:
    explicit Dripping(QByteArray content) : m_content(std::move(content)) { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = std::min<qsizetype>({7, maxSize, m_content.size() - m_at});
        std::copy_n(m_content.constData() + m_at, size, data);
        m_at += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_content;
    qsizetype m_at = 0;
};

} // namespace

/// What a person brings: taken in when it is good, left alone when it is not, and said.
class VisitorDataFolderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatComesWithTheProgram();
    void readsTheDatabaseOfTheProgram();
    void saysThatTheBundledDatabaseIsMissing_data();
    void saysThatTheBundledDatabaseIsMissing();
    void putsOwnPlacesFirst();
    void replacesPlacesAndDeletesTheOld();
    void takesTwoFilesForTwoFamilies();
    void refusesSetsThatAreNone_data();
    void refusesSetsThatAreNone();
    void keepsWhatIsInUseWhenAnImportFails();
    void takesMaxMindsTestDatabases();
    void survivesMaxMindsBadData();
    void fallsBackWhenAnOwnDatabaseIsSpoilt();
    void readsNothingOutsideItsFolder();
    void namesNetworks();
    void refusesTexts_data();
    void refusesTexts();
    void takesSpamHosts();
    void readsPipesToTheirEnd();
    void takesOwnRules();
    void saysWhatIsWrongWithEditedFiles();
    void removesAndSaysWhenThereIsNothing();
    void showsCountriesOnly();
    void writesWithOthersInTurns();
    void stampsEveryChange();
    void tidiesWhatACrashLeft();
    void saysThatTheFolderCannotBeWritten();

private:
    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(m_files->filePath(s(name)));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    QString inData(const char *name) const { return m_data->filePath(s(name)); }
    QStringList databases() const { return QDir(inData("geo")).entryList({s("*.mmdb")}, QDir::Files); }
    Result<void> importOne(const char *type, const char *city) const
    {
        return m_folder->importPlaces({write("one.mmdb", makeMmdb(spec(type, 6, "203.0.113.0/25", city)))});
    }

    std::unique_ptr<QTemporaryDir> m_files, m_data;
    std::unique_ptr<VisitorDataFolder> m_folder;
};

#define VERIFY_DONE(expression)                                                                              \
    do {                                                                                                     \
        const auto result = expression;                                                                      \
        QVERIFY2(result, result ? "" : qPrintable(result.error().message));                                  \
    } while (false)

#define SKIP_WITHOUT_MMDB()                                                                                  \
    if (!MmdbGeo::isSupported())                                                                             \
    QSKIP("built without libmaxminddb")

void VisitorDataFolderTest::init()
{
    m_files = std::make_unique<QTemporaryDir>();
    m_data = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<VisitorDataFolder>(m_data->path(), write("bundled.cgeo", bundled()));
}

void VisitorDataFolderTest::showsWhatComesWithTheProgram()
{
    const LoadedVisitorData loaded = m_folder->load();
    QCOMPARE(loaded.report.rows.size(), 4);
    for (const VisitorDataStatus &status : loaded.report.rows) {
        QVERIFY(!status.isOwn);
        QVERIFY(status.problems.isEmpty());
    }
    const VisitorDataStatus &places = loaded.report.of(Kind::Places);
    QCOMPARE(places.inUse, places.bundled);
    QVERIFY(places.date.isValid());
    QCOMPARE(places.entries, 1);
    QCOMPARE(loaded.report.of(Kind::AgentRules).inUse, s("uap-core 0.18.0"));
    QCOMPARE(loaded.report.of(Kind::SpamHosts).inUse, s("well-known hosts"));
    QCOMPARE(loaded.data.spamHosts, bundledSpamHosts());
    QCOMPARE(cityOf(loaded, "203.0.113.7"), s("Berlin"));
    QCOMPARE(loaded.data.agentRules, QString());
    QVERIFY(QDir(m_data->path()).isEmpty()); // reading writes nothing
}

void VisitorDataFolderTest::readsTheDatabaseOfTheProgram()
{
    const LoadedVisitorData loaded = VisitorDataFolder(m_data->path(), s(CLICKSCOPE_GEO_FILE)).load();
    const VisitorDataStatus &places = loaded.report.of(Kind::Places);
    QCOMPARE(places.inUse, s("DB-IP City Lite 2026-06 and geo-whois-asn-country 2026-06"));
    QVERIFY(places.date.isValid());
    QVERIFY(places.entries > 100'000);
    QVERIFY(!places.isGeoLite2);
    QCOMPARE(cityOf(loaded, "81.2.69.142"), s("London"));
    // It lies beside the programs of the build as it does beside the installed one.
    QCOMPARE(VisitorDataFolder::bundledGeoFile(), QDir::cleanPath(s(CLICKSCOPE_GEO_FILE)));
}

void VisitorDataFolderTest::saysThatTheBundledDatabaseIsMissing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addRow("not installed") << QByteArray() << s("geo_missing");
    QTest::addRow("cut") << bundled().chopped(9) << s("geo_bad_file");
}

void VisitorDataFolderTest::saysThatTheBundledDatabaseIsMissing()
{
    QFETCH(QByteArray, content);
    const VisitorDataFolder folder(m_data->path(), content.isEmpty() ? QString() : write("x", content));
    const LoadedVisitorData loaded = folder.load();
    const VisitorDataStatus &places = loaded.report.of(Kind::Places);
    QCOMPARE(places.problems.size(), 1);
    QTEST(places.problems.constFirst().code, "code");
    QVERIFY(places.problems.constFirst().message.contains(s("install Clickscope again")));
    QCOMPARE(places.inUse, QString());
    QVERIFY(loaded.data.geo);
    QCOMPARE(cityOf(loaded, "203.0.113.7"), QString());
}

void VisitorDataFolderTest::putsOwnPlacesFirst()
{
    SKIP_WITHOUT_MMDB();
    VERIFY_DONE(importOne("GeoLite2-City", "Mumbai"));
    QVERIFY(QFile::remove(m_files->filePath(s("one.mmdb")))); // a copy is in use, not the original
    const LoadedVisitorData loaded = m_folder->load();
    const VisitorDataStatus &places = loaded.report.of(Kind::Places);
    QCOMPARE(places.inUse, s("GeoLite2-City of 2026-05-01"));
    QCOMPARE(places.date, QDate(2026, 5, 1));
    QVERIFY(places.isOwn);
    QVERIFY(places.isGeoLite2);
    QVERIFY(places.problems.isEmpty());
    QVERIFY(!places.bundled.isEmpty());
    QCOMPARE(cityOf(loaded, "203.0.113.7"), s("Mumbai"));
    QCOMPARE(cityOf(loaded, "203.0.113.200"), s("Berlin")); // of the bundled one
}

void VisitorDataFolderTest::replacesPlacesAndDeletesTheOld()
{
    SKIP_WITHOUT_MMDB();
    VERIFY_DONE(importOne("Test-City", "Mumbai"));
    const QStringList before = databases();
    const LoadedVisitorData held = m_folder->load(); // as a collector holds it
    VERIFY_DONE(importOne("Test-City", "Pune"));
    QCOMPARE(databases().size(), 1);
    QVERIFY(databases() != before);
    QCOMPARE(cityOf(m_folder->load(), "203.0.113.7"), s("Pune"));
    QCOMPARE(cityOf(held, "203.0.113.7"), s("Mumbai"));
    const QStringList now = databases();
    VERIFY_DONE(importOne("Test-City", "Pune")); // the same again
    QCOMPARE(databases(), now);
    QCOMPARE(cityOf(m_folder->load(), "203.0.113.7"), s("Pune"));
}

void VisitorDataFolderTest::takesTwoFilesForTwoFamilies()
{
    SKIP_WITHOUT_MMDB();
    const QString ipv4 = write("v4.mmdb", makeMmdb(spec("city v4", 4, "203.0.113.0/24", "Mumbai")));
    const QString ipv6 = write("v6.mmdb", makeMmdb(spec("city v6", 6, "2001:db8:1::/48", "Pune")));
    VERIFY_DONE(m_folder->importPlaces({ipv6, ipv4}));
    QCOMPARE(databases().size(), 2);
    const LoadedVisitorData loaded = m_folder->load();
    QVERIFY(loaded.report.of(Kind::Places).problems.isEmpty());
    const GeoLookup lookup(loaded.data.geo);
    QCOMPARE(lookup.locate(QHostAddress(s("203.0.113.7")), NetworkClass::Public).place.city, s("Mumbai"));
    QCOMPARE(lookup.locate(QHostAddress(s("2001:db8:1::7")), NetworkClass::Public).place.city, s("Pune"));
    VERIFY_DONE(importOne("Test-City", "Pune"));
    QCOMPARE(databases().size(), 1);
}

void VisitorDataFolderTest::refusesSetsThatAreNone_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("code");
    QTest::addRow("nothing") << QStringList() << s("geo_bad_set");
    QTest::addRow("three") << QStringList {s("a4"), s("b4"), s("c6")} << s("geo_bad_set");
    QTest::addRow("the same twice") << QStringList {s("c6"), s("c6")} << s("geo_bad_set");
    QTest::addRow("twice IPv4") << QStringList {s("a4"), s("b4")} << s("geo_bad_set");
    QTest::addRow("absent") << QStringList {s("nowhere")} << s("geo_unreadable");
    QTest::addRow("text") << QStringList {s("a4"), s("text")} << s("geo_bad_file");
    QTest::addRow("of networks' owners") << QStringList {s("asn")} << s("geo_no_places");
}

void VisitorDataFolderTest::refusesSetsThatAreNone()
{
    SKIP_WITHOUT_MMDB();
    QFETCH(QStringList, names);
    write("a4", makeMmdb(spec("a", 4, "203.0.113.0/24", "Mumbai")));
    write("b4", makeMmdb(spec("b", 4, "198.51.100.0/24", "Pune")));
    write("c6", makeMmdb(spec("c", 6, "2001:db8:1::/48", "Goa")));
    write("text", "192.168.20.0/24 = Hall B\n");
    MmdbSpec owners;
    owners.networks = {{s("203.0.113.0/24"), {{s("autonomous_system_number"), 64500u}}}};
    write("asn", makeMmdb(owners));
    for (QString &name : names)
        name = m_files->filePath(name);
    const Result<void> done = m_folder->importPlaces(names);
    QVERIFY(!done);
    QTEST(done.error().code, "code");
    QVERIFY(!done.error().message.contains(m_data->path()));
    QCOMPARE(databases(), QStringList());
    QVERIFY(!m_folder->load().report.of(Kind::Places).isOwn);
}

void VisitorDataFolderTest::keepsWhatIsInUseWhenAnImportFails()
{
    SKIP_WITHOUT_MMDB();
    VERIFY_DONE(importOne("Test-City", "Mumbai"));
    const QStringList before = databases();
    QVERIFY(!m_folder->importPlaces(
        {write("x.mmdb", makeMmdb(spec("x", 6, "203.0.113.0/25", "Goa")).chopped(40))}));
    QCOMPARE(databases(), before);
    QCOMPARE(cityOf(m_folder->load(), "203.0.113.7"), s("Mumbai"));
}

void VisitorDataFolderTest::takesMaxMindsTestDatabases()
{
    SKIP_WITHOUT_MMDB();
    const QString folder = s(TEST_DATA "/mmdb/test-data/");
    VERIFY_DONE(m_folder->importPlaces({folder + s("GeoLite2-City-Test.mmdb")}));
    const LoadedVisitorData loaded = m_folder->load();
    QVERIFY(loaded.report.of(Kind::Places).isGeoLite2);
    QVERIFY(loaded.report.of(Kind::Places).inUse.startsWith(s("GeoLite2-City of ")));
    QCOMPARE(cityOf(loaded, "81.2.69.142"), s("London"));
    QCOMPARE(m_folder->importPlaces({folder + s("GeoLite2-ASN-Test.mmdb")}).error().code, s("geo_no_places"));
}

void VisitorDataFolderTest::survivesMaxMindsBadData()
{
    SKIP_WITHOUT_MMDB();
    VERIFY_DONE(importOne("Test-City", "Mumbai"));
    QDirIterator files(s(TEST_DATA "/mmdb/bad-data"), {s("*.mmdb")}, QDir::Files,
                       QDirIterator::Subdirectories);
    int refused = 0;
    while (files.hasNext()) {
        const bool isTaken = m_folder->importPlaces({files.next()}).ok();
        QCOMPARE(databases().size(), 1);
        const LoadedVisitorData loaded = m_folder->load();
        QVERIFY(loaded.report.of(Kind::Places).problems.isEmpty());
        refused += isTaken ? 0 : 1;
    }
    QVERIFY(refused > 5);
}

void VisitorDataFolderTest::fallsBackWhenAnOwnDatabaseIsSpoilt()
{
    SKIP_WITHOUT_MMDB();
    VERIFY_DONE(importOne("GeoLite2-City", "Mumbai"));
    QFile file(inData("geo/") + databases().constFirst());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("spoilt");
    file.close();
    const LoadedVisitorData loaded = m_folder->load();
    const VisitorDataStatus &places = loaded.report.of(Kind::Places);
    QVERIFY(places.isOwn);
    QVERIFY(!places.isGeoLite2);
    QCOMPARE(places.inUse, places.bundled);
    QCOMPARE(places.problems.size(), 1);
    QCOMPARE(places.problems.constFirst().code, s("geo_bad_file"));
    QVERIFY(places.problems.constFirst().message.endsWith(s("; import it again, or remove it")));
    QCOMPARE(cityOf(loaded, "203.0.113.7"), s("Berlin"));
    QVERIFY(file.remove());
    QCOMPARE(m_folder->load().report.of(Kind::Places).problems.constFirst().code, s("geo_unreadable"));
}

void VisitorDataFolderTest::readsNothingOutsideItsFolder()
{
    QVERIFY(QDir(m_data->path()).mkdir(s("geo")));
    for (const char *list : {"../one.mmdb\n", "", "a\nb\nc\n"}) {
        QFile file(inData("geo/in-use.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(list);
        file.close();
        const LoadedVisitorData loaded = m_folder->load();
        QCOMPARE(loaded.report.of(Kind::Places).problems.constFirst().code, s("geo_bad_set"));
        QVERIFY(loaded.report.of(Kind::Places).isOwn); // so that it can be removed
        QCOMPARE(cityOf(loaded, "203.0.113.7"), s("Berlin"));
    }
}

void VisitorDataFolderTest::namesNetworks()
{
    const QByteArray text = "# the fair\n192.168.20.0/24 = Hall B @ 18.52, 73.86\n";
    VERIFY_DONE(m_folder->importText(Kind::Subnets, text));
    LoadedVisitorData loaded = m_folder->load();
    QCOMPARE(loaded.report.subnetText, QString::fromUtf8(text)); // with the comment
    QCOMPARE(loaded.report.of(Kind::Subnets).entries, 1);
    const QHostAddress address(s("192.168.20.7"));
    const GeoAnswer answer = GeoLookup(loaded.data.geo).locate(address, classifyAddress(address));
    QCOMPARE(answer.place.city, s("Hall B"));
    QCOMPARE(answer.position, (GeoPosition {1852, 7386}));
    VERIFY_DONE(m_folder->importText(Kind::Subnets, " \n"));
    loaded = m_folder->load();
    QVERIFY(!loaded.report.of(Kind::Subnets).isOwn);
    QCOMPARE(cityOf(loaded, "192.168.20.7"), QString());
}

void VisitorDataFolderTest::refusesTexts_data()
{
    QTest::addColumn<VisitorDataKind>("kind");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part");
    QTest::addRow("network") << Kind::Subnets << QByteArray("192.168.20.0/24 = Hall B\n192.168.21.0/33 = C\n")
                             << s("bad_subnet") << s("Line 2: \"192.168.21.0/33\" is no network");
    QTest::addRow("bytes") << Kind::Subnets << QByteArray("10.0.0.0/8 = \xff") << s("bad_subnet")
                           << s("no UTF-8");
    QTest::addRow("long") << Kind::Subnets << QByteArray(1024 * 1024 + 1, '\n') << s("file_too_large")
                          << s("more than 1048576 bytes");
    QTest::addRow("host") << Kind::SpamHosts << QByteArray("http://x/") << s("bad_spam_list")
                          << s("Line 1: ");
    QTest::addRow("no host") << Kind::SpamHosts << QByteArray("# none\n") << s("bad_spam_list")
                             << s("names no host");
    QTest::addRow("no rules") << Kind::AgentRules << QByteArray("hello\n") << s("bad_rules") << QString();
    QTest::addRow("does not compile")
        << Kind::AgentRules << QByteArray(kRules).replace("(ScopeOS)", "(ScopeOS") << s("bad_rules")
        << QString();
    QTest::addRow("places") << Kind::Places << QByteArray("x") << s("geo_bad_file") << QString();
}

void VisitorDataFolderTest::refusesTexts()
{
    QFETCH(VisitorDataKind, kind);
    QFETCH(QByteArray, content);
    QFETCH(QString, part);
    VERIFY_DONE(m_folder->importText(Kind::Subnets, "10.0.0.0/8 = Office\n"));
    VERIFY_DONE(m_folder->importText(Kind::SpamHosts, "spam.example\n"));
    VERIFY_DONE(m_folder->importText(Kind::AgentRules, kRules));
    const VisitorDataReport before = m_folder->load().report;
    const Result<void> done = m_folder->importText(kind, content);
    QVERIFY(!done);
    QTEST(done.error().code, "code");
    QVERIFY2(done.error().message.contains(part), qPrintable(done.error().message));
    QCOMPARE(m_folder->load().report, before);
}

void VisitorDataFolderTest::takesSpamHosts()
{
    VERIFY_DONE(m_folder->importFile(Kind::SpamHosts, write("spam.txt", "a.example\nb.example\n# c\n")));
    const LoadedVisitorData loaded = m_folder->load();
    QCOMPARE(loaded.report.of(Kind::SpamHosts).entries, 2);
    QVERIFY(loaded.report.of(Kind::SpamHosts).date.isValid());
    QCOMPARE(loaded.data.spamHosts, bundledSpamHosts() + QSet<QString>({s("a.example"), s("b.example")}));
    QCOMPARE(loaded.report.of(Kind::SpamHosts).inUse, s("own list and well-known hosts"));
    VERIFY_DONE(m_folder->importText(Kind::SpamHosts, "!*\n"));
    QVERIFY(m_folder->load().data.spamHosts.isEmpty());
    QCOMPARE(m_folder->load().report.of(Kind::SpamHosts).inUse, s("own list"));
    const Result<void> absent = m_folder->importFile(Kind::SpamHosts, m_files->filePath(s("none")));
    QCOMPARE(absent.error().code, s("file_unreadable"));
    const QString large = write("large.txt", QByteArray(4 * 1024 * 1024 + 1, '\n'));
    QCOMPARE(m_folder->importFile(Kind::SpamHosts, large).error().code, s("file_too_large"));
    QCOMPARE(m_folder->importFile(Kind::SpamHosts, m_files->path()).error().code, s("file_unreadable"));
}

void VisitorDataFolderTest::readsPipesToTheirEnd()
{
    Dripping list("first.example\nsecond.example\nthird.example\n");
    VERIFY_DONE(m_folder->importFrom(Kind::SpamHosts, list));
    QCOMPARE(m_folder->load().report.of(Kind::SpamHosts).entries, 3);
    Dripping endless(QByteArray(1024 * 1024 + 1, '\n'));
    QCOMPARE(m_folder->importFrom(Kind::Subnets, endless).error().code, s("file_too_large"));
}

void VisitorDataFolderTest::takesOwnRules()
{
    VERIFY_DONE(m_folder->importFile(Kind::AgentRules, write("regexes.yaml", kRules)));
    const LoadedVisitorData loaded = m_folder->load();
    const VisitorDataStatus &rules = loaded.report.of(Kind::AgentRules);
    QCOMPARE(rules.inUse, s("own rules"));
    QCOMPARE(rules.bundled, s("uap-core 0.18.0"));
    QCOMPARE(rules.entries, 3);
    QCOMPARE(loaded.data.agentRules, inData("agents.yaml"));
    // Rules that were edited since are compiled before they count.
    QFile file(inData("agents.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(kRules).replace("(ScopeOS)", "(ScopeOS"));
    file.close();
    QCOMPARE(m_folder->load().report.of(Kind::AgentRules).problems.size(), 1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(kRules).replace("ScopeOS", "OtherOS"));
    file.close();
    QVERIFY(m_folder->load().report.of(Kind::AgentRules).problems.isEmpty());
    QVERIFY(m_folder->remove(Kind::AgentRules));
    QVERIFY(QDir(m_data->path()).entryList(QDir::Files).isEmpty());
}

void VisitorDataFolderTest::saysWhatIsWrongWithEditedFiles()
{
    for (const char *name : {"subnets.txt", "referrer-spam.txt", "agents.yaml"}) {
        QFile file(inData(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not / this\n");
    }
    const LoadedVisitorData loaded = m_folder->load();
    for (const VisitorDataKind kind : {Kind::Subnets, Kind::SpamHosts, Kind::AgentRules}) {
        const VisitorDataStatus &status = loaded.report.of(kind);
        QVERIFY(status.isOwn);
        QCOMPARE(status.problems.size(), 1);
        QCOMPARE(status.inUse, status.bundled);
        QVERIFY(!status.date.isValid());
    }
    QVERIFY(loaded.report.of(Kind::Subnets).problems.constFirst().message.startsWith(s("Line 1: ")));
    QCOMPARE(loaded.report.subnetText, s("not / this\n")); // to be fixed
    QCOMPARE(loaded.data.spamHosts, bundledSpamHosts());
    QCOMPARE(loaded.data.agentRules, QString());
    QVERIFY(loaded.report.of(Kind::Places).problems.isEmpty());
    QCOMPARE(cityOf(loaded, "203.0.113.7"), s("Berlin"));
}

void VisitorDataFolderTest::removesAndSaysWhenThereIsNothing()
{
    VERIFY_DONE(m_folder->importText(Kind::Subnets, "10.0.0.0/8 = Office\n"));
    VERIFY_DONE(m_folder->importText(Kind::SpamHosts, "spam.example\n"));
    VERIFY_DONE(m_folder->importText(Kind::AgentRules, kRules));
    if (MmdbGeo::isSupported())
        VERIFY_DONE(importOne("Test-City", "Mumbai"));
    for (const VisitorDataKind kind : {Kind::Places, Kind::Subnets, Kind::SpamHosts, Kind::AgentRules}) {
        if (kind != Kind::Places || MmdbGeo::isSupported())
            VERIFY_DONE(m_folder->remove(kind));
        QCOMPARE(m_folder->remove(kind).error().code, s("nothing_to_remove"));
        QVERIFY(!m_folder->load().report.of(kind).isOwn);
    }
    QCOMPARE(databases(), QStringList());
}

void VisitorDataFolderTest::showsCountriesOnly()
{
    VERIFY_DONE(m_folder->setCountryOnly(true));
    const LoadedVisitorData loaded = m_folder->load();
    QVERIFY(loaded.report.countryOnly);
    const QHostAddress address(s("203.0.113.7"));
    const GeoAnswer answer = GeoLookup(loaded.data.geo).locate(address, NetworkClass::Public);
    QCOMPARE(answer.place, (Place {s("DE"), QString(), QString()}));
    QCOMPARE(answer.position, std::nullopt);
    QCOMPARE(QSettings(inData("settings.ini"), QSettings::IniFormat).value(s("places/country_only")).toBool(),
             true);
    VERIFY_DONE(m_folder->setCountryOnly(false));
    QVERIFY(!m_folder->load().report.countryOnly);
    QCOMPARE(cityOf(m_folder->load(), "203.0.113.7"), s("Berlin"));
}

void VisitorDataFolderTest::writesWithOthersInTurns()
{
    QVERIFY(QDir(m_data->path()).mkdir(s("geo")));
    const QString left = inData("geo/Test-2026-05-01-0123456789abcdef.mmdb");
    QVERIFY(QFile::copy(write("x", "x"), left));
    QLockFile other(inData("visitor-data.lock"));
    QVERIFY(other.tryLock());
    m_folder->tidy(); // may be what the other is about to use
    QVERIFY(QFile::exists(left));
    other.unlock();
    m_folder->tidy();
    QVERIFY(!QFile::exists(left));
}

void VisitorDataFolderTest::stampsEveryChange()
{
    QSet<QByteArray> stamps {m_folder->stamp()};
    QCOMPARE(m_folder->stamp(), *stamps.cbegin());
    VERIFY_DONE(m_folder->importText(Kind::Subnets, "10.0.0.0/8 = Office\n"));
    stamps.insert(m_folder->stamp());
    VERIFY_DONE(m_folder->importText(Kind::Subnets, "10.0.0.0/8 = Offices\n"));
    stamps.insert(m_folder->stamp());
    VERIFY_DONE(m_folder->importText(Kind::SpamHosts, "spam.example\n"));
    stamps.insert(m_folder->stamp());
    VERIFY_DONE(m_folder->importText(Kind::AgentRules, kRules));
    stamps.insert(m_folder->stamp());
    VERIFY_DONE(m_folder->setCountryOnly(true));
    stamps.insert(m_folder->stamp());
    QCOMPARE(stamps.size(), 6);
    if (MmdbGeo::isSupported()) {
        VERIFY_DONE(importOne("Test-City", "Mumbai"));
        stamps.insert(m_folder->stamp());
        VERIFY_DONE(importOne("Test-City", "Pune"));
        stamps.insert(m_folder->stamp());
        QCOMPARE(stamps.size(), 8);
    }
}

void VisitorDataFolderTest::tidiesWhatACrashLeft()
{
    QVERIFY(QDir(m_data->path()).mkdir(s("geo")));
    const QString mine = inData("geo/my-own.mmdb"); // put there by hand
    const QString part = inData("geo/import-AbCdEf.part");
    const QString old = inData("geo/Test-2026-05-01-0123456789abcdef.mmdb");
    for (const QString &path : {mine, part, old})
        QVERIFY(QFile::copy(write("x", "x"), path));
    m_folder->tidy();
    QVERIFY(QFile::exists(mine));
    QVERIFY(!QFile::exists(part));
    QVERIFY(!QFile::exists(old));
}

void VisitorDataFolderTest::saysThatTheFolderCannotBeWritten()
{
    const VisitorDataFolder nowhere(s("/nowhere/at/all"), QString());
    for (const VisitorDataKind kind : {Kind::Subnets, Kind::SpamHosts, Kind::AgentRules})
        QVERIFY(!nowhere.remove(kind));
    const Result<void> done = nowhere.importText(Kind::Subnets, "10.0.0.0/8 = Office\n");
    QVERIFY(!done);
    QCOMPARE(done.error().code, s("data_dir_failed"));
    QVERIFY(done.error().message.contains(s("/nowhere/at/all")));
}

CLICKSCOPE_TEST(VisitorDataFolderTest)
#include "tst_visitordatafolder.moc"
