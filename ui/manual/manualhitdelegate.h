// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>

/// Paints a search result: the heading, and below it the page, which is in PageRole.
class ManualHitDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    static constexpr int PageRole = Qt::UserRole + 1;

    explicit ManualHitDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    CellText m_heading;
    CellText m_page;
};
