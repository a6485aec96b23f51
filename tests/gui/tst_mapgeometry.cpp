// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <QImage>
#include <QPainter>
#include <QResource>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <limits>
#include <random>
#include <utility>

using namespace MapProjection;

namespace {

constexpr int kWidth = 1440;
constexpr double kScale = kWidth / (2 * kHalfWidth);
constexpr int kHeight = 701; // 2 · 1.31736 · kScale, rounded up
constexpr QRgb kSea = 0xff000000;
constexpr QRgb kLand = 0xffffffff;

const MapGeometry &world()
{
    return MapGeometry::world();
}

QString codeAt(double longitude, double latitude)
{
    const int index = world().countryAt(project(longitude, latitude));
    return index < 0 ? QStringLiteral("sea") : world().countries().at(index).code;
}

QImage picture(QPainterPath MapCountry::*shape)
{
    QImage image(kWidth, kHeight, QImage::Format_RGB32);
    image.fill(kSea);
    QPainter painter(&image);
    painter.scale(kScale, kScale);
    painter.translate(kHalfWidth, kHalfHeight);
    for (const MapCountry &country : world().countries())
        painter.fillPath(country.*shape, QColor(kLand));
    return image;
}

bool isLand(const QImage &image, double longitude, double latitude)
{
    const QPointF pixel = (project(longitude, latitude) + QPointF(kHalfWidth, kHalfHeight)) * kScale;
    return image.pixel(qMin(qFloor(pixel.x()), kWidth - 1), qMin(qFloor(pixel.y()), kHeight - 1)) == kLand;
}

bool isOnOutline(QPointF plane)
{
    const std::optional<QPointF> place = unproject(plane * (1 - 1e-7));
    return !place || std::abs(std::remainder(place->x() - kCentre, 360)) > 179.99
        || std::abs(place->y()) > 89.9;
}

/// Writes a map by hand, in the layout that resources/generate/worldmap.py describes.
class MapWriter
{
public:
    MapWriter(int countries, int points) : m_bytes("CMAP\r\n\x1a\n")
    {
        add<quint16>(2);
        add<quint16>(static_cast<quint16>(countries));
        add<quint16>(static_cast<quint16>(points));
    }

    template <typename T>
    MapWriter &add(T number)
    {
        char bytes[sizeof(T)];
        qToLittleEndian(number, bytes);
        m_bytes.append(bytes, sizeof(T));
        return *this;
    }

