// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"
#include "core/visitor/place/geolookup.h"
#include "tests/support/geofiles.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

quint32 ip4(const char *text)
{
    return QHostAddress(s(text)).toIPv4Address();
}

/// Berlin and a country alone in the bundled file; the user's own file knows Berlin better.
std::shared_ptr<const CompactGeo> bundled()
{
    const GeoPlace berlin {{s("DE"), s("Land Berlin"), s("Berlin")}, GeoPosition {5252, 1340}};
    const GeoPlace britain {{s("GB"), QString(), QString()}, std::nullopt};
    auto geo = CompactGeo::fromBytes(makeCgeo({{0, {}},
                                               {ip4("192.0.2.0"), britain},
                                               {ip4("192.0.3.0"), {}},
                                               {ip4("198.51.100.0"), berlin},
                                               {ip4("198.51.101.0"), {}}}));
    return geo ? std::shared_ptr<const CompactGeo>(std::move(*geo)) : nullptr;
}

GeoAnswer answer(const GeoLookup &lookup, const QString &address, const ProxyCountry &hint = {})
{
    const QHostAddress parsed(address);
    return lookup.locate(parsed, classifyAddress(parsed), hint);
}

QString textOf(const GeoAnswer &answer)
{
    return answer.place.city + QLatin1Char('|') + answer.place.region + QLatin1Char('|')
        + answer.place.country + QLatin1Char('|') + answer.source;
}

} // namespace

class GeoLookupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrder_data();
    void answersInOrder();
    void namedSubnetsHaveTheirPosition();
    void countryOnlyDropsTheRest();
    void asksTheUsersDatabaseFirst();
    void knowsNothingWithoutDatabases();
    void letsGoOfOldDatabases();
    void readsCountriesOfProxies_data();
    void readsCountriesOfProxies();
};

void GeoLookupTest::answersInOrder_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("hint");
    QTest::addColumn<QString>("expected"); // city|region|country|source
    const QString local = s("|||local network");
    QTest::addRow("city") << s("198.51.100.1") << QByteArray()
                          << s("Berlin|Land Berlin|DE|Test places 2026-06");
    QTest::addRow("mapped") << s("::ffff:198.51.100.1") << QByteArray()
                            << s("Berlin|Land Berlin|DE|Test places 2026-06");
    QTest::addRow("country") << s("192.0.2.1") << QByteArray() << s("||GB|Test countries 2026-05");
    QTest::addRow("unknown") << s("203.0.113.1") << QByteArray() << s("|||");
    QTest::addRow("loopback") << s("127.0.0.1") << QByteArray() << local;
    QTest::addRow("private") << s("10.0.0.1") << QByteArray() << local;
    QTest::addRow("shared") << s("100.64.0.1") << QByteArray() << local;
    QTest::addRow("link-local") << s("fe80::1") << QByteArray() << local;
    QTest::addRow("unique local") << s("fd00::1") << QByteArray() << local;
    QTest::addRow("named") << s("192.168.20.9") << QByteArray() << s("Hall B|||subnet 192.168.20.0/24");
    QTest::addRow("named and public")
        << s("198.51.100.200") << QByteArray() << s("Berlin office||DE|subnet 198.51.100.192/26");
    QTest::addRow("hint agrees") << s("198.51.100.1") << QByteArray("DE")
                                 << s("Berlin|Land Berlin|DE|Test places 2026-06");
    QTest::addRow("hint disagrees") << s("198.51.100.1") << QByteArray("FR")
                                    << s("||FR|proxy header CF-IPCountry");
    QTest::addRow("hint alone") << s("203.0.113.1") << QByteArray("IN")
                                << s("||IN|proxy header CF-IPCountry");
    QTest::addRow("hint about a local network") << s("10.0.0.1") << QByteArray("IN") << local;
    QTest::addRow("hint about a named network")
        << s("198.51.100.200") << QByteArray("FR") << s("Berlin office||FR|subnet 198.51.100.192/26");
}

void GeoLookupTest::answersInOrder()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, hint);
    auto databases = std::make_shared<GeoDatabases>();
    databases->bundled = bundled();
    databases->subnets =
        Subnets::parse(u"192.168.20.0/24 = Hall B\n198.51.100.192/26 = Berlin office @ 52.5, 13.4").value();
    const GeoLookup lookup(databases);
    const ProxyCountry proxy = hint.isEmpty() ? ProxyCountry() : proxyCountry({{"cf-ipcountry", hint}});
    const GeoAnswer found = answer(lookup, address, proxy);
    QTEST(textOf(found), "expected");
    QCOMPARE(found.isNamedSubnet, found.source.startsWith(s("subnet")));
    const bool isInBerlin = found.place.city.startsWith(s("Berlin"));
    QCOMPARE(found.position.has_value(), isInBerlin);
}

