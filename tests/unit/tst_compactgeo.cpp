// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/compactgeo.h"
#include "core/visitor/place/mmdbgeo.h"
#include "tests/support/geofiles.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace {

using Sections = QList<std::pair<QByteArray, QByteArray>>;

const GeoPlace kMumbai {{QStringLiteral("IN"), QStringLiteral("Maharashtra"), QStringLiteral("Mumbai")},
                        GeoPosition {1908, 7288}};
const GeoPlace kBerlin {{QStringLiteral("DE"), QStringLiteral("Land Berlin"), QStringLiteral("Berlin")},
                        GeoPosition {5252, 1340}};
const GeoPlace kBritain {{QStringLiteral("GB"), QString(), QString()}, std::nullopt};

quint32 ip4(const char *text)
{
    return QHostAddress(QString::fromLatin1(text)).toIPv4Address();
}

/// Networks of documentation only (RFC 5737, RFC 3849).
QList<CgeoRange> ranges4()
{
    return {{0, {}},
            {ip4("198.51.100.0"), kBerlin},
            {ip4("198.51.100.128"), {}},
            {ip4("203.0.113.0"), kMumbai},
            {ip4("203.0.114.0"), {}}};
}

QList<CgeoRange> ranges6()
{
    return {{0, {}},
            {0x20010db8'00010000, kBritain}, // 2001:db8:1::/48
            {0x20010db8'00020000, {}},
            {0x20010db8'00ff0001, kBerlin}, // 2001:db8:ff:1::/64, inside a /48
            {0x20010db8'00ff0002, {}}};
}

std::unique_ptr<CompactGeo> geoOf(const QByteArray &bytes)
{
    auto geo = CompactGeo::fromBytes(bytes);
    return geo ? std::move(*geo) : nullptr;
}

const GeoPlace *findText(const CompactGeo &geo, const QString &text)
{
    const QHostAddress address(text);
    return address.protocol() == QAbstractSocket::IPv4Protocol ? geo.find(address.toIPv4Address())
                                                               : geo.find(address.toIPv6Address());
}

/// Codes of the places of many ranges: block borders lie at every 64th.
QList<CgeoRange> manyRanges(int count)
{
    QList<CgeoRange> ranges;
    for (int i = 0; i < count; ++i) {
        const QString city = QStringLiteral("City %1").arg(i % 300);
        ranges.append(
            {static_cast<quint64>(i) * 1000, {{QStringLiteral("IN"), QString(), city}, std::nullopt}});
    }
    return ranges;
}

/// digestOfCountries() of @ip-location-db/geo-whois-asn-country-mmdb@2.3.2026061719, which the countries of
/// the bundled file come from (resources/SOURCES.tsv); CLICKSCOPE_GEO_WHOIS=….mmdb computes it again.
const QByteArray kSourceDigest("207b947afe68e7059f005dc855c3609548d9603c77e1448f36ee2fea6f80d2c3");

/// A territory counts with the country that it belongs to, Kosovo and its neighbours as one: registers do not
/// tell them apart, and the file may.
QByteArray registered(const QByteArray &country)
{
    static const QHash<QByteArray, QByteArray> kCountries = [] {
        QHash<QByteArray, QByteArray> countries;
        for (const char *row :
             {"AL RS XK", "AU CC CX HM NF", "CN HK MO", "DK FO GL", "FI AX",
              "FR BL GF GP MF MQ NC PF PM RE TF WF YT", "GB AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
              "IL PS", "MA EH", "NL AW BQ CW SX", "NO BV SJ", "NZ CK NU TK", "US AS GU MP PR UM VI"}) {
            const QByteArrayList codes = QByteArray(row).split(' ');
            for (const QByteArray &code : codes)
                countries.insert(code, codes.first());
        }
        return countries;
    }();
    return kCountries.value(country, country);
}

/// SHA-256, as hex digits, of the countries (registered()) of 300,000 IPv4 and as many IPv6 addresses, two
/// letters each.
template <typename Geo>
QByteArray digestOfCountries(const Geo &geo)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    const auto add = [&digest](const GeoPlace *place) {
        const QByteArray country = place ? place->place.country.toLatin1() : QByteArray();
        digest.addData(registered(country).leftJustified(2, '-'));
    };
    std::mt19937_64 random(17); // NOLINT(cert-msc51-cpp): the same each time
    for (int i = 0; i < 300'000; ++i) {
        add(geo.find(static_cast<quint32>(random())));
        Q_IPV6ADDR ipv6 {}; // 2400:: to 2aff::, where most networks are, in 65,536 steps of /32 and below
        for (int byte = 0; byte < 8; ++byte)
            ipv6[byte] = static_cast<quint8>(random());
        ipv6[0] = static_cast<quint8>(0x24 + ipv6[0] % 7);
        ipv6[1] &= 0x0f;
        add(geo.find(ipv6));
    }
    return digest.result().toHex();
}

} // namespace

class CompactGeoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlaces_data();
    void findsPlaces();
    void findsEveryBorderOfManyBlocks();
    void sharesTheStringsOfAPlace();
    void namesItsSources();
    void worksWithoutOneOfTheFamilies();
    void refusesEveryFlippedBit();
    void refusesEveryTruncation();
    void refusesUnsoundContent_data();
    void refusesUnsoundContent();
    void staysInsideDamagedBlocks();
    void reportsAFileThatIsNotThere();
    void theBundledFileKnows_data();
    void theBundledFileKnows();
    void theBundledFileAgreesWithItsSource();
};

void CompactGeoTest::findsPlaces_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("city");
    QTest::addRow("first") << QStringLiteral("198.51.100.0") << QStringLiteral("Berlin, DE");
    QTest::addRow("last") << QStringLiteral("198.51.100.127") << QStringLiteral("Berlin, DE");
    QTest::addRow("behind") << QStringLiteral("198.51.100.128") << QString();
    QTest::addRow("before") << QStringLiteral("198.51.99.255") << QString();
    QTest::addRow("another") << QStringLiteral("203.0.113.77") << QStringLiteral("Mumbai, IN");
    QTest::addRow("zero") << QStringLiteral("0.0.0.0") << QString();
    QTest::addRow("highest") << QStringLiteral("255.255.255.255") << QString();
    QTest::addRow("mapped") << QStringLiteral("::ffff:203.0.113.1") << QStringLiteral("Mumbai, IN");
    QTest::addRow("IPv6 first") << QStringLiteral("2001:db8:1::") << QStringLiteral(", GB");
    QTest::addRow("IPv6 last") << QStringLiteral("2001:db8:1:ffff:ffff:ffff:ffff:ffff")
                               << QStringLiteral(", GB");
    QTest::addRow("IPv6 behind") << QStringLiteral("2001:db8:2::") << QString();
    QTest::addRow("IPv6 inside a /48") << QStringLiteral("2001:db8:ff:1::5") << QStringLiteral("Berlin, DE");
    QTest::addRow("IPv6 beside it") << QStringLiteral("2001:db8:ff:2::") << QString();
    QTest::addRow("IPv6 highest") << QStringLiteral("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff") << QString();
}

void CompactGeoTest::findsPlaces()
{
    QFETCH(QString, address);
    QFETCH(QString, city);
    const auto geo = geoOf(makeCgeo(ranges4(), ranges6()));
    QVERIFY(geo);
    const GeoPlace *place = findText(*geo, address);
    QCOMPARE(place ? QString(place->place.city + QStringLiteral(", ") + place->place.country) : QString(),
             city);
    if (place && place->place.city == QLatin1StringView("Mumbai"))
        QCOMPARE(*place, kMumbai);
}

void CompactGeoTest::findsEveryBorderOfManyBlocks()
{
    constexpr int kRanges = 1000;
    const auto geo = geoOf(makeCgeo(manyRanges(kRanges), manyRanges(kRanges)));
    QVERIFY(geo);
    for (int i = 0; i < kRanges; ++i) {
        const QString city = QStringLiteral("City %1").arg(i % 300);
        for (const quint32 key : {quint32(i) * 1000, quint32(i) * 1000 + 999}) {
            QCOMPARE(geo->find(key)->place.city, city);
            Q_IPV6ADDR ipv6 {};
            for (int byte = 0; byte < 4; ++byte)
                ipv6[7 - byte] = static_cast<quint8>(key >> 8 * byte);
            QCOMPARE(geo->find(ipv6)->place.city, city);
        }
    }
}

void CompactGeoTest::sharesTheStringsOfAPlace()
{
    const auto geo = geoOf(makeCgeo(ranges4(), ranges6()));
    QVERIFY(geo);
    const GeoPlace *first = findText(*geo, QStringLiteral("198.51.100.1"));
    const GeoPlace *second = findText(*geo, QStringLiteral("2001:db8:ff:1::1"));
    QVERIFY(first && second);
    QCOMPARE(first, second); // one place, decoded once
    const QString copy = first->place.city;
    QCOMPARE(copy.constData(), second->place.city.constData());
}

void CompactGeoTest::namesItsSources()
{
    const auto geo = geoOf(makeCgeo(ranges4()));
    QVERIFY(geo);
    QCOMPARE(geo->source(), QStringLiteral("Test places 2026-06"));
    QCOMPARE(geo->countrySource(), QStringLiteral("Test countries 2026-05"));
    QCOMPARE(geo->date(), QDate(2026, 5, 17));
}

void CompactGeoTest::worksWithoutOneOfTheFamilies()
{
    const auto only4 = geoOf(makeCgeo(ranges4()));
    QVERIFY(only4);
    QVERIFY(findText(*only4, QStringLiteral("203.0.113.1")));
    QVERIFY(!findText(*only4, QStringLiteral("2001:db8:1::1")));
    const auto only6 = geoOf(makeCgeo({}, ranges6()));
    QVERIFY(only6);
    QVERIFY(!findText(*only6, QStringLiteral("203.0.113.1")));
    QVERIFY(findText(*only6, QStringLiteral("2001:db8:1::1")));
    QVERIFY(!geoOf(makeCgeo({}, {})));
}

void CompactGeoTest::refusesEveryFlippedBit()
{
    const QByteArray good = makeCgeo(ranges4(), ranges6());
    QVERIFY(geoOf(good));
    for (qsizetype i = 0; i < good.size() * 8; ++i) {
        QByteArray bad = good;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << i % 8));
        const auto geo = CompactGeo::fromBytes(bad);
        QVERIFY2(!geo, qPrintable(QString::number(i)));
        QCOMPARE(geo.error().code, QStringLiteral("geo_bad_file"));
    }
}

