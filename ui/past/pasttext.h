// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/past/question.h"

#include <QString>

/// Questions and answers about the past as text for people. Pure functions; numbers follow the locale.
namespace PastText {

QString dimension(const QString &name); ///< "page", "entry page", "referrer"
QString values(const QString &name); ///< several of them: "pages", "entry pages"
/// A value of a dimension: a country's name, "Direct" for no source, "none" for a missing value.
QString value(const QString &dimension, const QString &value);
QString remark(const QString &dimension, const QString &value); ///< explains an unclear value; mostly empty
QString explanation(
    const QString &dimension); ///< explains what a list of it counts, if there is a rule; mostly empty
/// Its place in the manual: "glossary.md#entry-page"; that of goals when it is empty.
QString place(const QString &dimension);
QString operatorName(DimensionFilter::Operator op); ///< "is", "is not", "contains"
/// "page is /launch or /pricing"; many values are only counted.
QString filter(const FilterGroup &group);

QString share(double part); ///< 0–1: "12.4 %", "<0.1 %"

/// Hits read and time taken, independent of the result: "4.3 M hits read in 38 ms".
QString cost(qint64 readHits, double elapsedMs);

QString period(PastRange::Period period); ///< "Last 30 days"
QString range(const PastRange &range, const QString &zone); ///< text of the picker
/// Civil days, or times when an end is not midnight: "1 – 31 Oct 2026".
QString days(const InstantRange &range, const QString &zone);
QString comparison(const Question &question, bool isByWeekday); ///< "vs previous period, by weekday"
QString granularity(Granularity granularity); ///< "Day"

} // namespace PastText
