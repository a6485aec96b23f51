// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentwalk.h"

#include "core/analytics/segmentbuilder.h"
#include "core/analytics/segmentcodec.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace {

constexpr qint64 kMillisPerSecond = 1000;

/// Ranges are printed in seconds: asked again, they must mean the same.
qint64 wholeSeconds(qint64 millis)
{
    return millis - millis % kMillisPerSecond;
}

Error cancelledError()
{
    return {QStringLiteral("cancelled"), QStringLiteral("cancelled")};
}

} // namespace

SegmentWalk::SegmentWalk(SegmentSource &source, SegmentCache &cache, ValueTables &values,
                         PageGroups &pageGroups, qint64 today, const std::atomic<bool> &isCancelled) :
    m_source(source),
    m_cache(cache),
    m_values(values),
    m_pageGroups(pageGroups),
    m_today(today),
    m_isCancelled(isCancelled)
{
}

Result<std::shared_ptr<LoadedSegment>> SegmentWalk::load(const DayKey &key)
{
    return m_cache.load(m_source, key, key.second >= m_today, m_isCancelled);
}

Result<void> SegmentWalk::loadDetails(LoadedSegment &segment)
{
    return m_cache.loadDetails(m_source, segment);
}

SitePages SegmentWalk::pagesOf(const QString &site)
{
    const PageGrouping grouping = m_source.pageGrouping(site);
    return {grouping, m_pageGroups.codes(grouping, m_values)};
}

std::vector<DayTurn> SegmentWalk::turnsOf(qint64 site, const InstantRange &range) const
{
    std::vector<DayTurn> turns;
    if (range.from >= range.to)
        return turns;
    const qint64 first = utcDay(range.from);
    const qint64 last = utcDay(range.to - 1);
    const std::map<DayKey, DayCatalog::Day> &days = m_source.catalog().days();
    for (auto day = days.lower_bound({site, first - 1});
         day != days.end() && day->first <= DayKey(site, last + 1); ++day)
        turns.push_back({day->first, day->first.second >= first && day->first.second <= last});
    return turns;
}

std::vector<DayTurn> SegmentWalk::turnsAround(const DayKey &day) const
{
    std::vector<DayTurn> turns;
    for (const qint64 number : {day.second - 1, day.second, day.second + 1}) {
        if (m_source.catalog().find({day.first, number}))
            turns.push_back({{day.first, number}, number == day.second});
    }
    return turns;
}

Result<Micros> SegmentWalk::firstHit(qint64 site)
{
    const std::map<DayKey, DayCatalog::Day> &days = m_source.catalog().days();
    const auto begin = days.lower_bound({site, std::numeric_limits<qint64>::min()});
    if (begin == days.end() || begin->first.first != site)
        return Micros(0);
    const auto first = load(begin->first);
    if (!first)
        return first.error();
    const SegmentFrame &frame = *(*first)->frame;
    if (frame.hits() == 0)
        return Micros(0);
    return frame.dayStart() + wholeSeconds(std::ranges::min(frame.time)) * kMicrosPerMilli;
}

Result<InstantRange> SegmentWalk::closed(const InstantRange &range, qint64 site)
{
    InstantRange result = range;
    const std::map<DayKey, DayCatalog::Day> &days = m_source.catalog().days();
    const auto begin = days.lower_bound({site, std::numeric_limits<qint64>::min()});
    const auto end = days.lower_bound({site + 1, std::numeric_limits<qint64>::min()});
    if (result.from == 0) {
        const Result<Micros> first = firstHit(site);
        if (!first)
            return first.error();
        result.from = *first;
    }
    if (result.to == 0 && begin != end) {
        const auto last = load(std::prev(end)->first);
        if (!last)
            return last.error();
        const SegmentFrame &frame = *(*last)->frame;
        if (frame.hits() > 0)
            result.to = frame.dayStart()
                + (wholeSeconds(std::ranges::max(frame.time)) + kMillisPerSecond) * kMicrosPerMilli;
    }
    return result;
}

Result<qint64> SegmentWalk::prepare(const std::vector<DayTurn> &turns)
{
    qint64 hits = 0;
    for (const DayTurn &turn : turns) {
        const DayCatalog::Day &day = *m_source.catalog().find(turn.key);
        hits += day.stored.hits;
        if (day.isStored() && !m_cache.isDamaged(day.stored.num))
            continue;
        const auto built = load(turn.key);
        if (!built)
            return built.error();
        hits += (*built)->frame->hits();
    }
    return hits;
}

