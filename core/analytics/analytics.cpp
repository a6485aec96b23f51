// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"

#include "core/analytics/scanrun.h"
#include "core/analytics/segmentbuilder.h"
#include "core/analytics/segmentcodec.h"
#include "core/storage/checkpointer.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace {

/// Below this many hits threads cost more than they save.
constexpr qint64 kHitsWorthThreads = 60'000;

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

int threadCount(const AnalyticsOptions &options)
{
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    return options.threads > 0 ? options.threads : std::max(1, cores);
}

} // namespace

Result<std::unique_ptr<Analytics>> Analytics::open(const QString &fileName, const Clock &clock,
                                                   AnalyticsOptions options)
{
    std::unique_ptr<Analytics> analytics(new Analytics(fileName, clock, options));
    Result<std::unique_ptr<SegmentSource>> source = SegmentSource::open(fileName, Database::Mode::ReadOnly,
                                                                        analytics->m_values);
    if (!source)
        return source.error();
    analytics->m_source = std::move(*source);
    return analytics;
}

Analytics::Analytics(const QString &fileName, const Clock &clock, AnalyticsOptions options) :
    m_fileName(fileName), m_clock(clock), m_options(options), m_cache(options.cacheBytes)
{
}

Analytics::~Analytics() = default;

Result<void> Analytics::catchUp()
{
    const Result<SegmentSource::Change> change = m_source->sync();
    if (!change)
        return change.error();
    m_cache.apply(*change);
    return {};
}

SitePages Analytics::pagesOf(const QString &site)
{
    const PageGrouping grouping = m_source->pageGrouping(site);
    return {grouping, m_pageGroups.codes(grouping, m_values)};
}

bool Analytics::isOpenDay(qint64 day) const
{
    return day >= utcDay(m_clock.now());
}

std::vector<Analytics::DayTurn> Analytics::turnsOf(qint64 site, const InstantRange &range) const
{
    std::vector<DayTurn> turns;
    if (range.from >= range.to)
        return turns;
    const qint64 first = utcDay(range.from);
    const qint64 last = utcDay(range.to - 1);
    const std::map<DayKey, DayCatalog::Day> &days = m_source->catalog().days();
    for (auto day = days.lower_bound({site, first - 1});
         day != days.end() && day->first <= DayKey(site, last + 1); ++day)
        turns.push_back({day->first, day->first.second >= first && day->first.second <= last});
    return turns;
}

Result<InstantRange> Analytics::closed(const InstantRange &range, qint64 site,
                                       const std::atomic<bool> &isCancelled)
{
    InstantRange result = range;
    const std::map<DayKey, DayCatalog::Day> &days = m_source->catalog().days();
    const auto begin = days.lower_bound({site, std::numeric_limits<qint64>::min()});
    const auto end = days.lower_bound({site + 1, std::numeric_limits<qint64>::min()});
    const auto frameOf = [&](const DayKey &key) -> Result<std::shared_ptr<LoadedSegment>> {
        return m_cache.load(*m_source, key, isOpenDay(key.second), isCancelled);
    };
    if (result.from == 0 && begin != end) {
        const auto first = frameOf(begin->first);
        if (!first)
            return first.error();
        const SegmentFrame &frame = *(*first)->frame;
        if (frame.hits() > 0)
            result.from = frame.dayStart() + wholeSeconds(std::ranges::min(frame.time)) * kMicrosPerMilli;
    }
    if (result.to == 0 && begin != end) {
        const auto last = frameOf(std::prev(end)->first);
        if (!last)
            return last.error();
        const SegmentFrame &frame = *(*last)->frame;
        if (frame.hits() > 0)
            result.to = frame.dayStart()
                + (wholeSeconds(std::ranges::max(frame.time)) + kMillisPerSecond) * kMicrosPerMilli;
    }
    return result;
}

Result<void> Analytics::loadColumn(LoadedSegment &segment, Column column)
{
    std::shared_ptr<const CodeColumn> &kept = segment.columns[indexOf(column)];
    if (kept)
        return {};
    if (segment.builder) {
        kept = segment.builder->column(column);
        return {};
    }
    kept = decodeColumn(m_source->part(segment.stored, partOf(column)), *segment.frame);
    if (kept && kept->largest() < m_values.size(column))
        return {};
    kept.reset();
    m_cache.setDamaged(segment.stored.num);
    return Error {QStringLiteral("segment_damaged"), QStringLiteral("a stored day cannot be read")};
}

