// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentscan.h"

#include <algorithm>

namespace {

/// Milliseconds since the day began, clipped to the day: where a range begins or ends in a segment.
quint32 clipped(Micros instant, const SegmentFrame &frame)
{
    // Rounded up: a hit is inside when its milliseconds are, because ranges lie at whole ones.
    const Micros since = instant - frame.dayStart() + kMicrosPerMilli - 1;
    return static_cast<quint32>(std::clamp<Micros>(since, 0, kMicrosPerDay) / kMicrosPerMilli);
}

/// One entry for each visitor, or for each visit of one: their hits are neighbours, but for those of no
/// visit, each of which has an entry of its own.
template <bool ByVisit>
void keepOneEach(const SelectedHits &hits, SelectedHits &out)
{
    out.resize(hits.size(), ByVisit, false);
    std::size_t count = 0;
    const auto take = [&](std::size_t i) {
        out.hit[count] = hits.hit[i];
        out.visitor[count] = hits.visitor[i];
        out.visitorOf[count] = hits.visitorOf[i];
        if constexpr (ByVisit)
            out.visit[count] = hits.visit[i];
    };
    const auto takeLasts = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            take(i);
            bool isLast = i + 1 == to || hits.visitor[i + 1] != hits.visitor[i];
            if constexpr (ByVisit)
                isLast = isLast || hits.visit[i + 1] != hits.visit[i] || hits.visit[i] == kNoVisit;
            count += isLast ? 1 : 0;
        }
    };
    takeLasts(0, hits.plainEnd);
    out.plainEnd = count;
    takeLasts(hits.plainEnd, hits.sharedEnd);
    out.sharedEnd = count;
    for (std::size_t i = hits.sharedEnd; i < hits.size(); ++i, ++count)
        take(i);
    out.resize(count, ByVisit, false);
}

} // namespace

void SegmentScan::scan(const ScanTask &task)
{
    select(task);
    if (m_selection.hits.size() == 0)
        return;
    if (m_plan.wantsTotals)
        countTotals(task);
    if (m_plan.buckets)
        countTimes(task, *m_plan.buckets, m_result.series);
    if (m_plan.weekHours)
        countTimes(task, *m_plan.weekHours, m_result.weekHours);
    for (std::size_t i = 0; i < m_plan.lists.size(); ++i)
        countList(task, m_plan.lists[i], m_result.lists[i]);
    if (!m_plan.goals.empty())
        countGoals(task);
}

void SegmentScan::select(const ScanTask &task)
{
    if (m_plan.needsVisits)
        findVisits(task);
    mask(task);
    compress(task);
}

void SegmentScan::findVisits(const ScanTask &task)
{
    const SegmentFrame &frame = *task.frame;
    m_visitBase += static_cast<quint32>(m_visits.records.size());
    m_visits.base = m_visitBase;
    m_visits.records.clear();
    m_visitOf.resize(frame.hits());
    quint32 *visitOf = m_visitOf.data();
    const auto tell = [visitOf](quint32 hit, quint32 visit) { visitOf[hit] = visit; };
    const auto cutAll = [&](auto page) {
        for (quint32 v = 0; v < frame.visitors(); ++v)
            cutVisits(
                frame, frame.starts[v], frame.starts[v + 1], m_plan.includesBots,
                [&page, v](quint32 hit) { return page(hit, v); }, m_visits.base, m_visits.records, tell);
    };
    const CodeColumn *pages = m_plan.needsPages ? task.columns[indexOf(Column::Page)].get() : nullptr;
    if (!pages || pages->width() == 0) {
        cutAll([](quint32, quint32) { return quint32(0); });
    } else {
        pages->with([&](const auto *codes) {
            if (pages->grain() == CodeColumn::Grain::Visitor)
                cutAll([codes](quint32, quint32 visitor) { return quint32(codes[visitor]); });
            else
                cutAll([codes](quint32 hit, quint32) { return quint32(codes[hit]); });
        });
    }
    std::fill(m_visitOf.begin() + frame.anonymousFrom, m_visitOf.end(), kNoVisit);
    if (m_plan.needsTouches) {
        const CodeColumn &touches = *task.columns[indexOf(Column::Touch)];
        const auto visit = [visitOf](quint32 hit) { return visitOf[hit]; };
        findTouches(touches, frame, 0, frame.visitors(), visit, m_visits.base, m_visits.records);
    }
    if (m_plan.needsEntryHosts)
        findEntryHosts(
            *task.columns[indexOf(Column::Hostname)], frame, 0, frame.visitors(),
            [visitOf](quint32 hit) { return visitOf[hit]; }, m_visits.base, m_visits.records);
    if (task.before) {
        for (const auto &[hit, number] : task.before->laterHits)
            m_visitOf[hit] = number | kCrossing;
    }
    if (task.after) {
        for (const auto &[hit, number] : task.after->earlierHits)
            m_visitOf[hit] = number | kCrossing;
    }
}

