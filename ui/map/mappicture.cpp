// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mappicture.h"

#include "ui/map/bubblescale.h"
#include "ui/map/labelplacer.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kNorth = 84; ///< of the home view: there is only sea beyond
constexpr double kSouth = -57; ///< there is only ice beyond
constexpr double kCoarseZoom = 2.2; ///< up to here the coarse shapes look the same
constexpr double kBorder = 0.7; ///< pixels
constexpr double kOutline = 1.5;
constexpr int kClasses = 6;
constexpr double kHeatRadius = 22; ///< pixels at the home zoom
constexpr double kHeatGrowth = 0.35; ///< exponent of the zoom
constexpr double kSmallLand = 5; ///< pixels: a country that is smaller gets a dot in its shade
constexpr double kSmallDot = 3.5;
constexpr int kMostLabels = 60;
constexpr double kLabelGap = 4;
constexpr double kMarkOpacity = 0.75;

bool isGone(const std::atomic<bool> *isGivenUp)
{
    return isGivenUp && isGivenUp->load(std::memory_order_relaxed);
}

/// The share of the marks that lie in view, or near enough to reach into it.
QRectF reach(const MapCamera &camera, double pixels)
{
    return QRectF(QPointF(), camera.viewport()).adjusted(-pixels, -pixels, pixels, pixels);
}

QPen borderPen(const QColor &colour)
{
    QPen pen(colour, kBorder);
    pen.setCosmetic(true);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

void paintLand(QPainter &painter, const MapGeometry &world, const MapCamera &camera,
               const MapColours &colours, const QHash<QString, QColor> &shades,
               const std::atomic<bool> *isGivenUp)
{
    const QRectF visible = camera.visible();
    const bool isCoarse = camera.zoom() <= kCoarseZoom;
    painter.save();
    painter.setTransform(camera.transform(), true);
    painter.setPen(borderPen(colours.border));
    for (const MapCountry &country : world.countries()) {
        if (!country.bounds.intersects(visible))
            continue;
        if (isGone(isGivenUp))
            break;
        painter.setBrush(shades.value(country.code, colours.land));
        painter.drawPath(isCoarse ? country.coarse : country.path);
    }
    painter.restore();
}

/// Shaded land that is too small to see, and areas without a shape of their own.
void paintSmallLand(QPainter &painter, const MapGeometry &world, const MapCamera &camera,
                    const MapColours &colours, const QHash<QString, QColor> &shades)
{
    painter.setPen(QPen(colours.border, 1));
    const auto dot = [&](const QPointF &place, const QColor &shade) {
        painter.setBrush(shade);
        painter.drawEllipse(camera.toView(place), kSmallDot, kSmallDot);
    };
    for (const MapCountry &country : world.countries()) {
        const auto shade = shades.constFind(country.code);
        const double size = std::max(country.bounds.width(), country.bounds.height()) * camera.scale();
        if (shade != shades.constEnd() && size < kSmallLand)
            dot(country.label, *shade);
    }
    for (const MapPoint &point : world.points()) {
        if (const auto shade = shades.constFind(point.code); shade != shades.constEnd())
            dot(point.position, *shade);
    }
}

MapScales paintHeat(QPainter &painter, const MapScene &scene, const MapCamera &camera, qreal ratio,
                    const std::atomic<bool> *isGivenUp)
{
    const double radius = kHeatRadius * std::pow(camera.zoom(), kHeatGrowth)
        * std::sqrt(std::max(0.2, camera.viewport().width() / 1100));
    const QRectF near = reach(camera, radius);
    std::vector<HeatPoint> points;
    points.reserve(static_cast<std::size_t>(scene.marks.size()));
    for (const MapMark &mark : scene.marks) {
        const QPointF at = camera.toView(mark.place);
        if (near.contains(at))
            points.push_back({static_cast<float>(at.x() * ratio), static_cast<float>(at.y() * ratio),
                              static_cast<float>(mark.value)});
    }
    const QSize size = (camera.viewport() * ratio).toSize();
    HeatPicture heat = HeatField::render(points, size, radius * ratio, heatRamp(scene.colours.dark),
                                         isGivenUp);
    if (!heat.image.isNull()) {
        heat.image.setDevicePixelRatio(ratio);
        painter.drawImage(0, 0, heat.image);
    }
    return {heat.scale, heat.peak};
}

void paintLabels(QPainter &painter, const MapScene &scene, const MapCamera &camera, double largest,
                 bool hasBubbles)
{
    const QFontMetricsF metrics(scene.font);
    std::vector<LabelAnchor> anchors;
    std::vector<const MapMark *> marks;
    const QRectF view(QPointF(), camera.viewport());
    for (const MapMark &mark : scene.marks) {
        const QPointF at = camera.toView(mark.place);
        if (mark.name.isEmpty() || !view.contains(at))
            continue;
        const double radius = hasBubbles ? bubbleRadius(mark.value, largest) : kSmallDot;
        anchors.push_back({at, radius + kLabelGap / 2, metrics.size(Qt::TextSingleLine, mark.name)});
        marks.push_back(&mark);
    }
    const auto places = placeLabels(anchors, view, kMostLabels);
    painter.setFont(scene.font);
    QColor halo = scene.colours.sea;
    halo.setAlphaF(0.75F);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i])
            continue;
        QPainterPath text;
        text.addText(places[i]->left(), places[i]->top() + metrics.ascent(), scene.font, marks[i]->name);
        painter.strokePath(text, QPen(halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(text, scene.colours.text);
    }
}