Result<std::vector<ScanTask::Promoted>> Analytics::promotedOf(const SegmentFrame &earlier,
                                                              LoadedSegment &later)
{
    std::vector<ScanTask::Promoted> promoted;
    for (std::size_t i = 0; i < earlier.sharedIds.size(); ++i) {
        if (!(earlier.sharedFlags[i] & SharedFlag::kLate))
            continue;
        if (Result<void> details = m_cache.loadDetails(*m_source, later); !details)
            return details.error();
        const std::vector<quint64> &plain = later.details->plainIds;
        const quint64 id = earlier.sharedIds[i];
        const auto found = std::ranges::lower_bound(plain, id);
        if (found != plain.end() && *found == id)
            promoted.push_back({static_cast<quint32>(found - plain.begin()), m_cache.numberOf(id)});
    }
    return promoted;
}

Result<std::shared_ptr<const Crossing>> Analytics::crossingOf(const ScanPlan &plan, LoadedSegment &earlier,
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
    }
    return std::make_shared<const Crossing>(findCrossing(before, after, plan.includesBots, firstNumber));
}

Result<void> Analytics::walk(const ScanPlan &plan, const std::vector<DayTurn> &turns,
                             std::vector<std::shared_ptr<const Crossing>> &crossings,
                             const std::atomic<bool> &isCancelled, const OnDay &onDay)
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
        if (isCancelled)
            return cancelledError();
        if (!turn.isInRange && !plan.needsVisits)
            continue;
        Result<std::shared_ptr<LoadedSegment>> loaded = m_cache.load(*m_source, turn.key,
                                                                     isOpenDay(turn.key.second), isCancelled);
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

Result<qint64> Analytics::prepare(const std::vector<DayTurn> &turns, const std::atomic<bool> &isCancelled)
{
    qint64 hits = 0;
    for (const DayTurn &turn : turns) {
        const DayCatalog::Day &day = *m_source->catalog().find(turn.key);
        hits += day.stored.hits;
        if (day.isStored() && !m_cache.isDamaged(day.stored.num))
            continue;
        const auto built = m_cache.load(*m_source, turn.key, isOpenDay(turn.key.second), isCancelled);
        if (!built)
            return built.error();
        hits += (*built)->frame->hits();
    }
    return hits;
}

Result<CountedRange> Analytics::count(const StatsQuery &query, qint64 site, const InstantRange &range,
                                      const std::atomic<bool> &isCancelled, bool *sumsDays)
{
    CountedRange counted;
    const std::vector<DayTurn> turns = turnsOf(site, range);
    const Result<qint64> hits = prepare(turns, isCancelled);
    if (!hits)
        return hits.error();
    counted.plan = std::make_unique<const ScanPlan>(query, range, m_values, pagesOf(query.site));
    const ScanPlan &plan = *counted.plan;
    ScanRun run(plan, m_values, *hits < kHitsWorthThreads ? 0 : threadCount(m_options), isCancelled);
    int plainDays = 0;
    const auto onDay = [&](ScanTask task, const std::shared_ptr<LoadedSegment> &segment,
                           const std::shared_ptr<LoadedSegment> &) -> Result<void> {
        ScanRun::Work work {segment, std::move(task), {}};
        plainDays += work.task.frame->plainVisitors > 0 ? 1 : 0;
        if (plan.needsValues) {
            if (Result<void> details = m_cache.loadDetails(*m_source, *segment); !details)
                return details;
            work.task.details = segment->details;
        }
        for (std::size_t i = 0; i < kColumnCount; ++i) {
            if (!plan.needsColumn[i])
                continue;
            if (segment->builder) {
                if (Result<void> built = loadColumn(*segment, static_cast<Column>(i)); !built)
                    return built;
            }
            work.task.columns[i] = segment->columns[i];
            if (!segment->columns[i])
                work.encoded.emplace_back(static_cast<Column>(i),
                                          m_source->part(segment->stored, partOf(static_cast<Column>(i))));
        }
        run.add(std::move(work));
        return {};
    };
    if (Result<void> walked = walk(plan, turns, counted.crossings, isCancelled, onDay); !walked)
        return walked.error();
    counted.result = run.finish();
    *sumsDays = plainDays > 1;
    if (isCancelled)
        return cancelledError();
    for (const qint64 num : run.damaged())
        m_cache.setDamaged(num);
    if (!counted.result)
        return Error {QStringLiteral("segment_damaged"), QStringLiteral("a stored day cannot be read")};
    return counted;
}

