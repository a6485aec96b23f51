// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/valuetables.h"
#include "core/types/pagepath.h"

#include <QHash>

#include <array>
#include <vector>

/// Maps each page's code to the code of its group, for each way of grouping: the first code met of the group.
/// Codes only grow, so a result stays valid; new codes are added when asked for. Belongs to one thread.
class PageGroups final
{
public:
    /// By code of Column::Page; empty when nothing is grouped.
    const std::vector<quint32> &codes(const PageGrouping &pages, const ValueTables &values);

private:
    struct Known
    {
        std::vector<quint32> codes;
        QHash<QString, quint32> first; ///< by grouped page
        quint64 generation = 0;
    };
    std::array<Known, 4> m_known; ///< by PageGrouping::stored()
};