void SegmentScan::mask(const ScanTask &task)
{
    const SegmentFrame &frame = *task.frame;
    const quint32 hits = frame.hits();
    m_result.scannedHits += hits;
    m_mask.resize(hits);
    const quint32 from = clipped(m_plan.range.from, frame);
    const quint32 to = clipped(m_plan.range.to, frame);
    constexpr quint32 kDay = kMicrosPerDay / kMicrosPerMilli;
    if (from == 0 && to == kDay) {
        m_result.hitsInRange += hits;
        for (quint32 i = 0; i < hits; ++i)
            m_mask[i] = m_plan.acceptsFlags[frame.flags[i]];
    } else {
        qint64 inside = 0;
        for (quint32 i = 0; i < hits; ++i) {
            const auto isInside = static_cast<quint8>(frame.time[i] >= from && frame.time[i] < to);
            inside += isInside;
            m_mask[i] = isInside & m_plan.acceptsFlags[frame.flags[i]];
        }
        m_result.hitsInRange += inside;
    }
    for (const ScanPlan::Condition &condition : m_plan.conditions)
        maskColumn(frame, *task.columns[indexOf(condition.column)], condition);
    if (m_plan.entryCondition || m_plan.exitCondition || m_plan.entryHostCondition)
        maskVisits(task);
    if (m_plan.touchCondition)
        maskTouches(task);
}

void SegmentScan::maskColumn(const SegmentFrame &frame, const CodeColumn &column,
                             const ScanPlan::Condition &condition)
{
    if (column.width() == 0) {
        if (!condition.holds(0))
            std::ranges::fill(m_mask, quint8(0));
        return;
    }
    column.with([&](const auto *codes) {
        const quint8 *accepts = condition.accepts.data();
        if (column.grain() == CodeColumn::Grain::Hit) {
            for (quint32 i = 0; i < frame.hits(); ++i)
                m_mask[i] &= accepts[codes[i]];
            return;
        }
        for (quint32 v = 0; v < frame.visitors(); ++v) {
            if (accepts[codes[v]] == 0)
                std::fill(m_mask.begin() + frame.starts[v], m_mask.begin() + frame.starts[v + 1], quint8(0));
        }
        for (quint32 i = frame.anonymousFrom; i < frame.hits(); ++i)
            m_mask[i] &= accepts[codes[frame.visitors() + i - frame.anonymousFrom]];
    });
}

void SegmentScan::maskVisits(const ScanTask &task)
{
    for (quint32 i = 0; i < task.frame->hits(); ++i) {
        if (m_mask[i] == 0)
            continue;
        const auto passes = [&](const std::optional<ScanPlan::Condition> &condition, VisitCode code) {
            return !condition || condition->holds(codeOfVisit(task, m_visitOf[i], code));
        };
        const bool isTaken = passes(m_plan.entryCondition, &VisitRecord::entryPage)
            && passes(m_plan.exitCondition, &VisitRecord::exitPage)
            && passes(m_plan.entryHostCondition, &VisitRecord::entryHost);
        m_mask[i] = isTaken ? 1 : 0;
    }
}

void SegmentScan::maskTouches(const ScanTask &task)
{
    const SegmentFrame &frame = *task.frame;
    const auto maskHit = [&](quint32 hit, quint32 visitor) {
        if (m_mask[hit] != 0)
            m_mask[hit] = m_plan.touchCondition->holds(touchOf(task, m_visitOf[hit], hit, visitor)) ? 1 : 0;
    };
    for (quint32 v = 0; v < frame.visitors(); ++v) {
        for (quint32 i = frame.starts[v]; i < frame.starts[v + 1]; ++i)
            maskHit(i, v);
    }
    for (quint32 i = frame.anonymousFrom; i < frame.hits(); ++i)
        maskHit(i, frame.visitors() + i - frame.anonymousFrom);
}

const VisitRecord &SegmentScan::visit(const ScanTask &task, quint32 number) const
{
    if (!(number & kCrossing))
        return m_visits.records[number - m_visits.base];
    const quint32 crossing = number & ~kCrossing;
    return task.before && task.before->holds(crossing) ? task.before->visit(crossing)
                                                       : task.after->visit(crossing);
}

quint32 SegmentScan::codeOfVisit(const ScanTask &task, quint32 number, VisitCode code) const
{
    return number == kNoVisit ? 0 : visit(task, number).*code;
}

