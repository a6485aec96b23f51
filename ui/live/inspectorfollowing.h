// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class HitInspector;
class HitTableModel;
class RowTable;
struct Hit;

/// Keeps an inspector that is shown on the current row of the click table, and lets its steps walk the table.
/// A hit that it goes to by itself becomes the current row where the table has it.
/// Child of the table.
class InspectorFollowing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorFollowing)

public:
    /// The model of the table.
    InspectorFollowing(HitTableModel &model, RowTable &table, HitInspector &inspector);

    /// Fills the inspector with the current row, shown or not. False when there is none, or it is not read
    /// yet.
    bool fill();
    /// Fills it with a hit that the table may not have.
    void show(const Hit &hit);

private:
    const Hit *currentHit() const;
    void onChanged();
    void step(int rows);
    void onWalked(qint64 seq);

    HitTableModel &m_model;
    RowTable &m_table;
    HitInspector &m_inspector;
    qint64 m_row =
        0; ///< sequence of the hit of the row that filled the inspector; it may show another of the visit
};
