// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/live/livepage.h"
#include "ui/look/picturehead.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/maplegend.h"
#include "ui/map/mapprojection.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/filterchip.h"
#include "ui/past/pastquestion.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/statepanel.h"
#include "ui/worldmap/mappage.h"
#include "ui/worldmap/mapplay.h"
#include "ui/worldmap/worldmapview.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include <algorithm>

namespace {

const QString kIndia = QStringLiteral("IN");
const QString kMumbai = QStringLiteral("IN||Mumbai|19.08,72.88");

int countOf(const MapContent &content, const QString &country)
{
    const MapRow *row = content.country(country);
    return row ? static_cast<int>(row->counts.visitors) : 0;
}

} // namespace

/// The Map page, through the window: five people in India and Poland, as HistoryWindow has them.
class MapPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void countsAreThoseOfTheAnswer();
    void filtersRangeAndMetricAreSharedWithHistory();
    void theMetricShownIsThatOfTheAnswer();
    void anotherSiteBeginsWithTheWholeWorld();
    void aClickZoomsToTheCountryAndListsItsCities();
    void theListZoomsToo();
    void aCountryIsLookedAtWhereMostOfItLies();
    void theMenuFilters();
    void wheelDragAndKeysMoveTheCamera();
    void layersAreChosen();
    void shadedCountriesDifferFromLand();
    void heatIsWhereVisitorsAre();
    void tooltipsSayVisitorsHitsShare();
    void largestPlacesHaveNamesOnHeat();
    void placesBeyondTheEdgeAreNamed();
    void theLegendSaysWhatColoursMean();
    void theLegendLetsCoastsThrough();
    void listsLieOverTheMapOfANarrowWindow();
    void listsShowTheRowThatTheKeyboardIsOn();
    void daysPassOnTheMap();
    void keysLeadThroughTheDays();
    void theBarsTakeTheKeyboard();
    void theSpeedIsTickedInItsMenu();
    void allKeysStandInTheSheet();
    void coloursOfDaysCompare();
    void fewPlacesOfAPlayAreAsStrongAsTheirCounts();
    void anotherQuestionEndsThePlay();
    void aDayIsNotPlayed();
    void daysThatCannotBeReadAreExplained();
    void pulsesWaitWhileADayIsShown();
    void readersOfScreensHearTheTopPlaces();
    void hitsPulseWhereTheyArrive();
    void aHiddenMapDrawsNothing();
    void aStillMapIsPaintedOnce();
    void reducedMotionIsHonoured();
    void networksStandWhereTheUserPutThem();
    void withoutTrafficItSaysSo();
    void filtersThatLetNothingThroughCanBeCleared();
    void onlyLocalAddressesLeadToTheNetworks();
    void unknownPlacesAreExplained();
    void withoutASiteThePageSaysWhatToDo();
    void theTableIsExported();
    void thePictureIsExported();
    void savedPicturesNameTheirSources();
    void aFailedPictureIsSaid();
    void layerSurvivesARestart();
    void theSmallMapLeadsToTheLargeOne();
    void sourcesAreNamed();

private:
    MapPage &page() { return m_window->window().mapPage(); }
    WorldMapView &view() { return page().view(); }
    FakeStatsSource &stats() { return m_window->stats; }
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    QPoint at(double longitude, double latitude)
    {
        return view().camera().toView(MapProjection::project(longitude, latitude)).toPoint();
    }
    void settle() { QTRY_VERIFY(m_window->window().isSettled()); }
    QImage picture() { return view().grab().toImage(); }
    Hit hitFrom(const QString &country, std::optional<GeoPosition> position);

    std::unique_ptr<HistoryWindow> m_window;
};

void MapPageTest::init()
{
    m_window = std::make_unique<HistoryWindow>();
    for (Hit &hit : m_window->stats.stored) {
        if (hit.place.country == kIndia) {
            hit.place.city = QStringLiteral("Mumbai");
            hit.place.position = GeoPosition {1908, 7288};
        } else {
            hit.place.city = QStringLiteral("Warsaw");
            hit.place.position = GeoPosition {5223, 2101};
        }
    }
    m_window->open(QStringLiteral("map"));
}

void MapPageTest::cleanup()
{
    m_window.reset();
}

Hit MapPageTest::hitFrom(const QString &country, std::optional<GeoPosition> position)
{
    Hit hit = FakeStatsSource::hit(m_window->site, QStringLiteral("/launch"), 99, m_window->clock.now());
    hit.place.country = country;
    hit.place.position = position;
    return hit;
}

void MapPageTest::countsAreThoseOfTheAnswer()
{
    // Visitors 1 to 3 are in India, 4 and 5 in Poland; the bot is hidden.
    QCOMPARE(page().content().totals.visitors, 5);
    QCOMPARE(countOf(page().content(), kIndia), 3);
    QCOMPARE(countOf(page().content(), QStringLiteral("PL")), 2);
    QCOMPARE(page().content().places.size(), 2);
    QCOMPARE(page().content().places.at(0).value, kMumbai);
    QCOMPARE(find<BreakdownList>("mapCountries")->model()->index(0, 1).data().toString(),
             QStringLiteral("3"));
    QCOMPARE(find<BreakdownList>("mapCountries")->model()->index(0, 2).data().toString(),
             QStringLiteral("60.0 %"));
}

