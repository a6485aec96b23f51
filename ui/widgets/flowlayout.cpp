// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace {

bool isStretch(const QLayoutItem &spacer)
{
    return spacer.expandingDirections().testFlag(Qt::Horizontal);
}

} // namespace

FlowLayout::FlowLayout(int spacing)
{
    setSpacing(spacing);
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

void FlowLayout::insertWidget(int index, QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(index, new QWidgetItem(widget));
    invalidate();
}

void FlowLayout::insertSpacing(int index, int width)
{
    m_items.insert(index, new QSpacerItem(width, 0, QSizePolicy::Fixed, QSizePolicy::Fixed));
    invalidate();
}

void FlowLayout::addStretch()
{
    m_items.append(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Fixed));
    invalidate();
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

FlowLayout::Line FlowLayout::lineFrom(qsizetype &next, int width) const
{
    Line line;
    Line beforeStretch;
    qsizetype stretch = -1;
    QList<QLayoutItem *> spacers; // since the widget before
    int gap = 0;
    for (qsizetype i = next; i < m_items.size(); ++i) {
        QLayoutItem *item = m_items.at(i);
        if (item->spacerItem()) {
            gap += item->sizeHint().width();
            spacers.append(item);
            if (isStretch(*item) && line.height > 0) {
                beforeStretch = line;
                stretch = i;
            }
            continue;
        }
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        const bool isFirst = line.height == 0;
        if (!isFirst && line.width + gap + size.width() > width) {
            if (stretch < 0)
                return line;
            next = stretch; // what follows a stretch goes to the next line as a whole
            return beforeStretch;
        }
        line.width += size.width() + (isFirst ? 0 : gap);
        line.height = std::max(line.height, size.height());
        line.items += std::exchange(spacers, {});
        line.items.append(item);
        gap = spacing();
        next = i + 1;
    }
    next = m_items.size();
    return line;
}

void FlowLayout::place(const Line &line, QPoint at, int width) const
{
    bool isFirst = true;
    int gap = 0;
    for (QLayoutItem *item : line.items) {
        if (item->spacerItem()) {
            gap += isStretch(*item) ? std::max(0, width - line.width)
                : isFirst           ? 0
                                    : item->sizeHint().width();
            continue;
        }
        at.rx() += gap;
        const QSize size = item->sizeHint();
        item->setGeometry(QRect(at + QPoint(0, (line.height - size.height()) / 2), size));
        at.rx() += size.width();
        gap = spacing();
        isFirst = false;
    }
}

int FlowLayout::arrange(const QRect &rect, bool isPlacing) const
{
    int height = 0;
    for (qsizetype next = 0; next < m_items.size();) {
        const Line line = lineFrom(next, rect.width());
        if (line.height == 0)
            break; // only spacers were left
        if (height > 0)
            height += spacing();
        if (isPlacing)
            place(line, rect.topLeft() + QPoint(0, height), rect.width());
        height += line.height;
    }
    return height;
}