void CompactGeoTest::refusesEveryTruncation()
{
    const QByteArray good = makeCgeo(ranges4(), ranges6());
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY2(!CompactGeo::fromBytes(good.first(size)), qPrintable(QString::number(size)));
}

void CompactGeoTest::refusesUnsoundContent_data()
{
    QTest::addColumn<int>("section");
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("no date") << 0 << 12 << QByteArray("x");
    QTest::addRow("no texts") << 1 << 0 << QByteArray("\0\0\0\0", 4);
    QTest::addRow("more texts than bytes") << 1 << 0 << QByteArray("\xff\xff\xff\x0f");
    QTest::addRow("texts run backwards") << 1 << 8 << QByteArray("\xff\0\0\0", 4);
    QTest::addRow("not UTF-8") << 1 << -1 << QByteArray("\xff");
    QTest::addRow("more places than bytes") << 2 << 0 << QByteArray("\xff\xff\0\0", 4);
    QTest::addRow("no country code") << 2 << 18 << QByteArray("d");
    QTest::addRow("a text that is not there") << 2 << 20 << QByteArray("\x63");
    QTest::addRow("north of the pole") << 2 << 28 << QByteArray("\x29\x23"); // 9001
    QTest::addRow("east of everything") << 2 << 30 << QByteArray("\x51\x46"); // 18001
}

