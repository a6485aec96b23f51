// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/accessiblerows.h"
#include "ui/text/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QWidget>

#include <optional>

/// Base of lists of rows with bars: geometry and painting of rows, and choosing and
/// activating them by mouse and keyboard. Derived lists supply the contents. Main thread.
class BarList : public QWidget, public AccessibleRows
{
    Q_OBJECT

public:
    int currentRow() const { return m_current; }
    void setCurrentRow(int row); ///< clamped to existing rows
    QRect rowRect(int row) const { return rowArea(row).toRect(); }

    int accessibleRows() const override { return rowCount(); }
    int accessibleColumns() const override;
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override { return m_current < rowCount() ? m_current : -1; }
    bool isAccessibleRowSelected(int row) const override { return rowOf(row).isMarked; }
    bool chooseAccessibleRow(int row) override;

Q_SIGNALS:
    /// The keyboard is on a row, which a scroll area should show.
    void rowReached(const QRect &row);

protected:
    struct Row
    {
        QString text;
        QString number;
        QString share = {}; ///< after the bar, if there is room for one
        double length = 0; ///< of the bar, 0–1; 0 = none
        std::optional<QString> place = {}; ///< a country's code, "local" or empty, and gets its flag
        bool isMarked = false;
        bool isQuiet = false; ///< paints the text as secondary
    };

    /// Rows begin `top` pixels below the upper edge.
    BarList(int top, QWidget *parent);

    virtual int rowCount() const = 0;
    virtual Row rowOf(int row) const = 0; ///< only called for existing rows
    virtual void activateRow(int row, Qt::KeyboardModifiers modifiers) = 0; ///< only called for existing rows
    virtual QString toolTipOf(int row) const = 0; ///< -1 = beside the rows
    virtual void onCurrentChanged() { }

    int rowAt(const QPointF &position) const; ///< -1 = none
    QRectF rowArea(int row) const;
    /// Pixels at the right that bars leave to shares, at 100 % of the size of texts; 0 = no shares, and
    /// numbers are secondary text.
    void setShareRoom(int width);
    /// The same at the present size.
    int shareRoom() const;
    void paintRow(QPainter &painter, int number, const Row &row) const;
    void paintNote(QPainter &painter, const QString &text) const; ///< in place of the first row

    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void moveTo(int row); ///< by keyboard
    void activateIfThere(int row, Qt::KeyboardModifiers modifiers);

    TabularText m_digits;
    TabularText m_small;
    CellText m_text;
    int m_top; ///< height of what is above the rows, at full size of texts
    int m_shareRoom = 0;
    int m_hovered = -1;
    int m_current = 0;
};
