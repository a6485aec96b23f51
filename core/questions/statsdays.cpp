// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/statsdays.h"

#include <algorithm>

Result<QList<std::pair<TimeBucket, StatsQuery>>> dailyQuestions(const StatsQuery &query,
                                                                const InstantRange &range)
{
    QList<std::pair<TimeBucket, StatsQuery>> questions;
    if (range.from >= range.to)
        return questions;
    const QList<TimeBucket> days = cutBuckets(range, query.timezone, Granularity::Day,
                                              StatsDays::kMostDays + 1);
    if (days.size() > StatsDays::kMostDays)
        return Error {QStringLiteral("too_many_days"),
                      QStringLiteral("a question by day covers at most %1 days").arg(StatsDays::kMostDays)};
    qint64 rows = 0;
    for (const BreakdownQuery &list : query.breakdowns)
        rows += list.limit > 0 ? list.limit : kMaxBreakdownRows;
    if (rows * days.size() > StatsDays::kMostRows)
        return Error {QStringLiteral("too_many_rows"),
                      QStringLiteral("the lists of all days have at most %1 rows").arg(StatsDays::kMostRows)};
    StatsQuery question = query;
    question.granularity.reset();
    question.comparison.reset();
    question.wantsWeekHours = false;
    for (const TimeBucket &day : days) {
        question.range = {std::max(day.start, range.from), std::min(day.end, range.to)};
        questions.append({day, question});
    }
    return questions;
}
