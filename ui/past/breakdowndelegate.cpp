// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/breakdowndelegate.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/past/breakdownmodel.h"
#include "ui/text/textscale.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

#include <algorithm>

namespace {
constexpr int kPadding = 6; // as headers
constexpr int kFlag = 14; // at full size of texts
} // namespace

BreakdownDelegate::BreakdownDelegate(QObject *parent) :
    QAbstractItemDelegate(parent), m_digits(Type::body()), m_text(Type::body())
{
}

void BreakdownDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    const auto *model = static_cast<const BreakdownModel *>(index.model());
    if (index.column() > 0) {
        painter->setPen(model->metricAt(index.column()) == model->order() ? theme.text : theme.muted);
        return m_digits.draw(*painter, area, Qt::AlignRight, index.data().toString());
    }
    QRectF bar = QRectF(option.rect).adjusted(2, 2, -2, -2);
    if (const double length = index.data(BreakdownModel::BarRole).toDouble(); length > 0) {
        bar.setWidth(std::max(3.0, bar.width() * length));
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accentBar);
        painter->drawRoundedRect(bar, Metrics::kRadius, Metrics::kRadius);
    }
    const QString value = index.data(BreakdownModel::ValueRole).toString();
    if (model->dimension() == QLatin1StringView("country") && !value.isEmpty()) {
        const int height = TextScale::scaled(kFlag);
        painter->drawPixmap(QPointF(area.left(), area.center().y() - height / 2.0),
                            flagPixmap(value, theme.muted, height, painter->device()->devicePixelRatio()));
        area.setLeft(area.left() + flagWidth(height) + 6);
    }
    painter->setPen(value.isEmpty() ? theme.muted : theme.text);
    m_text.draw(*painter, area, index.data().toString());
}

QSize BreakdownDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Metrics::row()};
}
