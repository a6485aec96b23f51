// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapedges.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace {

constexpr int kMostAtASide = 3;
constexpr double kMargin = 8; ///< to the edge of the view
constexpr double kArrow = 7; ///< width of an arrow
constexpr double kGap = 5;
constexpr double kAbove = 24; ///< pixels kept free above, for the button of the whole world
constexpr double kBelow = 120; ///< and below, for the legend

} // namespace

QList<MapEdgeName> mapEdgeNames(const MapScene &scene, const MapCamera &camera,
                                const std::function<QString(const MapMark &)> &textOf)
{
    QList<MapEdgeName> names;
    const QSizeF view = camera.viewport();
    const QFontMetricsF metrics(scene.font);
    const double height = metrics.height() + 2;
    if (!camera.isHome() || view.height() < kAbove + kBelow + height)
        return names;
    for (qsizetype i = 0; i < scene.marks.size(); ++i) {
        const MapMark &mark = scene.marks.at(i);
        const QPointF at = camera.toView(mark.place);
        const bool isWest = at.x() < view.width() / 2;
        const auto atThisSide = std::ranges::count(names, isWest, &MapEdgeName::isWest);
        if (mark.name.isEmpty() || !(mark.value > 0) || QRectF(QPointF(), view).contains(at)
            || atThisSide >= kMostAtASide)
            continue;
        const QString text = textOf(mark);
        const double width = kArrow + kGap + metrics.horizontalAdvance(text);
        const double top = std::clamp(at.y(), kAbove + height / 2, view.height() - kBelow - height / 2)
            - height / 2;
        const QRectF area(isWest ? kMargin : view.width() - kMargin - width, top, width, height);
        if (std::ranges::none_of(names, [&](const MapEdgeName &name) { return name.area.intersects(area); }))
            names.append({static_cast<int>(i), text, area, isWest});
    }
    return names;
}

void paintMapEdgeNames(QPainter &painter, const MapScene &scene, const QList<MapEdgeName> &names)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MapEdgeName &name : names) {
        const double tip = name.isWest ? name.area.left() : name.area.right();
        const double base = name.isWest ? tip + kArrow : tip - kArrow;
        const double middle = name.area.center().y();
        painter.setPen(Qt::NoPen);
        painter.setBrush(scene.colours.muted);
        painter.drawPolygon(
            QPolygonF({{tip, middle}, {base, middle - kArrow / 2}, {base, middle + kArrow / 2}}));
        paintMapText(painter, scene, name.area.topLeft() + QPointF(name.isWest ? kArrow + kGap : 0, 1),
                     name.text);
    }
    painter.restore();
}
