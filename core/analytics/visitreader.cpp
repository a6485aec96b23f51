// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/visitreader.h"

#include "core/storage/hitreader.h"
#include "core/types/visitrule.h"

#include <algorithm>

namespace {

/// The stored visit of a hit that starts one.
quint64 visitIdOf(const LoadedSegment &segment, quint32 hit)
{
    const std::vector<quint32> &starts = segment.details->visitStarts;
    const auto rank = std::ranges::lower_bound(starts, hit) - starts.begin();
    return segment.details->visitIds[static_cast<std::size_t>(rank)];
}

quint32 visitorOf(const SegmentFrame &frame, quint32 hit)
{
    return static_cast<quint32>(std::ranges::upper_bound(frame.starts, hit) - frame.starts.begin()) - 1;
}

} // namespace

Result<VisitSummary> VisitReader::summary(LoadedSegment &segment, const VisitRecord &record,
                                          const PageGrouping &pages)
{
    const SegmentFrame &frame = *segment.frame;
    const quint32 visitor = visitorOf(frame, record.firstHit);
    VisitSummary summary;
    summary.visit = visitIdOf(segment, record.firstHit);
    summary.visitor = visitor < frame.plainVisitors ? segment.details->plainIds[visitor]
                                                    : frame.sharedIds[visitor - frame.plainVisitors];
    summary.first = frame.dayStart() + record.first * kMicrosPerMilli;
    summary.last = frame.dayStart() + record.last * kMicrosPerMilli;
    summary.pageviews = record.pageviews;
    summary.hits = record.hits;
    summary.entryPage = pages.of(m_days.values().text(Column::Page, record.entryPage));
    summary.exitPage = pages.of(m_days.values().text(Column::Page, record.exitPage));
    summary.source = m_days.values().text(Column::Source,
                                          m_days.values().partOfTouch(record.touch, Column::Source));
    const std::pair<Column, QString VisitSummary::*> fields[] = {{Column::Country, &VisitSummary::country},
                                                                 {Column::City, &VisitSummary::city},
                                                                 {Column::Device, &VisitSummary::device},
                                                                 {Column::Os, &VisitSummary::os},
                                                                 {Column::Browser, &VisitSummary::browser}};
    for (const auto &[column, field] : fields) {
        if (Result<void> loaded = m_days.loadColumn(segment, column); !loaded)
            return loaded.error();
        const CodeColumn &codes = *segment.columns[indexOf(column)];
        summary.*field = m_days.values().text(column, codeAt(codes, record.firstHit, visitor));
    }
    return summary;
}

Result<void> VisitReader::visitsOfDay(const ScanPlan &plan, const DayKey &day, const OnVisit &onVisit)
{
    std::vector<std::shared_ptr<const Crossing>> crossings;
    return m_days.walk(
        plan, m_days.turnsAround(day), crossings,
        [&](ScanTask task, const std::shared_ptr<LoadedSegment> &segment,
            const std::shared_ptr<LoadedSegment> &dayBefore) -> Result<void> {
            for (std::size_t i = 0; i < kColumnCount; ++i) {
                if (!plan.needsColumn[i])
                    continue;
                if (Result<void> loaded = m_days.loadColumn(*segment, static_cast<Column>(i)); !loaded)
                    return loaded;
                task.columns[i] = segment->columns[i];
            }
            task.columns[indexOf(Column::Page)] = plan.grouped(task.columns[indexOf(Column::Page)]);
            SegmentScan scan(plan);
            scan.select(task);
            quint32 last = kNoVisit;
            for (std::size_t i = 0; i < scan.selected().sharedEnd; ++i) {
                const quint32 number = scan.selected().visit[i];
                if (number == last || number == kNoVisit)
                    continue;
                last = number;
                const bool isEarlier = (number & kCrossing) && task.before
                    && task.before->holds(number & ~kCrossing);
                const std::shared_ptr<LoadedSegment> &owner = isEarlier ? dayBefore : segment;
                if (Result<void> details = m_days.loadDetails(*owner); !details)
                    return details;
                const Result<bool> goesOn = onVisit(owner, scan.visit(task, number),
                                                    (number & kCrossing) != 0);
                if (!goesOn)
                    return goesOn.error();
                if (!*goesOn)
                    break;
            }
            return {};
        });
}

