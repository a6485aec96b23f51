// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "tests/support/randomdraw.h"

#include <QList>

/// Questions about a set of hits: ranges that begin and end at and between its hits, filters of values that
/// it has and has not. All are valid, and no series has more than kMaxBuckets buckets. The hits must outlive
/// it.
class RandomQuestions final
{
public:
    RandomQuestions(quint64 seed, const QList<Hit> &hits);

    StatsQuery nextStats();
    VisitsQuery nextVisits();

private:
    const Hit &someHit() { return m_hits.at(m_random.below(m_hits.size())); }
    QString someValue(const QString &dimension);
    QString someText(const QString &value);
    Micros someInstant();
    InstantRange civilRange(const QString &zone);
    InstantRange someRange(const QString &zone);
    QList<DimensionFilter> someFilters();
    BreakdownQuery someBreakdown();
    Goal someGoal();
    std::optional<InstantRange> someComparison(const InstantRange &range, const QString &zone);
    bool isCuttable(const InstantRange &range, const QString &zone, Granularity granularity) const;

    RandomDraw m_random;
    const QList<Hit> &m_hits;
    QStringList m_dimensions; ///< few, so that filters meet breakdowns
    Micros m_first = 0;
    Micros m_last = 0;
};
