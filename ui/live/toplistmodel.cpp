// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/toplistmodel.h"

#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"

#include <algorithm>
#include <utility>

TopListModel::TopListModel(TextOf textOf, QObject *parent) :
    QAbstractListModel(parent), m_textOf(std::move(textOf))
{
}

int TopListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant TopListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    const qint64 largest = m_entries.constFirst().visitors;
    switch (role) {
    case Qt::DisplayRole: return m_textOf(entry.label);
    case Qt::ToolTipRole: return PlainText::toolTip(m_textOf(entry.label));
    case Qt::AccessibleTextRole:
        return LineText::fill(tr("%1, %2"), m_textOf(entry.label),
                              MetricText::sentence(Metric::Visitors, static_cast<double>(entry.visitors)));
    case LabelRole: return entry.label;
    case CountRole: return entry.visitors;
    case ShareRole:
        return largest > 0 ? static_cast<double>(entry.visitors) / static_cast<double>(largest) : 0.0;
    default: return {};
    }
}

void TopListModel::update(const QList<Entry> &entries)
{
    const qint64 oldLargest = m_entries.isEmpty() ? 0 : m_entries.constFirst().visitors;
    const qsizetype size = std::min(entries.size(), kMaxRows);
    for (qsizetype i = 0; i < size; ++i) {
        const Entry &wanted = entries.at(i);
        const qsizetype at = find(wanted.label, i);
        const int row = static_cast<int>(i);
        if (at < 0) {
            beginInsertRows({}, row, row);
            m_entries.insert(i, wanted);
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, static_cast<int>(at), static_cast<int>(at), {}, row);
            m_entries.move(at, i);
            endMoveRows();
        }
        if (m_entries.at(i).visitors != wanted.visitors) {
            m_entries[i].visitors = wanted.visitors;
            Q_EMIT dataChanged(index(row), index(row), {CountRole, ShareRole});
        }
    }
    if (m_entries.size() > size) {
        beginRemoveRows({}, static_cast<int>(size), static_cast<int>(m_entries.size()) - 1);
        m_entries.resize(size);
        endRemoveRows();
    }
    if (!m_entries.isEmpty() && m_entries.constFirst().visitors != oldLargest)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {ShareRole});
}

qsizetype TopListModel::find(const QString &label, qsizetype from) const
{
    for (qsizetype i = from; i < m_entries.size(); ++i) {
        if (m_entries.at(i).label == label)
            return i;
    }
    return -1;
}