void CompactGeoTest::refusesUnsoundContent()
{
    QFETCH(int, section);
    QFETCH(int, at);
    QFETCH(QByteArray, bytes);
    Sections sections = cgeoSections(ranges4(), ranges6());
    QByteArray &content = sections[section].second;
    content.replace(at < 0 ? content.size() + at : at, bytes.size(), bytes);
    QVERIFY(!geoOf(assembleCgeo(sections)));
}

void CompactGeoTest::staysInsideDamagedBlocks()
{
    // Right checksums over any bytes: whatever the answer is, it is one of the places or none.
    Sections sections = cgeoSections(manyRanges(200), manyRanges(200));
    for (const int section : {3, 4, 5, 6}) {
        for (const char filling : {'\0', '\x7f', '\x80', '\xff'}) {
            Sections spoilt = sections;
            spoilt[section].second.fill(filling);
            const auto geo = geoOf(assembleCgeo(spoilt));
            QVERIFY(geo);
            for (quint32 key = 0; key < 4'000'000'000u; key += 10'000'019) {
                const GeoPlace *place = geo->find(key);
                QVERIFY(!place || place->place.country == QLatin1StringView("IN"));
                Q_IPV6ADDR ipv6 {};
                ipv6[1] = static_cast<quint8>(key >> 24);
                place = geo->find(ipv6);
                QVERIFY(!place || place->place.country == QLatin1StringView("IN"));
            }
        }
    }
}

