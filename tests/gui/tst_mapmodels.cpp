// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcamera.h"
#include "ui/map/mappulses.h"
#include "ui/worldmap/mapcontent.h"
#include "ui/worldmap/maprowsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace {

StatsCounts counts(qint64 visitors, qint64 hits)
{
    return {.visitors = visitors, .visits = visitors, .pageviews = hits, .hits = hits};
}

/// 100 visitors: 60 in India, 25 in Poland, 10 in Hall B, 3 in another local network, 2 nobody knows where.
StatsTable answer()
{
    StatsTable table;
    table.now.totals = counts(100, 240);
    table.breakdowns = {{QStringLiteral("country"),
                         3,
                         {{QStringLiteral("IN"), counts(60, 150)},
                          {QStringLiteral("PL"), counts(25, 50)},
                          {QString(), counts(15, 40)}}},
                        {QStringLiteral("place"),
                         6,
                         {{QStringLiteral("IN|Maharashtra|Mumbai|19.08,72.88"), counts(40, 100)},
                          {QStringLiteral("PL||Warsaw|52.23,21.01"), counts(25, 50)},
                          {QStringLiteral("IN"), counts(20, 50)},
                          {QStringLiteral("local||Hall B"), counts(10, 30)},
                          {QStringLiteral("local"), counts(3, 6)},
                          {QString(), counts(2, 4)}}}};
    return table;
}

QStringList names(const QList<MapRow> &rows)
{
    QStringList list;
    for (const MapRow &row : rows)
        list.append(row.name);
    return list;
}

} // namespace

class MapModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countriesAndNetworksAreRanked();
    void whereTheUserPutANetworkWins();
    void citiesAreThoseOfACountry();
    void aBlankMapHasAReason();
    void ratesAreShownAsVisitors();
    void rowsSayWhatTheyCount();
    void theHomeViewShowsTheHomeRectangle();
    void zoomingHoldsThePointUnderThePointer();
    void theWorldLeavesNoGap();
    void aFittedRectangleIsAllInView();
    void impossibleViewsAreRefused();
    void pulsesFadeWithTime();
    void hitsOfOnePlaceShareARing();
    void pulsesAreBounded();
};

void MapModelsTest::countriesAndNetworksAreRanked()
{
    const MapContent content = MapContent::of(answer(), Metric::Visitors, {});
    QCOMPARE(names(content.rows),
             QStringList({QStringLiteral("India"), QStringLiteral("Poland"), QStringLiteral("Hall B"),
                          QStringLiteral("Local network"), QStringLiteral("Unknown")}));
    QCOMPARE(content.shareOf(content.rows.at(1)), 0.25);
    QCOMPARE(content.country(QStringLiteral("IN"))->counts.hits, 150);
    QVERIFY(!content.country(QStringLiteral("FR")));
    QVERIFY(!content.rows.at(2).position); // nobody said where it is
}

void MapModelsTest::whereTheUserPutANetworkWins()
{
    const GeoPosition berlin {5252, 1340};
    const QList<NamedNetwork> networks {{QStringLiteral("Hall A"), GeoPosition {0, 0}},
                                        {QStringLiteral("Hall B"), berlin}};
    const MapContent content = MapContent::of(answer(), Metric::Visitors, networks);
    QCOMPARE(content.rows.at(2).position, std::optional(berlin));
    StatsTable moved = answer();
    moved.breakdowns[1].rows[3].value = QStringLiteral("local||Hall B|10.00,20.00");
    QCOMPARE(MapContent::of(moved, Metric::Visitors, {}).rows.at(2).position,
             std::optional(GeoPosition {1000, 2000}));
    QCOMPARE(MapContent::of(moved, Metric::Visitors, networks).rows.at(2).position, std::optional(berlin));
}

void MapModelsTest::citiesAreThoseOfACountry()
{
    const MapContent content = MapContent::of(answer(), Metric::Visitors, {});
    QCOMPARE(names(content.placesOf(QStringLiteral("IN"))), QStringList({QStringLiteral("Mumbai")}));
    QCOMPARE(names(content.placesOf({})),
             QStringList({QStringLiteral("Mumbai"), QStringLiteral("Warsaw"), QStringLiteral("Hall B")}));
    QCOMPARE(content.places.at(0).position, std::optional(GeoPosition {1908, 7288}));
    QCOMPARE(content.placesLeftOut, 0);
    StatsTable many = answer();
    many.breakdowns[1].totalRows = 12'006;
    QCOMPARE(MapContent::of(many, Metric::Visitors, {}).placesLeftOut, 12'000); // and said on the page
}

void MapModelsTest::aBlankMapHasAReason()
{
    using Blank = MapContent::Blank;
    QVERIFY(MapContent::of(answer(), Metric::Visitors, {}).blank() == Blank::No);
    StatsTable table = answer();
    table.breakdowns[0].rows = {{QString(), counts(15, 40)}};
    table.breakdowns[1].rows = {{QStringLiteral("local||Hall B"), counts(10, 30)},
                                {QStringLiteral("local"), counts(5, 10)}};
    QVERIFY(MapContent::of(table, Metric::Visitors, {}).blank() == Blank::OnlyLocal);
    QVERIFY(MapContent::of(table, Metric::Visitors, {{QStringLiteral("Hall B"), GeoPosition {0, 0}}}).blank()
            == Blank::No);
    table.breakdowns[1].rows.append({QString(), counts(1, 1)});
    QVERIFY(MapContent::of(table, Metric::Visitors, {}).blank() == Blank::NothingKnown);
    QVERIFY(MapContent().blank() == Blank::No); // no hits are another matter
}

void MapModelsTest::ratesAreShownAsVisitors()
{
    QVERIFY(mapMetric(Metric::BounceRate) == Metric::Visitors);
    QVERIFY(mapMetric(Metric::VisitDuration) == Metric::Visitors);
    QVERIFY(mapMetric(Metric::Pageviews) == Metric::Pageviews);
    for (const BreakdownQuery &query : MapContent::breakdowns(Metric::Pageviews)) {
        QVERIFY(query.metrics.testFlag(query.orderBy));
        const bool isCountries = query.dimension == QStringLiteral("country");
        QCOMPARE(query.limit, isCountries ? 0 : MapContent::kMostPlaces); // every country there is
    }
}

void MapModelsTest::rowsSayWhatTheyCount()
{
    const MapContent content = MapContent::of(answer(), Metric::Visitors, {});
    MapRowsModel model(MapRowsModel::Kind::Countries);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(content.rows, content);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("India"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("60"));
    QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("25.0 %"));
    QCOMPARE(MapRowsModel::readable(content.rows.at(0), content),
             QStringLiteral("India: 60 visitors, 150 hits, 60.0 % of visitors"));
    QCOMPARE(MapRowsModel::readable(content.places.at(0), content),
             QStringLiteral("Mumbai, Maharashtra: 40 visitors, 100 hits, 40.0 % of visitors"));
}

