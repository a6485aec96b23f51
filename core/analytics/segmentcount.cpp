// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What SegmentScan counts of the hits that it selected.
#include "core/analytics/segmentscan.h"

#include <algorithm>
#include <utility>

namespace {

/// What a hit is worth: its own value, else its property of this name (-1 = none).
double valueOf(const SegmentDetails &details, quint32 hit, qsizetype name = -1)
{
    for (auto number = std::ranges::lower_bound(details.numbers, hit, {}, &NumericProperty::hit);
         number != details.numbers.end() && number->hit == hit; ++number) {
        if (number->name == 0 || number->name == name)
            return number->value;
    }
    return 0;
}

} // namespace

const ScratchVector<double> &SegmentScan::valuesOf(const ScanTask &task)
{
    if (std::exchange(m_hasValues, true))
        return m_values;
    m_values.resize(m_selection.hits.size());
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i] = valueOf(*task.details, m_selection.hits.hit[i]);
    return m_values;
}

quint32 SegmentScan::currencyOf(const ScanTask &task, const ScanPlan::List &list, std::size_t at) const
{
    const CodeColumn &props = *task.columns[indexOf(Column::Props)];
    const SelectedHits &hits = m_selection.hits;
    return props.width() == 0 ? 0 : list.currencyOf[codeAt(props, hits.hit[at], hits.visitorOf[at])];
}

void SegmentScan::addCurrencies(const ScanTask &task, const ScanPlan::List &list)
{
    if (!list.splitsCurrencies())
        return;
    // Values are summed, so that the entries are the hits.
    const auto currencies = static_cast<quint32>(list.currencies.size());
    for (std::size_t i = 0; i < m_codes.size(); ++i)
        m_codes[i] = m_codes[i] * currencies + currencyOf(task, list, i);
}

void SegmentScan::count(const ScanTask &task, const SelectedHits &entries, Tally &tally)
{
    tally.add(entries, m_codes, m_visits);
    if (tally.sumsValues())
        tally.addValues(valuesOf(task), [this](std::size_t i) { return m_codes[i]; });
}

void SegmentScan::countUniform(const ScanTask &task, quint32 code, Tally &tally)
{
    visitorEntries();
    if (tally.needsVisits())
        visitEntries();
    tally.addUniform(m_selection, code, m_visits);
    if (tally.sumsValues())
        tally.addValues(valuesOf(task), [code](std::size_t) { return code; });
}

void SegmentScan::countList(const ScanTask &task, const ScanPlan::List &list, Tally &tally)
{
    const SelectedHits &hits = m_selection.hits;
    const auto countVisits = [&](auto codeOf) {
        const SelectedHits &entries = tally.needsHits() ? hits : visitEntries();
        m_codes.resize(entries.size());
        for (std::size_t i = 0; i < m_codes.size(); ++i)
            m_codes[i] = codeOf(entries, i);
        addCurrencies(task, list);
        count(task, entries, tally);
    };
    const auto countPart = [&](VisitCode code) {
        countVisits([&](const SelectedHits &entries, std::size_t i) {
            return codeOfVisit(task, entries.visit[i], code);
        });
    };
    const auto countFlags = [&](auto codeOf) {
        m_codes.resize(hits.size());
        for (std::size_t i = 0; i < m_codes.size(); ++i)
            m_codes[i] = codeOf(task.frame->flags[hits.hit[i]]);
        addCurrencies(task, list);
        count(task, hits, tally);
    };
    switch (list.source.kind) {
    case DimensionSource::Kind::Column:
    case DimensionSource::Kind::Property: return countColumn(task, list, tally);
    case DimensionSource::Kind::PropertyNames: return countNames(task, list, tally);
    case DimensionSource::Kind::EntryPage: return countPart(&VisitRecord::entryPage);
    case DimensionSource::Kind::ExitPage: return countPart(&VisitRecord::exitPage);
    case DimensionSource::Kind::EntryHost: return countPart(&VisitRecord::entryHost);
    case DimensionSource::Kind::Touch:
        return countVisits([&](const SelectedHits &entries, std::size_t i) {
            return list.codeOf[touchesOf(task, entries)[i]];
        });
    case DimensionSource::Kind::HitKind:
        return countFlags([](quint8 flags) { return quint32(flags & HitFlag::kKindMask); });
    case DimensionSource::Kind::Bot:
        return countFlags([](quint8 flags) { return quint32(flags & HitFlag::kBot ? 1 : 0); });
    }
}

void SegmentScan::countColumn(const ScanTask &task, const ScanPlan::List &list, Tally &tally)
{
    const CodeColumn &column = *task.columns[indexOf(list.source.column)];
    if (column.width() == 0 && !list.splitsCurrencies())
        return countUniform(task, 0, tally); // the empty text has the code 0 everywhere
    const bool isOfVisitors = column.grain() == CodeColumn::Grain::Visitor && tally.isOfVisitorsOnly();
    const SelectedHits &entries = isOfVisitors ? visitorEntries() : m_selection.hits;
    gather(column, entries);
    if (!list.codeOf.empty()) {
        for (quint32 &code : m_codes)
            code = list.codeOf[code];
    }
    addCurrencies(task, list);
    count(task, entries, tally);
}

