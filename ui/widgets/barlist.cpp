// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/barlist.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace {

constexpr int kPadding = 8;
constexpr double kShortestBar = 3;

void drawBox(QPainter &painter, const QRectF &area)
{
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
}

} // namespace

BarList::BarList(int top, QWidget *parent) :
    QWidget(parent), m_digits(Type::body()), m_small(Type::small()), m_text(Type::body()), m_top(top)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    install(this, QAccessible::Table);
}

void BarList::setCurrentRow(int row)
{
    m_current = std::clamp(row, 0, std::max(0, rowCount() - 1));
    m_hovered = m_hovered < rowCount() ? m_hovered : -1;
    onCurrentChanged();
    tellCurrentRow();
    update();
}

int BarList::accessibleColumns() const
{
    return m_shareRoom > 0 ? 3 : 2;
}

QString BarList::accessibleCell(int row, int column) const
{
    const Row shown = rowOf(row);
    return column == 0 ? shown.text : column == 1 ? shown.number : shown.share;
}

QString BarList::accessibleColumn(int column) const
{
    return column == 0 ? accessibleName() : column == 1 ? tr("Count") : tr("Share");
}

QRect BarList::accessibleRect(int row, int) const
{
    return rowRect(row).intersected(rect());
}

bool BarList::chooseAccessibleRow(int row)
{
    activateIfThere(row, Qt::NoModifier);
    return true;
}

void BarList::setShareRoom(int width)
{
    m_shareRoom = width;
    update();
}

int BarList::shareRoom() const
{
    return TextScale::scaled(m_shareRoom);
}

QRectF BarList::rowArea(int row) const
{
    return QRectF(0, TextScale::scaled(m_top) + row * Metrics::barRow(), width(), Metrics::barRow() - 4);
}

int BarList::rowAt(const QPointF &position) const
{
    const int row = static_cast<int>((position.y() - TextScale::scaled(m_top)) / Metrics::barRow());
    return position.y() >= TextScale::scaled(m_top) && row < rowCount() ? row : -1;
}

void BarList::paintRow(QPainter &painter, int number, const Row &row) const
{
    const Theme &theme = Theme::of(this);
    const QRectF area = rowArea(number);
    if (number == m_hovered || row.isMarked) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(area, Metrics::kRadius, Metrics::kRadius);
    }
    if (row.length > 0) {
        QRectF bar = area.adjusted(0, 0, -shareRoom(), 0);
        bar.setWidth(std::max(kShortestBar, bar.width() * row.length));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accentBar);
        painter.drawRoundedRect(bar, Metrics::kRadius, Metrics::kRadius);
    }
    const bool isFocused = hasFocus() && number == m_current;
    if (isFocused || row.isMarked) {
        painter.setPen(isFocused ? theme.accent : theme.accentDim);
        painter.setBrush(Qt::NoBrush);
        drawBox(painter, area);
    }

    QRectF text = area.adjusted(kPadding, 0, -kPadding, 0);
    painter.setPen(theme.muted);
    m_small.draw(painter, text, Qt::AlignRight, row.share);
    text.setRight(text.right() - shareRoom());
    painter.setPen(m_shareRoom > 0 ? theme.text : theme.muted);
    m_digits.draw(painter, text, Qt::AlignRight, row.number);
    text.setRight(text.right() - m_digits.width(row.number) - kPadding);
    if (row.place)
        text = paintPlaceSign(painter, text, *row.place, theme.muted);
    painter.setPen(row.isQuiet ? theme.muted : theme.text);
    m_text.draw(painter, text, row.text);
}

void BarList::paintNote(QPainter &painter, const QString &text) const
{
    painter.setPen(Theme::of(this).muted);
    m_text.draw(painter, rowArea(0), text);
}

void BarList::moveTo(int row)
{
    setCurrentRow(row);
    Q_EMIT rowReached(rowRect(m_current));
}

void BarList::activateIfThere(int row, Qt::KeyboardModifiers modifiers)
{
    if (row < 0 || row >= rowCount())
        return;
    setCurrentRow(row);
    activateRow(row, modifiers);
}

void BarList::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position());
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

void BarList::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        activateIfThere(rowAt(event->position()), event->modifiers());
}

void BarList::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void BarList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: return moveTo(m_current - 1);
    case Qt::Key_Down: return moveTo(m_current + 1);
    case Qt::Key_Home: return moveTo(0);
    case Qt::Key_End: return moveTo(rowCount() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter: return activateIfThere(m_current, event->modifiers());
    default: QWidget::keyPressEvent(event);
    }
}

void BarList::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    // A row that is clicked is seen, and must not move from under the pointer.
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::MouseFocusReason && reason != Qt::ActiveWindowFocusReason
        && reason != Qt::PopupFocusReason)
        Q_EMIT rowReached(rowRect(m_current));
}

bool BarList::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipOf(rowAt(help->pos()))), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Keys of a page, as those of the Map for its first and last day, wait while a list has the focus.
        const auto *press = static_cast<QKeyEvent *>(event);
        if (press->modifiers() == Qt::NoModifier
            && (press->key() == Qt::Key_Home || press->key() == Qt::Key_End)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}
