// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>

struct SiteActivity;
struct Theme;

/// Draws a row of SiteModel in two lines: state, names, the hits of two days as a line, and those of today.
class SiteDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit SiteDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHours(QPainter &painter, const QRectF &area, const SiteActivity &activity,
                    const Theme &theme) const;

    CellText m_strong;
    CellText m_text;
    CellText m_small;
};
