// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "ui/widgets/barlist.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QStringList>

/// Ranked rows with bars: value, number, share. Works on any model with the roles of BreakdownModel and three
/// columns or more, of which it shows the first, the second and the last.
///
/// A click or Enter emits the value; with Ctrl or Alt it is to be excluded. Main thread.
class BreakdownList final : public BarList
{
    Q_OBJECT

public:
    static constexpr int kShareWidth = 64; ///< "100.0 %" and a gap on either side

    explicit BreakdownList(QWidget *parent = nullptr);

    /// Must outlive this or be replaced.
    void setModel(QAbstractItemModel *model);
    QAbstractItemModel *model() const { return m_model; }
    /// Number of rows that fit.
    void setRoom(int rows);
    using BarList::setShareRoom;
    using BarList::shareRoom;
    /// Values are country codes and get their flag.
    void setShowsFlags(bool on) { m_flags = on; }
    /// Rows of active filters: included, and excluded values.
    void setMarked(const QStringList &wanted);
    const QStringList &marked() const { return m_marked; }
    /// Shows placeholder bars instead of rows.
    void setLoading(bool on);
    /// Text shown instead of rows.
    void setEmptyText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &value, bool excludes);
    void menuWanted(int row, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    int rowCount() const override;
    Row rowOf(int row) const override;
    void activateRow(int row, Qt::KeyboardModifiers modifiers) override;
    QString toolTipOf(int row) const override;
    void onCurrentChanged() override;

private:
    void paintSkeleton(QPainter &painter) const;
    void onModelChanged();

    QPointer<QAbstractItemModel> m_model;
    QStringList m_marked;
    QString m_emptyText;
    int m_room = 7;
    bool m_flags = false;
    bool m_isLoading = true;
};
