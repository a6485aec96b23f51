// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

/// Paints a row of the palette: sign, text with the found letters in the accent, detail, keys.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static int row(); ///< height of an entry, in pixels
    static int head(); ///< height of a head

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
