// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapprojection.h"

#include <QPolygonF>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace MapProjection;

namespace {

bool isNear(double value, double expected, double error)
{
    return std::abs(value - expected) <= error;
}

bool isNear(QPointF point, QPointF expected, double error)
{
    return isNear(point.x(), expected.x(), error) && isNear(point.y(), expected.y(), error);
}

double areaOf(const QPolygonF &polygon)
{
    double twice = 0;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF next = polygon.at((i + 1) % polygon.size());
        twice += polygon.at(i).x() * next.y() - next.x() * polygon.at(i).y();
    }
    return std::abs(twice) / 2;
}

} // namespace

/// Equal Earth: where places are on the plane.
class MapProjectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void extentIsThePublishedOne();
    void placesAreWhereTheFormulaPutsThem_data();
    void placesAreWhereTheFormulaPutsThem();
    void areasKeepTheirProportions();
    void placesComeBack();
    void edgesComeBack();
    void nothingIsOutside_data();
    void nothingIsOutside();
};

void MapProjectionTest::extentIsThePublishedOne()
{
    // EPSG:8857 spans ±17,243,959.06 m and ±8,392,927.60 m; its sphere has the area of WGS 84, radius
    // 6,371,007.1809 m.
    QVERIFY(isNear(kHalfWidth * 6'371'007.1809, 17'243'959.06, 0.01));
    QVERIFY(isNear(kHalfHeight * 6'371'007.1809, 8'392'927.60, 0.01));
}

void MapProjectionTest::placesAreWhereTheFormulaPutsThem_data()
{
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<QPointF>("plane");
    QTest::addRow("origin") << 11.0 << 0.0 << QPointF(0, 0);
    QTest::addRow("east") << 191.0 << 0.0 << QPointF(2.7066299836960743, 0);
    QTest::addRow("west") << -169.0 << 0.0 << QPointF(-2.7066299836960743, 0);
    // A degree beside the cut: 179 / 180 of the half width.
    QTest::addRow("east of the cut") << -168.0 << 0.0 << QPointF(-2.6915931504533183, 0);
    QTest::addRow("west of the cut") << -170.0 << 0.0 << QPointF(2.6915931504533183, 0);
    QTest::addRow("north pole") << 11.0 << 90.0 << QPointF(0, -1.3173627591574133);
    QTest::addRow("south pole, east end") << 191.0 << -90.0 << QPointF(1.603588648284053, 1.3173627591574133);
    // Worked out to 20 digits from the paper's equations where the parametric latitude is 30° and 45°:
    // sin(latitude) = 2 / √3 · sin(parametric latitude).
    QTest::addRow("parametric 30 N") << 101.0 << 35.26438968275465
                                     << QPointF(1.2330814604447961, -0.69013888265520820);
    QTest::addRow("parametric 45 S") << -79.0 << -54.73561031724535
                                     << QPointF(-1.0718401903418382, 1.0139434836223179);
}

void MapProjectionTest::placesAreWhereTheFormulaPutsThem()
{
    QFETCH(const double, longitude);
    QFETCH(const double, latitude);
    QFETCH(const QPointF, plane);
    QVERIFY(isNear(project(longitude, latitude), plane, 1e-14));
}

void MapProjectionTest::areasKeepTheirProportions()
{
    for (int latitude = -90; latitude < 90; latitude += 10) {
        QPolygonF cell;
        for (int i = 0; i <= 100; ++i)
            cell.append(project(120, latitude + i * 0.1));
        for (int i = 100; i >= 0; --i)
            cell.append(project(110, latitude + i * 0.1));
        const auto sine = [](int degrees) { return std::sin(degrees * std::numbers::pi / 180); };
        const double onTheGlobe = std::numbers::pi / 18 * (sine(latitude + 10) - sine(latitude));
        QVERIFY2(isNear(areaOf(cell) / onTheGlobe, 1, 1e-4), qPrintable(QString::number(latitude)));
    }
}

void MapProjectionTest::placesComeBack()
{
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_real_distribution<double> longitudes(-180, 180);
    std::uniform_real_distribution<double> latitudes(-89, 89);
    for (int i = 0; i < 100'000; ++i) {
        const QPointF place(longitudes(random), latitudes(random));
        const std::optional<QPointF> back = unproject(project(place.x(), place.y()));
        QVERIFY(back && isNear(*back, place, 1e-9));
    }
}

void MapProjectionTest::edgesComeBack()
{
    for (int i = -9000; i <= 9000; ++i) {
        for (const double longitude : {-169.0, 11.0, 191.0}) {
            const QPointF place(longitude, i / 100.0);
            std::optional<QPointF> back = unproject(project(place.x(), place.y()));
            if (back && longitude > 180) // the edge in the east is the one in the west
                back->rx() += 360;
            // The height hardly changes towards a pole, so that rounding costs half of the digits.
            const double error = std::abs(i) <= 8900 ? 1e-9 : 2e-6;
            QVERIFY2(back && isNear(*back, place, error), qPrintable(QString::number(place.y())));
        }
    }
}

void MapProjectionTest::nothingIsOutside_data()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<QPointF>("plane");
    QTest::addRow("east") << QPointF(2.70664, 0);
    QTest::addRow("west") << QPointF(-2.70664, 0);
    QTest::addRow("north") << QPointF(0, -1.31737);
    QTest::addRow("south") << QPointF(0, 1.31737);
    QTest::addRow("corner") << QPointF(2.7, 1.31);
    QTest::addRow("beside the pole") << QPointF(-1.6037, -1.31736);
    QTest::addRow("far away") << QPointF(1e300, -1e300);
    QTest::addRow("no number") << QPointF(kNan, 0);
    QTest::addRow("no height") << QPointF(0, kNan);
    QTest::addRow("infinite") << QPointF(0, -kInfinity);
}

void MapProjectionTest::nothingIsOutside()
{
    QFETCH(const QPointF, plane);
    QVERIFY(!unproject(plane));
}

QTEST_APPLESS_MAIN(MapProjectionTest)
#include "tst_mapprojection.moc"
