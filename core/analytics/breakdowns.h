// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/crossing.h"
#include "core/analytics/scanplan.h"
#include "core/analytics/segmentscan.h"
#include "core/questions/statsquery.h"

#include <memory>
#include <vector>

/// Everything that was counted over one range, before it becomes an answer.
struct CountedRange
{
    std::unique_ptr<const ScanPlan> plan;
    std::optional<ScanResult> result;
    std::vector<std::shared_ptr<const Crossing>> crossings; ///< ascending by firstNumber

    const VisitRecord &crossing(quint32 number) const;
};

/// Totals, series, goals of one range. Takes the counts out of `counted`.
StatsPeriod periodOf(const StatsQuery &query, CountedRange &counted);
WeekHours weekHoursOf(const StatsQuery &query, CountedRange &counted);
/// The lists of `now`, with the counts of `before` beside them if it is given.
QList<Breakdown> breakdownsOf(const StatsQuery &query, CountedRange &now, CountedRange *before,
                              const ValueTables &values);
