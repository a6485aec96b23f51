// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettemodel.h"

#include "ui/text/linetext.h"

#include <algorithm>

namespace {

QString headOf(PaletteGroup group)
{
    switch (group) {
    case PaletteGroup::Filter: return PaletteModel::tr("Filter by");
    case PaletteGroup::GoTo: return PaletteModel::tr("Go to");
    case PaletteGroup::Do: return PaletteModel::tr("Do");
    }
    return {};
}

} // namespace

PaletteModel::PaletteModel(const PaletteIndex &index, QObject *parent) :
    QAbstractListModel(parent), m_index(index)
{
}

void PaletteModel::setSections(const QList<PaletteSection> &sections)
{
    beginResetModel();
    m_rows.clear();
    for (const PaletteSection &section : sections) {
        m_rows.append({section.group, std::nullopt});
        for (const PaletteHit &hit : section.hits)
            m_rows.append({section.group, hit});
    }
    endResetModel();
}

qsizetype PaletteModel::placeOf(int row) const
{
    return row >= 0 && row < m_rows.size() && m_rows.at(row).hit ? m_rows.at(row).hit->entry : -1;
}

const PaletteEntry *PaletteModel::entryAt(int row) const
{
    const qsizetype place = placeOf(row);
    return place < 0 ? nullptr : &m_index.at(place);
}

int PaletteModel::rowOf(qsizetype entry) const
{
    const auto found =
        std::ranges::find_if(m_rows, [entry](const Row &row) { return row.hit && row.hit->entry == entry; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PaletteModel::nextEntry(int row, int step, int otherwise) const
{
    for (; row >= 0 && row < m_rows.size(); row += step) {
        if (m_rows.at(row).hit)
            return row;
    }
    return otherwise;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    if (role == IsHead)
        return !row.hit;
    if (!row.hit)
        return role == Qt::DisplayRole ? headOf(row.group) : QVariant();
    const PaletteEntry &entry = m_index.at(row.hit->entry);
    switch (role) {
    case Qt::DisplayRole: return entry.text;
    case Qt::AccessibleTextRole: return LineText::joined({entry.text, data(index, DetailRole).toString()});
    case PositionsRole: return QVariant::fromValue(row.hit->match.positions);
    case DetailRole: return entry.obstacle.isEmpty() ? entry.detail : entry.obstacle;
    case CanBeDoneRole: return entry.obstacle.isEmpty();
    case KeysRole: return entry.keys;
    case IconRole: return entry.icon;
    case FlagRole: return entry.flag;
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = Qt::ItemNeverHasChildren;
    // What cannot be done now can be chosen as well: it says why.
    return entryAt(index.row()) ? flags | Qt::ItemIsSelectable | Qt::ItemIsEnabled : flags;
}
