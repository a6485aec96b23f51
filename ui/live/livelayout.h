// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class Aside;
class LiveFilterBar;
class LiveHeader;
class QVBoxLayout;
class RowTable;

/// Where the parts of the Live page stand: the lists or the inspector beside the table where there is room.
/// In a narrow window there are no lists, and the inspector lies over the table's end; what is above the
/// table, and the columns, make room for it.
class LiveLayout final
{
public:
    struct Parts
    {
        LiveHeader &header;
        LiveFilterBar &filterBar;
        QWidget &bursts;
        QWidget &tableArea; ///< has the table
        RowTable &table;
        Aside &aside;
    };

    LiveLayout(QWidget &page, const Parts &parts);

    /// Lays out for the present size of the page.
    void place(bool isInspecting);

private:
    QWidget &m_page;
    const Parts m_parts;
    QVBoxLayout *m_centre;
    QVBoxLayout *m_above; ///< of what stands above the table
};
