// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/hitdelegate.h"

#include "ui/live/hitcolumns.h"
#include "ui/live/hittablemodel.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/hittext.h"
#include "ui/text/textscale.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace {

constexpr int kPadding = 6;
constexpr int kIcon = 14; ///< at full size of texts, as all signs
constexpr int kSiteDot = 7;
constexpr int kVisitorDot = 8;

/// An icon for each class of devices; empty for those without one.
QString deviceIcon(const Client &client)
{
    if (client.device == QLatin1StringView("Desktop"))
        return QStringLiteral("desktop");
    if (client.device == QLatin1StringView("Mobile"))
        return QStringLiteral("mobile");
    return client.device == QLatin1StringView("Tablet") ? QStringLiteral("tablet")
                                                        : QStringLiteral("question");
}

void paintPlaceholder(QPainter &painter, const QRectF &area, int column, const Theme &theme)
{
    // A quiet bar where text will be; its length differs by column, not by time.
    const qreal share = column % 2 == 0 ? 0.7 : 0.5;
    const QRectF bar(area.left(), area.center().y() - 4, area.width() * share, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.faint);
    painter.drawRoundedRect(bar, 3, 3);
}

} // namespace

QString hitSign(const Hit &hit)
{
    if (hit.bot.isBot)
        return QStringLiteral("bot");
    switch (hit.kind) {
    case HitKind::Event:
    case HitKind::Identify: return QStringLiteral("event");
    case HitKind::Click: return QStringLiteral("click");
    case HitKind::Outbound: return QStringLiteral("outbound");
    case HitKind::Download: return QStringLiteral("download");
    case HitKind::Error: return QStringLiteral("warning");
    case HitKind::Engagement:
    case HitKind::Heartbeat:
    case HitKind::Vitals: return QStringLiteral("live");
    case HitKind::Pageview:
    case HitKind::Pixel: break;
    }
    return QStringLiteral("page");
}

QColor hitSignColour(const Hit &hit, const Theme &theme)
{
    const bool isOpening = hit.kind == HitKind::Pageview || hit.kind == HitKind::Pixel;
    return hit.bot.isBot ? theme.warn : isOpening ? theme.muted : theme.accent;
}

QColor visitorColour(const Hit &hit, const Theme &theme)
{
    if (hit.visitor == 0 && hit.identity.isEmpty())
        return theme.faint;
    const std::size_t key = hit.visitor != 0 ? qHash(hit.visitor) : qHash(hit.identity);
    return theme.visitors[key % theme.visitors.size()];
}

HitDelegate::HitDelegate(QObject *parent) :
    QAbstractItemDelegate(parent), m_digits(Type::body()), m_text(Type::body())
{
}

QString HitDelegate::shownText(const HitTableModel &model, const Hit &hit, int column, int width)
{
    if (column == HitTableModel::Location && width < HitColumns::placeWithCountry()
        && !hit.place.city.isEmpty())
        return hit.place.city; // the flag tells the country
    if (column == HitTableModel::Time && width <= HitColumns::shortTime())
        return model.shortTime(hit);
    return model.text(hit, column);
}

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const HitTableModel *>(index.model());
    const Theme &theme = Theme::of(option.widget);
    const QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    const Hit *hit = model->hitAt(index.row());
    if (!hit)
        return paintPlaceholder(*painter, area, index.column(), theme);
    if (index.column() == HitTableModel::Sign)
        return paintSign(*painter, option.rect, hitSign(*hit), hitSignColour(*hit, theme));
    if (index.column() == HitTableModel::Device && option.rect.width() <= HitColumns::deviceSign())
        return paintSign(*painter, option.rect, deviceIcon(hit->client), theme.muted);
    const QString text = shownText(*model, *hit, index.column(), option.rect.width());
    switch (index.column()) {
    case HitTableModel::Time:
        painter->setPen(theme.muted);
        return m_digits.draw(*painter, area, Qt::AlignLeft, text);
    case HitTableModel::Location:
        return paintPlace(*painter, area, *hit,
                          option.rect.width() <= HitColumns::flagOnly() ? QString() : text, theme);
    case HitTableModel::Page:
        return paintPage(*painter, area, *hit, text, model->filter().site.isEmpty(), theme);
    case HitTableModel::Visitor: return paintVisitor(*painter, area, *hit, text, theme);
    case HitTableModel::Referrer:
    case HitTableModel::Kind: painter->setPen(theme.muted); break;
    default: painter->setPen(theme.text); break;
    }
    m_text.draw(*painter, area, text);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Metrics::row()};
}

void HitDelegate::paintPlace(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                             const Theme &theme) const
{
    const QString sign = !hit.place.country.isEmpty() ? hit.place.country
        : hit.isLocalNetwork()                        ? QStringLiteral("local")
                                                      : QString();
    area = paintPlaceSign(painter, area, sign, theme.muted);
    const bool unknown = hit.place.isEmpty() && !hit.isLocalNetwork();
    painter.setPen(unknown ? theme.muted : theme.text);
    m_text.draw(painter, area, text);
}

void HitDelegate::paintPage(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                            bool namesSite, const Theme &theme) const
{
    constexpr qreal kLeastQuery = 24;
    if (namesSite) {
        const qreal dot = TextScale::scaled(kSiteDot);
        painter.setPen(Qt::NoPen);
        painter.setBrush(siteColour(hit.site, theme));
        painter.drawEllipse(QRectF(area.left(), area.center().y() - dot / 2, dot, dot));
        area.setLeft(area.left() + dot + 8);
    }
    painter.setPen(theme.text);
    area.setLeft(area.left() + m_text.draw(painter, area, text, Qt::ElideMiddle));
    if (area.width() < kLeastQuery)
        return;
    painter.setPen(theme.muted);
    m_text.draw(painter, area, HitText::query(hit));
}

void HitDelegate::paintSign(QPainter &painter, const QRectF &area, const QString &icon,
                            const QColor &colour) const
{
    const int size = TextScale::scaled(kIcon);
    painter.drawPixmap(area.center() - QPointF(size, size) / 2,
                       iconPixmap(icon, colour, size, painter.device()->devicePixelRatio()));
}

QColor HitDelegate::siteColour(const QString &site, const Theme &theme) const
{
    const qsizetype number = m_sites.indexOf(site);
    return number < 0 ? theme.muted
                      : theme.visitors[static_cast<std::size_t>(number) % theme.visitors.size()];
}

void HitDelegate::paintVisitor(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                               const Theme &theme) const
{
    const qreal dot = TextScale::scaled(kVisitorDot);
    painter.setPen(Qt::NoPen);
    painter.setBrush(visitorColour(hit, theme));
    painter.drawRoundedRect(QRectF(area.left(), area.center().y() - dot / 2, dot, dot), 2, 2);
    painter.setPen(theme.muted);
    area.setLeft(area.left() + dot + 6);
    m_digits.draw(painter, area, Qt::AlignLeft, text);
}
