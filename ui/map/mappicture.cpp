// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mappicture.h"

#include "ui/map/bubblescale.h"
#include "ui/map/heatfield.h"
#include "ui/map/labelplacer.h"
#include "ui/map/mapedges.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

// The home view holds the coasts of Alaska and New Zealand, and what lies between 75 N and 57 S.
constexpr double kNorth = 75;
constexpr double kSouth = -57;
constexpr double kWest = -2.11; ///< plane: the west end of the Alaska Peninsula
constexpr double kEast = 2.27; ///< plane: the East Cape of New Zealand
constexpr double kFoot = 150; ///< pixels below the home view that a legend may take
constexpr double kCoarseZoom = 2.2; ///< up to here the coarse shapes look the same
constexpr double kBorder = 0.7; ///< pixels
constexpr float kBorderOnHeat = 0.55F; ///< opacity, so that they do not look like cracks
constexpr double kOutline = 1.5;
constexpr double kHeatScale = 226; ///< pixels of a unit of the plane where heat has its original size
constexpr double kSmallLand = 5; ///< pixels: a country that is smaller gets a dot in its shade
constexpr double kSmallDot = 3.5;
constexpr int kMostLabels = 60;
constexpr std::size_t kCertainLabels = 12; ///< of the largest circles, in any crowd
constexpr double kPlaceDot = 2; ///< radius of the dot of a named place on heat
constexpr double kLabelGap = 4;
constexpr QSizeF kLegendRoom(240, 104); ///< in the lower left corner, clear of names
constexpr double kMarkOpacity = 0.75;
const QString kAntarctica = QStringLiteral("AQ");

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

/// How land is painted.
struct LandStyle
{
    QPen pen;
    QBrush brush;
    QHash<QString, QBrush> shades = {};
    bool hasAntarctica = false; ///< it is large, white and empty, unless somebody is there
};

void paintLand(QPainter &painter, const MapGeometry &world, const MapCamera &camera, const LandStyle &style,
               const std::atomic<bool> *isGivenUp)
{
    const QRectF visible = camera.visible();
    const bool isCoarse = camera.zoom() <= kCoarseZoom;
    painter.save();
    painter.setTransform(camera.transform(), true);
    painter.setPen(style.pen);
    for (const MapCountry &country : world.countries()) {
        if (!country.bounds.intersects(visible) || (country.code == kAntarctica && !style.hasAntarctica))
            continue;
        if (isGone(isGivenUp))
            break;
        painter.setBrush(style.shades.value(country.code, style.brush));
        painter.drawPath(isCoarse ? country.coarse : country.path);
    }
    painter.restore();
}

/// Shaded land that is too small to see, and areas without a shape of their own.
void paintSmallLand(QPainter &painter, const MapGeometry &world, const MapCamera &camera,
                    const MapColours &colours, const QHash<QString, QBrush> &shades)
{
    painter.setPen(QPen(colours.border, 1));
    const auto dot = [&](const QPointF &place, const QBrush &shade) {
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

void paintHeat(QPainter &painter, const MapScene &scene, const MapCamera &camera,
               const std::atomic<bool> *isGivenUp)
{
    // In pixels of the view on any screen: heat has no details that would need more.
    const double growth = std::sqrt(camera.scale() / kHeatScale);
    const QRectF near = reach(camera, HeatField::reach(1) * growth);
    std::vector<HeatPoint> points;
    points.reserve(static_cast<std::size_t>(scene.marks.size()));
    for (const MapMark &mark : scene.marks) {
        const QPointF at = camera.toView(mark.place);
        if (near.contains(at))
            points.push_back({static_cast<float>(at.x()), static_cast<float>(at.y()),
                              static_cast<float>(scene.scales.heat.strength(mark.value))});
    }
    const QImage heat = HeatField::render(points, camera.viewport().toSize(), growth, scene.colours.dark,
                                          isGivenUp);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!heat.isNull())
        painter.drawImage(0, 0, heat);
    painter.restore();
}

/// Names of the largest places; on heat with a dot for each, so that the eye finds it.
void paintLabels(QPainter &painter, const MapScene &scene, const MapCamera &camera)
{
    const bool hasBubbles = scene.layer == MapLayer::Cities;
    const QFontMetricsF metrics(scene.font);
    std::vector<LabelAnchor> anchors;
    std::vector<const MapMark *> marks;
    const QRectF view(QPointF(), camera.viewport());
    for (const MapMark &mark : scene.marks) {
        const QPointF at = camera.toView(mark.place);
        // Circles without a name are kept clear of those of others.
        if ((mark.name.isEmpty() && !hasBubbles) || !(mark.value > 0) || !view.contains(at))
            continue;
        const double radius = hasBubbles ? bubbleRadius(mark.value, scene.scales.largest) : kPlaceDot;
        anchors.push_back({at, radius + kLabelGap / 2,
                           mark.name.isEmpty() ? QSizeF() : metrics.size(Qt::TextSingleLine, mark.name)});
        marks.push_back(&mark);
    }
    // Only the largest have dots on heat that names must not cover.
    if (!hasBubbles && anchors.size() > 2 * kMostLabels)
        anchors.resize(2 * kMostLabels);
    // The legend and the names at the edges come later.
    std::vector<QRectF> taken {
        {0, view.height() - kLegendRoom.height(), kLegendRoom.width(), kLegendRoom.height()}};
    const auto longText = [](const MapMark &mark) -> QString {
        return mark.name + QStringLiteral(" 00,000");
    };
    for (const MapEdgeName &name : mapEdgeNames(scene, camera, longText))
        taken.push_back(name.area);
    const auto places = placeLabels(anchors, view, kMostLabels, taken, hasBubbles ? kCertainLabels : 0);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i])
            continue;
        if (!hasBubbles) {
            painter.setPen(QPen(scene.colours.sea, 1));
            painter.setBrush(scene.colours.text);
            painter.drawEllipse(anchors[i].place, kPlaceDot, kPlaceDot);
        }
        if (const QLineF leader = leaderOf(anchors[i], *places[i]); !leader.isNull()) {
            painter.setPen(QPen(scene.colours.text, 1));
            painter.drawLine(leader);
        }
        paintMapText(painter, scene, places[i]->topLeft(), marks[i]->name);
    }
}

