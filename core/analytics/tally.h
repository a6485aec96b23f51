// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/crossing.h"
#include "core/analytics/distinctpairs.h"
#include "core/analytics/scratchvector.h"
#include "core/analytics/visitpass.h"
#include "core/questions/statsquery.h"

#include <vector>

/// The hits of one segment that match, in its order: plain visitors' first, then shared ones', then
/// anonymous. The arrays run in parallel; the caller that scans owns the buffers.
struct SelectedHits
{
    ScratchVector<quint32> hit; ///< index in the segment
    /// Plain: a number unique in the scan. Shared: the number of the id, the same in all segments.
    ScratchVector<quint32> visitor;
    ScratchVector<quint32> visitorOf; ///< ordinal in the segment; anonymous hits come after the visitors
    ScratchVector<quint32>
        visit; ///< number, kCrossing + number, or kNoVisit; empty unless visits are asked for
    ScratchVector<quint8> isPageview; ///< empty unless pageviews are needed
    std::size_t plainEnd = 0;
    std::size_t sharedEnd = 0;

    std::size_t size() const { return hit.size(); }
    void resize(std::size_t size, bool withVisits, bool withPageviews)
    {
        hit.resize(size);
        visitor.resize(size);
        visitorOf.resize(size);
        visit.resize(withVisits ? size : 0);
        isPageview.resize(withPageviews ? size : 0);
    }
};

/// The same hits in fewer entries, for values that are the same for several hits.
struct Selection
{
    SelectedHits hits;
    SelectedHits visits; ///< one entry for each visit: its first hit that matches. Filled when visits
                         ///< are needed
    SelectedHits visitors; ///< one entry for each visitor, without visits
    quint32 pageviews = 0; ///< among `hits`
};

/// The visits of one segment, by number.
struct SegmentVisits
{
    quint32 base = 0; ///< number of records[0]
    std::vector<VisitRecord> records;
};

/// Counts hits, visitors and visits per code of a dimension. One per thread; merged at the end.
///
/// Plain visitors come in order, so comparing with the last visitor of the code counts them exactly.
/// Shared visitors, and visits across midnight, are collected as (code, number) and deduplicated at the end.
class Tally final
{
public:
    explicit Tally(MetricSet metrics);

    /// Codes are less than `codes`.
    void reserve(quint32 codes);
    /// Counts one segment: codes[i] is the code of the i-th selected hit.
    void add(const SelectedHits &selected, const ScratchVector<quint32> &codes, const SegmentVisits &visits);
    /// Counts a segment whose hits all have one code.
    void addUniform(const Selection &selection, quint32 code, const SegmentVisits &visits);
    /// Adds what another thread counted.
    void add(Tally &&other);
    /// Whether these metrics need visits.
    static bool needsVisits(MetricSet metrics);
    /// Whether these metrics need every hit, not only one of each visitor or visit.
    static bool needsHits(MetricSet metrics);
    bool needsVisits() const { return m_countsVisits; }
    bool needsHits() const { return m_countsHits; }
    bool sumsValues() const { return m_sumsValues; }
    void addValue(quint32 code, double value) { m_values[code] += value; }
    /// codeAt(i) is the code of the i-th selected hit.
    template <typename CodeAt>
    void addValues(const ScratchVector<double> &values, CodeAt codeAt)
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            addValue(codeAt(i), values[i]);
    }
    bool isOfVisitorsOnly() const { return m_countsVisitors && !m_countsHits && !m_countsVisits; }
    /// True if a code occurred, though only in anonymous hits and without counting hits.
    bool isTouched(std::size_t code) const { return code < m_isTouched.size() && m_isTouched[code] != 0; }

    /// The counts of each code; `crossing(number)` gives the record of a visit across midnight.
    template <typename CrossingOf>
    std::vector<StatsCounts> counts(CrossingOf crossing)
    {
        std::vector<StatsCounts> counts = plainCounts();
        m_sharedVisitors.forEachOnce(counts.size(), [&](quint32 code, quint32) { ++counts[code].visitors; });
        m_crossingVisits.forEachOnce(
            counts.size(), [&](quint32 code, quint32 number) { addVisit(counts[code], crossing(number)); });
        return counts;
    }

    static void addVisit(StatsCounts &counts, const VisitRecord &visit);

private:
    struct VisitorCell
    {
        quint32 last = kNoVisit;
        quint32 visitors = 0;
    };
    struct HitCell
    {
        quint32 hits = 0;
        quint32 pageviews = 0;
    };
    struct VisitCell
    {
        quint32 last = kNoVisit;
        quint32 visits = 0;
        quint32 viewed = 0;
        quint32 bounces = 0;
        quint64 durationMs = 0;
    };

    void addVisitors(const SelectedHits &selected, const ScratchVector<quint32> &codes);
    void addHits(const SelectedHits &selected, const ScratchVector<quint32> &codes);
    template <typename CodeAt>
    void addVisits(const SelectedHits &selected, CodeAt codeAt, const SegmentVisits &visits);
    std::vector<StatsCounts> plainCounts() const;

    bool m_countsVisitors;
    bool m_countsHits;
    bool m_countsVisits;
    bool m_sumsValues;
    std::vector<VisitorCell> m_visitors;
    std::vector<HitCell> m_hits;
    std::vector<VisitCell> m_visits;
    std::vector<double> m_values; ///< sums
    std::vector<quint8> m_isTouched; ///< occurred in anonymous hits, where hits are not counted
    DistinctPairs m_sharedVisitors; ///< number of the id
    DistinctPairs m_crossingVisits; ///< number of the visit
};