void MapPageTest::filtersRangeAndMetricAreSharedWithHistory()
{
    PastQuestion &past = m_window->past();
    past.toggle({QStringLiteral("country"), DimensionFilter::Operator::Equals, kIndia});
    past.setMetric(Metric::Pageviews);
    settle();
    QCOMPARE(countOf(page().content(), QStringLiteral("PL")), 0);
    QVERIFY(page().content().metric == Metric::Pageviews);
    QCOMPARE(find<Chip>("mapMetric")->text(), QStringLiteral("Pageviews"));
    QVERIFY(find<QAction>("mapMetric_pageviews")->isChecked());
    QVERIFY(!find<QAction>("mapMetric_visitors")->isChecked());
    QVERIFY(page().findChild<FilterChip *>(QStringLiteral("filterChip_country"))->isVisible());
    m_window->window().showPage(QStringLiteral("history"));
    settle();
    QVERIFY(m_window->findChip(QStringLiteral("country")));
    QCOMPARE(stats().asked.constLast().filters.size(), 1);
    past.undo();
    past.setPeriod(PastRange::Period::AllTime);
    m_window->window().showPage(QStringLiteral("map"));
    settle();
    QCOMPARE(page().content().totals.visitors, 7); // two more before
    past.setMetric(Metric::BounceRate); // which has no place on a map
    settle();
    QVERIFY(page().content().metric == Metric::Visitors);
}

void MapPageTest::theMetricShownIsThatOfTheAnswer()
{
    stats().queue.manual = true;
    m_window->past().setMetric(Metric::Pageviews);
    VisitorDataService &data = m_window->visitorData();
    data.importText(VisitorDataKind::Subnets,
                    QStringLiteral("192.168.20.0/24 = Hall B\n")); // draws the map anew
    QTRY_VERIFY(!data.isBusy());
    QVERIFY(page().content().metric == Metric::Visitors);
    QCOMPARE(find<QLabel>("mapCountriesCaption")->text(), QStringLiteral("Countries by daily visitors"));
    stats().queue.answerAll();
    QTRY_VERIFY(page().content().metric == Metric::Pageviews);
    QCOMPARE(find<QLabel>("mapCountriesCaption")->text(), QStringLiteral("Countries by pageviews"));
}

void MapPageTest::anotherSiteBeginsWithTheWholeWorld()
{
    m_window->close();
    m_window->live.siteList.append({QStringLiteral("blog"), {}, {}, QStringLiteral("UTC"), {}});
    m_window->open(QStringLiteral("map"));
    m_window->past().setSite(m_window->site);
    settle();
    page().selectCountry(kIndia);
    QVERIFY(!view().camera().isHome());
    m_window->past().setSite(QStringLiteral("blog"));
    QVERIFY(page().selectedCountry().isEmpty());
    QVERIFY(view().camera().isHome());
    m_window->past().setSite(m_window->site);
    settle();
    QCOMPARE(find<QLabel>("mapCitiesCaption")->text(), QStringLiteral("Cities"));
}

void MapPageTest::aClickZoomsToTheCountryAndListsItsCities()
{
    QTest::mouseClick(&view(), Qt::LeftButton, {}, at(79, 22));
    QCOMPARE(page().selectedCountry(), kIndia);
    QVERIFY(view().camera().zoom() > 3);
    QCOMPARE(find<QLabel>("mapCitiesCaption")->text(), QStringLiteral("India · cities"));
    QCOMPARE(find<BreakdownList>("mapCities")->model()->rowCount(), 1);
    QCOMPARE(find<BreakdownList>("mapCities")->model()->index(0, 0).data().toString(),
             QStringLiteral("Mumbai"));
    settle();
    QTest::mouseClick(&view(), Qt::LeftButton, {}, at(79, 22)); // the same again leads back
    QVERIFY(page().selectedCountry().isEmpty());
    QVERIFY(view().camera().isHome());
}

void MapPageTest::theListZoomsToo()
{
    page().selectCountry(QStringLiteral("FR")); // and not to what lies overseas
    QVERIFY(view().camera().zoom() > 8);
    QVERIFY(view().rect().contains(at(2.35, 48.86)));
    QVERIFY(!view().rect().contains(at(-53, 4)));
    page().showWorld();
    auto *list = find<BreakdownList>("mapCountries");
    QTest::mouseClick(list, Qt::LeftButton, {}, list->rowRect(1).center());
    QCOMPARE(page().selectedCountry(), QStringLiteral("PL"));
    auto *home = find<Chip>("mapHome");
    QVERIFY(home->isVisible());
    QTest::mouseClick(home, Qt::LeftButton);
    QVERIFY(page().selectedCountry().isEmpty());
    QVERIFY(!home->isVisible());
    QVERIFY(list->marked().isEmpty()); // not even what has no country
}

void MapPageTest::aCountryIsLookedAtWhereMostOfItLies()
{
    page().selectCountry(QStringLiteral("FR")); // with a part in South America and islands in every ocean
    QVERIFY(view().rect().contains(at(2.35, 48.86)));
    QVERIFY(!view().rect().contains(at(-53, 4)));
    page().selectCountry(QStringLiteral("US")); // both sides of the antimeridian
    QVERIFY(view().rect().contains(at(-98, 39)));
    QVERIFY(!view().rect().contains(at(20, 50)));
}

void MapPageTest::theMenuFilters()
{
    Q_EMIT view().menuWanted(kIndia, MapProjection::project(79, 22), QPoint(10, 10));
    auto *menu = page().findChild<QMenu *>(QStringLiteral("mapMenu"));
    QVERIFY(menu);
    menu->findChild<QAction *>(QStringLiteral("mapWithout"))->trigger();
    menu->close();
    settle();
    QCOMPARE(
        m_window->past().current().filters,
        QList<DimensionFilter>({{QStringLiteral("country"), DimensionFilter::Operator::NotEquals, kIndia}}));
    QCOMPARE(countOf(page().content(), kIndia), 0);
}