void GeoLookupTest::namedSubnetsHaveTheirPosition()
{
    auto databases = std::make_shared<GeoDatabases>();
    databases->bundled = bundled();
    databases->subnets =
        Subnets::parse(u"10.1.0.0/16 = Pune @ 18.52, 73.86\n198.51.100.0/24 = Berlin").value();
    databases->countryOnly = true; // about estimates; what the user wrote is none
    const GeoLookup lookup(databases);
    QCOMPARE(answer(lookup, s("10.1.2.3")).position, (GeoPosition {1852, 7386}));
    QCOMPARE(answer(lookup, s("10.1.2.3")).place.city, s("Pune"));
    QCOMPARE(answer(lookup, s("198.51.100.1")).position, std::nullopt);
}

void GeoLookupTest::countryOnlyDropsTheRest()
{
    auto databases = std::make_shared<GeoDatabases>();
    databases->bundled = bundled();
    databases->countryOnly = true;
    const GeoLookup lookup(databases);
    QCOMPARE(textOf(answer(lookup, s("198.51.100.1"))), s("||DE|Test countries 2026-05"));
    QCOMPARE(answer(lookup, s("198.51.100.1")).position, std::nullopt);
}

void GeoLookupTest::asksTheUsersDatabaseFirst()
{
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
    const QTemporaryDir folder;
    MmdbSpec spec;
    spec.networks = {{s("198.51.100.0/25"), nestedRecord(s("DE"), QString(), s("Potsdam"), 52.4, 13.07)}};
    QFile file(folder.filePath(s("own.mmdb")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(makeMmdb(spec));
    file.close();
    auto own = MmdbGeo::open({file.fileName()});
    QVERIFY(own);
    auto databases = std::make_shared<GeoDatabases>();
    databases->bundled = bundled();
    databases->own = std::move(*own);
    const GeoLookup lookup(databases);
    QCOMPARE(textOf(answer(lookup, s("198.51.100.1"))), s("Potsdam||DE|Test-City of 2026-05-01"));
    QCOMPARE(textOf(answer(lookup, s("198.51.100.129"))), s("Berlin|Land Berlin|DE|Test places 2026-06"));
}

void GeoLookupTest::knowsNothingWithoutDatabases()
{
    const GeoLookup lookup;
    QCOMPARE(answer(lookup, s("198.51.100.1")), GeoAnswer());
    QCOMPARE(textOf(answer(lookup, s("10.0.0.1"))), s("|||local network"));
    const GeoLookup empty(std::make_shared<GeoDatabases>());
    QCOMPARE(answer(empty, s("198.51.100.1")), GeoAnswer());
}

void GeoLookupTest::letsGoOfOldDatabases()
{
    auto first = std::make_shared<GeoDatabases>();
    first->bundled = bundled();
    const std::weak_ptr<const CompactGeo> watched = first->bundled;
    GeoLookup lookup(std::move(first));
    const GeoAnswer kept = answer(lookup, s("198.51.100.1"));
    lookup.setDatabases(std::make_shared<GeoDatabases>());
    QVERIFY(watched.expired());
    QCOMPARE(kept.place.city, s("Berlin")); // answers outlive their database
    QCOMPARE(answer(lookup, s("198.51.100.1")), GeoAnswer());
}

void GeoLookupTest::readsCountriesOfProxies_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("code");
    QTest::addRow("Cloudflare") << QByteArray("CF-IPCountry") << QByteArray("IN") << QByteArray("IN");
    QTest::addRow("Vercel") << QByteArray("x-vercel-ip-country") << QByteArray("de") << QByteArray("DE");
    QTest::addRow("CloudFront") << QByteArray("CloudFront-Viewer-Country") << QByteArray(" US ")
                                << QByteArray("US");
    QTest::addRow("App Engine") << QByteArray("X-AppEngine-Country") << QByteArray("FR") << QByteArray("FR");
    QTest::addRow("App Engine, unknown")
        << QByteArray("X-AppEngine-Country") << QByteArray("ZZ") << QByteArray();
    QTest::addRow("unknown") << QByteArray("CF-IPCountry") << QByteArray("XX") << QByteArray();
    QTest::addRow("Tor") << QByteArray("CF-IPCountry") << QByteArray("T1") << QByteArray();
    QTest::addRow("a name") << QByteArray("CF-IPCountry") << QByteArray("India") << QByteArray();
    QTest::addRow("empty") << QByteArray("CF-IPCountry") << QByteArray() << QByteArray();
    QTest::addRow("long") << QByteArray("CF-IPCountry") << QByteArray(4000, ' ') + "IN" << QByteArray();
    QTest::addRow("bytes") << QByteArray("CF-IPCountry") << QByteArray("\xff\xfe") << QByteArray();
    QTest::addRow("another header") << QByteArray("X-Country") << QByteArray("IN") << QByteArray();
}

void GeoLookupTest::readsCountriesOfProxies()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const ProxyCountry country = proxyCountry({{"Host", "a.example"}, {name, value}});
    QTEST(country.code, "code");
    QCOMPARE(country.source.isEmpty(), country.code.isEmpty());
}

CLICKSCOPE_TEST(GeoLookupTest)
#include "tst_geolookup.moc"
