// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QList>
#include <QMetaType>

#include <utility>

/// One civil day of a question and its answer.
struct StatsDay
{
    TimeBucket time; ///< the whole day; the answer covers its part in the range
    StatsTable table;
};

/// Answers of the days of a range, oldest first. Bounded by the days and by the limits of its breakdowns.
struct StatsDays
{
    static constexpr int kMostDays = 366;
    /// Rows of all breakdowns of all days: some 50 MB.
    static constexpr qint64 kMostRows = 250'000;

    QList<StatsDay> days;
};

/// The questions whose answers make a StatsDays: totals and breakdowns of each day of `range`, which is
/// closed. Errors: "too_many_days", "too_many_rows", when the limits of the breakdowns allow more.
Result<QList<std::pair<TimeBucket, StatsQuery>>> dailyQuestions(const StatsQuery &query,
                                                                const InstantRange &range);

Q_DECLARE_METATYPE(StatsDays)
