// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/hitcolumns.h"

#include <QObject>

class Chip;
class QMenu;
class RowTable;

/// Lays out the columns of the click table, and lets the user choose them: a chip counts those that have no
/// room, and opens the list that says why one is missing. Child of the table.
class ColumnChooser final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColumnChooser)

public:
    ColumnChooser(RowTable &table, Chip &chip);

    QByteArray state() const { return m_columns.state(); }
    void restore(const QByteArray &state);

private:
    void updateChip();
    void openMenu();

    HitColumns m_columns;
    RowTable &m_table;
    Chip &m_chip;
    QMenu *m_menu;
};
