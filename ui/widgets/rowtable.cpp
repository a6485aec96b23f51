// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/rowtable.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/rowheader.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace {
constexpr qint64 kFlashMs = 1200;
constexpr int kFlashStepMs = 33;
} // namespace

RowTable::RowTable(QWidget *parent) :
    QAbstractItemView(parent), m_header(new RowHeader(this)), m_sizedAt(TextScale::percent())
{
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    install(this, QAccessible::Table);
    m_time.start();
    m_flashTimer.setInterval(kFlashStepMs);
    connect(&m_flashTimer, &QTimer::timeout, this, &RowTable::stepFlash);
    connect(m_header, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { onSectionResized(column, width); });
}

void RowTable::setModel(QAbstractItemModel *model)
{
    QAbstractItemView::setModel(model);
    m_header->setModel(model);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRowsRemoved(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, &RowTable::onReset);
    layoutColumns();
    updateGeometries();
}

void RowTable::setColumnLayout(ColumnLayout layout, ColumnSized onSized)
{
    m_columnLayout = std::move(layout);
    m_columnSized = std::move(onSized);
    layoutColumns();
}

void RowTable::onSectionResized(int column, int width)
{
    viewport()->update();
    if (m_isLayingOut)
        return;
    if (!m_columnSized) {
        m_userSized = true;
        return;
    }
    m_columnSized(column, width);
    layoutColumns();
}

QByteArray RowTable::columnState() const
{
    return m_userSized ? m_header->saveState() : QByteArray();
}

void RowTable::restoreColumnState(const QByteArray &state)
{
    m_isLayingOut = true;
    m_userSized = !state.isEmpty() && m_header->restoreState(state);
    m_isLayingOut = false;
    layoutColumns();
}

bool RowTable::isAtTop() const
{
    return verticalScrollBar()->value() == 0;
}

void RowTable::goToTop()
{
    verticalScrollBar()->setValue(0);
}

int RowTable::firstVisibleRow() const
{
    return verticalScrollBar()->value() / Metrics::row();
}

int RowTable::lastVisibleRow() const
{
    const int rows = model() ? model()->rowCount() : 0;
    return std::min(rows - 1, (verticalScrollBar()->value() + viewport()->height()) / Metrics::row());
}

void RowTable::flash(int rows)
{
    if (rows <= 0 || !isVisible())
        return;
    m_flashes.append({rows, 0, m_time.elapsed()});
    m_flashTimer.start();
}

QList<int> RowTable::selectedRowNumbers(int limit) const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < limit; ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    return rows;
}

int RowTable::accessibleRows() const
{
    return model() ? model()->rowCount() : 0;
}

int RowTable::accessibleColumns() const
{
    return model() ? model()->columnCount() : 0;
}

QString RowTable::accessibleCell(int row, int column) const
{
    const QModelIndex index = model()->index(row, column);
    const QString spoken = index.data(Qt::AccessibleTextRole).toString();
    return spoken.isEmpty() ? index.data().toString() : spoken;
}

QString RowTable::accessibleColumn(int column) const
{
    return model()->headerData(column, Qt::Horizontal).toString();
}

QRect RowTable::accessibleRect(int row, int column) const
{
    const QRect shown = visualRect(model()->index(row, column)).intersected(viewport()->rect());
    return shown.translated(viewport()->pos());
}

bool RowTable::isAccessibleRowSelected(int row) const
{
    return selectionModel() && selectionModel()->isRowSelected(row);
}

bool RowTable::chooseAccessibleRow(int row)
{
    setCurrentIndex(model()->index(row, 0));
    return true;
}

void RowTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    tellCurrentRow();
}

QRect RowTable::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const qint64 y = qint64(index.row()) * Metrics::row() - verticalScrollBar()->value();
    if (y < -Metrics::row() || y > viewport()->height())
        return {};
    return {m_header->sectionViewportPosition(index.column()), static_cast<int>(y),
            m_header->sectionSize(index.column()), Metrics::row()};
}

void RowTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int y = index.row() * Metrics::row();
    const int top = verticalScrollBar()->value();
    const int height = viewport()->height();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(y - height / 2);
    else if (y < top || hint == PositionAtTop)
        verticalScrollBar()->setValue(y);
    else if (y + Metrics::row() > top + height)
        verticalScrollBar()->setValue(y + Metrics::row() - height);
}

