// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

class QWidget;

/// What a widget that paints rows itself tells screen readers: a table with rows, cells and a selection.
///
/// A widget derives from it and calls install() in its constructor. Cells stand for places, not for values:
/// they say what is shown there when they are asked, are made when somebody asks for them, and cost nothing
/// else. So a table may have ten million rows. Main thread.
class AccessibleRows
{
public:
    virtual ~AccessibleRows() = default;

    virtual int accessibleRows() const = 0;
    virtual int accessibleColumns() const = 0;
    /// Plain text; empty = an empty cell.
    virtual QString accessibleCell(int row, int column) const = 0;
    /// What the column is about; empty = it needs no name.
    virtual QString accessibleColumn(int column) const = 0;
    /// In coordinates of the widget; empty = not on screen.
    virtual QRect accessibleRect(int row, int column) const = 0;
    /// The row that the keyboard is on; -1 = none.
    virtual int accessibleCurrentRow() const { return -1; }
    /// Of rows in which only one cell is the current one; -1 = the whole row is.
    virtual int accessibleCurrentColumn() const { return -1; }
    virtual bool isAccessibleRowSelected(int row) const { return row == accessibleCurrentRow(); }
    /// Makes it the current row. False when rows cannot be chosen.
    virtual bool chooseAccessibleRow(int row);

protected:
    /// To be called first: Qt makes the interface of a widget at the first change of its name and keeps it.
    /// `role` says what kind of table `widget` is: a Table, a List, a Chart.
    void install(QWidget *widget, QAccessible::Role role);
    /// Tells screen readers, if there are any, that the keyboard is on another row. Without the keyboard on
    /// the widget they are told nothing: new data or the mouse must not take them away from where they read.
    void tellCurrentRow() const;

private:
    friend class RowsInterface;

    QWidget *m_widget = nullptr;
    QAccessible::Role m_role = QAccessible::Table;
};
