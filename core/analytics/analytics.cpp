// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"

#include "core/analytics/scanrun.h"
#include "core/analytics/segmentbuilder.h"
#include "core/analytics/segmentwalk.h"
#include "core/analytics/visitreader.h"
#include "core/storage/checkpointer.h"

#include <algorithm>
#include <thread>

namespace {

/// Below this many hits threads cost more than they save.
constexpr qint64 kHitsWorthThreads = 60'000;

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

bool Analytics::isOpenDay(qint64 day) const
{
    return day >= utcDay(m_clock.now());
}

SegmentWalk Analytics::walk(const std::atomic<bool> &isCancelled)
{
    return {*m_source, m_cache, m_values, m_pageGroups, utcDay(m_clock.now()), isCancelled};
}

Result<CountedRange> Analytics::count(SegmentWalk &days, const StatsQuery &query, qint64 site,
                                      const InstantRange &range, bool *sumsDays)
{
    CountedRange counted;
    const std::vector<DayTurn> turns = days.turnsOf(site, range);
    const Result<qint64> hits = days.prepare(turns);
    if (!hits)
        return hits.error();
    counted.plan = std::make_unique<const ScanPlan>(query, range, m_values, days.pagesOf(query.site));
    const ScanPlan &plan = *counted.plan;
    ScanRun run(plan, m_values, *hits < kHitsWorthThreads ? 0 : threadCount(m_options), days.isCancelled());
    int plainDays = 0;
    const auto onDay = [&](ScanTask task, const std::shared_ptr<LoadedSegment> &segment,
                           const std::shared_ptr<LoadedSegment> &) -> Result<void> {
        ScanRun::Work work {segment, std::move(task), {}};
        plainDays += work.task.frame->plainVisitors > 0 ? 1 : 0;
        if (plan.needsValues) {
            if (Result<void> details = days.loadDetails(*segment); !details)
                return details;
            work.task.details = segment->details;
        }
        for (std::size_t i = 0; i < kColumnCount; ++i) {
            if (!plan.needsColumn[i])
                continue;
            if (segment->builder) {
                if (Result<void> built = days.loadColumn(*segment, static_cast<Column>(i)); !built)
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
    if (Result<void> walked = days.walk(plan, turns, counted.crossings, onDay); !walked)
        return walked.error();
    counted.result = run.finish();
    *sumsDays = plainDays > 1;
    if (days.isCancelled())
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
    return retryWithoutDamagedSegments<StatsTable>([&] { return answerOnce(query, isCancelled); });
}

Result<StatsTable> Analytics::answerOnce(const StatsQuery &query, const std::atomic<bool> &isCancelled)
{
    const Micros started = monotonicMicros();
    SegmentWalk days = walk(isCancelled);
    const qint64 site = m_source->siteNumber(query.site);
    StatsTable table;
    bool beforeSumsDays = false;
    const Result<InstantRange> range = days.closed(query.range, site);
    if (!range)
        return range.error();
    if (Result<void> buckets = checkBuckets(query, *range); !buckets)
        return buckets.error();
    if (query.granularity) {
        const Result<Micros> first = days.firstHit(site);
        if (!first)
            return first.error();
        table.firstHit = *first;
    }
    Result<CountedRange> now = count(days, query, site, *range, &table.sumsDays);
    if (!now)
        return now.error();
    std::optional<CountedRange> before;
    if (query.comparison) {
        const Result<InstantRange> compared = days.closed(*query.comparison, site);
        if (!compared)
            return compared.error();
        StatsQuery question = query;
        question.wantsWeekHours = false;
        Result<CountedRange> counted = count(days, question, site, *compared, &beforeSumsDays);
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

Result<StatsDays> Analytics::days(const StatsQuery &query, const std::atomic<bool> &isCancelled)
{
    if (Result<void> valid = validate(query); !valid)
        return valid.error();
    return retryWithoutDamagedSegments<StatsDays>([&]() -> Result<StatsDays> {
        const Result<InstantRange> range =
            walk(isCancelled).closed(query.range, m_source->siteNumber(query.site));
        if (!range)
            return range.error();
        const auto questions = dailyQuestions(query, *range);
        if (!questions)
            return questions.error();
        StatsDays answer;
        for (const auto &[time, question] : *questions) {
            const Result<StatsTable> table = answerOnce(question, isCancelled);
            if (!table)
                return table.error();
            answer.days.append({time, *table});
        }
        return answer;
    });
}

Result<VisitsPage> Analytics::visits(const VisitsQuery &query, const std::atomic<bool> &isCancelled)
{
    const std::optional<VisitCursor> cursor = VisitCursor::parse(query.cursor);
    if (!query.cursor.isEmpty() && !cursor)
        return Error {QStringLiteral("bad_cursor"),
                      QStringLiteral("the cursor is none that a page of visits gave")};
    StatsQuery checked;
    checked.filters = query.filters;
    if (Result<void> valid = validate(checked); !valid)
        return valid.error();
    return retryWithoutDamagedSegments<VisitsPage>([&] {
        SegmentWalk days = walk(isCancelled);
        return VisitReader(days).page(query, cursor);
    });
}

Result<VisitTimeline> Analytics::timeline(const QString &site, quint64 visit, bool includesBots,
                                          const std::atomic<bool> &isCancelled)
{
    return retryWithoutDamagedSegments<VisitTimeline>([&] {
        SegmentWalk days = walk(isCancelled);
        return VisitReader(days).timeline(site, visit, includesBots);
    });
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
