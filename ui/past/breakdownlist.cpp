// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/breakdownlist.h"

#include "ui/look/theme.h"
#include "ui/past/breakdownmodel.h"
#include "ui/text/linetext.h"

#include <QContextMenuEvent>
#include <QPainter>

#include <algorithm>

BreakdownList::BreakdownList(QWidget *parent) : BarList(0, parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setShareRoom(kShareWidth);
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
    setCurrentRow(currentRow()); // which may be gone
}

void BreakdownList::setRoom(int rows)
{
    m_room = rows;
    updateGeometry();
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

QSize BreakdownList::sizeHint() const
{
    return {320, m_room * Metrics::barRow()};
}

QSize BreakdownList::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

int BreakdownList::rowCount() const
{
    return m_model ? std::min(m_room, m_model->rowCount()) : 0;
}

void BreakdownList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isLoading && rowCount() == 0)
        return paintSkeleton(painter);
    for (int row = 0; row < rowCount(); ++row)
        paintRow(painter, row, rowOf(row));
    if (rowCount() > 0)
        return;
    paintNote(painter, m_emptyText);
    if (hasFocus()) { // no row says it
        painter.setPen(Theme::of(this).accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rowArea(0).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius,
                                Metrics::kRadius);
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

BarList::Row BreakdownList::rowOf(int row) const
{
    const QModelIndex value = m_model->index(row, 0);
    const QString key = value.data(BreakdownModel::ValueRole).toString();
    return {.text = value.data().toString(),
            .number = m_model->index(row, 1).data().toString(),
            .share = m_model->index(row, m_model->columnCount() - 1).data().toString(),
            .length = value.data(BreakdownModel::BarRole).toDouble(),
            .place = m_flags ? std::optional(key) : std::nullopt,
            .isMarked = m_marked.contains(key),
            .isQuiet = key.isEmpty()};
}

void BreakdownList::contextMenuEvent(QContextMenuEvent *event)
{
    const int row = event->reason() == QContextMenuEvent::Mouse ? rowAt(event->pos()) : currentRow();
    if (row < 0 || row >= rowCount())
        return;
    setCurrentRow(row);
    Q_EMIT menuWanted(row, event->globalPos());
}

void BreakdownList::activateRow(int row, Qt::KeyboardModifiers modifiers)
{
    const bool excludes = modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::AltModifier);
    Q_EMIT activated(m_model->index(row, 0).data(BreakdownModel::ValueRole).toString(), excludes);
}

void BreakdownList::focusInEvent(QFocusEvent *event)
{
    BarList::focusInEvent(event);
    onCurrentChanged();
}

void BreakdownList::onCurrentChanged()
{
    setAccessibleDescription(rowCount() > 0
                                 ? m_model->index(currentRow(), 0).data(Qt::AccessibleTextRole).toString()
                                 : m_emptyText);
}

QString BreakdownList::toolTipOf(int row) const
{
    return row < 0 ? QString()
                   : LineText::fill(tr("%1\nClick to filter, Ctrl+click to exclude"),
                                    m_model->index(row, 0).data(BreakdownModel::ExplanationRole).toString());
}
