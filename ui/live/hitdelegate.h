// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>

struct Hit;
struct Theme;

/// Paints the cells of the click table directly from the Hit, without variants or style sheets.
class HitDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit HitDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintPlace(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                    const Theme &theme) const;
    void paintPage(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                   const Theme &theme) const;
    void paintVisitor(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                      const Theme &theme) const;

    TabularText m_digits;
    CellText m_text;
};

/// Colour that distinguishes a visitor; muted for anonymous ones.
QColor visitorColour(const Hit &hit, const Theme &theme);
