// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/tally.h"

#include <algorithm>

namespace {

/// Told from numbers of plain visitors, which stay below.
constexpr quint32 kShared = 0x8000'0000;

} // namespace

Tally::Tally(MetricSet metrics) :
    m_countsVisitors(metrics.testFlag(Metric::Visitors)),
    m_countsHits(needsHits(metrics)),
    m_countsVisits(needsVisits(metrics)),
    m_sumsValues(metrics.testFlag(Metric::ValueSum))
{
}

bool Tally::needsHits(MetricSet metrics)
{
    return metrics.testAnyFlags(MetricSet(Metric::Hits) | Metric::Pageviews | Metric::ValueSum)
        || !metrics.testFlag(Metric::Visitors);
}

bool Tally::needsVisits(MetricSet metrics)
{
    return metrics.testAnyFlags(MetricSet(Metric::Visits) | Metric::BounceRate | Metric::VisitDuration);
}

void Tally::reserve(quint32 codes)
{
    if (m_countsVisitors)
        m_visitors.resize(codes);
    if (m_countsHits)
        m_hits.resize(codes);
    else
        m_isTouched.resize(codes);
    if (m_countsVisits)
        m_visits.resize(codes);
    if (m_sumsValues)
        m_values.resize(codes);
}

template <typename CodeAt>
void Tally::addVisits(const SelectedHits &selected, CodeAt codeAt, const SegmentVisits &visits)
{
    VisitCell *cells = m_visits.data();
    for (std::size_t i = 0; i < selected.sharedEnd; ++i) {
        const quint32 number = selected.visit[i];
        const quint32 code = codeAt(i);
        VisitCell &cell = cells[code];
        if (cell.last == number || number == kNoVisit)
            continue;
        cell.last = number;
        if (number & kCrossing) {
            m_crossingVisits.add(code, number & ~kCrossing);
            continue;
        }
        const VisitRecord &visit = visits.records[number - visits.base];
        ++cell.visits;
        cell.viewed += visit.pageviews != 0 ? 1 : 0;
        cell.bounces += visit.isBounce() ? 1 : 0;
        cell.durationMs += visit.last - visit.first;
    }
}

void Tally::add(const SelectedHits &selected, const ScratchVector<quint32> &codes,
                const SegmentVisits &visits)
{
    if (m_countsVisitors)
        addVisitors(selected, codes);
    if (m_countsHits)
        addHits(selected, codes);
    if (m_countsVisits)
        addVisits(
            selected, [&codes](std::size_t i) { return codes[i]; }, visits);
}

void Tally::addUniform(const Selection &selection, quint32 code, const SegmentVisits &visits)
{
    const SelectedHits &hits = selection.hits;
    const SelectedHits &visitors = selection.visitors;
    if (m_countsVisitors) {
        // Each visitor comes once, but the last visitor seen with this code changes.
        m_visitors[code].visitors += static_cast<quint32>(visitors.plainEnd);
        if (visitors.sharedEnd > 0)
            m_visitors[code].last = kNoVisit;
        for (std::size_t i = visitors.plainEnd; i < visitors.sharedEnd; ++i)
            m_sharedVisitors.add(code, visitors.visitor[i]);
    }
    if (m_countsHits) {
        m_hits[code].hits += static_cast<quint32>(hits.size());
        m_hits[code].pageviews += selection.pageviews;
    } else if (hits.sharedEnd < hits.size()) {
        m_isTouched[code] = 1;
    }
    if (m_countsVisits)
        addVisits(
            selection.visits, [code](std::size_t) { return code; }, visits);
}

void Tally::addVisitors(const SelectedHits &selected, const ScratchVector<quint32> &codes)
{
    VisitorCell *cells = m_visitors.data();
    std::size_t i = 0;
    for (; i < selected.plainEnd; ++i) {
        VisitorCell &cell = cells[codes[i]];
        cell.visitors += cell.last != selected.visitor[i] ? 1 : 0;
        cell.last = selected.visitor[i];
    }
    for (; i < selected.sharedEnd; ++i) {
        VisitorCell &cell = cells[codes[i]];
        const quint32 visitor = selected.visitor[i] | kShared;
        if (cell.last != visitor) {
            cell.last = visitor;
            m_sharedVisitors.add(codes[i], selected.visitor[i]);
        }
    }
    if (!m_countsHits) {
        for (; i < selected.size(); ++i)
            m_isTouched[codes[i]] = 1;
    }
}

void Tally::addHits(const SelectedHits &selected, const ScratchVector<quint32> &codes)
{
    HitCell *cells = m_hits.data();
    for (std::size_t i = 0; i < selected.size(); ++i) {
        HitCell &cell = cells[codes[i]];
        ++cell.hits;
        cell.pageviews += selected.isPageview[i];
    }
}

void Tally::add(Tally &&other)
{
    for (std::size_t i = 0; i < m_visitors.size(); ++i)
        m_visitors[i].visitors += other.m_visitors[i].visitors;
    for (std::size_t i = 0; i < m_hits.size(); ++i) {
        m_hits[i].hits += other.m_hits[i].hits;
        m_hits[i].pageviews += other.m_hits[i].pageviews;
    }
    for (std::size_t i = 0; i < m_visits.size(); ++i) {
        VisitCell &cell = m_visits[i];
        const VisitCell &more = other.m_visits[i];
        cell.visits += more.visits;
        cell.viewed += more.viewed;
        cell.bounces += more.bounces;
        cell.durationMs += more.durationMs;
    }
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i] += other.m_values[i];
    for (std::size_t i = 0; i < m_isTouched.size(); ++i)
        m_isTouched[i] |= other.m_isTouched[i];
    m_sharedVisitors.add(other.m_sharedVisitors);
    m_crossingVisits.add(other.m_crossingVisits);
}

std::vector<StatsCounts> Tally::plainCounts() const
{
    std::vector<StatsCounts> counts(std::max({m_visitors.size(), m_hits.size(), m_visits.size()}));
    for (std::size_t i = 0; i < m_visitors.size(); ++i)
        counts[i].visitors = m_visitors[i].visitors;
    for (std::size_t i = 0; i < m_hits.size(); ++i) {
        counts[i].hits = m_hits[i].hits;
        counts[i].pageviews = m_hits[i].pageviews;
    }
    for (std::size_t i = 0; i < m_visits.size(); ++i) {
        counts[i].visits = m_visits[i].visits;
        counts[i].viewedVisits = m_visits[i].viewed;
        counts[i].bounces = m_visits[i].bounces;
        counts[i].durationMs = static_cast<qint64>(m_visits[i].durationMs);
    }
    for (std::size_t i = 0; i < m_values.size(); ++i)
        counts[i].valueSum = m_values[i];
    return counts;
}

void Tally::addVisit(StatsCounts &counts, const VisitRecord &visit)
{
    ++counts.visits;
    counts.viewedVisits += visit.pageviews != 0 ? 1 : 0;
    counts.bounces += visit.isBounce() ? 1 : 0;
    counts.durationMs += visit.last - visit.first;
}
