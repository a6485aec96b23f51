// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breakdownlist.h"

#include "ui/icons.h"
#include "ui/models/breakdownmodel.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace {
constexpr int kPadding = 8;
constexpr int kFlag = 14;
} // namespace

BreakdownList::BreakdownList(QWidget *parent) :
    QWidget(parent), m_digits(Type::body()), m_small(Type::small()), m_text(Type::body())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BreakdownList::setModel(QAbstractItemModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    connect(model, &QAbstractItemModel::modelReset, this, &BreakdownList::onModelChanged);
    onModelChanged();
}

void BreakdownList::onModelChanged()
{
    m_current = std::clamp(m_current, 0, std::max(0, rowCount() - 1));
    m_hovered = -1;
    describe();
    update();
}

void BreakdownList::setRoom(int rows)
{
    m_room = rows;
    updateGeometry();
}

void BreakdownList::setShareWidth(int width)
{
    m_shareWidth = width;
    update();
}

void BreakdownList::setMarked(const QStringList &wanted)
{
    m_marked = wanted;
    update();
}

void BreakdownList::setLoading(bool on)
{
    m_isLoading = on;
    update();
}

void BreakdownList::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void BreakdownList::setCurrentRow(int row)
{
    m_current = std::clamp(row, 0, std::max(0, rowCount() - 1));
    describe();
    update();
}

QSize BreakdownList::sizeHint() const
{
    return {320, m_room * Metrics::kBarRow};
}

QSize BreakdownList::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

int BreakdownList::rowCount() const
{
    return m_model ? std::min(m_room, m_model->rowCount()) : 0;
}

QRectF BreakdownList::rowArea(int row) const
{
    return QRectF(0, row * Metrics::kBarRow, width(), Metrics::kBarRow - 4);
}

QRect BreakdownList::rowRect(int row) const
{
    return rowArea(row).toRect();
}

int BreakdownList::rowAt(const QPointF &position) const
{
    const int row = static_cast<int>(position.y()) / Metrics::kBarRow;
    return position.y() >= 0 && row < rowCount() ? row : -1;
}

void BreakdownList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isLoading && rowCount() == 0)
        return paintSkeleton(painter);
    for (int row = 0; row < rowCount(); ++row)
        paintRow(painter, row);
    if (rowCount() == 0) {
        painter.setPen(Theme::of(this).muted);
        m_text.draw(painter, rowArea(0), m_emptyText);
    }
}

void BreakdownList::paintSkeleton(QPainter &painter) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(this).faint);
    for (int row = 0; row < m_room; ++row) {
        QRectF bar = rowArea(row).adjusted(0, 3, 0, -3);
        bar.setWidth(bar.width() * (0.9 - 0.11 * row));
        painter.setOpacity(std::max(0.25, 1.0 - 0.12 * row));
        painter.drawRoundedRect(bar, Metrics::kRadius, Metrics::kRadius);
    }
}

void BreakdownList::paintRow(QPainter &painter, int row) const
{
    const Theme &theme = Theme::of(this);
    const QModelIndex value = m_model->index(row, 0);
    const QRectF area = rowArea(row);
    const QString key = value.data(BreakdownModel::ValueRole).toString();
    const bool isMarked = m_marked.contains(key);
    QRectF bar = area.adjusted(0, 0, -m_shareWidth, 0);
    const double length = value.data(BreakdownModel::BarRole).toDouble();
    bar.setWidth(std::max(3.0, bar.width() * length));
    if (row == m_hovered || isMarked) {
        painter.setPen(isMarked ? theme.accentDim : Qt::transparent);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    }
    if (length > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accentBar);
        painter.drawRoundedRect(bar, Metrics::kRadius, Metrics::kRadius);
    }
    if (hasFocus() && row == m_current) {
        painter.setPen(theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    }

    QRectF text = area.adjusted(kPadding, 0, -kPadding, 0);
    painter.setPen(theme.muted);
    m_small.draw(painter, text, Qt::AlignRight,
                 m_model->index(row, m_model->columnCount() - 1).data().toString());
    text.setRight(text.right() - m_shareWidth);
    const QString number = m_model->index(row, 1).data().toString();
    painter.setPen(theme.text);
    m_digits.draw(painter, text, Qt::AlignRight, number);
    text.setRight(text.right() - m_digits.width(number) - kPadding);
    if (m_flags) {
        const qreal ratio = painter.device()->devicePixelRatio();
        const QPointF corner(text.left(), area.center().y() - kFlag / 2.0);
        if (key.isEmpty())
            painter.drawPixmap(corner + QPointF(2, 0),
                               iconPixmap(QStringLiteral("question"), theme.muted, kFlag, ratio));
        else
            painter.drawPixmap(corner, flagPixmap(key, theme.muted, kFlag, ratio));
        text.setLeft(text.left() + flagWidth(kFlag) + 6);
    }
    painter.setPen(key.isEmpty() ? theme.muted : theme.text);
    m_text.draw(painter, text, value.data().toString());
}

void BreakdownList::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position());
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

void BreakdownList::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        activateRow(rowAt(event->position()), event->modifiers());
}

void BreakdownList::contextMenuEvent(QContextMenuEvent *event)
{
    const int row = event->reason() == QContextMenuEvent::Mouse ? rowAt(event->pos()) : m_current;
    if (row < 0 || row >= rowCount())
        return;
    setCurrentRow(row);
    Q_EMIT menuWanted(row, event->globalPos());
}

void BreakdownList::activateRow(int row, Qt::KeyboardModifiers modifiers)
{
    if (row < 0 || row >= rowCount())
        return;
    setCurrentRow(row);
    const bool excludes = modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::AltModifier);
    Q_EMIT activated(m_model->index(row, 0).data(BreakdownModel::ValueRole).toString(), excludes);
}

void BreakdownList::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void BreakdownList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: return setCurrentRow(m_current - 1);
    case Qt::Key_Down: return setCurrentRow(m_current + 1);
    case Qt::Key_Home: return setCurrentRow(0);
    case Qt::Key_End: return setCurrentRow(rowCount() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter: return activateRow(m_current, event->modifiers());
    default: QWidget::keyPressEvent(event);
    }
}

void BreakdownList::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    describe();
}

void BreakdownList::describe()
{
    setAccessibleDescription(
        rowCount() > 0 ? m_model->index(m_current, 0).data(Qt::AccessibleTextRole).toString() : m_emptyText);
}

bool BreakdownList::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        const QString text = row < 0 ? QString()
                                     : tr("%1\nClick to filter, Ctrl+click to exclude")
                                           .arg(m_model->index(row, 0).data(Qt::ToolTipRole).toString());
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}
