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

/// What pages about the past ask, as a person set it: a pure value, cheap to keep and to compare.
struct Question
{
    /// Numbers are stored: append, never renumber.
    enum class Comparison : quint8 { None = 0, PreviousPeriod = 1, PreviousYear = 2, Days = 3 };

    QString site;
    PastRange range;
    Comparison comparison = Comparison::PreviousPeriod;
    QDate comparedFirst = {}, comparedLast = {}; ///< with Comparison::Days, both inclusive
    std::optional<Granularity> granularity = {}; ///< nothing = what fits the range
    QList<DimensionFilter> filters = {};
    bool includesBots = false;
    QString link = {}; ///< a short code; empty = any

    /// Adds `filter`, or takes it away when it is there. A value is never asked for and excluded at once.
    void toggle(const DimensionFilter &filter);
    bool has(const DimensionFilter &filter) const { return filters.contains(filter); }
    QList<FilterGroup> groups() const;
    /// Puts `next` where `group` is (at the end when it is nowhere); no values take the group away.
    void replace(const FilterGroup &group, const FilterGroup &next);

    /// The compared range; nothing without one, and for a range that is open.
    std::optional<InstantRange> compared(const QString &zone, Micros now) const;
    /// True while hits that arrive now fall into the range.
    bool isRunning(const QString &zone, Micros now) const;
    /// The range as a closed one: `extent` stands for all time, the last day when that is not known either.
    InstantRange closedRange(const QString &zone, Micros now, const InstantRange &extent) const;
    /// What is fixed, when it fits, else what is automatic for the range.
    Granularity granularityFor(const QString &zone, Micros now, const InstantRange &extent) const;
    /// Range, filters, series and comparison; breakdowns and goals are the caller's. `extent` = first and
    /// last hit of the site as far as known, for the series of all time.
    StatsQuery toQuery(const QString &zone, Micros now, const InstantRange &extent = {}) const;

    /// Everything but the site, as text that survives a restart.
    QByteArray state() const;
    /// Defaults for what `state` does not say rightly.
    static Question fromState(const QByteArray &state);

    friend bool operator==(const Question &, const Question &) = default;
};

/// Those whose series over the closed range has 1 to kMaxBuckets buckets, finest first.
QList<Granularity> fittingGranularities(const InstantRange &range, const QString &zone);
