// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/valuetables.h"
#include "core/types/pagepath.h"

#include <QHash>

#include <array>
#include <vector>

/// For each way of grouping pages, which code stands for which: the first one met of its group. Codes only
/// grow, so an answer stays right; what is new is looked at when it is asked for. Belongs to one thread.
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