void MapPageTest::wheelDragAndKeysMoveTheCamera()
{
    const QPoint poland = at(19, 52);
    const QPointF held = view().camera().toPlane(poland);
    QWheelEvent wheel(poland, view().mapToGlobal(poland), {}, {0, 1080}, {}, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view(), &wheel);
    QVERIFY(view().camera().zoom() > 2);
    QVERIFY((view().camera().toPlane(poland) - held).manhattanLength() < 1e-9);
    const QPointF centre = view().camera().centre();
    QTest::mousePress(&view(), Qt::LeftButton, {}, {300, 300});
    QTest::mouseMove(&view(), {340, 300});
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, {340, 300});
    QVERIFY(view().camera().centre().x() < centre.x());
    QVERIFY(page().selectedCountry().isEmpty()); // a drag is no click
    page().focusContent();
    const double zoom = view().camera().zoom();
    QTest::keyClick(&view(), Qt::Key_Plus);
    QVERIFY(view().camera().zoom() > zoom);
    QTest::keyClick(&view(), Qt::Key_Left);
    QTest::keyClick(&view(), Qt::Key_0);
    QVERIFY(view().camera().isHome());
    page().selectCountry(kIndia);
    QTest::keyClick(&view(), Qt::Key_Return); // the middle of India: chosen again, which leads back
    QVERIFY(page().selectedCountry().isEmpty());
    page().selectCountry(kIndia);
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(page().selectedCountry().isEmpty());
    QVERIFY(view().camera().isHome());
}

void MapPageTest::layersAreChosen()
{
    settle();
    const QImage heat = picture();
    const QString heatTitle = view().legend().title;
    QTest::mouseClick(find<Chip>("layerCountries"), Qt::LeftButton);
    settle();
    QVERIFY(view().layer() == MapLayer::Countries);
    QVERIFY(find<Chip>("layerCountries")->isChecked());
    QVERIFY(!find<Chip>("layerHeat")->isChecked());
    QVERIFY(view().legend().title != heatTitle); // one is of places, the other of what is near a point
    const QImage shaded = picture();
    QVERIFY(shaded != heat);
    QTest::mouseClick(find<Chip>("layerCities"), Qt::LeftButton);
    settle();
    QVERIFY(picture() != shaded);
    QVERIFY(view().markAt(at(72.88, 19.08)) == 0);
    QTest::mouseClick(find<Chip>("layerCities"), Qt::LeftButton); // one is always on
    QVERIFY(find<Chip>("layerCities")->isChecked());
}

void MapPageTest::shadedCountriesDifferFromLand()
{
    page().setLayer(MapLayer::Countries);
    settle();
    const QImage image = picture();
    const QRgb land = image.pixel(at(-55, -10)); // Brazil, where nobody is
    QVERIFY(image.pixel(at(79, 22)) != land); // India
    QVERIFY(image.pixel(at(19.5, 52)) != land); // Poland
    QCOMPARE(image.pixel(at(25, 0)), land); // Congo
    QVERIFY(image.pixel(at(-30, 0)) != land); // sea
}

void MapPageTest::heatIsWhereVisitorsAre()
{
    settle();
    const QImage image = picture();
    const auto saturation = [&image](const QPoint &point) {
        return QColor(image.pixel(point)).hslSaturation();
    };
    QVERIFY(saturation(at(72.88, 19.08) + QPoint(0, 6)) > saturation(at(-55, -10)) + 40);
    QVERIFY(image.rect().contains(at(-105, -10)));
    QCOMPARE(image.pixel(at(-30, 0)), image.pixel(at(-105, -10))); // nothing on the seas
    QCOMPARE(view().scales().heat.ticks().constLast().value, 3.0);
}

void MapPageTest::tooltipsSayVisitorsHitsShare()
{
    settle();
    QCOMPARE(view().toolTipAt(at(72.88, 19.08)),
             QStringLiteral("Mumbai: 3 visitors, 5 hits, 60.0 % of visitors"));
    QCOMPARE(view().toolTipAt(at(84, 24)), QStringLiteral("India: 3 visitors, 5 hits, 60.0 % of visitors"));
    QCOMPARE(view().toolTipAt(at(-55, -10)), QStringLiteral("Brazil: no hits"));
    QVERIFY(view().toolTipAt(at(-30, 0)).isEmpty());
}

void MapPageTest::largestPlacesHaveNamesOnHeat()
{
    settle();
    const QImage named = picture();
    for (Hit &hit : stats().stored)
        hit.place.city.clear();
    Q_EMIT m_window->bus.verdictsChanged(); // asks again
    settle();
    QVERIFY(page().content().places.constFirst().name.isEmpty());
    const QImage nameless = picture();
    // Right of Mumbai stands its name.
    const QRect area(at(72.88, 19.08) + QPoint(3, -8), QSize(50, 16));
    QVERIFY(named.copy(area) != nameless.copy(area));
}

