// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemDelegate>
#include <QStringList>

struct Hit;
struct Theme;
class HitTableModel;

/// Paints the cells of the click table directly from the Hit, without variants or style sheets.
class HitDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit HitDelegate(QObject *parent = nullptr);

    /// The sites by whose colour hits are told apart when there are several; ids, in a lasting order.
    void setSites(const QStringList &sites) { m_sites = sites; }
    /// What a cell of that width says; signs of devices and kinds are beside it.
    static QString shownText(const HitTableModel &model, const Hit &hit, int column, int width);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintPlace(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                    const Theme &theme) const;
    void paintPage(QPainter &painter, QRectF area, const Hit &hit, const QString &text, bool namesSite,
                   const Theme &theme) const;
    void paintSign(QPainter &painter, const QRectF &area, const QString &icon, const QColor &colour) const;
    QColor siteColour(const QString &site, const Theme &theme) const;
    void paintVisitor(QPainter &painter, QRectF area, const Hit &hit, const QString &text,
                      const Theme &theme) const;

    QStringList m_sites;
    TabularText m_digits;
    CellText m_text;
};

/// The icon of a hit's kind, or that of bots.
QString hitSign(const Hit &hit);
QColor hitSignColour(const Hit &hit, const Theme &theme);
/// Colour that distinguishes a visitor; muted for anonymous ones.
QColor visitorColour(const Hit &hit, const Theme &theme);