void CompactGeoTest::reportsAFileThatIsNotThere()
{
    const QTemporaryDir folder;
    const auto geo = CompactGeo::open(folder.filePath(QStringLiteral("none.cgeo")));
    QVERIFY(!geo);
    QCOMPARE(geo.error().code, QStringLiteral("geo_unreadable"));
    QFile empty(folder.filePath(QStringLiteral("empty.cgeo")));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    QCOMPARE(CompactGeo::open(empty.fileName()).error().code, QStringLiteral("geo_bad_file"));
}

void CompactGeoTest::theBundledFileKnows_data()
{
    // Public resolvers and networks of documents; read off the two sources with mmdblookup.
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("city");
    QTest::addRow("both agree") << QStringLiteral("8.8.8.8") << QStringLiteral("US")
                                << QStringLiteral("Mountain View");
    QTest::addRow("Sydney") << QStringLiteral("1.1.1.1") << QStringLiteral("AU") << QStringLiteral("Sydney");
    QTest::addRow("countries differ") << QStringLiteral("103.21.244.1") << QStringLiteral("US") << QString();
    QTest::addRow("countries differ, IPv6")
        << QStringLiteral("2001:4860:4860::8888") << QStringLiteral("US") << QString();
    QTest::addRow("district cut off")
        << QStringLiteral("49.36.0.1") << QStringLiteral("IN") << QStringLiteral("Navi Mumbai");
    QTest::addRow("London") << QStringLiteral("81.2.69.142") << QStringLiteral("GB")
                            << QStringLiteral("London");
    QTest::addRow("mapped") << QStringLiteral("::ffff:81.2.69.142") << QStringLiteral("GB")
                            << QStringLiteral("London");
    // Territories, registered with the country that they belong to or with a neighbour.
    QTest::addRow("Kosovo") << QStringLiteral("46.99.10.1") << QStringLiteral("XK")
                            << QStringLiteral("Pristina");
    QTest::addRow("Kosovo, another provider")
        << QStringLiteral("178.175.64.1") << QStringLiteral("XK") << QStringLiteral("Pristina");
    QTest::addRow("Puerto Rico") << QStringLiteral("24.41.128.1") << QStringLiteral("PR")
                                 << QStringLiteral("Utuado");
    QTest::addRow("Puerto Rico, another provider")
        << QStringLiteral("70.45.1.1") << QStringLiteral("PR") << QStringLiteral("Potala Pastillo");
    QTest::addRow("Guadeloupe") << QStringLiteral("81.52.208.1") << QStringLiteral("GP")
                                << QStringLiteral("Baie-Mahault");
    QTest::addRow("Reunion") << QStringLiteral("213.128.48.1") << QStringLiteral("RE")
                             << QStringLiteral("Saint-Denis");
    QTest::addRow("Aland") << QStringLiteral("82.199.188.1") << QStringLiteral("AX")
                           << QStringLiteral("Mariehamn");
    QTest::addRow("Guam") << QStringLiteral("8.3.112.1") << QStringLiteral("GU")
                          << QStringLiteral("Barrigada");
    QTest::addRow("Isle of Man") << QStringLiteral("77.87.176.1") << QStringLiteral("IM")
                                 << QStringLiteral("Onchan");
    QTest::addRow("Hong Kong") << QStringLiteral("16.162.0.1") << QStringLiteral("HK")
                               << QStringLiteral("Hong Kong");
    QTest::addRow("Jersey") << QStringLiteral("46.31.246.1") << QStringLiteral("JE")
                            << QStringLiteral("Saint Helier");
    QTest::addRow("Kralendijk") << QStringLiteral("190.88.38.1") << QStringLiteral("BQ")
                                << QStringLiteral("Kralendijk");
    QTest::addRow("private") << QStringLiteral("10.0.0.1") << QString() << QString();
    QTest::addRow("multicast") << QStringLiteral("ff02::1") << QString() << QString();
    // Nobody is there, whoever looks after them (RFC 6890, 9637).
    for (const char *reserved :
         {"192.0.2.1",        "198.51.100.1",    "203.0.113.7",     "198.18.0.1",       "198.19.255.255",
          "192.0.0.9",        "192.88.99.1",     "192.31.196.1",    "192.52.193.1",     "192.175.48.1",
          "224.0.0.1",        "240.0.0.1",       "255.255.255.255", "0.1.2.3",          "2001:db8::1",
          "2001:db8:ffff::1", "3fff::1",         "3fff:fff::1",     "100::1",           "2001::1",
          "2001:2::1",        "2001:10::1",      "2001:20::1",      "2002:c000:201::1", "64:ff9b::1",
          "64:ff9b:1::1",     "2620:4f:8000::1", "5f00::1",         "fec0::1"})
        QTest::addRow("reserved %s", reserved) << QString::fromLatin1(reserved) << QString() << QString();
}

