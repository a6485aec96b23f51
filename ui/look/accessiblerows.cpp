// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/accessiblerows.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QWidget>

#include <algorithm>

class RowsInterface;

namespace {

/// Children are the names of columns, then the cells, row after row.
class CellInterface final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    CellInterface(RowsInterface &table, int child) : m_table(table), m_child(child) { }

    bool isValid() const override { return m_child < parent()->childCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return parent()->window(); }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text what) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override;
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override;
    int rowIndex() const override; ///< -1 = the name of a column
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

private:
    RowsInterface &m_table;
    int m_child;
};

} // namespace

class RowsInterface final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    RowsInterface(QWidget *widget, const AccessibleRows &rows) :
        QAccessibleWidget(widget, rows.m_role), m_rows(const_cast<AccessibleRows &>(rows))
    {
    }

    ~RowsInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    AccessibleRows &rows() const { return m_rows; }
    const QWidget &shown() const { return *widget(); }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    int childCount() const override { return (rowCount() + 1) * columnCount(); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto known = m_cells.constFind(index);
        if (known != m_cells.cend())
            return QAccessible::accessibleInterface(*known);
        auto *cell = new CellInterface(*const_cast<RowsInterface *>(this), index);
        m_cells.insert(index, QAccessible::registerAccessibleInterface(cell));
        return cell;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = child ? const_cast<QAccessibleInterface *>(child)->tableCellInterface() : nullptr;
        if (!cell || cell->table() != this)
            return -1;
        return indexOf(cell->rowIndex(), cell->columnIndex());
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = widget()->mapFromGlobal(QPoint(x, y));
        for (int row = firstOnScreen(); row < rowCount(); ++row) {
            for (int column = 0; column < columnCount(); ++column) {
                if (m_rows.accessibleRect(row, column).contains(at))
                    return child(indexOf(row, column));
            }
            if (m_rows.accessibleRect(row, 0).isEmpty())
                break; // below the last one
        }
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        const int row = m_rows.accessibleCurrentRow();
        return widget()->hasFocus() && row >= 0
            ? child(indexOf(row, std::max(0, m_rows.accessibleCurrentColumn())))
            : QAccessibleWidget::focusChild();
    }

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override
    {
        const bool isThere = row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
        return isThere ? child(indexOf(row, column)) : nullptr;
    }
    int rowCount() const override { return m_rows.accessibleRows(); }
    int columnCount() const override { return m_rows.accessibleColumns(); }
    QString columnDescription(int column) const override
    {
        return column >= 0 && column < columnCount() ? m_rows.accessibleColumn(column) : QString();
    }
    QString rowDescription(int) const override { return {}; }

    int selectedCellCount() const override { return static_cast<int>(selectedCells().size()); }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        const int only = m_rows.accessibleCurrentColumn();
        for (const int row : selectedRows()) {
            for (int column = 0; column < columnCount(); ++column) {
                if (only < 0 || only == column)
                    cells.append(cellAt(row, column));
            }
        }
        return cells;
    }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    int selectedColumnCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override
    {
        // A selection of thousands of rows is told by the rows around the current one.
        constexpr int kAround = 500;
        QList<int> rows;
        const int current = m_rows.accessibleCurrentRow();
        if (current < 0)
            return rows;
        const int last = std::min(rowCount() - 1, current + kAround);
        for (int row = std::max(0, current - kAround); row <= last; ++row) {
            if (m_rows.isAccessibleRowSelected(row))
                rows.append(row);
        }
        return rows;
    }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override
    {
        return row >= 0 && row < rowCount() && m_rows.isAccessibleRowSelected(row);
    }
    bool selectRow(int row) override
    {
        return row >= 0 && row < rowCount() && m_rows.chooseAccessibleRow(row);
    }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override { }

    /// Row -1 has the names of the columns.
    int indexOf(int row, int column) const { return (row + 1) * columnCount() + column; }

private:
    int firstOnScreen() const
    {
        int row = std::max(0, m_rows.accessibleCurrentRow());
        if (row >= rowCount() || m_rows.accessibleRect(row, 0).isEmpty())
            row = 0;
        while (row > 0 && !m_rows.accessibleRect(row - 1, 0).isEmpty())
            --row;
        return row;
    }

    AccessibleRows &m_rows;
    mutable QHash<int, QAccessible::Id> m_cells; ///< those that were asked for
};

namespace {

QAccessibleInterface *CellInterface::parent() const
{
    return &m_table;
}

int CellInterface::columnIndex() const
{
    return m_child % std::max(1, m_table.columnCount());
}

int CellInterface::rowIndex() const
{
    return m_child / std::max(1, m_table.columnCount()) - 1;
}

QString CellInterface::text(QAccessible::Text what) const
{
    if (what != QAccessible::Name || !isValid())
        return {};
    return rowIndex() < 0 ? m_table.columnDescription(columnIndex())
                          : m_table.rows().accessibleCell(rowIndex(), columnIndex());
}

QRect CellInterface::rect() const
{
    if (!isValid() || rowIndex() < 0)
        return {};
    const QRect area = m_table.rows().accessibleRect(rowIndex(), columnIndex());
    return area.isEmpty() ? QRect() : QRect(m_table.shown().mapToGlobal(area.topLeft()), area.size());
}

QAccessible::Role CellInterface::role() const
{
    if (rowIndex() < 0)
        return QAccessible::ColumnHeader;
    return m_table.role() == QAccessible::List ? QAccessible::ListItem : QAccessible::Cell;
}

QAccessible::State CellInterface::state() const
{
    QAccessible::State state;
    const int row = rowIndex();
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.invisible = state.offscreen = row >= 0 && rect().isEmpty();
    if (row < 0)
        return state;
    const int column = m_table.rows().accessibleCurrentColumn();
    const bool isCurrent = row == m_table.rows().accessibleCurrentRow()
        && (column < 0 || column == columnIndex());
    state.focusable = state.selectable = true;
    state.selected = isSelected();
    state.focused = isCurrent && m_table.shown().hasFocus();
    return state;
}

void *CellInterface::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                   : nullptr;
}

bool CellInterface::isSelected() const
{
    const int column = m_table.rows().accessibleCurrentColumn();
    return m_table.isRowSelected(rowIndex()) && (column < 0 || column == columnIndex());
}

QList<QAccessibleInterface *> CellInterface::columnHeaderCells() const
{
    if (rowIndex() < 0 || m_table.columnDescription(columnIndex()).isEmpty())
        return {};
    return {m_table.child(m_table.indexOf(-1, columnIndex()))};
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    const auto *rows = object && object->isWidgetType() ? dynamic_cast<AccessibleRows *>(object) : nullptr;
    return rows ? new RowsInterface(static_cast<QWidget *>(object), *rows) : nullptr;
}

} // namespace

bool AccessibleRows::chooseAccessibleRow(int)
{
    return false;
}

void AccessibleRows::install(QWidget *widget, QAccessible::Role role)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    m_widget = widget;
    m_role = role;
}

void AccessibleRows::tellCurrentRow() const
{
    if (!QAccessible::isActive() || !m_widget || !m_widget->hasFocus() || accessibleCurrentRow() < 0)
        return;
    QAccessibleEvent event(m_widget, QAccessible::Focus);
    event.setChild((accessibleCurrentRow() + 1) * accessibleColumns()
                   + std::max(0, accessibleCurrentColumn()));
    QAccessible::updateAccessibility(&event);
}