QModelIndex RowTable::indexAt(const QPoint &point) const
{
    if (!model())
        return {};
    const int row = (point.y() + verticalScrollBar()->value()) / Metrics::row();
    const int column = std::max(0, m_header->logicalIndexAt(point.x()));
    return row >= 0 && row < model()->rowCount() && point.y() >= 0 ? model()->index(row, column)
                                                                   : QModelIndex();
}

QModelIndex RowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0)
        return {};
    const int page = std::max(1, viewport()->height() / Metrics::row() - 1);
    const bool none = !currentIndex().isValid();
    int row = none ? firstVisibleRow() : currentIndex().row();
    switch (action) {
    case MoveUp:
    case MovePrevious: row -= none ? 0 : 1; break;
    case MoveDown:
    case MoveNext: row += none ? 0 : 1; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = rows - 1; break;
    case MoveLeft:
    case MoveRight: break;
    }
    return model()->index(std::clamp(row, 0, rows - 1), none ? 0 : currentIndex().column());
}

int RowTable::horizontalOffset() const
{
    return m_header->offset();
}

int RowTable::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool RowTable::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

void RowTable::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0)
        return;
    const int offset = verticalScrollBar()->value();
    const QRect area = rect.normalized();
    const int first = std::clamp((area.top() + offset) / Metrics::row(), 0, rows - 1);
    const int last = std::clamp((area.bottom() + offset) / Metrics::row(), first, rows - 1);
    selectionModel()->select(
        QItemSelection(model()->index(first, 0), model()->index(last, model()->columnCount() - 1)),
        command | QItemSelectionModel::Rows);
}

QRegion RowTable::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const int offset = verticalScrollBar()->value();
    for (const QItemSelectionRange &range : selection) {
        const int first = std::max(range.top(), firstVisibleRow());
        const int last = std::min(range.bottom(), lastVisibleRow());
        if (first <= last)
            region += QRect(0, first * Metrics::row() - offset, viewport()->width(),
                            (last - first + 1) * Metrics::row());
    }
    return region;
}

void RowTable::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), Theme::of(this).window);
    if (model() && itemDelegate()) {
        QStyleOptionViewItem base;
        initViewItemOption(&base);
        base.widget = this;
        const int offset = verticalScrollBar()->value();
        for (int row = firstVisibleRow(); row <= lastVisibleRow(); ++row)
            paintRow(painter, base, row, row * Metrics::row() - offset);
    }
    if (hasFocus() && m_hasKeyboard && !currentIndex().isValid()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Theme::of(this).accent); // no row says where the keyboard is
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
    Q_EMIT painted();
}

void RowTable::paintRow(QPainter &painter, const QStyleOptionViewItem &base, int row, int y) const
{
    const Theme &theme = Theme::of(this);
    const QRect line(0, y, viewport()->width(), Metrics::row());
    const bool selected = selectionModel()->isRowSelected(row, QModelIndex());
    const qreal light = flashOf(row);
    if (selected) {
        painter.fillRect(line, theme.raised);
    } else if (light > 0) {
        QColor colour = theme.accentRow;
        colour.setAlphaF(static_cast<float>(light));
        painter.fillRect(line, colour);
    }
    if (hasFocus() && currentIndex().row() == row)
        painter.fillRect(QRect(0, y, 2, Metrics::row()), theme.accent);
    QStyleOptionViewItem option = base;
    option.state.setFlag(QStyle::State_Selected, selected);
    for (int column = 0; column < m_header->count(); ++column) {
        if (m_header->isSectionHidden(column))
            continue;
        option.rect = QRect(m_header->sectionViewportPosition(column), y, m_header->sectionSize(column),
                            Metrics::row());
        itemDelegate()->paint(&painter, option, model()->index(row, column));
    }
}

void RowTable::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    layoutColumns();
    updateGeometries();
}

void RowTable::updateGeometries()
{
    const int height = m_header->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
    const int rows = model() ? model()->rowCount() : 0;
    verticalScrollBar()->setSingleStep(Metrics::row());
    verticalScrollBar()->setPageStep(viewport()->height());
    const qint64 length = std::clamp<qint64>(qint64(rows) * Metrics::row() - viewport()->height(), 0,
                                             std::numeric_limits<int>::max());
    verticalScrollBar()->setRange(0, static_cast<int>(length));
    verticalScrollBar()->setEnabled(length > 0); // it keeps its place, so that columns do not move
    QAbstractItemView::updateGeometries();
    reportVisible();
}