void paintCities(QPainter &painter, const MapScene &scene, const MapCamera &camera)
{
    QColor fill = scene.colours.mark;
    fill.setAlphaF(kMarkOpacity);
    painter.setPen(QPen(scene.colours.sea, 1));
    painter.setBrush(fill);
    for (const MapMark &mark : scene.marks) { // the small ones last, on top
        const double radius = bubbleRadius(mark.value, scene.scales.largest);
        const QPointF at = camera.toView(mark.place);
        if (mark.value > 0 && reach(camera, radius).contains(at))
            painter.drawEllipse(at, radius, radius);
    }
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
    MapCamera camera(world, QRectF(QPointF(kWest, top), QPointF(kEast, bottom)));
    camera.setFoot(kFoot);
    return camera;
}

void paintMap(QPainter &painter, const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
              const std::atomic<bool> *isGivenUp)
{
    const bool hasShades = scene.layer == MapLayer::Countries;
    QHash<QString, QBrush> shades;
    bool hasAntarctica = false;
    const ColorRamp ramp = countryRamp(scene.colours.dark);
    for (const CountryValue &country : scene.countries) {
        const int number = scene.scales.countries.classOf(country.value);
        if (hasShades && number >= 0)
            shades.insert(country.country, ramp.at(scene.scales.countries.share(number)));
        hasAntarctica = hasAntarctica || country.country == kAntarctica;
    }
    LandStyle style {borderPen(scene.colours.border), scene.colours.land, shades, hasAntarctica};
    if (scene.layer == MapLayer::Heat) { // lies between land and borders
        paintLand(painter, world, camera, {Qt::NoPen, style.brush, {}, hasAntarctica}, isGivenUp);
        paintHeat(painter, scene, camera, isGivenUp);
        style.brush = Qt::NoBrush;
        QColor border = scene.colours.border;
        border.setAlphaF(kBorderOnHeat);
        style.pen.setColor(border);
    }
    paintLand(painter, world, camera, style, isGivenUp);
    if (hasShades)
        paintSmallLand(painter, world, camera, scene.colours, shades);
    paintOutline(painter, world, scene, camera);
    if (scene.layer == MapLayer::Cities)
        paintCities(painter, scene, camera);
    if (!hasShades)
        paintLabels(painter, scene, camera);
}

MapPicture paintMapPicture(const MapGeometry &world, const MapScene &scene, const MapCamera &camera,
                           qreal ratio, const std::atomic<bool> *isGivenUp)
{
    MapPicture picture {{}, camera};
    const QSize size = (camera.viewport() * ratio).toSize();
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return picture;
    image.setDevicePixelRatio(ratio);
    image.fill(scene.colours.sea);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMap(painter, world, scene, camera, isGivenUp);
    painter.end();
    if (!isGone(isGivenUp))
        picture.image = image;
    return picture;
}
