// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QString>

#include <optional>

/// How a metric compares with the compared period (glossary.md#comparison).
struct MetricChange
{
    enum class Kind : quint8 {
        NoData, ///< one of the two is unknown
        New, ///< up from zero
        Same,
        Up,
        Down,
    };
    Kind kind = Kind::NoData;
    double amount = 0; ///< not negative: percent of `before`; for a rate percentage points

    friend bool operator==(const MetricChange &, const MetricChange &) = default;
};

/// Metrics as text for people. Pure functions; numbers follow the default locale.
namespace MetricText {

QString name(Metric metric); ///< "Visitors"
QString definition(Metric metric); ///< one sentence; glossary.md#metrics has the exact definition
QString place(Metric metric); ///< in the manual: "glossary.md#visitors"
bool isRate(Metric metric); ///< a share, 0–1
bool isGoodWhenDown(Metric metric); ///< fewer bounces are better

/// The metric of a group; empty when a rate has no denominator.
std::optional<double> valueOf(const StatsCounts &counts, Metric metric);
/// "1,412", "41.2 %", "2:14", "1:02:14"; "—" for an empty value.
QString value(Metric metric, std::optional<double> value);
/// The same with the noun, for tooltips and screen readers: "1,412 visitors", "2 m 14 s visit duration".
QString sentence(Metric metric, std::optional<double> value);
QString duration(double seconds); ///< Format::lasting(), rounded

MetricChange change(Metric metric, std::optional<double> now, std::optional<double> before);
/// "+31 %", "−3.1 points", "new", "0 %", "no data".
QString signedText(const MetricChange &change, Metric metric);
/// "▲ 31 %", "▼ 3.1 points", "new", "0 %", "no data".
QString arrowText(const MetricChange &change, Metric metric);

} // namespace MetricText