/// A hit counts once for each name: it is selected again and again, which keeps the order of visitors.
void SegmentScan::countNames(const ScanTask &task, const ScanPlan::List &list, Tally &tally)
{
    const CodeColumn &column = *task.columns[indexOf(list.source.column)];
    if (column.width() == 0)
        return countUniform(task, 0, tally);
    const SelectedHits &hits = m_selection.hits;
    gather(column, hits);
    const auto currencies = static_cast<quint32>(list.currencies.size());
    std::vector<std::pair<std::size_t, quint32>> pairs; // place among the hits, code of a name
    const auto addUpTo = [&](std::size_t from, std::size_t end) {
        for (std::size_t i = from; i < end; ++i) {
            for (const quint32 name : list.codesOf[m_codes[i]])
                pairs.emplace_back(i, currencies == 0 ? name : name * currencies + currencyOf(task, list, i));
        }
        return pairs.size();
    };
    SelectedHits repeated;
    repeated.plainEnd = addUpTo(0, hits.plainEnd);
    repeated.sharedEnd = addUpTo(hits.plainEnd, hits.sharedEnd);
    addUpTo(hits.sharedEnd, hits.size());
    repeated.resize(pairs.size(), m_plan.needsVisits, m_plan.needsPageviews);
    m_codes.resize(pairs.size());
    for (std::size_t at = 0; at < pairs.size(); ++at) {
        const auto [i, name] = pairs[at];
        m_codes[at] = name;
        repeated.visitor[at] = hits.visitor[i];
        if (m_plan.needsVisits)
            repeated.visit[at] = hits.visit[i];
        if (m_plan.needsPageviews)
            repeated.isPageview[at] = hits.isPageview[i];
        if (tally.sumsValues())
            tally.addValue(name, valuesOf(task)[i]);
    }
    tally.add(repeated, m_codes, m_visits);
}

void SegmentScan::gather(const CodeColumn &column, const SelectedHits &selected)
{
    m_codes.resize(selected.size());
    if (column.width() == 0) {
        std::ranges::fill(m_codes, 0U);
        return;
    }
    const quint32 *index = column.grain() == CodeColumn::Grain::Hit ? selected.hit.data()
                                                                    : selected.visitorOf.data();
    quint32 *out = m_codes.data();
    column.with([&](const auto *codes) {
        for (std::size_t i = 0; i < selected.size(); ++i)
            out[i] = codes[index[i]];
    });
}

void SegmentScan::countTotals(const ScanTask &task)
{
    countUniform(task, 0, m_result.totals);
    if (!m_plan.wantsMedian)
        return;
    const SelectedHits &visits = visitEntries();
    for (std::size_t i = 0; i < visits.sharedEnd; ++i) {
        const quint32 number = visits.visit[i];
        if (number == kNoVisit)
            continue;
        if (number & kCrossing) {
            m_result.crossingDurationsOf.push_back(number & ~kCrossing);
        } else {
            const VisitRecord &record = visit(task, number);
            m_result.durations.push_back(record.last - record.first);
        }
    }
}

void SegmentScan::countTimes(const ScanTask &task, const TimeCodes &times, Tally &tally)
{
    const TimeCodes::Day day = times.day(task.frame->day);
    if (const std::optional<quint32> code = day.onlyCode()) {
        countUniform(task, *code, tally);
        return;
    }
    const SelectedHits &hits = m_selection.hits;
    m_codes.resize(hits.size());
    for (std::size_t i = 0; i < m_codes.size(); ++i)
        m_codes[i] = day.at(task.frame->time[hits.hit[i]]);
    count(task, hits, tally);
}

void SegmentScan::countGoals(const ScanTask &task)
{
    for (std::size_t g = 0; g < m_plan.goals.size(); ++g) {
        const ScanPlan::GoalPlan &goal = m_plan.goals[g];
        ScanResult::GoalSum &sum = m_result.goals[g];
        gather(*task.columns[indexOf(goal.condition.column)], m_selection.hits);
        const qsizetype name = task.details ? task.details->names.indexOf(goal.valueName) : 0;
        quint32 last = kNoVisit;
        for (std::size_t i = 0; i < m_selection.hits.size(); ++i) {
            const quint32 hit = m_selection.hits.hit[i];
            if (kindOf(task.frame->flags[hit]) != goal.kind || !goal.condition.holds(m_codes[i]))
                continue;
            ++sum.conversions;
            if (goal.worth == Goal::Worth::Hit)
                sum.value += valueOf(*task.details, hit, name);
            const quint32 number = i < m_selection.hits.sharedEnd ? m_selection.hits.visit[i] : kNoVisit;
            if (number == last || number == kNoVisit)
                continue;
            last = number;
            if (number & kCrossing)
                sum.crossing.push_back(number & ~kCrossing);
            else
                ++sum.visits;
        }
    }
}
