// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>

/// Paints cells of a BreakdownModel: the value over its bar, numbers to the right.
class BreakdownDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit BreakdownDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    TabularText m_digits;
    CellText m_text;
};
