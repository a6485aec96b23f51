// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/past/pastrange.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

/// Filters that belong together: one dimension, one operator, any number of values.
struct FilterGroup
{
    QString dimension;
    DimensionFilter::Operator op = DimensionFilter::Operator::Equals;
    QStringList values;

    friend bool operator==(const FilterGroup &, const FilterGroup &) = default;
};

/// The question of pages about the past, as the user set it: a pure value, cheap to copy and compare.
struct Question
{
    /// Numbers are stored: append, never renumber.
    enum class Comparison : quint8 { None = 0, PreviousPeriod = 1, PreviousYear = 2, Days = 3 };

    QString site;
    PastRange range;
    Comparison comparison = Comparison::PreviousPeriod;
    /// The compared days fall on the same weekdays; see alignsWeekdays().
    bool matchesWeekdays = true;
    QDate comparedFirst = {}, comparedLast = {}; ///< with Comparison::Days, both inclusive
    std::optional<Granularity> granularity = {}; ///< empty = automatic for the range
    QList<DimensionFilter> filters = {};
    bool includesBots = false;
    QString link = {}; ///< a short code; empty = any

    /// Adds `filter`, or removes it if it is set. A value is never included and excluded at once.
    void toggle(const DimensionFilter &filter);
    bool has(const DimensionFilter &filter) const { return filters.contains(filter); }
    QList<FilterGroup> groups() const;
    /// Replaces `group` by `next`, or appends it; `next` without values removes the group.
    void replace(const FilterGroup &group, const FilterGroup &next);

    /// The compared range; empty without a comparison, and for an open range.
    std::optional<InstantRange> compared(const QString &zone, Micros now) const;
    /// True if the compared range is moved so that weekdays match: for a previous period or year of whole
    /// days that is shown in steps of less than a month.
    bool alignsWeekdays(const QString &zone, Micros now) const;
    /// True while hits that arrive now are in the range.
    bool isRunning(const QString &zone, Micros now) const;
    /// The closed range: for all time `extent`, or the last day when that is unknown, too.
    InstantRange closedRange(const QString &zone, Micros now, const InstantRange &extent) const;
    /// The chosen granularity if it fits, otherwise the automatic one.
    Granularity granularityFor(const QString &zone, Micros now, const InstantRange &extent) const;
    /// Range, filters, series and comparison; breakdowns and goals are added by the caller. `extent` = first
    /// and last hit of the site if known, for the series of all time.
    StatsQuery toQuery(const QString &zone, Micros now, const InstantRange &extent = {}) const;

    /// Everything except the site, as text that survives a restart.
    QByteArray state() const;
    /// Uses defaults for missing or invalid parts of `state`.
    static Question fromState(const QByteArray &state);

    friend bool operator==(const Question &, const Question &) = default;
};

/// Those whose series over the closed range has 1 to kMaxBuckets buckets, finest first.
QList<Granularity> fittingGranularities(const InstantRange &range, const QString &zone);
