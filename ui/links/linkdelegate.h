// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>

struct Theme;
class LinkModel;

/// Paints the cells of the list of links directly from the model: signs behind the code, the host of the
/// destination muted, the trend as a line, the state with a dot.
class LinkDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit LinkDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCode(QPainter &painter, QRectF area, const LinkModel &model, int row, const Theme &theme) const;
    void paintDestination(QPainter &painter, QRectF area, const LinkModel &model, int row,
                          const Theme &theme) const;
    void paintState(QPainter &painter, QRectF area, const LinkModel &model, int row,
                    const Theme &theme) const;
    void paintTotal(QPainter &painter, const QRectF &area, const LinkModel &model, int row,
                    const Theme &theme) const;

    TabularText m_digits;
    CellText m_text;
    CellText m_strong;
};
