// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The world map: how long until it can be drawn, how long a click and a picture of 1440 × 900 take.
// Goals: decoded in 5 ms, a click in 0.1 ms.

#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QResource>

#include <algorithm>
#include <cstdio>
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

} // namespace

int main(int argc, char *argv[])
{
    const QGuiApplication application(argc, argv);
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
    return 0;
}