void MapPageTest::placesBeyondTheEdgeAreNamed()
{
    for (Hit &hit : stats().stored) {
        hit.place.city = QStringLiteral("Papeete");
        hit.place.country = QStringLiteral("PF");
        hit.place.position = GeoPosition {-1753, -14957};
    }
    Q_EMIT m_window->bus.verdictsChanged();
    settle();
    const QList<MapEdgeName> names = view().edgeNames();
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.constFirst().text, QStringLiteral("Papeete 5"));
    QVERIFY(names.constFirst().isWest);
    QVERIFY(!view().rect().contains(at(-149.57, -17.53)));
    QCOMPARE(view().toolTipAt(names.constFirst().area.center()).left(8), QStringLiteral("Papeete:"));
    QTest::mouseClick(&view(), Qt::LeftButton, {}, names.constFirst().area.center().toPoint());
    QVERIFY(view().rect().contains(at(-149.57, -17.53)));
    QVERIFY(view().edgeNames().isEmpty());
}

void MapPageTest::theLegendSaysWhatColoursMean()
{
    settle();
    QCOMPARE(view().legend().title, QStringLiteral("Daily visitors at a place"));
    QCOMPARE(view().legend().detail, QStringLiteral("half of the places have 2 or fewer"));
    page().setLayer(MapLayer::Countries);
    QCOMPARE(view().legend().title, QStringLiteral("Daily visitors"));
    QVERIFY(view().legend().detail.isEmpty());
    QCOMPARE(view().scales().countries.bounds(), QList<double>({2}));
}

/// It stands where South America ends, also in saved pictures.
void MapPageTest::theLegendLetsCoastsThrough()
{
    MapScene scene;
    scene.colours = {Qt::black, Qt::white, Qt::black, Qt::red, Qt::white, Qt::gray, true};
    scene.font = QApplication::font();
    scene.scales.heat = HeatScale::of({1, 2, 12});
    MapLegendText text {QStringLiteral("Daily visitors at a place"),
                        QStringLiteral("half of the places have 12 or fewer"),
                        [](double number) { return QString::number(number); }};
    const auto drawn = [&](const QColor &ground) {
        QImage image(400, 200, QImage::Format_RGB32);
        image.fill(ground);
        QPainter painter(&image);
        paintMapLegend(painter, QRectF(image.rect()), scene, text);
        return image;
    };
    const QImage sea = drawn(Qt::black);
    const QImage land = drawn(Qt::white);
    int changed = 0; // pixels of the legend
    int seen = 0; // of them, where the coast can be seen
    int right = 0;
    for (int y = 0; y < land.height(); ++y) {
        for (int x = 0; x < land.width(); ++x) {
            if (land.pixelColor(x, y) == Qt::white)
                continue;
            ++changed;
            right = std::max(right, x);
            seen += land.pixelColor(x, y).lightness() - sea.pixelColor(x, y).lightness() > 100 ? 1 : 0;
        }
    }
    QVERIFY2(changed > 1000 && seen * 2 > changed,
             qPrintable(QStringLiteral("%1 of %2").arg(seen).arg(changed)));
    const QFontMetrics metrics(scene.font);
    QVERIFY(right
            <= std::max({220, metrics.horizontalAdvance(text.title), metrics.horizontalAdvance(text.detail)})
                + 20);
}

void MapPageTest::listsLieOverTheMapOfANarrowWindow()
{
    auto *button = find<Chip>("mapListsButton");
    auto *list = find<BreakdownList>("mapCountries");
    QVERIFY(!button->isVisible() && list->isVisible());
    QVERIFY(view().width() < page().width() - 280);
    m_window->window().resize(1100, 700);
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!list->isVisible());
    QTRY_VERIFY(view().width() > page().width() - 60);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(list->isVisible());
    QVERIFY(page().isAncestorOf(QApplication::focusWidget()));
    page().selectCountry(kIndia);
    QTest::keyClick(list, Qt::Key_Escape); // closes the lists first
    QVERIFY(!list->isVisible());
    QCOMPARE(page().selectedCountry(), kIndia);
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(page().selectedCountry().isEmpty());
    m_window->window().resize(1440, 900);
    QTRY_VERIFY(list->isVisible());
    QVERIFY(!button->isVisible());
}

void MapPageTest::listsShowTheRowThatTheKeyboardIsOn()
{
    const QList<MapCountry> &countries = MapGeometry::world().countries();
    for (int i = 0; i < 80; ++i) {
        Hit hit = FakeStatsSource::hit(m_window->site, QStringLiteral("/launch"), 200 + i,
                                       m_window->clock.now());
        hit.place.country = countries.at(i).code;
        hit.place.city = QStringLiteral("City %1").arg(i);
        hit.place.position = GeoPosition {static_cast<qint16>(10 * i), static_cast<qint16>(20 * i)};
        stats().stored.append(hit);
    }
    Q_EMIT m_window->bus.verdictsChanged();
    settle();
    const auto isSeen = [](BreakdownList *list) {
        return list->visibleRegion().boundingRect().contains(list->rowRect(list->currentRow()));
    };
    auto *lists = page().findChild<QWidget *>(QStringLiteral("mapCountries"));
    page().focusContent();
    for (int i = 0; i < 40; ++i) { // around the whole window
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        for (const char *name : {"mapCountries", "mapCities"}) {
            auto *list = find<BreakdownList>(name);
            QVERIFY(list->height() > 2 * list->visibleRegion().boundingRect().height());
            QVERIFY2(isSeen(list), name);
        }
    }
    lists->setFocus(Qt::TabFocusReason);
    auto *countriesList = find<BreakdownList>("mapCountries");
    const int last = countriesList->model()->rowCount() - 1;
    for (const Qt::Key key : {Qt::Key_End, Qt::Key_Up, Qt::Key_Home, Qt::Key_Down}) {
        QTest::keyClick(countriesList, key);
        QCOMPARE(countriesList->currentRow(),
                 key == Qt::Key_End        ? last
                     : key == Qt::Key_Up   ? last - 1
                     : key == Qt::Key_Home ? 0
                                           : 1);
        QVERIFY(isSeen(countriesList));
    }
    // What was scrolled away by the wheel is shown again.
    QTest::keyClick(countriesList, Qt::Key_End);
    page().focusContent();
    auto *area = qobject_cast<QScrollArea *>(countriesList->parentWidget()->parentWidget());
    QVERIFY(area);
    area->verticalScrollBar()->setValue(0);
    QVERIFY(!isSeen(countriesList));
    countriesList->setFocus(Qt::BacktabFocusReason);
    QVERIFY(isSeen(countriesList));
}

