// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbgeo.h"
#include "core/visitor/place/mmdbimport.h"
#include "core/visitor/place/mmdbshape.h"
#include "tests/support/geofiles.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Documentation networks, as in the sources of the design: Mumbai, Berlin, London.
MmdbSpec nested()
{
    MmdbSpec spec;
    spec.networks = {
        {s("203.0.113.0/24"), nestedRecord(s("IN"), s("Maharashtra"), s("Mumbai"), 19.0760, 72.8777)},
        {s("198.51.100.0/25"), nestedRecord(s("DE"), QString(), s("Berlin"), 52.5244, 13.4105)},
        {s("2001:db8:1::/48"), nestedRecord(s("GB"), s("England"), s("London"), 51.5085, -0.1257)}};
    return spec;
}

MmdbSpec flat(int ipVersion)
{
    MmdbSpec spec;
    spec.ipVersion = ipVersion;
    spec.databaseType = ipVersion == 4 ? s("city ipv4") : s("city ipv6");
    spec.buildEpoch = ipVersion == 4 ? 1780666922 : 1780099200; // 2026-06-05, 2026-05-30
    if (ipVersion == 4) {
        spec.networks = {
            {s("203.0.113.0/24"), flatRecord(s("IN"), s("Maharashtra"), s("Mumbai"), 19.076F, 72.8777F)}};
    } else {
        spec.networks = {
            {s("2001:db8:1::/48"), flatRecord(s("GB"), s("England"), s("London"), 51.5085F, -0.1257F)}};
    }
    return spec;
}

const QString kMaxMind = s(TEST_DATA "/mmdb");

const GeoPlace *findText(const MmdbGeo &geo, const char *text)
{
    const QHostAddress address(s(text));
    return address.protocol() == QAbstractSocket::IPv4Protocol ? geo.find(address.toIPv4Address())
                                                               : geo.find(address.toIPv6Address());
}

} // namespace

class MmdbGeoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheNestedSchema();
    void readsTwoFlatFiles();
    void readsOddRecords_data();
    void readsOddRecords();
    void saysNothingAboutIpv6WithAnIpv4File();
    void refusesADatabaseOfSomethingElse();
    void refusesDeepMetadata();
    void walksValuesWithinBounds_data();
    void walksValuesWithinBounds();
    void survivesEveryFlippedByte();
    void importsUnderANameOfItsOwn();
    void leavesNothingOfAFailedImport();
    void agreesWithMaxMindsTestDatabases_data();
    void agreesWithMaxMindsTestDatabases();
    void survivesMaxMindsBadData();

private:
    QString write(const QByteArray &content, const char *name = "test.mmdb") const
    {
        QFile file(m_folder.filePath(s(name)));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    std::unique_ptr<MmdbGeo> opened(const MmdbSpec &spec) const
    {
        auto geo = MmdbGeo::open({write(makeMmdb(spec))});
        return geo ? std::move(*geo) : nullptr;
    }

    QTemporaryDir m_folder;
};

void MmdbGeoTest::initTestCase()
{
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
}

void MmdbGeoTest::readsTheNestedSchema()
{
    const auto geo = opened(nested());
    QVERIFY(geo);
    const GeoPlace mumbai {{s("IN"), s("Maharashtra"), s("Mumbai")}, GeoPosition {1908, 7288}};
    QVERIFY(findText(*geo, "203.0.113.200"));
    QCOMPARE(*findText(*geo, "203.0.113.200"), mumbai);
    QCOMPARE(*findText(*geo, "::ffff:203.0.113.200"), mumbai);
    QCOMPARE(findText(*geo, "198.51.100.1")->place, (Place {s("DE"), QString(), s("Berlin")}));
    QVERIFY(!findText(*geo, "198.51.100.128"));
    QCOMPARE(findText(*geo, "2001:db8:1::9")->position, (GeoPosition {5151, -13}));
    QVERIFY(!findText(*geo, "2001:db8:2::9"));
    QCOMPARE(geo->source(), s("Test-City of 2026-05-01"));
    QVERIFY(geo->coversIpv6());
}

void MmdbGeoTest::readsTwoFlatFiles()
{
    const QString ipv4 = write(makeMmdb(flat(4)), "v4.mmdb");
    const QString ipv6 = write(makeMmdb(flat(6)), "v6.mmdb");
    for (const QStringList &paths : {QStringList {ipv4, ipv6}, QStringList {ipv6, ipv4}}) {
        const auto geo = MmdbGeo::open(paths);
        QVERIFY2(geo, geo ? "" : qPrintable(geo.error().message));
        QCOMPARE(*findText(**geo, "203.0.113.1"),
                 (GeoPlace {{s("IN"), s("Maharashtra"), s("Mumbai")}, GeoPosition {1908, 7288}}));
        QCOMPARE(findText(**geo, "2001:db8:1::1")->place.city, s("London"));
        QCOMPARE((*geo)->built(), QDate(2026, 5, 30));
    }
    QVERIFY(!MmdbGeo::open({}));
    QVERIFY(!MmdbGeo::open({ipv4, ipv6, ipv4}));
}

