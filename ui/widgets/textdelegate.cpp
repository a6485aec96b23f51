// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/textdelegate.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

TextDelegate::TextDelegate(QSet<int> numberColumns, QSet<int> mutedColumns, QObject *parent) :
    QAbstractItemDelegate(parent),
    m_numbers(std::move(numberColumns)),
    m_muted(std::move(mutedColumns)),
    m_digits(Type::body()),
    m_text(Type::body())
{
}

void TextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    QRectF area = QRectF(option.rect).adjusted(kMargin, 0, -kMargin, 0);
    const QString text = index.data().toString();
    if (const QVariant place = index.data(kPlaceRole); place.isValid())
        area = paintPlaceSign(*painter, area, place.toString(), theme.muted);
    painter->setPen(m_muted.contains(index.column()) ? theme.muted : theme.text);
    if (m_numbers.contains(index.column()))
        m_digits.draw(*painter, area, Qt::AlignLeft, text);
    else
        m_text.draw(*painter, area, text);
}

QSize TextDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Metrics::row()};
}