void MapPageTest::daysPassOnTheMap()
{
    QCOMPARE(page().play().bars().size(), 30);
    QCOMPARE(find<QLabel>("mapPlayTitle")->text(), QStringLiteral("2 Feb – 3 Mar 2026"));
    page().play().setSpeed(30);
    QTest::mouseClick(find<QAbstractButton>("mapPlay"), Qt::LeftButton);
    QVERIFY(page().play().isPlaying());
    QList<int> days;
    QList<qint64> visitors;
    connect(&page().play(), &MapPlay::changed, &page(), [&] {
        if (!page().play().table() || days.endsWith(page().play().day()))
            return;
        days.append(page().play().day());
        visitors.append(page().content().totals.visitors);
    });
    QTRY_VERIFY(!page().play().isPlaying());
    QCOMPARE(page().play().day(), 29); // it stays at the last day
    QCOMPARE(days.size(), 30);
    for (qsizetype i = 0; i < days.size(); ++i) {
        QCOMPARE(days.at(i), static_cast<int>(i));
        QCOMPARE(visitors.at(i), page().play().bars().at(i).counts.visitors);
    }
    QCOMPARE(stats().askedDays.size(), 1); // one question for all days
    QCOMPARE(view().legend().title, QStringLiteral("Visitors at a place"));
    QCOMPARE(find<BreakdownList>("mapCountries")->model()->rowCount(),
             static_cast<int>(page().content().rows.size()));
    find<Chip>("mapLoop")->click();
    page().play().setPlaying(true);
    QTRY_VERIFY(page().play().day() > 20);
    QTRY_VERIFY(page().play().day() < 10); // began again
    QTest::mouseClick(find<QAbstractButton>("mapPlay"), Qt::LeftButton);
    QVERIFY(!page().play().isPlaying());
}

void MapPageTest::keysLeadThroughTheDays()
{
    page().focusContent();
    QTest::keyClick(&view(), Qt::Key_End);
    settle();
    QCOMPARE(page().play().day(), 29);
    QCOMPARE(find<QLabel>("mapPlayTitle")->text(), QStringLiteral("Tue, 3 Mar 2026"));
    QTest::keyClick(&view(), Qt::Key_Comma);
    QCOMPARE(page().play().day(), 28);
    QVERIFY(find<QLabel>("mapPlayDetail")->text().endsWith(QStringLiteral("day 29 of 30")));
    QTest::keyClick(&view(), Qt::Key_Period);
    QTest::keyClick(&view(), Qt::Key_Period); // there is none after the last
    QCOMPARE(page().play().day(), 29);
    QTest::keyClick(&view(), Qt::Key_Home);
    QCOMPARE(page().play().day(), 0);
    QTest::keyClick(&view(), Qt::Key_P);
    QVERIFY(page().play().isPlaying());
    QTest::keyClick(&view(), Qt::Key_P);
    QVERIFY(!page().play().isPlaying());
    view().navigation().zoomBy(4);
    QTest::keyClick(&view(), Qt::Key_0);
    QCOMPARE(page().play().day(), MapPlay::kWholeRange);
    QCOMPARE(page().content().totals.visitors, 5);
    QVERIFY(!view().camera().isHome());
    QTest::keyClick(&view(), Qt::Key_0); // the second time the world
    QVERIFY(view().camera().isHome());
}

void MapPageTest::theBarsTakeTheKeyboard()
{
    auto *bars = find<QWidget>("mapDays");
    find<QAbstractButton>("mapPlay")->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 5 && !bars->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(bars->hasFocus());
    const QImage focused = bars->grab().toImage();
    bars->clearFocus();
    QVERIFY(bars->grab().toImage() != focused);
    bars->setFocus(Qt::TabFocusReason);
    QTest::keyClick(bars, Qt::Key_Right); // from the whole range to its first day
    settle();
    QCOMPARE(page().play().day(), 0);
    QTest::keyClick(bars, Qt::Key_Right);
    QCOMPARE(page().play().day(), 1);
    QTest::keyClick(bars, Qt::Key_Left);
    QTest::keyClick(bars, Qt::Key_Left); // there is none before the first
    QCOMPARE(page().play().day(), 0);
    QTest::keyClick(bars, Qt::Key_End);
    QCOMPARE(page().play().day(), 29);
    QTest::keyClick(bars, Qt::Key_Home);
    QCOMPARE(page().play().day(), 0);
}

void MapPageTest::theSpeedIsTickedInItsMenu()
{
    auto *menu = page().findChild<QMenu *>(QStringLiteral("mapSpeeds"));
    QVERIFY(menu);
    const QList<QAction *> speeds = menu->actions();
    for (QAction *speed : speeds) {
        speed->trigger();
        for (const QAction *other : speeds)
            QCOMPARE(other->isChecked(), other == speed);
        QCOMPARE(find<Chip>("mapSpeed")->text(), speed->text());
    }
    page().play().setSpeed(1);
    QCOMPARE(find<Chip>("mapSpeed")->text(), QStringLiteral("1 day/s"));
    page().play().setSpeed(0.5);
    QCOMPARE(find<Chip>("mapSpeed")->text(), QStringLiteral("0.5 days/s"));
}

