// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/landbackdrop.h"

#include "ui/look/theme.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <QPainter>
#include <QRadialGradient>

#include <algorithm>

namespace {

QPixmap landPicture(QSize size, qreal ratio, const QColor &land, const QColor &border)
{
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double kShare = 0.44; // of the half width: air at both sides
    const double scale = size.width() * kShare / MapProjection::kHalfWidth;
    painter.save();
    painter.translate(size.width() / 2.0, size.height() * 0.5);
    painter.scale(scale, scale);
    painter.setPen(QPen(border, 0.7 / scale));
    painter.setBrush(land);
    for (const MapCountry &country : MapGeometry::world().countries()) {
        if (country.code != QLatin1StringView("AQ"))
            painter.drawPath(country.coarse);
    }
    painter.restore();
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    QRadialGradient fade(QPointF(size.width() / 2.0, size.height() / 2.0), size.width() * 0.5);
    fade.setColorAt(0, QColor(0, 0, 0, 71)); // 28 %
    fade.setColorAt(0.35, QColor(0, 0, 0, 71));
    fade.setColorAt(1, Qt::black);
    painter.fillRect(QRect(QPoint(), size), fade);
    return picture;
}

} // namespace

void LandBackdrop::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    if (m_land.size() != size() * devicePixelRatioF() || m_colour != theme.faint.rgb()) {
        m_land = landPicture(size(), devicePixelRatioF(), theme.faint, theme.window);
        m_colour = theme.faint.rgb();
    }
    QPainter(this).drawPixmap(0, 0, m_land);
}