void RowTable::scrollContentsBy(int, int)
{
    viewport()->update();
    reportVisible();
    if (isAtTop() != m_wasAtTop) {
        m_wasAtTop = isAtTop();
        Q_EMIT atTopChanged(m_wasAtTop);
    }
    // The base class asks for more rows only when its own timer found it at the end.
    if (model() && lastVisibleRow() >= model()->rowCount() - 1 && model()->canFetchMore({}))
        model()->fetchMore({});
}

void RowTable::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    followTextSize();
    layoutColumns();
    updateGeometries(); // rows are as high as texts ask for
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QAbstractItemView::keyPressEvent(event);
    // In dialogs, where no action takes the key; the base class would copy the marks of direction, too.
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(LineText::plain(currentIndex().data().toString()));
}

void RowTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex cell = isByKey ? currentIndex() : indexAt(event->pos());
    if (!cell.isValid())
        return event->ignore();
    if (isByKey) // it may have been left behind; a menu says what it is about
        scrollTo(cell);
    Q_EMIT menuWanted(cell,
                      isByKey ? viewport()->mapToGlobal(visualRect(cell).bottomLeft()) : event->globalPos());
}

void RowTable::focusInEvent(QFocusEvent *event)
{
    // The base class would make the first row current, which is gone from the top a frame later.
    QAbstractScrollArea::focusInEvent(event);
    m_hasKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    viewport()->update();
}

void RowTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int added = end - start + 1;
    const int value = verticalScrollBar()->value();
    const bool above = qint64(start) * Metrics::row() < value || (start == 0 && value > 0);
    for (Flash &flash : m_flashes)
        flash.first += start <= flash.first ? added : 0;
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    if (above)
        verticalScrollBar()->setValue(value + added * Metrics::row());
    viewport()->update();
}

void RowTable::onRowsRemoved(int first, int last)
{
    const int value = verticalScrollBar()->value();
    const int gone = std::clamp(value / Metrics::row() - first, 0, last - first + 1);
    if (gone > 0)
        verticalScrollBar()->setValue(value - gone * Metrics::row());
    updateGeometries();
    viewport()->update();
}

void RowTable::onReset()
{
    m_flashes.clear();
    updateGeometries();
    viewport()->update();
}

void RowTable::setCoveredWidth(int width)
{
    if (std::exchange(m_coveredWidth, width) != width)
        layoutColumns();
}

void RowTable::layoutColumns()
{
    if (m_userSized || !m_columnLayout || !model())
        return;
    m_isLayingOut = true;
    const int behind = width() - viewport()->width(); // the scroll bar, which is covered first
    const int room = viewport()->width() - std::max(0, m_coveredWidth - behind);
    const QList<int> widths = m_columnLayout(room);
    for (int column = 0; column < m_header->count() && column < widths.size(); ++column) {
        m_header->setSectionHidden(column, widths.at(column) <= 0);
        if (widths.at(column) > 0)
            m_header->resizeSection(column, widths.at(column));
    }
    m_isLayingOut = false;
}

void RowTable::followTextSize()
{
    const int before = std::exchange(m_sizedAt, TextScale::percent());
    if (before == m_sizedAt || !m_userSized)
        return;
    m_isLayingOut = true;
    for (int column = 0; column < m_header->count(); ++column) {
        if (!m_header->isSectionHidden(column))
            m_header->resizeSection(column, qRound(m_header->sectionSize(column) * 1.0 * m_sizedAt / before));
    }
    m_isLayingOut = false;
}

void RowTable::reportVisible()
{
    const int first = firstVisibleRow();
    const int last = lastVisibleRow();
    if (first == m_reportedFirst && last == m_reportedLast)
        return;
    m_reportedFirst = first;
    m_reportedLast = last;
    Q_EMIT visibleRowsChanged(first, std::max(first, last));
}

qreal RowTable::flashOf(int row) const
{
    for (const Flash &flash : m_flashes) {
        if (row >= flash.first && row < flash.first + flash.rows) {
            const qreal age = static_cast<qreal>(m_time.elapsed() - flash.startedAt) / kFlashMs;
            return std::clamp(1 - age * age, 0.0, 1.0);
        }
    }
    return 0;
}

void RowTable::stepFlash()
{
    const qint64 now = m_time.elapsed();
    m_flashes.removeIf([&](const Flash &flash) {
        return now - flash.startedAt >= kFlashMs
            || qint64(flash.first) * Metrics::row() > viewport()->height();
    });
    if (m_flashes.isEmpty() || !isVisible())
        m_flashTimer.stop();
    viewport()->update();
}