void MapPageTest::allKeysStandInTheSheet()
{
    m_window->window().findChild<QAction *>(QStringLiteral("actionShortcuts"))->trigger();
    auto *sheet = m_window->window().findChild<QDialog *>(QStringLiteral("shortcutSheet"));
    QVERIFY(sheet);
    QStringList texts;
    const QList<QLabel *> labels = sheet->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts.append(label->text());
    for (const char *keys : {"P", ", and .", "Home, End", "Ctrl+Z", "Ctrl+K"})
        QVERIFY2(texts.contains(QString::fromLatin1(keys)), keys);
    sheet->close();
}

void MapPageTest::fewPlacesOfAPlayAreAsStrongAsTheirCounts()
{
    for (int i = 0; i < 900; ++i) { // on each of many days more people in Mumbai than in Delhi
        Hit hit = FakeStatsSource::hit(m_window->site, QStringLiteral("/launch"), 500 + i,
                                       m_window->clock.now() - i % 20 * kMicrosPerDay);
        hit.place = {kIndia, {}, i % 5 < 3 ? QStringLiteral("Mumbai") : QStringLiteral("Delhi")};
        hit.place.position = i % 5 < 3 ? GeoPosition {1908, 7288} : GeoPosition {2861, 7721};
        stats().stored.append(hit);
    }
    Q_EMIT m_window->bus.verdictsChanged();
    settle();
    page().play().goTo(20);
    settle();
    const HeatScale heat = page().play().scales().heat;
    const double most = heat.ticks().constLast().value;
    QVERIFY(most > 20);
    QVERIFY2(heat.strength(0.66 * most) > 0.8, qPrintable(QString::number(heat.strength(0.66 * most))));
}

void MapPageTest::coloursOfDaysCompare()
{
    page().play().goTo(0);
    settle();
    const MapScales scales = view().scales();
    for (const int day : {10, 20, 29}) {
        page().play().goTo(day);
        QVERIFY(view().scales() == scales);
    }
    page().play().showWholeRange();
    QVERIFY(view().scales() != scales);
}

void MapPageTest::anotherQuestionEndsThePlay()
{
    page().play().goTo(3);
    settle();
    m_window->past().toggle({QStringLiteral("country"), DimensionFilter::Operator::Equals, kIndia});
    settle();
    QCOMPARE(page().play().day(), MapPlay::kWholeRange);
    QCOMPARE(page().content().totals.visitors, 3);
    page().play().goTo(3);
    settle();
    QCOMPARE(stats().askedDays.constLast().filters.size(), 1);
    // New hits of the same range change nothing in the day that is looked at.
    m_window->past().undo();
    settle();
    page().play().goTo(3);
    const qint64 hits = page().play().bars().constLast().counts.hits;
    m_window->commit();
    QTRY_COMPARE(page().play().bars().constLast().counts.hits, hits + 1);
    QCOMPARE(page().play().day(), 3);
}

void MapPageTest::aDayIsNotPlayed()
{
    QVERIFY(find<QWidget>("mapTimeBar")->isVisible());
    m_window->past().setPeriod(PastRange::Period::Today);
    settle();
    QVERIFY(!find<QWidget>("mapTimeBar")->isVisible());
    QTest::keyClick(&view(), Qt::Key_P);
    QVERIFY(!page().play().isPlaying());
}

void MapPageTest::daysThatCannotBeReadAreExplained()
{
    stats().queue.failNext = QStringLiteral("the disk is gone");
    page().play().goTo(2);
    settle();
    QCOMPARE(page().play().day(), MapPlay::kWholeRange);
    QCOMPARE(find<QLabel>("mapPlayDetail")->text(),
             QStringLiteral("The days could not be read: the disk is gone"));
    page().play().goTo(2); // tries again
    settle();
    QCOMPARE(page().play().day(), 2);
}

void MapPageTest::pulsesWaitWhileADayIsShown()
{
    page().play().goTo(2);
    settle();
    QCOMPARE(find<Chip>("mapPulses")->text(), QStringLiteral("Pulses wait"));
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QVERIFY(view().pulses().pulses().empty());
    page().play().showWholeRange();
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QCOMPARE(view().pulses().pulses().size(), std::size_t(1));
}

void MapPageTest::readersOfScreensHearTheTopPlaces()
{
    settle();
    const QString told = view().accessibleDescription();
    QVERIFY2(told.startsWith(QStringLiteral("India: 3 visitors")), qPrintable(told));
    QVERIFY(told.contains(QStringLiteral("Poland: 2 visitors")));
    page().selectCountry(QStringLiteral("PL"));
    QVERIFY(view().accessibleDescription().startsWith(QStringLiteral("Poland")));
}

void MapPageTest::hitsPulseWhereTheyArrive()
{
    settle();
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QCOMPARE(view().pulses().pulses().size(), std::size_t(1));
    QCOMPARE(view().pulses().pulses().front().place, MapProjection::project(72.88, 19.08));
    m_window->live.commit({hitFrom(QStringLiteral("PL"), std::nullopt)}); // where its country is labelled
    QCOMPARE(view().pulses().pulses().size(), std::size_t(2));
    Hit bot = hitFrom(kIndia, GeoPosition {0, 0});
    bot.bot.isBot = true;
    Hit elsewhere = hitFrom(kIndia, GeoPosition {0, 0});
    elsewhere.site = QStringLiteral("other");
    m_window->live.commit({bot, elsewhere, hitFrom({}, std::nullopt)});
    QCOMPARE(view().pulses().pulses().size(), std::size_t(2));
    QTRY_VERIFY(view().pulses().pulses().empty()); // they fade
    QTest::mouseClick(find<Chip>("mapPulses"), Qt::LeftButton);
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QVERIFY(view().pulses().pulses().empty());
}