    MapWriter &place(const char *code, double longitude, double latitude)
    {
        m_bytes.append(code, 2);
        add<qint32>(qRound(longitude * 100'000));
        return add<qint32>(qRound(latitude * 100'000));
    }

    /// REQUIRES: at most 8 corners.
    MapWriter &ring(const QList<std::pair<int, int>> &corners, int needed)
    {
        add<quint16>(static_cast<quint16>(corners.size()));
        add<quint8>(static_cast<quint8>(needed));
        std::pair<int, int> last(0, 0);
        for (const auto &corner : corners) {
            distance(corner.first - last.first);
            distance(corner.second - last.second);
            last = corner;
        }
        return *this;
    }

    MapWriter &distance(int value)
    {
        auto rest = static_cast<quint32>(value < 0 ? -2 * value - 1 : 2 * value);
        for (; rest >= 0x80; rest >>= 7)
            add<quint8>(static_cast<quint8>(rest | 0x80));
        return add<quint8>(static_cast<quint8>(rest));
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

// The grid begins at 169° W and 90° N; 13107 = a fifth of it is 72° of longitude and 36° of latitude.
const QList<std::pair<int, int>> kSquare {{13107, 13107}, {26214, 13107}, {26214, 26214}, {13107, 26214}};

MapWriter smallMap()
{
    MapWriter map(1, 1);
    map.place("AB", -61, 36).add<quint16>(1).add<quint32>(4).ring(kSquare, 0b0111);
    map.place("CD", 10, 20);
    return map;
}

QByteArray worldFile()
{
    world(); // which registers the resource
    return QResource(QStringLiteral(":/clickscope/map/world.map")).uncompressedData();
}

} // namespace

/// The shapes of the countries: whole, in their place, and nothing between them.
class MapGeometryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAPlace();
    void labelsAreInside();
    void citiesAreInTheirCountries_data();
    void citiesAreInTheirCountries();
    void seasAreNoCountry_data();
    void seasAreNoCountry();
    void nearMissesFindTinyIslands();
    void noEdgeCrossesTheMap();
    void antarcticaIsClosed();
    void pictureShowsLandAndSea_data();
    void pictureShowsLandAndSea();
    void coarseLooksTheSame();
    void readsWhatTheLayoutSays();
    void refusesWhatIsBroken_data();
    void refusesWhatIsBroken();
    void survivesTruncation();
    void survivesFlippedBits();
};

void MapGeometryTest::everyCodeHasAPlace()
{
    // ISO 3166-1 has 249 codes: 235 with a shape and 14 points. Kosovo makes 236; Somaliland, Northern
    // Cyprus, the Indian Ocean Territories and Siachen have no code.
    QSet<QString> codes;
    int without = 0;
    for (const MapCountry &country : world().countries()) {
        QVERIFY(!codes.contains(country.code));
        if (country.code.isEmpty())
            ++without;
        else
            codes.insert(country.code);
        QCOMPARE(world().indexOf(country.code) >= 0, !country.code.isEmpty());
    }
    QCOMPARE(codes.size(), 236);
    QCOMPARE(without, 4);
    QCOMPARE(world().points().size(), 14);
    for (const char *code :
         {"BQ", "BV", "CC", "CX", "GF", "GI", "GP", "MQ", "RE", "SJ", "TK", "TV", "UM", "YT"}) {
        QCOMPARE(world().indexOf(QString::fromLatin1(code)), -1);
        QVERIFY(world().anchorOf(QString::fromLatin1(code)));
    }
    QVERIFY(world().indexOf(QStringLiteral("XK")) >= 0);
    QCOMPARE(world().indexOf(QStringLiteral("XX")), -1);
    QVERIFY(!world().anchorOf(QStringLiteral("XX")));
    QVERIFY(!world().anchorOf(QString()));
}

void MapGeometryTest::labelsAreInside()
{
    QVERIFY(world().countries().size() >= 240);
    for (qsizetype i = 0; i < world().countries().size(); ++i) {
        const MapCountry &country = world().countries().at(i);
        QVERIFY2(world().countryAt(country.label) == i, qPrintable(country.code));
        QVERIFY(country.bounds.contains(country.label));
        QCOMPARE(country.bounds, country.path.boundingRect());
    }
    // The largest part counts: not Alaska, not Cayenne, not Svalbard.
    const auto isNear = [](const char *code, double longitude, double latitude) {
        const QPointF distance = *world().anchorOf(QString::fromLatin1(code)) - project(longitude, latitude);
        return std::hypot(distance.x(), distance.y()) < 0.12; // about 750 km
    };
    QVERIFY(isNear("US", -100, 40));
    QVERIFY(isNear("FR", 2.5, 46.6));
    QVERIFY(isNear("IN", 79, 23));
    QVERIFY(isNear("AU", 135, -25));
    QVERIFY(isNear("TV", 179.2, -8.5));
}

void MapGeometryTest::citiesAreInTheirCountries_data()
{
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<QString>("code");
    const auto city = [](const char *name, double longitude, double latitude, const char *code) {
        QTest::addRow("%s", name) << longitude << latitude << QString::fromLatin1(code);
    };
    city("Paris", 2.35, 48.86, "FR");
    city("Cayenne, of France's shape", -52.5, 4.7, "FR");
    city("Longyearbyen, of Norway's", 15.9, 78.2, "NO");
    city("Suva", 178.4, -18.05, "FJ");
    city("Labasa", 179.38, -16.45, "FJ");
    city("Anadyr's airport", 177.74, 64.74, "RU");
    city("Egvekinot, beyond 180°", -179.1, 66.35, "RU");
    city("Provideniya, beyond 180°", -173.3, 64.5, "RU");
    city("Wrangel Island, west", 179.5, 71.2, "RU");
    city("Wrangel Island, east", -179.5, 71.2, "RU");
    city("Kaliningrad", 20.5, 54.7, "RU");
    city("Honolulu", -157.95, 21.45, "US");
    city("Anchorage", -149.7, 61.2, "US");
    city("Adak", -176.6, 51.8, "US");
    city("Hobart", 147.3, -42.85, "AU");
    city("Reykjavik", -21.8, 64.1, "IS");
    city("Singapore", 103.82, 1.36, "SG");
    city("Hong Kong", 114.13, 22.42, "HK");
    city("Rome, around the Vatican", 12.52, 41.89, "IT");
    city("San Marino", 12.45, 43.94, "SM");
    city("Andorra", 1.55, 42.55, "AD");
    city("Vaduz", 9.53, 47.14, "LI");
    city("Maseru", 27.6, -29.4, "LS");
    city("Bloemfontein", 26.2, -29.1, "ZA");
    city("Pristina", 21.17, 42.66, "XK");
    city("Hargeisa, without a code", 44.06, 9.56, "");
    city("Cabinda", 12.4, -5.3, "AO");
    city("Taipei", 121.5, 25.0, "TW");
    city("Ramallah", 35.2, 31.95, "PS");
    city("Laayoune, which Morocco holds", -13.0, 27.0, "MA");
    city("Tifariti", -10.57, 26.16, "EH");
    city("Nicosia", 33.3, 35.1, "CY");
    city("Mariehamn", 19.9, 60.2, "AX");
    city("Port Louis", 57.55, -20.25, "MU");
    city("Victoria, Seychelles", 55.46, -4.66, "SC");
    city("Brunei", 114.7, 4.6, "BN");
    city("Ushuaia", -67.6, -54.6, "AR");
    city("Punta Arenas", -71.2, -53.2, "CL");
    city("Nuuk", -51.4, 64.2, "GL");
    city("Hamilton", 175.28, -37.79, "NZ");
    city("Tokyo", 139.6, 35.7, "JP");
    city("Nairobi", 36.8, -1.3, "KE");
    city("Delhi", 77.2, 28.6, "IN");
    city("Siachen, without a code", 77.0, 35.4, "");
    city("beside the South Pole", 0, -89.8, "AQ");
    city("Vostok", 106.8, -78.5, "AQ");
}

void MapGeometryTest::citiesAreInTheirCountries()
{
    QFETCH(const double, longitude);
    QFETCH(const double, latitude);
    QTEST(codeAt(longitude, latitude), "code");
}

void MapGeometryTest::seasAreNoCountry_data()
{
    QTest::addColumn<QPointF>("plane");
    QTest::addRow("Gulf of Guinea") << project(0, 0);
    QTest::addRow("Caspian Sea, which is nobody's") << project(51, 41);
    QTest::addRow("antimeridian") << project(180, 30);
    QTest::addRow("beside the globe") << QPointF(2.7, 1.3);
    QTest::addRow("no number") << QPointF(std::numeric_limits<double>::quiet_NaN(), 0);
    QTest::addRow("infinite") << QPointF(0, std::numeric_limits<double>::infinity());
}

void MapGeometryTest::seasAreNoCountry()
{
    QFETCH(const QPointF, plane);
    QCOMPARE(world().countryAt(plane), -1);
    QCOMPARE(world().countryAt(plane, 1e-6), -1);
}

void MapGeometryTest::nearMissesFindTinyIslands()
{
    // Nauru is at 166.93 E 0.53 S and 5 km wide; half a degree is 0.0087 of the plane.
    const QPointF beside = project(167.43, -0.53);
    QCOMPARE(world().countryAt(beside), -1);
    QCOMPARE(world().countryAt(beside, 0.005), -1);
    QCOMPARE(world().countryAt(beside, 0.0095), world().indexOf(QStringLiteral("NR")));
    QCOMPARE(world().countryAt(beside, -1), -1);
    QCOMPARE(world().countryAt(beside, std::numeric_limits<double>::quiet_NaN()), -1);
    // Land stays what it is, however near a border is.
    QCOMPARE(world().countryAt(project(103.6, 1.6), 0.1), world().indexOf(QStringLiteral("MY")));
    // Of two, the nearer: Sark's sea, between Guernsey and Jersey.
    QCOMPARE(world().countryAt(project(-2.48, 49.46), 0.02), world().indexOf(QStringLiteral("GG")));
}

void MapGeometryTest::noEdgeCrossesTheMap()
{
    // The longest border in one line is the 49th parallel, 27° of longitude: 0.34 of the plane.
    constexpr double kLongest = 0.36;
    double longest = 0;
    for (const MapCountry &country : world().countries()) {
        for (const QPainterPath &path : {country.path, country.coarse}) {
            QVERIFY2(path.elementCount() >= 4, qPrintable(country.code));
            for (int i = 1; i < path.elementCount(); ++i) {
                const QPointF from = path.elementAt(i - 1);
                const QPointF to = path.elementAt(i);
                QVERIFY(unproject(to * (1 - 1e-7)));
                if (path.elementAt(i).isMoveTo() || (isOnOutline(from) && isOnOutline(to)))
                    continue;
                const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
                longest = qMax(longest, length);
                QVERIFY2(length < kLongest, qPrintable(country.code));
            }
        }
    }
    QVERIFY(longest > 0.1); // something was looked at
}

void MapGeometryTest::antarcticaIsClosed()
{
    for (int longitude = -180; longitude <= 180; longitude += 5) {
        // Slightly inside the edge of the world.
        const double inside = kCentre + longitude * (1 - 1e-4);
        for (const double latitude : {-89.8, -88.0, -86.0})
            QVERIFY2(codeAt(inside, latitude) == QLatin1StringView("AQ"),
                     qPrintable(QString::number(longitude)));
    }
    // Its shape ends on the curved edge, not on a chord: half-way between two points of it, too.
    const MapCountry &antarctica = world().countries().at(world().indexOf(QStringLiteral("AQ")));
    for (double latitude = -89.8; latitude < -85; latitude += 0.1) {
        for (const double side : {-1.0, 1.0})
            QVERIFY2(antarctica.path.contains(project(kCentre + side * 179.99, latitude)),
                     qPrintable(QString::number(latitude)));
    }
}

void MapGeometryTest::pictureShowsLandAndSea_data()
{
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<bool>("land");
    const auto row = [](const char *name, double longitude, double latitude, bool land) {
        QTest::addRow("%s", name) << longitude << latitude << land;
    };
    // Where bands would be seen if a ring ran across the map.
    row("Pacific, equator", -140, 0, false);
    row("Pacific, of Fiji's latitude", -150, -18.3, false);
    row("Indian Ocean, of Fiji's latitude", 75, -17, false);
    row("Atlantic, of Fiji's latitude", -20, -16.7, false);
    row("Pacific, north", -160, 40, false);
    row("Pacific, south", -120, -50, false);
    row("Pacific, west edge", -168.5, 30, false);
    row("Pacific, east edge", -169.5, -60, false);
    row("Atlantic", -40, 30, false);
    row("Atlantic, south", -15, -40, false);
    row("Norwegian Sea, of Chukotka's latitude", 0, 67, false);
    row("Davis Strait, of Chukotka's latitude", -58, 66, false);
    row("Barents Sea, of Wrangel's latitude", 40, 71.5, false);
    row("Baffin Bay, of Wrangel's latitude", -65, 72, false);
    row("Bering Sea", -175, 60, false);
    row("Arctic", 0, 88, false);
    row("Arctic, east", 170, 80, false);
    row("Southern Ocean", 90, -60, false);
    row("Weddell Sea", -40, -68, false);
    row("Indian Ocean", 80, -30, false);
    row("Mediterranean", 18, 35, false);
    row("Hudson Bay", -85, 60, false);
    row("Viti Levu", 178, -17.8, true);
    row("Vanua Levu", 179.2, -16.6, true);
    row("Chukotka, west of 180°", 175, 67, true);
    row("Chukotka, at 180°", 180, 67.5, true);
    row("Chukotka, east of 180°", -176, 66.6, true);
    row("Alaska, east of the cut", -165, 65.2, true);
    row("Siberia", 100, 65, true);
    row("Sahara", 10, 25, true);
    row("Antarctica, middle", 0, -80, true);
    row("Antarctica, west edge", -167.5, -87, true);
    row("Antarctica, east edge", -170.5, -87, true);
    row("South Pole", 0, -89.9, true);
    row("Amazon", -60, -5, true);
    row("Greenland", -40, 75, true);
}

void MapGeometryTest::pictureShowsLandAndSea()
{
    static const QImage fine = picture(&MapCountry::path);
    static const QImage coarse = picture(&MapCountry::coarse);
    QFETCH(const double, longitude);
    QFETCH(const double, latitude);
    QTEST(isLand(fine, longitude, latitude), "land");
    QTEST(isLand(coarse, longitude, latitude), "land");
}

void MapGeometryTest::coarseLooksTheSame()
{
    const QImage fine = picture(&MapCountry::path);
    const QImage coarse = picture(&MapCountry::coarse);
    int land = 0;
    int different = 0;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            land += fine.pixel(x, y) == kLand;
            different += fine.pixel(x, y) != coarse.pixel(x, y);
        }
    }
    QVERIFY2(different * 100 < land, qPrintable(QString::number(different)));
    int points = 0;
    int fewer = 0;
    for (const MapCountry &country : world().countries()) {
        points += country.path.elementCount();
        fewer += country.coarse.elementCount();
        QVERIFY(!country.coarse.boundingRect().isEmpty());
    }
    QVERIFY2(fewer * 3 < points, qPrintable(QStringLiteral("%1 of %2").arg(fewer).arg(points)));
    // The share of land on an equal-area map: 29.2 % of the globe, less the large lakes.
    const double globe = 4 * M_PI * kScale * kScale;
    QVERIFY(std::abs(land / globe - 0.29) < 0.01);
}

void MapGeometryTest::readsWhatTheLayoutSays()
{
    const Result<MapGeometry> map = MapGeometry::decode(smallMap().bytes());
    QVERIFY(map);
    QCOMPARE(map->countries().size(), 1);
    const MapCountry &country = map->countries().first();
    QCOMPARE(country.code, QStringLiteral("AB"));
    const auto isNear = [](QPointF point, QPointF expected) {
        return (point - expected).manhattanLength() < 1e-5;
    };
    QVERIFY(isNear(country.label, project(-61, 36)));
    // 97 W to 25 W, 54 N to 18 N
    const QList<QPointF> corners {project(-97, 54), project(-25, 54), project(-25, 18), project(-97, 18),
                                  project(-97, 54)};
    QCOMPARE(country.path.elementCount(), 5);
    for (int i = 0; i < 5; ++i)
        QVERIFY(isNear(country.path.elementAt(i), corners.at(i)));
    QCOMPARE(country.coarse.elementCount(), 4);
    for (const auto &[element, corner] : {std::pair(0, 0), std::pair(1, 1), std::pair(2, 2), std::pair(3, 0)})
        QVERIFY(isNear(country.coarse.elementAt(element), corners.at(corner)));
    QCOMPARE(map->indexOf(QStringLiteral("AB")), 0);
    QCOMPARE(map->countryAt(project(-61, 36)), 0);
    QCOMPARE(map->countryAt(project(0, 0)), -1);
    QCOMPARE(map->points().size(), 1);
    QCOMPARE(map->points().first().code, QStringLiteral("CD"));
    QVERIFY(isNear(*map->anchorOf(QStringLiteral("CD")), project(10, 20)));
}

void MapGeometryTest::refusesWhatIsBroken_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray good = smallMap().bytes();
    const auto country = [](int rings) {
        MapWriter map(1, 0);
        map.place("AB", 0, 0).add<quint16>(static_cast<quint16>(rings)).add<quint32>(3);
        return map;
    };
    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("something else") << QByteArray("PNG\r\n\x1a\n").repeated(4);
    QTest::addRow("a later version") << QByteArray(good).replace(8, 1, "\x03");
    QTest::addRow("more than the map") << QByteArray(good + '\0');
    QTest::addRow("too large") << good + QByteArray(5'000'000, '\0');
    QTest::addRow("more countries than there are") << QByteArray(good).replace(10, 2, "\xff\xff");
    QTest::addRow("more points than there are") << QByteArray(good).replace(12, 2, "\xff\xff");
    QTest::addRow("two points") << country(1).ring({{1, 1}, {2, 2}}, 3).bytes();
    QTest::addRow("west of the map") << country(1).ring({{-1, 1}, {2, 2}, {3, 1}}, 7).bytes();
    QTest::addRow("east of the map") << country(1).ring({{65536, 1}, {2, 2}, {3, 1}}, 7).bytes();
    QTest::addRow("north of the map") << country(1).ring({{1, -1}, {2, 2}, {3, 1}}, 7).bytes();
    QTest::addRow("south of the map") << country(1).ring({{1, 1}, {2, 65536}, {3, 1}}, 7).bytes();
    QTest::addRow("an endless number")
        << country(1).add<quint16>(3).add<quint8>(7).bytes() + QByteArray(16, '\xff');
    QTest::addRow("a ring longer than the file")
        << country(1).add<quint16>(0xffff).bytes() + QByteArray(9'000, '\0');
    QTest::addRow("more points than the file holds") << MapWriter(1, 0)
                                                            .place("AB", 0, 0)
                                                            .add<quint16>(1)
                                                            .add<quint32>(0xffffffff)
                                                            .ring(kSquare, 15)
                                                            .bytes();
    QTest::addRow("more rings than there are") << country(2).ring(kSquare, 15).bytes();
    QTest::addRow("a label off the globe")
        << MapWriter(1, 0).place("AB", 180.1, 0).add<quint16>(1).add<quint32>(4).ring(kSquare, 15).bytes();
    QTest::addRow("a point off the globe") << MapWriter(0, 1).place("AB", 0, -90.1).bytes();
    QTest::addRow("a point without a code") << MapWriter(0, 1).place("a1", 0, 0).bytes();
}

void MapGeometryTest::refusesWhatIsBroken()
{
    QFETCH(const QByteArray, file);
    const Result<MapGeometry> map = MapGeometry::decode(file);
    QVERIFY(!map);
    QCOMPARE(map.error().code, QStringLiteral("bad_map"));
    QVERIFY(!map.error().message.isEmpty());
}

void MapGeometryTest::survivesTruncation()
{
    const QByteArray small = smallMap().bytes();
    for (qsizetype size = 0; size < small.size(); ++size)
        QVERIFY(!MapGeometry::decode(QByteArrayView(small).first(size)));
    const QByteArray file = worldFile();
    QVERIFY(MapGeometry::decode(file));
    const auto refused = [&file](qsizetype size) {
        // A copy of its own, so that a sanitizer sees reads beyond its end.
        return !MapGeometry::decode(QByteArray(file.constData(), size));
    };
    for (qsizetype size = 0; size < file.size(); size += 1'997)
        QVERIFY(refused(size));
    for (qsizetype size = file.size() - 40; size < file.size(); ++size)
        QVERIFY(refused(size));
}

void MapGeometryTest::survivesFlippedBits()
{
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    const auto tryFlips = [&random](const QByteArray &file, int rounds) {
        int read = 0;
        for (int i = 0; i < rounds; ++i) {
            QByteArray broken = file;
            for (int flips = 1 + i % 4; flips > 0; --flips) {
                char &byte = broken.data()[random() % static_cast<quint32>(broken.size())];
                byte = static_cast<char>(byte ^ (1 << random() % 8));
            }
            const Result<MapGeometry> map = MapGeometry::decode(broken);
            if (!map)
                continue;
            ++read;
            for (const MapCountry &country : map->countries())
                map->countryAt(country.label, 0.01);
        }
        return read;
    };
    QVERIFY(tryFlips(smallMap().bytes(), 5'000) > 0); // a label elsewhere is no harm
    tryFlips(worldFile(), 60);
}

QTEST_APPLESS_MAIN(MapGeometryTest)
#include "tst_mapgeometry.moc"
