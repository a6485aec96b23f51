// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/manual/manualhitdelegate.h"

#include "ui/look/theme.h"
#include "ui/text/textscale.h"

#include <QPainter>

namespace {
constexpr int kHeight = 44; ///< at full size of texts
constexpr int kInset = Metrics::kGrid;
} // namespace

ManualHitDelegate::ManualHitDelegate(QObject *parent) :
    QAbstractItemDelegate(parent), m_heading(Type::body()), m_page(Type::small())
{
}

void ManualHitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.raised);
        painter->drawRoundedRect(option.rect, Metrics::kRadius, Metrics::kRadius);
    }
    if (isCurrent && option.state.testFlag(QStyle::State_HasFocus))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), theme.accent);
    const QRectF area = option.rect.adjusted(kInset, 4, -kInset, -4);
    const QSizeF half(area.width(), area.height() / 2);
    painter->setPen(theme.text);
    m_heading.draw(*painter, QRectF(area.topLeft(), half), index.data(Qt::DisplayRole).toString());
    painter->setPen(theme.muted);
    m_page.draw(*painter, QRectF(area.topLeft() + QPointF(0, half.height()), half),
                index.data(PageRole).toString());
    painter->restore();
}

QSize ManualHitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, TextScale::scaled(kHeight)};
}
