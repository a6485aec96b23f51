// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/icons.h"

#include "ui/look/theme.h"
#include "ui/text/placename.h"
#include "ui/text/textscale.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <utility>

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
    constexpr double kOfHeight = 9.0 / 14;
    QFont font = Type::small();
    font.setPixelSize(qRound(size.height() * kOfHeight));
    font.setWeight(QFont::DemiBold);
    const QRectF box = QRectF(QPointF(0.5, 1.5), size - QSizeF(1, 3));
    painter.setPen(colour);
    painter.drawRoundedRect(box, 2, 2);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

/// A line icon at whatever size is asked for.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(QString name, const QColor &colour, const QColor &disabled) :
        m_name(std::move(name)), m_colour(colour), m_disabled(disabled)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPointF corner = QRectF(rect).center() - QPointF(size, size) / 2;
        painter->drawPixmap(corner,
                            iconPixmap(m_name, of(mode), size, painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, of(mode), std::min(size.width(), size.height()), 1);
    }
    QIconEngine *clone() const override { return new IconEngine(*this); }

private:
    QColor of(QIcon::Mode mode) const { return mode == QIcon::Disabled ? m_disabled : m_colour; }

    QString m_name;
    QColor m_colour;
    QColor m_disabled;
};

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

QIcon themedIcon(const QString &name, const QColor &colour, const QColor &disabled)
{
    QColor pale = colour;
    pale.setAlphaF(0.4F);
    return QIcon(new IconEngine(name, colour, disabled.isValid() ? disabled : pale));
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
    constexpr int kHeight = 14; // at full size of texts
    constexpr int kGap = 6;
    const int height = TextScale::scaled(kHeight);
    const qreal ratio = painter.device()->devicePixelRatio();
    const QPointF corner(area.left(), area.center().y() - height / 2.0);
    if (place.size() == 2)
        painter.drawPixmap(corner, flagPixmap(place, colour, height, ratio));
    else
        painter.drawPixmap(corner + QPointF((flagWidth(height) - height) / 2.0, 0),
                           iconPixmap(place.isEmpty() ? QStringLiteral("question") : QStringLiteral("home"),
                                      colour, height, ratio));
    return area.adjusted(flagWidth(height) + kGap, 0, 0, 0);
}