namespace {
const QRectF kWorld(-2, -1, 4, 2);
const QRectF kHome(-2, -1, 4, 1.5);

MapCamera camera(const QSizeF &size)
{
    MapCamera result(kWorld, kHome);
    result.setViewport(size);
    return result;
}
} // namespace

void MapModelsTest::theHomeViewShowsTheHomeRectangle()
{
    const MapCamera view = camera({400, 300});
    QCOMPARE(view.scale(), 100.0); // 400 pixels for 4 units; the height has room for 2 of 1.5
    QCOMPARE(view.toView({-2, -0.25}), QPointF(0, 150));
    QVERIFY(view.isHome());
    QCOMPARE(view.transform().map(QPointF(1, 0.5)), view.toView({1, 0.5}));
}

void MapModelsTest::zoomingHoldsThePointUnderThePointer()
{
    MapCamera view = camera({400, 150});
    const QPointF at(123, 77);
    view.zoomAt(at, 4);
    const QPointF held = view.toPlane(at);
    view.zoomAt(at, 2);
    QVERIFY(qAbs(view.toPlane(at).x() - held.x()) < 1e-9);
    QVERIFY(qAbs(view.toPlane(at).y() - held.y()) < 1e-9);
    view.zoomAt(at, 1000);
    QCOMPARE(view.zoom(), MapCamera::kMaxZoom);
    view.zoomAt(at, 1e-6);
    QVERIFY(view.isHome());
    QCOMPARE(view, camera({400, 150})); // the way back ends where it began
}

void MapModelsTest::theWorldLeavesNoGap()
{
    MapCamera view = camera({400, 150});
    view.zoomAt({200, 75}, 3);
    view.panBy({100'000, 100'000});
    QCOMPARE(view.visible().topLeft(), kWorld.topLeft());
    view.panBy({-100'000, -100'000});
    QVERIFY(qAbs(view.visible().right() - kWorld.right()) < 1e-9);
    QVERIFY(qAbs(view.visible().bottom() - kWorld.bottom()) < 1e-9);
}

void MapModelsTest::aFittedRectangleIsAllInView()
{
    MapCamera view = camera({400, 300});
    const QRectF land(0.5, -0.6, 0.3, 0.2);
    view.fit(land, 20);
    QVERIFY(view.visible().contains(land));
    QVERIFY(view.zoom() > 5);
    view.fit(QRectF(1, 0, 0, 0), 7);
    QCOMPARE(view.zoom(), 7.0);
    QVERIFY(view.visible().contains(QPointF(1, 0)));
}

void MapModelsTest::impossibleViewsAreRefused()
{
    MapCamera view = camera({0, -5});
    QVERIFY(view.scale() > 0);
    view.setViewport({400, 300});
    view.look({qQNaN(), 0}, qInf());
    QVERIFY(view.zoom() >= 1 && view.zoom() <= MapCamera::kMaxZoom);
    QVERIFY(kWorld.contains(view.centre()));
}

void MapModelsTest::pulsesFadeWithTime()
{
    MapPulses pulses;
    QVERIFY(!pulses.advance(0));
    pulses.add({1, 1}, 1000);
    QVERIFY(pulses.advance(1000 + MapPulses::kLifeMs - 1));
    QVERIFY(!pulses.advance(1000 + MapPulses::kLifeMs));
    QVERIFY(pulses.pulses().empty());
}

void MapModelsTest::hitsOfOnePlaceShareARing()
{
    MapPulses pulses;
    pulses.add({1, 1}, 1000);
    pulses.add({2, 1}, 1010);
    pulses.add({1, 1}, 1000 + MapPulses::kMergeMs);
    QCOMPARE(pulses.pulses().size(), std::size_t(2));
    QCOMPARE(pulses.pulses().front().hits, 2);
    pulses.add({1, 1}, 1001 + MapPulses::kMergeMs); // too late: a ring of its own
    QCOMPARE(pulses.pulses().size(), std::size_t(3));
}

void MapModelsTest::pulsesAreBounded()
{
    MapPulses pulses;
    for (std::size_t i = 0; i < 3 * MapPulses::kMost; ++i)
        pulses.add(QPointF(static_cast<double>(i), 0), 0);
    QCOMPARE(pulses.pulses().size(), MapPulses::kMost);
    QCOMPARE(pulses.pulses().back().place.x(), static_cast<double>(3 * MapPulses::kMost - 1));
}

QTEST_MAIN(MapModelsTest)
#include "tst_mapmodels.moc"
