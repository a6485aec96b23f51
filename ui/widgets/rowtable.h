// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/accessiblerows.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QList>
#include <QTimer>

#include <functional>

class QHeaderView;

/// A table of rows of one height, for models of any length that grow at the top.
///
/// Unlike QTableView it keeps no data per row, so ten million rows cost as much as ten, and a row
/// inserted on top costs no more than painting. Scrolled away from the top, the rows on screen stay
/// where they are while others arrive. Main thread.
class RowTable final : public QAbstractItemView, public AccessibleRows
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowTable)

public:
    /// Widths of all columns for a table of that width, until the user sizes one.
    using ColumnLayout = std::function<QList<int>(int width)>;

    explicit RowTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// `onSized`: takes the width that the user gives a column, which lays the columns out again. Without it
    /// the table keeps all widths from then on, see columnState().
    using ColumnSized = std::function<void(int column, int width)>;
    void setColumnLayout(ColumnLayout layout, ColumnSized onSized = {});
    /// Lays the columns out again, after what decides about them has changed.
    void layoutColumns();
    /// So much of the width, at the end, lies under something else: columns are laid out before it.
    void setCoveredWidth(int width);
    QHeaderView *header() const { return m_header; }
    /// Empty until the user sized a column.
    QByteArray columnState() const;
    void restoreColumnState(const QByteArray &state);

    bool isAtTop() const;
    void goToTop();
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    /// Highlights the newest rows for a moment.
    void flash(int rows);
    /// Rows of the selection, ascending, at most `limit`.
    QList<int> selectedRowNumbers(int limit) const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /// Disables searching by typing, which would visit every row.
    void keyboardSearch(const QString &) override { }

    int accessibleRows() const override;
    int accessibleColumns() const override;
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override { return currentIndex().row(); }
    bool isAccessibleRowSelected(int row) const override;
    bool chooseAccessibleRow(int row) override;

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    void atTopChanged(bool atTop);
    void painted();
    /// By the right button on a cell, or by the menu key on the current one.
    void menuWanted(const QModelIndex &cell, const QPoint &globalPosition);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    struct Flash
    {
        int rows = 0; ///< from `first` on
        int first = 0;
        qint64 startedAt = 0;
    };

    void onRowsRemoved(int first, int last);
    void onReset();
    void onSectionResized(int column, int width);
    void reportVisible();
    void paintRow(QPainter &painter, const QStyleOptionViewItem &base, int row, int y) const;
    qreal flashOf(int row) const;
    void stepFlash();
    /// For columns that the user made so wide; the others are laid out for the size of texts.
    void followTextSize();

    QHeaderView *m_header;
    int m_sizedAt; ///< size of texts in percent
    ColumnLayout m_columnLayout;
    ColumnSized m_columnSized;
    QTimer m_flashTimer;
    QElapsedTimer m_time;
    QList<Flash> m_flashes;
    int m_coveredWidth = 0;
    bool m_hasKeyboard = false; ///< the Tab key led here
    bool m_userSized = false;
    bool m_isLayingOut = false;
    bool m_wasAtTop = true;
    int m_reportedFirst = -1;
    int m_reportedLast = -1;
};
