// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/questions/hitfilter.h"
#include "core/types/placetext.h"
#include "tests/support/testprogram.h"

#include <QTest>

class PlaceTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAPlace_data();
    void writesAPlace();
    void readsAPlace_data();
    void readsAPlace();
    void readsBackWhatItWrites();
    void tellsPlacesApartWithoutTheirPosition_data();
    void tellsPlacesApartWithoutTheirPosition();
    void isADimensionOfHits();
};

namespace {

using Position = std::optional<GeoPosition>;

Place placeOf(QStringView country, QStringView region, QStringView city, Position position = {})
{
    return {country.toString(), region.toString(), city.toString(), QStringLiteral("source"), position};
}

} // namespace

void PlaceTextTest::writesAPlace_data()
{
    QTest::addColumn<Place>("place");
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Place &place, bool isLocal, QStringView text) {
        QTest::newRow(name) << place << isLocal << text.toString();
    };
    row("nothing", {}, false, u"");
    row("country", placeOf(u"IN", u"", u""), false, u"IN");
    row("region", placeOf(u"IN", u"Goa", u""), false, u"IN|Goa");
    row("city", placeOf(u"IN", u"Goa", u"Panaji"), false, u"IN|Goa|Panaji");
    row("city without a region", placeOf(u"SG", u"", u"Singapore"), false, u"SG||Singapore");
    row("city alone", placeOf(u"", u"", u"Hall B"), false, u"||Hall B");
    row("position", placeOf(u"IN", u"Mahārāshtra", u"Mumbai", GeoPosition {1908, 7288}), false,
        u"IN|Mahārāshtra|Mumbai|19.08,72.88");
    row("position of a country", placeOf(u"IN", u"", u"", GeoPosition {2000, 7700}), false,
        u"IN|||20.00,77.00");
    row("position of nothing", placeOf(u"", u"", u"", GeoPosition {2000, 7700}), false, u"");
    row("south and west", placeOf(u"BR", u"", u"Rio", GeoPosition {-2291, -4317}), false,
        u"BR||Rio|-22.91,-43.17");
    row("less than a degree", placeOf(u"GB", u"", u"X", GeoPosition {-5, -99}), false, u"GB||X|-0.05,-0.99");
    row("the middle of the map", placeOf(u"", u"", u"X", GeoPosition {0, 0}), false, u"||X|0.00,0.00");
    row("the ends of the map", placeOf(u"", u"", u"X", GeoPosition {-9000, 18000}), false,
        u"||X|-90.00,180.00");
    row("local", {}, true, u"local");
    row("local, named", placeOf(u"", u"", u"Hall B"), true, u"local||Hall B");
    row("local, on the map", placeOf(u"", u"", u"Hall B", GeoPosition {5252, 1340}), true,
        u"local||Hall B|52.52,13.40");
    row("local, position of nothing", placeOf(u"", u"", u"", GeoPosition {5252, 1340}), true, u"local");
    row("local with a country", placeOf(u"DE", u"", u"Hall B"), true, u"DE||Hall B");
    row("bars", placeOf(u"D|", u"|a|b|", u"c|"), false, u"D/|/a/b/|c/");
}

void PlaceTextTest::writesAPlace()
{
    QFETCH(Place, place);
    QFETCH(bool, isLocal);
    QTEST(PlaceText::of(place, isLocal), "text");
}

