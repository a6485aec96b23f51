// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The world map: how long until it can be drawn, how long a click, a picture and a frame of 1440 × 900 take,
// and what 500 hits a second do to the window for a minute: bench_map [SECONDS]. Goals: decoded in 5 ms, a
// frame in 4 ms, in 16 ms while zooming, heat of 2,000 places in 50 ms, 50 frames a second under pulses,
// the window never blocked for 33 ms, idle when nothing moves.

#include "core/settings/settings.h"
#include "core/types/placetext.h"
#include "core/visitor/visitordataservice.h"
#include "tests/gui/fakelivesource.h"
#include "tests/gui/fakestatssource.h"
#include "ui/map/heatfield.h"
#include "ui/map/heatscale.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/hitplace.h"
#include "ui/worldmap/mapcontent.h"
#include "ui/worldmap/mappage.h"
#include "ui/worldmap/worldmapview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QPainter>
#include <QResource>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <vector>

namespace {

constexpr int kRounds = 25;
constexpr int kClicks = 10'000;
constexpr QSize kPicture(1440, 900);

/// Milliseconds: the best of some rounds, and the middle one. Others use this machine, too.
void report(const char *what, const std::function<void()> &work)
{
    std::vector<double> all;
    for (int i = 0; i < kRounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        all.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(all);
    std::printf("%-44s %8.3f ms  (middle of %d: %.3f)\n", what, all.front(), kRounds, all[all.size() / 2]);
}

std::vector<QPointF> clicks()
{
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_real_distribution<double> x(-MapProjection::kHalfWidth, MapProjection::kHalfWidth);
    std::uniform_real_distribution<double> y(-MapProjection::kHalfHeight, MapProjection::kHalfHeight);
    std::vector<QPointF> points;
    points.reserve(kClicks);
    for (int i = 0; i < kClicks; ++i)
        points.emplace_back(x(random), y(random));
    return points;
}

/// The whole world, in the middle of the picture; `zoom` times as large.
void paint(QImage *image, QPainterPath MapCountry::*shape, bool withBorders, double zoom = 1)
{
    image->fill(Qt::white);
    QPainter painter(image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kPicture.width() / 2.0, kPicture.height() / 2.0);
    const double scale = zoom * kPicture.width() / (2 * MapProjection::kHalfWidth);
    painter.scale(scale, scale);
    painter.setPen(withBorders ? QPen(Qt::white, 0) : QPen(Qt::NoPen));
    painter.setBrush(Qt::gray);
    for (const MapCountry &country : MapGeometry::world().countries())
        painter.drawPath(country.*shape);
}

Hit hitAt(quint64 number, std::mt19937 &random)
{
    Hit hit = FakeLiveSource::pageview(QStringLiteral("shop"), QStringLiteral("/p%1").arg(number % 300),
                                       number % 997 + 1);
    hit.place = {QStringLiteral("IN"), {}, QStringLiteral("City %1").arg(number % 400)};
    hit.place.position = GeoPosition {static_cast<qint16>(static_cast<int>(random() % 12'000) - 5'000),
                                      static_cast<qint16>(static_cast<int>(random() % 36'000) - 18'000)};
    return hit;
}

/// Whole seconds and parts that this process has used a processor.
double usedSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void waitFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

void settle(WorldMapView &view)
{
    while (!view.isSettled())
        waitFor(5);
    waitFor(20);
}

/// What a view of 1440 × 900 costs each time it is painted.
void timeFrames()
{
    WorldMapView view;
    view.resize(kPicture);
    view.show();
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same each time
    QList<MapMark> marks;
    for (int i = 0; i < 3000; ++i)
        marks.append(
            {planeOf(*hitAt(static_cast<quint64>(i), random).place.position), 3000.0 / (i + 1), {}, {}});
    view.setValues({}, marks);
    settle(view);
    std::vector<double> frames;
    QObject::connect(&view, &WorldMapView::framePainted, &view, [&frames](qint64 nanoseconds) {
        frames.push_back(static_cast<double>(nanoseconds) / 1e6);
    });
    QImage target(kPicture, QImage::Format_RGB32);
    const auto measure = [&](const char *what, const std::function<void()> &before) {
        frames.clear();
        for (int i = 0; i < 60; ++i) {
            before();
            view.render(&target, {}, {}, {});
        }
        std::ranges::sort(frames);
        std::printf("%-44s %8.3f ms  (middle; worst %.3f)\n", what, frames[frames.size() / 2], frames.back());
    };
    measure("a frame from the picture", [] {});
    measure("a frame while zooming", [&view] { view.navigation().zoomBy(1.02); });
    view.navigation().goHome();
    settle(view);
    const MapGeometry &world = MapGeometry::world();
    MapScene scene;
    scene.marks = marks;
    scene.scales = MapScales::of({}, marks);
    scene.colours = {Qt::black, Qt::darkGray, Qt::black, Qt::cyan, Qt::white, Qt::gray, true};
    scene.font = view.font();
    for (const auto &[layer, what] :
         {std::pair(MapLayer::Heat, "a picture of heat, 3,000 places (worker)"),
          std::pair(MapLayer::Countries, "a picture of countries (worker)"),
          std::pair(MapLayer::Cities, "a picture of cities, 3,000 dots (worker)")}) {
        scene.layer = layer;
        report(what, [&] { paintMapPicture(world, scene, view.camera(), 1); });
    }
}

void timeHeat()
{
    std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same each time
    std::normal_distribution<float> spread(0, 60);
    std::vector<HeatPoint> places;
    QList<double> counts;
    for (int i = 0; i < MapContent::kMostPlaces; ++i) {
        const auto centre = static_cast<float>(i % 40);
        places.push_back({100 + centre * 30 + spread(random), 450 + spread(random) * 2, 0});
        counts.append(std::max(1.0, 3000.0 / (i + 1)));
    }
    for (const std::size_t count : {std::size_t(10'000), std::size_t(2000), std::size_t(200)}) {
        places.resize(count);
        counts.resize(static_cast<qsizetype>(count));
        const HeatScale scale = HeatScale::of(counts);
        for (std::size_t i = 0; i < count; ++i)
            places[i].strength = static_cast<float>(scale.strength(counts.at(static_cast<qsizetype>(i))));
        const QByteArray what = "heat of " + QByteArray::number(static_cast<qint64>(count)) + " places";
        report(what.constData(), [&] { HeatField::render(places, kPicture, 1, true); });
    }
}

/// What an answer with as many places as are ever shown costs the thread of the windows.
void timeContent()
{
    std::mt19937 random(9); // NOLINT(cert-msc51-cpp): the same each time
    StatsTable table;
    table.breakdowns = {{QStringLiteral("country"), 1, {}},
                        {QStringLiteral("place"), MapContent::kMostPlaces, {}}};
    for (int i = 0; i < MapContent::kMostPlaces; ++i) {
        Place place = hitAt(static_cast<quint64>(i), random).place;
        place.city = QStringLiteral("City %1").arg(i);
        BreakdownRow row {PlaceText::of(place, false), {}};
        row.counts.visitors = MapContent::kMostPlaces - i;
        table.now.totals.visitors += row.counts.visitors;
        table.breakdowns[1].rows.append(row);
    }
    table.breakdowns[0].rows.append({QStringLiteral("IN"), table.now.totals});
    report("content of 10,000 places (windows)", [&] { MapContent::of(table, Metric::Visitors, {}); });
    const MapContent content = MapContent::of(table, Metric::Visitors, {});
    WorldMapView view;
    report("marks of 10,000 places (windows)", [&] {
        QList<MapMark> marks;
        for (const MapRow &row : content.places)
            marks.append({planeOf(*row.position), content.valueOf(row), row.name, row.country});
        view.setValues({}, marks);
    });
}

/// The whole window on its Map page, with 500 hits a second for `seconds`.
void timePulses(int seconds)
{
    constexpr int kRate = 500;
    constexpr int kStepMs = 10;
    SignalBus bus;
    FakeLiveSource source(bus, SystemClock::instance());
    source.siteList = {{QStringLiteral("shop"), {}, {}, QStringLiteral("UTC"), {}}};
    Settings settings((QString()));
    const QTemporaryDir folder;
    VisitorDataService visitorData {VisitorDataFolder(folder.path(), QString())};
    FakeStatsSource stats;
    std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same each time
    for (quint64 i = 0; i < 400; ++i) { // the source counts in this thread, as the real one never does
        Hit hit = hitAt(i, random);
        hit.eventAt = hit.receivedAt = SystemClock::instance().now() - kMicrosPerHour;
        stats.stored.append(hit);
    }
    MainWindow window(bus, source.with(stats), settings, visitorData, SystemClock::instance());
    window.resize(kPicture);
    window.showPage(QStringLiteral("map"));
    window.show();
    settle(window.mapPage().view());

    qint64 batches = 0;
    qint64 seen = 0;
    QObject::connect(&bus, &SignalBus::hitsCommitted, &window, [&seen] { ++seen; });
    std::vector<double> frames;
    QElapsedTimer since;
    QObject::connect(
        &window.mapPage().view(), &WorldMapView::framePainted, &window,
        [&frames](qint64 nanoseconds) { frames.push_back(static_cast<double>(nanoseconds) / 1e6); });
    double longest = 0;
    QElapsedTimer gap;
    QTimer step;
    step.setTimerType(Qt::PreciseTimer);
    qint64 sent = 0;
    QObject::connect(&step, &QTimer::timeout, &window, [&] {
        if (gap.isValid())
            longest = std::max(longest, static_cast<double>(gap.nsecsElapsed()) / 1e6 - kStepMs);
        gap.start();
        QList<Hit> hits;
        for (const qint64 due = since.elapsed() * kRate / 1000; sent < due; ++sent)
            hits.append(hitAt(static_cast<quint64>(sent), random));
        if (hits.isEmpty())
            return;
        ++batches;
        source.commit(hits);
    });
    since.start();
    step.start(kStepMs);
    const double usedBefore = usedSeconds();
    waitFor(seconds * 1000);
    step.stop();
    const double elapsed = static_cast<double>(since.elapsed()) / 1000;
    std::ranges::sort(frames);
    std::printf(
        "%d pulses/s for %.0f s: %.1f frames/s, a frame %.2f ms (p99 %.2f), %lld hits in %lld batches, %lld "
        "dropped,\n  window blocked at most %.1f ms, %.0f %% of a core\n",
        kRate, elapsed, static_cast<double>(frames.size()) / elapsed, frames[frames.size() / 2],
        frames[frames.size() * 99 / 100], static_cast<long long>(sent), static_cast<long long>(batches),
        static_cast<long long>(batches - seen), longest, (usedSeconds() - usedBefore) / elapsed * 100);
    while (!window.mapPage().view().pulses().pulses().empty())
        waitFor(50);
    waitFor(1500);
    frames.clear();
    const double idleBefore = usedSeconds();
    waitFor(5000);
    std::printf("idle, map in view: %zu frames, %.2f %% of a core\n", frames.size(),
                (usedSeconds() - idleBefore) / 5 * 100);
    window.showPage(QStringLiteral("rejected"));
    const double hiddenBefore = usedSeconds();
    waitFor(5000);
    std::printf("idle, map hidden: %zu frames, %.2f %% of a core\n", frames.size(),
                (usedSeconds() - hiddenBefore) / 5 * 100);
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    MapGeometry::world(); // registers the resource
    const QString name = QStringLiteral(":/clickscope/map/world.map");
    const QByteArray file = QResource(name).uncompressedData();
    report("unpack the file", [&name] { QResource(name).uncompressedData(); });
    report("decode it", [&file] {
        if (!MapGeometry::decode(file))
            qFatal("the map is broken");
    });

    qint64 found = 0;
    const std::vector<QPointF> points = clicks();
    for (const double tolerance : {0.0, 0.01}) {
        report(tolerance > 0 ? "10,000 clicks, tolerance 0.01" : "10,000 clicks", [&] {
            for (const QPointF point : points)
                found += MapGeometry::world().countryAt(point, tolerance) >= 0;
        });
    }
    std::printf("%.1f %% of the clicks found a country\n",
                100.0 * static_cast<double>(found) / (2.0 * kRounds * kClicks));

    QImage image(kPicture, QImage::Format_ARGB32_Premultiplied);
    report("paint, fine", [&] { paint(&image, &MapCountry::path, false); });
    report("paint, coarse", [&] { paint(&image, &MapCountry::coarse, false); });
    report("paint with borders, fine", [&] { paint(&image, &MapCountry::path, true); });
    report("paint with borders, coarse", [&] { paint(&image, &MapCountry::coarse, true); });
    report("paint with borders, fine, 8 times as large", [&] { paint(&image, &MapCountry::path, true, 8); });
    timeHeat();
    timeFrames();
    timeContent();
    timePulses(std::max(2, QApplication::arguments().value(1, QStringLiteral("60")).toInt()));
    return 0;
}
