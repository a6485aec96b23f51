// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/inspectorfollowing.h"

#include "ui/live/hitinspector.h"
#include "ui/live/hittablemodel.h"
#include "ui/widgets/rowtable.h"

#include <QItemSelectionModel>

InspectorFollowing::InspectorFollowing(HitTableModel &model, RowTable &table, HitInspector &inspector) :
    QObject(&table), m_model(model), m_table(table), m_inspector(inspector)
{
    connect(table.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &InspectorFollowing::onChanged);
    connect(&model, &QAbstractItemModel::dataChanged, this, &InspectorFollowing::onChanged); // it was read
    connect(&inspector, &HitInspector::stepWanted, this, &InspectorFollowing::step);
    connect(&inspector, &HitInspector::walked, this, &InspectorFollowing::onWalked);
}

const Hit *InspectorFollowing::currentHit() const
{
    const QModelIndex current = m_table.currentIndex();
    return current.isValid() ? m_model.hitAt(current.row()) : nullptr;
}

bool InspectorFollowing::fill()
{
    const Hit *hit = currentHit();
    if (!hit)
        return false;
    m_row = hit->seq;
    m_inspector.setHit(*hit);
    return true;
}

void InspectorFollowing::show(const Hit &hit)
{
    m_row = hit.seq; // else the next change of the current row would replace it
    m_inspector.setHit(hit);
    m_table.setCurrentIndex(m_model.index(m_model.rowOf(hit.seq), 0)); // none where there is no such row
}

void InspectorFollowing::onChanged()
{
    const Hit *hit = currentHit();
    if (hit && hit->seq != m_row && !m_inspector.isHidden())
        fill();
}

void InspectorFollowing::step(int rows)
{
    const int row = m_table.currentIndex().isValid() ? m_table.currentIndex().row() + rows : 0;
    if (row < 0 || row >= m_model.rowCount())
        return;
    m_table.setCurrentIndex(m_model.index(row, 0));
    m_table.scrollTo(m_table.currentIndex());
}

void InspectorFollowing::onWalked(qint64 seq)
{
    const int row = m_model.rowOf(seq);
    if (row < 0)
        return;
    m_row = seq; // it is shown already
    m_table.setCurrentIndex(m_model.index(row, 0));
}
