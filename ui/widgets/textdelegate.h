// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>
#include <QSet>

/// Paints plain cells; some columns with tabular digits, some as secondary text.
class TextDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    /// Data of a cell that begins with the sign of a place (paintPlaceSign()); none = no sign.
    static constexpr int kPlaceRole = Qt::UserRole + 100;
    static constexpr int kMargin = 6; ///< on both sides of a text, in pixels

    TextDelegate(QSet<int> numberColumns, QSet<int> mutedColumns, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QSet<int> m_numbers;
    QSet<int> m_muted;
    TabularText m_digits;
    CellText m_text;
};