MapScales paintCities(QPainter &painter, const MapScene &scene, const MapCamera &camera)
{
    const double largest = scene.marks.isEmpty() ? 0 : scene.marks.constFirst().value;
    QColor fill = scene.colours.mark;
    fill.setAlphaF(kMarkOpacity);
    painter.setPen(QPen(scene.colours.sea, 1));
    painter.setBrush(fill);
    for (const MapMark &mark : scene.marks) { // the small ones last, on top
        const double radius = bubbleRadius(mark.value, largest);
        const QPointF at = camera.toView(mark.place);
        if (mark.value > 0 && reach(camera, radius).contains(at))
            painter.drawEllipse(at, radius, radius);
    }
    paintLabels(painter, scene, camera, largest, true);
    return {std::nullopt, largest};
}

/// Under the names of cities, which have to be read over it.
void paintOutline(QPainter &painter, const MapGeometry &world, const MapScene &scene, const MapCamera &camera)
{
    const int index = scene.selected.isEmpty() ? -1 : world.indexOf(scene.selected);
    if (index < 0)
        return;
    QPen pen(scene.colours.text, kOutline);
    pen.setCosmetic(true);
    pen.setJoinStyle(Qt::RoundJoin);
    const MapCountry &country = world.countries().at(index);
    painter.save();
    painter.setTransform(camera.transform(), true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(camera.zoom() <= kCoarseZoom ? country.coarse : country.path);
    painter.restore();
}

} // namespace

MapCamera worldCamera()
{
    const double top = MapProjection::project(0, kNorth).y();
    const double bottom = MapProjection::project(0, kSouth).y();
    const QRectF world(-MapProjection::kHalfWidth, -MapProjection::kHalfHeight, 2 * MapProjection::kHalfWidth,
                       2 * MapProjection::kHalfHeight);
    return {world, QRectF(QPointF(world.left(), top), QPointF(world.right(), bottom))};
}

MapScales paintMap(QPainter &painter, const MapGeometry &world, const MapScene &scene,
                   const MapCamera &camera, qreal ratio, const std::atomic<bool> *isGivenUp)
{
    MapScales scales;
    QHash<QString, QColor> shades;
    if (scene.layer == MapLayer::Countries) {
        QList<double> values;
        for (const CountryValue &country : scene.countries)
            values.append(country.value);
        const ColorScale scale = ColorScale::quantiles(values, kClasses, countryRamp(scene.colours.dark));
        for (const CountryValue &country : scene.countries) {
            if (country.value > 0)
                shades.insert(country.country, scale.colour(country.value));
        }
        scales = {scale, values.isEmpty() ? 0 : *std::ranges::max_element(values)};
    }
    paintLand(painter, world, camera, scene.colours, shades, isGivenUp);
    switch (scene.layer) {
    case MapLayer::Countries: paintSmallLand(painter, world, camera, scene.colours, shades); break;
    case MapLayer::Heat: scales = paintHeat(painter, scene, camera, ratio, isGivenUp); break;
    case MapLayer::Cities:
        paintOutline(painter, world, scene, camera);
        return paintCities(painter, scene, camera);
    }
    paintOutline(painter, world, scene, camera);
    return scales;
}

MapPicture paintMapPicture(const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
                           qreal ratio, const std::atomic<bool> *isGivenUp)
{
    MapPicture picture {{}, camera, {}};
    const QSize size = (camera.viewport() * ratio).toSize();
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return picture;
    image.setDevicePixelRatio(ratio);
    image.fill(scene.colours.sea);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    picture.scales = paintMap(painter, world, scene, camera, ratio, isGivenUp);
    painter.end();
    if (!isGone(isGivenUp))
        picture.image = image;
    return picture;
}