void CompactGeoTest::theBundledFileKnows()
{
    QFETCH(QString, address);
    static const auto opened = CompactGeo::open(QStringLiteral(CLICKSCOPE_GEO_FILE));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    const CompactGeo &geo = **opened;
    QCOMPARE(geo.source(), QStringLiteral("DB-IP City Lite 2026-06"));
    const GeoPlace *place = findText(geo, address);
    QTEST(place ? place->place.country : QString(), "country");
    QTEST(place ? place->place.city : QString(), "city");
    QCOMPARE(place && place->position, place && !place->place.city.isEmpty());
}

void CompactGeoTest::theBundledFileAgreesWithItsSource()
{
    if (const QString path = qEnvironmentVariable("CLICKSCOPE_GEO_WHOIS"); !path.isEmpty()) {
        const auto source = MmdbGeo::open({path});
        QVERIFY2(source, source ? "" : qPrintable(source.error().message));
        QCOMPARE(digestOfCountries(**source), kSourceDigest);
    }
    const auto geo = CompactGeo::open(QStringLiteral(CLICKSCOPE_GEO_FILE));
    QVERIFY(geo);
    QCOMPARE(digestOfCountries(**geo), kSourceDigest);
}

CLICKSCOPE_TEST(CompactGeoTest)
#include "tst_compactgeo.moc"