void MapPageTest::aHiddenMapDrawsNothing()
{
    settle();
    m_window->window().showPage(QStringLiteral("history"));
    settle();
    const QSignalSpy frames(&view(), &WorldMapView::framePainted);
    m_window->commit();
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QVERIFY(view().pulses().pulses().empty());
    QTRY_VERIFY(m_window->window().isSettled());
    QCoreApplication::processEvents();
    QCOMPARE(frames.size(), 0);
}

void MapPageTest::aStillMapIsPaintedOnce()
{
    settle();
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QTRY_VERIFY(view().pulses().pulses().empty());
    settle();
    QCoreApplication::processEvents();
    const QSignalSpy frames(&view(), &WorldMapView::framePainted);
    bool isAnswered = false; // any other thing that takes its time
    const Asking asking = m_window->live.peak(m_window->site, 5, this,
                                              [&](const Result<VisitorPeak> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(frames.size(), 0);
}

void MapPageTest::reducedMotionIsHonoured()
{
    settle();
    const QSignalSpy frames(&view(), &WorldMapView::framePainted);
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QTRY_VERIFY(view().pulses().pulses().empty());
    // A dot that appears and goes: some four pictures a second instead of sixty.
    QVERIFY2(frames.size() < 20, qPrintable(QString::number(frames.size())));
}

void MapPageTest::networksStandWhereTheUserPutThem()
{
    for (Hit &hit : stats().stored)
        hit.place = {{}, {}, QStringLiteral("Hall B")};
    for (Hit &hit : stats().stored)
        hit.network = NetworkClass::Private;
    VisitorDataService &data = m_window->visitorData();
    data.importText(VisitorDataKind::Subnets, QStringLiteral("# ours\n192.168.20.0/24 = Hall B\n"));
    QTRY_VERIFY(!data.isBusy());
    m_window->past().setPeriod(PastRange::Period::Last90Days);
    settle();
    QVERIFY(!page().content().rows.at(0).position);
    Q_EMIT view().menuWanted({}, MapProjection::project(13.4, 52.52), QPoint(10, 10));
    auto *menu = page().findChild<QMenu *>(QStringLiteral("mapMenu"));
    menu->findChild<QAction *>(QStringLiteral("mapPutNetwork"))->trigger();
    menu->close();
    QTRY_VERIFY(!data.isBusy());
    settle();
    QCOMPARE(page().content().rows.at(0).position, std::optional(GeoPosition {5252, 1340}));
    QCOMPARE(data.report().subnetText, QStringLiteral("# ours\n192.168.20.0/24 = Hall B @ 52.52, 13.40\n"));
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Data);
}

void MapPageTest::withoutTrafficItSaysSo()
{
    m_window->past().setPeriod(PastRange::Period::LastYear);
    settle();
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Empty);
    auto *wayOut = find<QPushButton>("mapAllTime");
    QVERIFY(wayOut->isVisible());
    QTest::mouseClick(wayOut, Qt::LeftButton);
    settle();
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Data);
}

void MapPageTest::filtersThatLetNothingThroughCanBeCleared()
{
    m_window->past().toggle(
        {QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("FR")});
    settle();
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Empty);
    auto *wayOut = find<QPushButton>("mapClearFilters");
    QVERIFY(wayOut->isVisible());
    QTest::mouseClick(wayOut, Qt::LeftButton);
    settle();
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Data);
}

void MapPageTest::onlyLocalAddressesLeadToTheNetworks()
{
    for (Hit &hit : stats().stored) {
        hit.place = {};
        hit.network = NetworkClass::Private;
    }
    m_window->past().setPeriod(PastRange::Period::Last90Days);
    settle();
    QVERIFY(page().content().blank() == MapContent::Blank::OnlyLocal);
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Empty);
    auto *wayOut = find<QPushButton>("mapOwnAction");
    QVERIFY(wayOut->isVisible());
    QTest::mouseClick(wayOut, Qt::LeftButton);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("settings"));
    QVERIFY(find<QWidget>("settings_places")->isVisible()); // where the networks get their names
}

void MapPageTest::unknownPlacesAreExplained()
{
    // No geo database stands behind this window.
    for (Hit &hit : stats().stored)
        hit.place = {};
    m_window->past().setPeriod(PastRange::Period::Last90Days);
    settle();
    QVERIFY(page().content().blank() == MapContent::Blank::NothingKnown);
    QVERIFY(find<StatePanel>("mapState")->state() == StatePanel::State::Empty);
    const QList<QLabel *> labels = find<StatePanel>("mapState")->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(
        labels, [](const QLabel *label) { return label->text() == QStringLiteral("No geo data"); }));
    QVERIFY(find<QPushButton>("mapOwnAction")->isVisible());
}

void MapPageTest::withoutASiteThePageSaysWhatToDo()
{
    m_window->close();
    m_window->live.siteList.clear();
    m_window->open(QStringLiteral("map"));
    QVERIFY(!find<StatePanel>("mapState")->isVisible());
    QVERIFY(m_window->window().findChild<QLineEdit *>(QStringLiteral("firstDomain"))->isVisible());
}

