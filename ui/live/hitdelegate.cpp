// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/hitdelegate.h"

#include "ui/live/hittablemodel.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace {

constexpr int kPadding = 6;
constexpr int kIcon = 14;

QString iconFor(const Hit &hit)
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
    default: return {};
    }
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

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const HitTableModel *>(index.model());
    const Theme &theme = Theme::of(option.widget);
    const QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    const Hit *hit = model->hitAt(index.row());
    if (!hit)
        return paintPlaceholder(*painter, area, index.column(), theme);
    const QString text = model->text(*hit, index.column());
    switch (index.column()) {
    case HitTableModel::Time:
        painter->setPen(theme.muted);
        return m_digits.draw(*painter, area, Qt::AlignLeft, text);
    case HitTableModel::Location: return paintPlace(*painter, area, *hit, text, theme);
    case HitTableModel::Page: return paintPage(*painter, area, *hit, text, theme);
    case HitTableModel::Visitor: return paintVisitor(*painter, area, *hit, text, theme);
    case HitTableModel::Referrer:
    case HitTableModel::Kind: painter->setPen(theme.muted); break;
    default: painter->setPen(theme.text); break;
    }
    m_text.draw(*painter, area, text);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Metrics::kRow};
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
                            const Theme &theme) const
{
    const QString icon = iconFor(hit);
    if (!icon.isEmpty()) {
        painter.drawPixmap(QPointF(area.left(), area.center().y() - kIcon / 2.0),
                           iconPixmap(icon, hit.bot.isBot ? theme.warn : theme.accent, kIcon,
                                      painter.device()->devicePixelRatio()));
        area.setLeft(area.left() + kIcon + 5);
    }
    painter.setPen(theme.text);
    m_text.draw(painter, area, text, Qt::ElideMiddle);
}

void HitDelegate::paintVisitor(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                               const Theme &theme) const
{
    constexpr qreal kDot = 8;
    painter.setPen(Qt::NoPen);
    painter.setBrush(visitorColour(hit, theme));
    painter.drawRoundedRect(QRectF(area.left(), area.center().y() - kDot / 2, kDot, kDot), 2, 2);
    painter.setPen(theme.muted);
    area.setLeft(area.left() + kDot + 6);
    m_digits.draw(painter, area, Qt::AlignLeft, text);
}
