// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapcolours.h"

#include <QList>

/// How strong counts are on a map. Of many places, 0.1 for the few, 1 for the most, between them by their
/// rank: the strengths are fixed at percentiles of the counts and follow the logarithm between two of them,
/// so that a day and a year use the whole range of colours alike. Of few places, by the root of their share
/// of the most; between few and many the one passes into the other. A pure value.
class HeatScale final
{
public:
    HeatScale() = default;
    /// Counts that are not above 0 do not matter.
    static HeatScale of(const QList<double> &counts);
    /// Counts of fewer places than there are counts: one for each day.
    static HeatScale of(QList<double> counts, qsizetype places);

    bool isEmpty() const { return m_ticks.isEmpty(); }
    /// 0–1; 0 for what is not above 0.
    double strength(double count) const;
    /// The strengths of the counts at the percentiles, ascending; equal counts are one tick.
    const QList<ScaleTick> &ticks() const { return m_ticks; }
    /// Half of the places have this count or less.
    double median() const { return m_median; }

    friend bool operator==(const HeatScale &, const HeatScale &) = default;

private:
    double byRank(double count) const; ///< only called for counts between the ends

    QList<ScaleTick> m_ranks; ///< as the ticks, but by rank alone
    QList<ScaleTick> m_ticks;
    double m_rankPart = 1; ///< 0 = by counts, 1 = by ranks
    double m_median = 0;
};
