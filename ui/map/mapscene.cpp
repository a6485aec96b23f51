// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapscene.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

void paintMapText(QPainter &painter, const MapScene &scene, const QPointF &place, const QString &text)
{
    paintMapText(painter, scene, place, text, scene.colours.text);
}

void paintMapText(QPainter &painter, const MapScene &scene, const QPointF &place, const QString &text,
                  const QColor &colour)
{
    QColor halo = scene.colours.sea;
    halo.setAlphaF(0.75F);
    QPainterPath path;
    path.addText(place + QPointF(0, QFontMetricsF(scene.font).ascent()), scene.font, text);
    painter.strokePath(path, QPen(halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, colour);
}
