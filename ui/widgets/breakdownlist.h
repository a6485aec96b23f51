// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/hitfilter.h"
#include "ui/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QStringList>
#include <QWidget>

/// Ranked rows with bars: value, number, share. Works on any model with the roles of BreakdownModel and three
/// columns or more, of which it shows the first, the second and the last.
///
/// A click or Enter says the value; with Ctrl or Alt it is to be excluded. Main thread.
class BreakdownList final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kShareWidth = 64; ///< "100.0 %" and a gap on either side

    explicit BreakdownList(QWidget *parent = nullptr);

    /// Must outlive this or be replaced.
    void setModel(QAbstractItemModel *model);
    QAbstractItemModel *model() const { return m_model; }
    /// Rows there is room for.
    void setRoom(int rows);
    void setShareWidth(int width);
    /// Values are country codes and get their flag.
    void setShowsFlags(bool on) { m_flags = on; }
    /// Rows that filter everything now: asked for, and excluded.
    void setMarked(const QStringList &wanted);
    /// Bars of no meaning instead of rows.
    void setLoading(bool on);
    /// What is said instead of rows.
    void setEmptyText(const QString &text);
    int currentRow() const { return m_current; }
    void setCurrentRow(int row);
    QRect rowRect(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &value, bool excludes);
    void menuWanted(int row, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowCount() const;
    int rowAt(const QPointF &position) const; ///< -1 = none
    QRectF rowArea(int row) const;
    void paintRow(QPainter &painter, int row) const;
    void paintSkeleton(QPainter &painter) const;
    void activateRow(int row, Qt::KeyboardModifiers modifiers);
    void onModelChanged();
    void describe();

    QPointer<QAbstractItemModel> m_model;
    TabularText m_digits;
    TabularText m_small;
    CellText m_text;
    QStringList m_marked;
    QString m_emptyText;
    int m_room = 7;
    int m_shareWidth = kShareWidth;
    int m_hovered = -1;
    int m_current = 0;
    bool m_flags = false;
    bool m_isLoading = true;
};