void MapPageTest::theTableIsExported()
{
    const QString fileName = m_window->folder.filePath(QStringLiteral("places.csv"));
    m_window->window().setSaveFileHook(
        [&fileName](QWidget *, const QString &, const auto &answer) { answer(fileName); });
    page().exportTables();
    QTRY_COMPARE(stats().exported.size(), 1);
    QCOMPARE(stats().exported.constLast().breakdowns.constFirst().dimension, QStringLiteral("country"));
    page().copyTable();
    QTRY_COMPARE(stats().exported.size(), 2);
}

void MapPageTest::thePictureIsExported()
{
    settle();
    const QString png = m_window->folder.filePath(QStringLiteral("map.png"));
    const PictureHead head {QStringLiteral("Shop"), {QStringLiteral("1 – 31 Oct 2026")}, {}};
    QVERIFY(view().savePng(png, head));
    const QImage image(png);
    const QSize size = head.sizeWith(view().size());
    QCOMPARE(image.size(), size * 2);
    const QPoint corner(PictureHead::kMargin, size.height() - PictureHead::kMargin - view().height());
    QVERIFY(image.pixel((at(79, 22) + corner) * 2) != image.pixel((at(-30, 0) + corner) * 2));
    const QString svg = m_window->folder.filePath(QStringLiteral("map.svg"));
    page().setLayer(MapLayer::Countries);
    settle();
    QVERIFY(view().saveSvg(svg, head));
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("<svg") && text.contains("1 – 31 Oct 2026")
            && text.count("<path") > 200); // shapes, not a picture of them
}

void MapPageTest::savedPicturesNameTheirSources()
{
    settle();
    auto *menu = page().findChild<QMenu *>(QStringLiteral("mapExportMenu"));
    const QString svg = m_window->folder.filePath(QStringLiteral("credits.svg"));
    m_window->window().setSaveFileHook(
        [&svg](QWidget *, const QString &, const auto &answer) { answer(svg); });
    Q_EMIT menu->aboutToShow();
    menu->findChild<QAction *>(QStringLiteral("export_svg"))->trigger();
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("Natural Earth"));
    QVERIFY(text.contains("estimates") && !text.contains("href=&quot;https"));
    // Below the picture, on as many lines as they need.
    const PictureHead bare {QStringLiteral("Shop"), {}, {}};
    PictureHead credited = bare;
    credited.credits = QStringLiteral("IP Geolocation by DB-IP, countries by NRO · Map: Natural Earth");
    const QSize wide(900, 500);
    const QSize narrow(220, 110);
    const int line = credited.sizeWith(wide).height() - bare.sizeWith(wide).height();
    QVERIFY(line > 10);
    QVERIFY(credited.sizeWith(narrow).height() - bare.sizeWith(narrow).height() > line);
    const QString png = m_window->folder.filePath(QStringLiteral("credits.png"));
    QVERIFY(view().savePng(png, credited));
    const QImage image(png);
    QCOMPARE(image.size(), credited.sizeWith(view().size()) * 2);
    const QRect foot(0, image.height() - 2 * (PictureHead::kMargin + line), image.width(), 2 * line);
    const QImage words = image.copy(foot);
    QSet<QRgb> colours;
    for (int x = 0; x < words.width(); ++x) {
        for (int y = 0; y < words.height(); ++y)
            colours.insert(words.pixel(x, y));
    }
    QVERIFY(colours.size() > 4); // something is written there
}

void MapPageTest::aFailedPictureIsSaid()
{
    settle();
    const QSignalSpy messages(&page(), &MapPage::messagePosted);
    auto *menu = page().findChild<QMenu *>(QStringLiteral("mapExportMenu"));
    for (const char *suffix : {"png", "svg"}) {
        m_window->window().setSaveFileHook([](QWidget *, const QString &suggested, const auto &answer) {
            answer(QStringLiteral("/nowhere/at/all/") + suggested);
        });
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(QStringLiteral("export_") + QString::fromLatin1(suffix))->trigger();
        const QString fileName = QStringLiteral("/nowhere/at/all/shop-map.") + QString::fromLatin1(suffix);
        QCOMPARE(messages.constLast().constFirst().toString(),
                 QStringLiteral("Not exported: %1 cannot be written").arg(fileName));
    }
}

void MapPageTest::layerSurvivesARestart()
{
    page().setLayer(MapLayer::Cities);
    m_window->past().setPeriod(PastRange::Period::Last7Days);
    m_window->close();
    m_window->open(QStringLiteral("map"));
    QVERIFY(view().layer() == MapLayer::Cities);
    QVERIFY(m_window->past().current().range.period == PastRange::Period::Last7Days);
}

void MapPageTest::theSmallMapLeadsToTheLargeOne()
{
    m_window->window().showPage(QStringLiteral("live"));
    settle();
    auto *small = find<WorldMapView>("miniMap");
    QVERIFY(small->isVisible());
    m_window->live.commit({hitFrom(kIndia, GeoPosition {1908, 7288})});
    QCOMPARE(small->pulses().pulses().size(), std::size_t(1));
    QTest::mouseClick(small, Qt::LeftButton);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("map"));
}

void MapPageTest::sourcesAreNamed()
{
    const QString credits = find<QLabel>("mapCredits")->text();
    QVERIFY(credits.contains(QStringLiteral("Natural Earth")));
    QVERIFY(credits.contains(QStringLiteral("estimates")));
}

QTEST_MAIN(MapPageTest)
#include "tst_mappage.moc"