void PlaceTextTest::readsAPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("city");
    QTest::addColumn<Position>("position");
    const auto row = [](const char *text, const char *country, const char *region, const char *city,
                        Position position = {}) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(country)
                            << QString::fromUtf8(region) << QString::fromUtf8(city) << position;
    };
    row("", "", "", "");
    row("IN", "IN", "", "");
    row("IN|Mahārāshtra|Mumbai|19.08,72.88", "IN", "Mahārāshtra", "Mumbai", GeoPosition {1908, 7288});
    row("local||Hall B|52.52,13.40", "local", "", "Hall B", GeoPosition {5252, 1340});
    row("||X|-0.05,-0.99", "", "", "X", GeoPosition {-5, -99});
    row("||||", "", "", "");
    row("a|b|c|d|e", "a", "b", "c");
    row("a|b|c|1.00,2.00|e", "a", "b", "c", GeoPosition {100, 200});
    row("||X|91,0", "", "", "X");
    row("||X|0,-180.01", "", "", "X");
    row("||X|nan,inf", "", "", "X");
    row("||X|1e400,0", "", "", "X");
    row("||X|1.00", "", "", "X");
    row("||X|,", "", "", "X");
    row("||X|1,2,3", "", "", "X");
    row("||X|1;2", "", "", "X");
    row("||X|90.01,0.00", "", "", "X");
    row("||X|0.00,-180.01", "", "", "X");
    row("||X|90.00,-180.00", "", "", "X", GeoPosition {9000, -18000});
    row("||X|1.5,2.00", "", "", "X");
    row("||X|1.00,1234.00", "", "", "X");
    row("||X|1.00,--2.00", "", "", "X");
    row("||X|1.00,.00", "", "", "X");
    row("||X|1.0٣,2.00", "", "", "X");
}

void PlaceTextTest::readsAPlace()
{
    QFETCH(QString, text);
    const PlaceText place = PlaceText::parse(text);
    QTEST(place.country, "country");
    QTEST(place.region, "region");
    QTEST(place.city, "city");
    QFETCH(Position, position);
    QVERIFY(place.position == position);
    QCOMPARE(place.isLocal(), text.startsWith(QLatin1StringView("local")));
}

void PlaceTextTest::readsBackWhatItWrites()
{
    for (int hundredths = -9000; hundredths <= 9000; ++hundredths) {
        const GeoPosition position {static_cast<qint16>(hundredths), static_cast<qint16>(-2 * hundredths)};
        const QString text = PlaceText::of(placeOf(u"IN", u"", u"X", position), false);
        QVERIFY2(PlaceText::parse(text).position == position, qPrintable(text));
        QVERIFY2(!text.contains(QLatin1StringView("-0.00")), qPrintable(text));
    }
}

void PlaceTextTest::tellsPlacesApartWithoutTheirPosition_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *text, const char *key) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(key);
    };
    row("", "");
    row("IN", "IN");
    row("IN|Goa|Panaji", "IN|Goa|Panaji");
    row("IN|Goa|Panaji|15.50,73.83", "IN|Goa|Panaji|");
    row("IN|||20.00,77.00", "IN|||");
    row("local||Hall B|52.52,13.40", "local||Hall B|");
    row("||||", "|||");
}

void PlaceTextTest::tellsPlacesApartWithoutTheirPosition()
{
    QFETCH(QString, text);
    QTEST(PlaceText::key(text), "key");
}

void PlaceTextTest::isADimensionOfHits()
{
    Hit hit;
    QCOMPARE(dimensionValue(hit, u"place"), QString());
    hit.network = NetworkClass::Cgnat;
    QCOMPARE(dimensionValue(hit, u"place"), QStringLiteral("local"));
    hit.network = NetworkClass::Public;
    hit.place = placeOf(u"DE", u"Berlin", u"Berlin", GeoPosition {5252, 1340});
    QCOMPARE(dimensionValue(hit, u"place"), QStringLiteral("DE|Berlin|Berlin|52.52,13.40"));
    QVERIFY(dimensionNames().contains(QStringLiteral("place")));
    HitFilter filter;
    filter.dimensions = {*DimensionFilter::parse(QStringLiteral("place==DE|Berlin|Berlin|52.52,13.40"))};
    QVERIFY(filter.matches(hit));
    filter.dimensions = {*DimensionFilter::parse(QStringLiteral("place~DE|Berlin|"))};
    QVERIFY(filter.matches(hit));
    filter.dimensions = {*DimensionFilter::parse(QStringLiteral("place==local"))};
    QVERIFY(!filter.matches(hit));
}

CLICKSCOPE_TEST(PlaceTextTest)
#include "tst_placetext.moc"
