// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/icons.h"

#include "ui/look/theme.h"
#include "ui/text/placename.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

static void initResources()
{
    Q_INIT_RESOURCE(clickscope_ui);
}

namespace {

QPixmap emptyPixmap(QSizeF size, qreal ratio)
{
    QPixmap pixmap(static_cast<int>(std::ceil(size.width() * ratio)),
                   static_cast<int>(std::ceil(size.height() * ratio)));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

QPixmap renderIcon(const QString &name, const QColor &colour, int size, qreal ratio)
{
    initResources();
    QSvgRenderer renderer(QStringLiteral(":/clickscope/ui/%1.svg").arg(name));
    QPixmap pixmap = emptyPixmap(QSizeF(size, size), ratio);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(0, 0, size, size);
    renderer.render(&painter, area);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(area, colour);
    return pixmap;
}

/// Families with coloured flags. Segoe UI Emoji is missing on purpose: it draws letters.
QString flagFamily()
{
    static const QString family = [] {
        for (const char16_t *name :
             {u"Noto Color Emoji", u"Apple Color Emoji", u"Twemoji Mozilla", u"Twemoji"}) {
            const QString candidate = QString::fromUtf16(name);
            if (QFontDatabase::hasFamily(candidate))
                return candidate;
        }
        return QString();
    }();
    return family;
}

void paintEmoji(QPainter &painter, const QString &text, const QSizeF &size)
{
    // Bitmap emoji come in one size; draw big, then scale into the box.
    QFont font(flagFamily());
    font.setPixelSize(64);
    const QFontMetricsF metrics(font);
    const QRectF glyph(0, 0, metrics.horizontalAdvance(text), metrics.height());
    const qreal scale = std::min(size.width() / glyph.width(), size.height() / glyph.height());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate((size.width() - glyph.width() * scale) / 2,
                      (size.height() - glyph.height() * scale) / 2);
    painter.scale(scale, scale);
    painter.setFont(font);
    painter.drawText(QPointF(0, metrics.ascent()), text);
}

void paintBadge(QPainter &painter, const QString &text, const QColor &colour, const QSizeF &size)
{
    QFont font = Type::small();
    font.setPixelSize(9);
    font.setWeight(QFont::DemiBold);
    const QRectF box = QRectF(QPointF(0.5, 1.5), size - QSizeF(1, 3));
    painter.setPen(colour);
    painter.drawRoundedRect(box, 2, 2);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal ratio)
{
    const QString key = QStringLiteral("icon:%1:%2:%3:%4")
                            .arg(name, colour.name(QColor::HexArgb), QString::number(size),
                                 QString::number(ratio));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = renderIcon(name, colour, size, ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QIcon themedIcon(const QString &name, const QColor &colour)
{
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0})
        icon.addPixmap(iconPixmap(name, colour, 16, ratio));
    return icon;
}

int flagWidth(int height)
{
    return height + height / 4;
}

QPixmap flagPixmap(const QString &country, const QColor &colour, int height, qreal ratio)
{
    const QString key = QStringLiteral("flag:%1:%2:%3:%4")
                            .arg(country, colour.name(), QString::number(height), QString::number(ratio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const QSizeF size(flagWidth(height), height);
    pixmap = emptyPixmap(size, ratio);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QString flag = PlaceName::flag(country);
    if (flag.isEmpty() || flagFamily().isEmpty())
        paintBadge(painter, country.left(2).toUpper(), colour, size);
    else
        paintEmoji(painter, flag, size);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QRectF paintPlaceSign(QPainter &painter, const QRectF &area, const QString &place, const QColor &colour)
{
    constexpr int kHeight = 14;
    constexpr int kGap = 6;
    const qreal ratio = painter.device()->devicePixelRatio();
    const QPointF corner(area.left(), area.center().y() - kHeight / 2.0);
    if (place.size() == 2)
        painter.drawPixmap(corner, flagPixmap(place, colour, kHeight, ratio));
    else
        painter.drawPixmap(corner + QPointF(2, 0),
                           iconPixmap(place.isEmpty() ? QStringLiteral("question") : QStringLiteral("home"),
                                      colour, kHeight, ratio));
    return area.adjusted(flagWidth(kHeight) + kGap, 0, 0, 0);
}