void MmdbGeoTest::readsOddRecords_data()
{
    QTest::addColumn<QVariantMap>("record");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("city");
    const QVariantMap registered {{s("iso_code"), s("FR")}};
    QTest::addRow("only registered") << QVariantMap {{s("registered_country"), registered}} << s("FR")
                                     << QString();
    QTest::addRow("lower case") << QVariantMap {{s("country_code"), s("in")}} << QString() << QString();
    QTest::addRow("three letters") << QVariantMap {{s("country_code"), s("IND")}} << QString() << QString();
    QTest::addRow("a number") << QVariantMap {{s("country_code"), 91u}} << QString() << QString();
    QTest::addRow("country is text") << QVariantMap {{s("country"), s("India")}, {s("country_code"), s("IN")}}
                                     << s("IN") << QString();
    QTest::addRow("control characters")
        << QVariantMap {{s("country_code"), s("IN")}, {s("city"), s("Mum\nbai\x7f ")}} << s("IN")
        << s("Mumbai");
    QTest::addRow("not UTF-8") << QVariantMap {{s("country_code"), s("IN")},
                                               {s("city"), QByteArray("\xff\xfe")}}
                               << s("IN") << QString();
    QTest::addRow("long") << QVariantMap {{s("country_code"), s("IN")}, {s("city"), s("x").repeated(10000)}}
                          << s("IN") << s("x").repeated(255);
    QTest::addRow("empty") << QVariantMap {} << QString() << QString();
}

void MmdbGeoTest::readsOddRecords()
{
    QFETCH(QVariantMap, record);
    MmdbSpec spec = nested();
    spec.networks.append({s("192.0.2.0/24"), record});
    const auto geo = opened(spec);
    QVERIFY(geo);
    const GeoPlace *place = findText(*geo, "192.0.2.1");
    QTEST(place ? place->place.country : QString(), "country");
    QTEST(place ? place->place.city : QString(), "city");
}

void MmdbGeoTest::saysNothingAboutIpv6WithAnIpv4File()
{
    const auto geo = opened(flat(4));
    QVERIFY(geo);
    QVERIFY(!geo->coversIpv6());
    QVERIFY(!findText(*geo, "2001:db8:1::1"));
    QVERIFY(findText(*geo, "::ffff:203.0.113.1"));
}

void MmdbGeoTest::refusesADatabaseOfSomethingElse()
{
    MmdbSpec spec;
    spec.networks = {{s("203.0.113.0/24"), QVariantMap {{s("autonomous_system_number"), 64496u}}}};
    const auto geo = MmdbGeo::open({write(makeMmdb(spec))});
    QVERIFY(!geo);
    QCOMPARE(geo.error().code, s("geo_no_places"));
}

void MmdbGeoTest::refusesDeepMetadata()
{
    // 60,000 arrays in one another: the library would skip them by recursion.
    const QByteArray file = "\xab\xcd\xefMaxMind.com\xe1" + QByteArray("\x41x")
        + QByteArray("\x01\x04").repeated(60000);
    const auto geo = MmdbGeo::open({write(file)});
    QVERIFY(!geo);
    QCOMPARE(geo.error().code, s("geo_bad_file"));
}

void MmdbGeoTest::walksValuesWithinBounds_data()
{
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<bool>("isModest");
    QTest::addRow("nothing") << QByteArray() << false;
    QTest::addRow("text") << QByteArray("\x43xyz") << true;
    QTest::addRow("text beyond the end") << QByteArray("\x44xyz") << false;
    QTest::addRow("map") << QByteArray("\xe1\x41x\x41y") << true;
    QTest::addRow("map without its value") << QByteArray("\xe1\x41x") << false;
    QTest::addRow("16 levels") << QByteArray(QByteArray("\x01\x04").repeated(15) + "\x41x") << true;
    QTest::addRow("17 levels") << QByteArray(QByteArray("\x01\x04").repeated(16) + "\x41x") << false;
    QTest::addRow("pointer") << QByteArray("\xe1\x20\x05\x41y\x41x") << true;
    QTest::addRow("pointer to itself") << QByteArray("\x20\x00", 2) << false;
    QTest::addRow("map that holds itself") << QByteArray("\xe2\x41x\x20\x00\x41y\x20\x00", 9) << false;
    QTest::addRow("pointer outside") << QByteArray("\x20\xff") << false;
    QTest::addRow("16 million values") << QByteArray("\x1f\x04\xff\xff\xff") << false;
    QTest::addRow("boolean") << QByteArray("\x01\x07") << true;
    QTest::addRow("no such type") << QByteArray("\x01\x09x") << false;
    QTest::addRow("end marker") << QByteArray("\x00\x06", 2) << false;
}

void MmdbGeoTest::walksValuesWithinBounds()
{
    QFETCH(QByteArray, section);
    QTEST(isModestMmdbValue(section, 0), "isModest");
}

