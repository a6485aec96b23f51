// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/questions/hitfilter.h"
#include "core/types/goal.h"
#include "core/types/hit.h"

/// Which hits convert a goal (glossary.md#goal): those of one kind whose text in one column matches its
/// pattern. Immutable.
class GoalMatcher final
{
public:
    GoalMatcher(const Goal &goal, const PageGrouping &pages);

    HitKind kind() const;
    Column column() const;
    /// `text` as it is in the column. Time is at most the product of both lengths, whatever the pattern.
    bool matches(const QString &text) const;

private:
    Goal::Target m_target;
    Goal::Match m_match;
    PageGrouping m_pages;
    QString m_pattern;
};