quint32 SegmentScan::touchOf(const ScanTask &task, quint32 number, quint32 hit, quint32 visitor) const
{
    return number == kNoVisit ? codeAt(*task.columns[indexOf(Column::Touch)], hit, visitor)
                              : visit(task, number).touch;
}

const ScratchVector<quint32> &SegmentScan::touchesOf(const ScanTask &task, const SelectedHits &entries)
{
    if (m_touchesOf == &entries)
        return m_touches;
    m_touchesOf = &entries;
    m_touches.resize(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_touches[i] = touchOf(task, entries.visit[i], entries.hit[i], entries.visitorOf[i]);
    return m_touches;
}

void SegmentScan::compress(const ScanTask &task)
{
    if (m_plan.needsVisits)
        m_plan.needsPageviews ? compressAs<true, true>(task) : compressAs<true, false>(task);
    else
        m_plan.needsPageviews ? compressAs<false, true>(task) : compressAs<false, false>(task);
    m_hasVisitorEntries = false;
    m_hasVisitEntries = false;
    m_hasValues = false;
    m_touchesOf = nullptr;
}

template <bool WithVisits, bool WithPageviews>
void SegmentScan::compressAs(const ScanTask &task)
{
    const SegmentFrame &frame = *task.frame;
    SelectedHits &selected = m_selection.hits;
    selected.resize(frame.hits(), WithVisits, WithPageviews);

    // Promoted visitors are taken out of their place and come behind the plain ones.
    struct Moved
    {
        quint32 hit, visitor, number;
    };
    std::vector<Moved> moved;
    for (const ScanTask::Promoted &promoted : task.promoted) {
        for (quint32 i = frame.starts[promoted.visitor]; i < frame.starts[promoted.visitor + 1]; ++i) {
            if (m_mask[i] != 0)
                moved.push_back({i, promoted.visitor, promoted.number});
            m_mask[i] = 0;
        }
    }

    // Every hit is written and only those that match are stepped over: no branch to mispredict.
    quint32 *hitOut = selected.hit.data();
    quint32 *numberOut = selected.visitor.data();
    quint32 *visitorOut = selected.visitorOf.data();
    quint32 *visitOut = selected.visit.data();
    quint8 *pageviewOut = selected.isPageview.data();
    const quint8 *mask = m_mask.data();
    const quint8 *flags = frame.flags.data();
    const quint32 *visitOf = m_visitOf.data();
    const quint32 *starts = frame.starts.data();
    std::size_t count = 0;
    quint32 pageviews = 0;
    const auto put = [&](quint32 hit, quint32 visitor, quint32 number, quint8 taken) {
        const quint8 isPageview = kindOf(flags[hit]) == HitKind::Pageview ? 1 : 0;
        hitOut[count] = hit;
        numberOut[count] = number;
        visitorOut[count] = visitor;
        if constexpr (WithVisits)
            visitOut[count] = visitOf[hit];
        if constexpr (WithPageviews)
            pageviewOut[count] = isPageview;
        pageviews += isPageview & taken;
        count += taken;
    };
    for (quint32 v = 0; v < frame.plainVisitors; ++v) {
        for (quint32 i = starts[v]; i < starts[v + 1]; ++i)
            put(i, v, m_visitorBase + v, mask[i]);
    }
    selected.plainEnd = count;
    for (const Moved &hit : moved)
        put(hit.hit, hit.visitor, hit.number, 1);
    for (quint32 v = frame.plainVisitors; v < frame.visitors(); ++v) {
        const quint32 number = (*task.sharedNumbers)[v - frame.plainVisitors];
        for (quint32 i = starts[v]; i < starts[v + 1]; ++i)
            put(i, v, number, mask[i]);
    }
    selected.sharedEnd = count;
    for (quint32 i = frame.anonymousFrom; i < frame.hits(); ++i)
        put(i, frame.visitors() + i - frame.anonymousFrom, 0, mask[i]);
    selected.resize(count, WithVisits, WithPageviews);
    m_selection.pageviews = pageviews;
    m_visitorBase += frame.plainVisitors;
}

const SelectedHits &SegmentScan::visitorEntries()
{
    if (!m_hasVisitorEntries)
        keepOneEach<false>(m_selection.hits, m_selection.visitors);
    m_hasVisitorEntries = true;
    return m_selection.visitors;
}

const SelectedHits &SegmentScan::visitEntries()
{
    if (!m_hasVisitEntries)
        keepOneEach<true>(m_selection.hits, m_selection.visits);
    m_hasVisitEntries = true;
    return m_selection.visits;
}