Result<void> SegmentWalk::loadColumn(LoadedSegment &segment, Column column)
{
    std::shared_ptr<const CodeColumn> &kept = segment.columns[indexOf(column)];
    if (kept)
        return {};
    if (segment.builder) {
        kept = segment.builder->column(column);
        return {};
    }
    kept = decodeColumn(m_source.part(segment.stored, partOf(column)), *segment.frame);
    if (kept && kept->largest() < m_values.size(column))
        return {};
    kept.reset();
    m_cache.setDamaged(segment.stored.num);
    return Error {QStringLiteral("segment_damaged"), QStringLiteral("a stored day cannot be read")};
}

Result<std::vector<ScanTask::Promoted>> SegmentWalk::promotedOf(const SegmentFrame &earlier,
                                                                LoadedSegment &later)
{
    std::vector<ScanTask::Promoted> promoted;
    for (std::size_t i = 0; i < earlier.sharedIds.size(); ++i) {
        if (!(earlier.sharedFlags[i] & SharedFlag::kLate))
            continue;
        if (Result<void> details = loadDetails(later); !details)
            return details.error();
        const std::vector<quint64> &plain = later.details->plainIds;
        const quint64 id = earlier.sharedIds[i];
        const auto found = std::ranges::lower_bound(plain, id);
        if (found != plain.end() && *found == id)
            promoted.push_back({static_cast<quint32>(found - plain.begin()), m_cache.numberOf(id)});
    }
    return promoted;
}

Result<std::shared_ptr<const Crossing>> SegmentWalk::crossingOf(const ScanPlan &plan, LoadedSegment &earlier,
                                                                LoadedSegment &later, quint32 firstNumber)
{
    CrossingSide before {*earlier.frame};
    CrossingSide after {*later.frame};
    std::vector<std::shared_ptr<const CodeColumn>> grouped; // alive until the visits are found
    for (auto [segment, side] : {std::pair(&earlier, &before), std::pair(&later, &after)}) {
        if (plan.needsPages) {
            if (Result<void> loaded = loadColumn(*segment, Column::Page); !loaded)
                return loaded.error();
            grouped.push_back(plan.grouped(segment->columns[indexOf(Column::Page)]));
            side->pages = grouped.back().get();
        }
        if (plan.needsTouches) {
            if (Result<void> loaded = loadColumn(*segment, Column::Touch); !loaded)
                return loaded.error();
            side->touches = segment->columns[indexOf(Column::Touch)].get();
        }
        if (plan.needsEntryHosts) {
            if (Result<void> loaded = loadColumn(*segment, Column::Hostname); !loaded)
                return loaded.error();
            side->hosts = segment->columns[indexOf(Column::Hostname)].get();
        }
    }
    return std::make_shared<const Crossing>(findCrossing(before, after, plan.includesBots, firstNumber));
}

Result<void> SegmentWalk::walk(const ScanPlan &plan, const std::vector<DayTurn> &turns,
                               std::vector<std::shared_ptr<const Crossing>> &crossings, const OnDay &onDay)
{
    struct Waiting
    {
        DayTurn turn;
        std::shared_ptr<LoadedSegment> segment, dayBefore;
        ScanTask task;
    };
    std::optional<Waiting> waiting;
    const auto handOn = [&]() -> Result<void> {
        if (!waiting || !waiting->turn.isInRange)
            return {};
        return onDay(std::move(waiting->task), waiting->segment, waiting->dayBefore);
    };
    quint32 crossingNumber = 0;
    for (const DayTurn &turn : turns) {
        if (m_isCancelled)
            return cancelledError();
        if (!turn.isInRange && !plan.needsVisits)
            continue;
        Result<std::shared_ptr<LoadedSegment>> loaded = load(turn.key);
        if (!loaded)
            return loaded.error();
        Waiting next {turn, *loaded, nullptr, {}};
        LoadedSegment &segment = *next.segment;
        next.task.frame = segment.frame;
        next.task.sharedNumbers = segment.sharedNumbers;
        const bool followsOn = waiting && waiting->turn.key.second + 1 == turn.key.second;
        if (followsOn) {
            next.dayBefore = waiting->segment;
            Result<std::vector<ScanTask::Promoted>> promoted = promotedOf(*waiting->task.frame, segment);
            if (!promoted)
                return promoted.error();
            next.task.promoted = std::move(*promoted);
        }
        if (followsOn && plan.needsVisits) {
            const auto crossing = crossingOf(plan, *waiting->segment, segment, crossingNumber);
            if (!crossing)
                return crossing.error();
            crossingNumber += static_cast<quint32>((*crossing)->visits.size());
            crossings.push_back(*crossing);
            waiting->task.after = *crossing;
            next.task.before = *crossing;
        }
        if (Result<void> handed = handOn(); !handed)
            return handed;
        waiting = std::move(next);
    }
    return handOn();
}