Result<VisitsPage> VisitReader::page(const VisitsQuery &query, const std::optional<VisitCursor> &cursor)
{
    const qint64 site = m_days.source().siteNumber(query.site);
    const Result<InstantRange> range = m_days.closed(query.range, site);
    if (!range)
        return range.error();
    const std::vector<DayTurn> turns = m_days.turnsOf(site, *range);
    if (const auto prepared = m_days.prepare(turns); !prepared)
        return prepared.error();
    const ScanPlan plan(query, *range, m_days.values(), m_days.pagesOf(query.site));
    VisitList list(std::clamp(query.limit, 1, 200), cursor);
    for (auto day = turns.rbegin(); day != turns.rend(); ++day) {
        const DayTurn &turn = *day;
        if (!turn.isInRange)
            continue;
        const Result<void> added =
            visitsOfDay(plan, turn.key,
                        [&](const std::shared_ptr<LoadedSegment> &segment, const VisitRecord &record,
                            bool) -> Result<bool> {
                            const Micros last = segment->frame->dayStart() + record.last * kMicrosPerMilli;
                            list.add({last, visitIdOf(*segment, record.firstHit)}, {segment, record});
                            return true;
                        });
        if (!added)
            return added.error();
        // What is left ended before the next day was over: it may run over one midnight.
        if (list.isFullBefore((turn.key.second + 1) * kMicrosPerDay))
            break;
    }
    VisitsPage page;
    page.nextCursor = list.nextCursor();
    for (const MetVisit &met : list.page()) {
        const Result<VisitSummary> visit = summary(*met.segment, met.record, plan.pages.grouping);
        if (!visit)
            return visit.error();
        page.visits.append(*visit);
    }
    return page;
}

Result<VisitTimeline> VisitReader::timeline(const QString &site, quint64 visit, bool includesBots)
{
    const qint64 number = m_days.source().siteNumber(site);
    VisitsQuery question;
    question.site = site;
    question.includesBots = includesBots;
    const Result<InstantRange> range = m_days.closed({}, number);
    if (!range)
        return range.error();
    const std::vector<DayTurn> turns = m_days.turnsOf(number, *range);
    VisitTimeline found;
    bool isFound = false;
    for (auto turn = turns.rbegin(); turn != turns.rend() && !isFound; ++turn) {
        auto segment = m_days.load(turn->key);
        if (!segment)
            return segment.error();
        if (Result<void> details = m_days.loadDetails(**segment); !details)
            return details.error();
        const std::vector<quint64> &ids = (*segment)->details->visitIds;
        if (std::ranges::find(ids, visit) == ids.end())
            continue;
        const ScanPlan plan(question, *range, m_days.values(), m_days.pagesOf(site));
        const Result<void> looked =
            visitsOfDay(plan, turn->key,
                        [&](const std::shared_ptr<LoadedSegment> &owner, const VisitRecord &record,
                            bool isCrossing) -> Result<bool> {
                            if (visitIdOf(*owner, record.firstHit) != visit)
                                return true;
                            const Result<VisitSummary> summed = summary(*owner, record, plan.pages.grouping);
                            if (!summed)
                                return summed.error();
                            const Result<QList<Hit>> hits =
                                hitsOf(site, *summed, includesBots,
                                       owner->frame->dayStart() + (isCrossing ? 2 : 1) * kMicrosPerDay);
                            if (!hits)
                                return hits.error();
                            found.visit = *summed;
                            found.hits = *hits;
                            isFound = true;
                            return false;
                        });
        if (!looked)
            return looked.error();
    }
    if (!isFound)
        return Error {QStringLiteral("not_found"),
                      QStringLiteral("there is no visit %1").arg(toHex16(visit))};
    found.isTruncated = found.hits.size() > VisitTimeline::kMaxHits;
    found.hits = found.hits.first(std::min<qsizetype>(found.hits.size(), VisitTimeline::kMaxHits));
    return found;
}

Result<QList<Hit>> VisitReader::hitsOf(const QString &site, const VisitSummary &visit, bool includesBots,
                                       Micros end)
{
    HitFilter filter;
    filter.site = site;
    filter.visitor = visit.visitor;
    filter.includesBots = includesBots;
    filter.range.from = visit.first;
    // What only attaches to a visit may follow its last hit, but not the day on which it has to end.
    filter.range.to = std::min(visit.last + kMicrosPerMilli + kVisitGap, end);
    HitReader reader(m_days.source().database());
    QList<Hit> hits;
    Result<HitReader::Page> page = HitReader::Page();
    for (qint64 after = 0; !page->atEnd; after = page->scannedTo) {
        page = reader.after(filter, after, VisitTimeline::kMaxHits * 2);
        if (!page)
            return page.error();
        hits += page->hits;
        if (hits.size() > VisitTimeline::kMaxHits)
            break;
    }
    std::ranges::stable_sort(hits, {}, &Hit::eventAt);
    // Times of visits are whole milliseconds: what came in the same one, but before, is none of its hits.
    hits.erase(hits.begin(), std::ranges::find(hits, visit.visit, &Hit::visit));
    Micros extendedAt = 0;
    for (const Hit &hit : std::as_const(hits)) {
        if (hit.eventAt < visit.last + kMicrosPerMilli && extendsVisit(hit.kind))
            extendedAt = hit.eventAt;
    }
    hits.removeIf([extendedAt](const Hit &hit) { return !isSameVisit(hit.eventAt - extendedAt); });
    return hits;
}