void MmdbGeoTest::survivesEveryFlippedByte()
{
    const QByteArray good = makeMmdb(nested());
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0xff);
        const auto geo = MmdbGeo::open({write(bad)});
        for (const char *address : {"203.0.113.1", "198.51.100.9", "2001:db8:1::1", "1.1.1.1"}) {
            const GeoPlace *place = geo ? findText(**geo, address) : nullptr;
            QVERIFY(!place || place->place.country.size() == 2);
        }
    }
    for (qsizetype size = 0; size < good.size(); size += 7)
        QVERIFY(!MmdbGeo::open({write(good.first(size))}));
}

void MmdbGeoTest::importsUnderANameOfItsOwn()
{
    const QTemporaryDir data;
    const QString folder = data.filePath(s("geo"));
    const QString source = write(makeMmdb(nested()));
    const auto first = importMmdb(source, folder);
    QVERIFY2(first, first ? "" : qPrintable(first.error().message));
    QVERIFY(first->path.startsWith(folder + s("/Test-City-2026-05-01-")));
    QCOMPARE(first->built, QDate(2026, 5, 1));
    QVERIFY(first->coversIpv6);
    // The user's file may vanish or change: the copy is what counts.
    QVERIFY(QFile::remove(source));
    QVERIFY(MmdbGeo::open({first->path}));
    QCOMPARE(importMmdb(write(makeMmdb(nested())), folder)->path, first->path);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1);
}

void MmdbGeoTest::leavesNothingOfAFailedImport()
{
    const QTemporaryDir data;
    const QString source = write(makeMmdb(nested()).first(100));
    const auto imported = importMmdb(source, data.path());
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, s("geo_bad_file"));
    QVERIFY2(imported.error().message.contains(source), "the message names the user's file, not the copy");
    QCOMPARE(importMmdb(data.path(), data.path()).error().code, s("geo_unreadable"));
    QCOMPARE(importMmdb(data.filePath(s("none")), data.path()).error().code, s("geo_unreadable"));
    QVERIFY(QDir(data.path()).entryList(QDir::Files).isEmpty());
}

void MmdbGeoTest::agreesWithMaxMindsTestDatabases_data()
{
    // Read with mmdblookup.
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("city");
    QTest::addRow("city") << s("GeoIP2-City-Test.mmdb") << s("81.2.69.142") << s("GB") << s("London");
    QTest::addRow("mapped") << s("GeoIP2-City-Test.mmdb") << s("::ffff:81.2.69.142") << s("GB")
                            << s("London");
    QTest::addRow("lite") << s("GeoLite2-City-Test.mmdb") << s("89.160.20.112") << s("SE") << s("Linköping");
    QTest::addRow("IPv6") << s("GeoIP2-City-Test.mmdb") << s("2001:218::1") << s("JP") << QString();
    QTest::addRow("country") << s("GeoIP2-Country-Test.mmdb") << s("81.2.69.142") << s("GB") << QString();
    QTest::addRow("enterprise") << s("GeoIP2-Enterprise-Test.mmdb") << s("2.125.160.216") << s("GB")
                                << s("Boxford");
    QTest::addRow("unknown") << s("GeoIP2-City-Test.mmdb") << s("203.0.113.1") << QString() << QString();
}

void MmdbGeoTest::agreesWithMaxMindsTestDatabases()
{
    QFETCH(QString, file);
    QFETCH(QString, address);
    const auto geo = MmdbGeo::open({kMaxMind + s("/test-data/") + file});
    QVERIFY2(geo, geo ? "" : qPrintable(geo.error().message));
    const GeoPlace *place = findText(**geo, qPrintable(address));
    QTEST(place ? place->place.country : QString(), "country");
    QTEST(place ? place->place.city : QString(), "city");
}

void MmdbGeoTest::survivesMaxMindsBadData()
{
    QStringList paths;
    QDirIterator files(kMaxMind, {s("*.mmdb")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths.append(files.next());
    QVERIFY(paths.size() > 20);
    int good = 0;
    for (const QString &path : std::as_const(paths)) {
        const auto imported = importMmdb(path, m_folder.filePath(s("imported")));
        QVERIFY(imported || !imported.error().message.isEmpty());
        if (!imported)
            continue;
        ++good;
        const auto geo = MmdbGeo::open({imported->path});
        QVERIFY(geo);
        for (quint32 key = 0; key < 4'200'000'000u; key += 99'999'989) {
            (*geo)->find(key);
            Q_IPV6ADDR address {};
            address[0] = 0x20;
            for (int byte = 0; byte < 4; ++byte)
                address[1 + byte] = static_cast<quint8>(key >> 8 * byte);
            (*geo)->find(address);
        }
    }
    QVERIFY2(good >= 4, "city and country files are read");
}

CLICKSCOPE_TEST(MmdbGeoTest)
#include "tst_mmdbgeo.moc"