Result<StatsTable> Analytics::answer(const StatsQuery &query, const std::atomic<bool> &isCancelled)
{
    if (Result<void> valid = validate(query); !valid)
        return valid.error();
    return untilSound<StatsTable>([&] { return answerOnce(query, isCancelled); });
}

Result<StatsTable> Analytics::answerOnce(const StatsQuery &query, const std::atomic<bool> &isCancelled)
{
    const Micros started = monotonicMicros();
    const qint64 site = m_source->siteNumber(query.site);
    StatsTable table;
    bool beforeSumsDays = false;
    const Result<InstantRange> range = closed(query.range, site, isCancelled);
    if (!range)
        return range.error();
    if (Result<void> buckets = checkBuckets(query, *range); !buckets)
        return buckets.error();
    Result<CountedRange> now = count(query, site, *range, isCancelled, &table.sumsDays);
    if (!now)
        return now.error();
    std::optional<CountedRange> before;
    if (query.comparison) {
        const Result<InstantRange> compared = closed(*query.comparison, site, isCancelled);
        if (!compared)
            return compared.error();
        StatsQuery question = query;
        question.wantsWeekHours = false;
        Result<CountedRange> counted = count(question, site, *compared, isCancelled, &beforeSumsDays);
        if (!counted)
            return counted.error();
        before = std::move(*counted);
    }
    table.scannedHits = now->result->scannedHits + (before ? before->result->scannedHits : 0);
    table.now = periodOf(query, *now);
    table.weekHours = weekHoursOf(query, *now);
    table.breakdowns = breakdownsOf(query, *now, before ? &*before : nullptr, m_values);
    if (before)
        table.before = periodOf(query, *before);
    table.elapsedMs = static_cast<double>(monotonicMicros() - started) / static_cast<double>(kMicrosPerMilli);
    return table;
}

Result<qint64> Analytics::build(const std::atomic<bool> &isCancelled,
                                const std::function<void(qint64 done, qint64 total)> &progress)
{
    const std::lock_guard lock(m_buildMutex);
    if (!m_buildSource) {
        Result<std::unique_ptr<SegmentSource>> source =
            SegmentSource::open(m_fileName, Database::Mode::Existing, m_values);
        if (!source)
            return source.error();
        if (m_options.leavesCheckpoints) {
            if (Result<void> left = leaveCheckpoints((*source)->database()); !left)
                return left.error();
        }
        m_buildSource = std::move(*source);
    }
    const auto isDue = [this](const DayKey &key, const DayCatalog::Day &day) {
        const std::lock_guard damagedLock(m_damagedMutex);
        return !isOpenDay(key.second) && (!day.isStored() || m_damaged.contains(day.stored.num));
    };
    std::vector<DayKey> due;
    {
        const ReadSnapshot snapshot(m_buildSource->database());
        if (const auto synced = m_buildSource->sync(); !synced)
            return synced.error();
        for (const auto &[key, day] : m_buildSource->catalog().days()) {
            if (isDue(key, day))
                due.push_back(key);
        }
    }
    SegmentWriter writer(m_buildSource->database());
    qint64 done = 0;
    for (const DayKey &key : due) {
        progress(done, static_cast<qint64>(due.size()));
        const auto hits = std::make_shared<DayHits>();
        hits->site = key.first;
        hits->day = key.second;
        qint64 through = 0;
        quint64 generation = 0;
        {
            const ReadSnapshot snapshot(m_buildSource->database());
            if (const auto synced = m_buildSource->sync(); !synced)
                return synced.error();
            generation = m_values.generation();
            if (Result<void> read = m_buildSource->read(*hits, 0, isCancelled); !read)
                return read.error();
            through = m_buildSource->lastSeq();
        }
        if (hits->size() > 0) {
            if (Result<void> saved = writer.save(buildSegment(hits), through, m_values, generation); !saved)
                return saved.error();
        }
        ++done;
    }
    progress(done, static_cast<qint64>(due.size()));
    return done;
}
