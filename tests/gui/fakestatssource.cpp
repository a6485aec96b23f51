// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakestatssource.h"

#include "core/documents/statscsv.h"

#include <QDateTime>
#include <QHash>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace {

bool isInside(Micros instant, const InstantRange &range)
{
    return (range.from == 0 || instant >= range.from) && (range.to == 0 || instant < range.to);
}

bool holds(const DimensionFilter &filter, const Hit &hit)
{
    const QString value = dimensionValue(hit, filter.dimension);
    return filter.op == DimensionFilter::Operator::Contains ? value.contains(filter.value)
                                                            : value == filter.value;
}

bool matches(const QList<DimensionFilter> &filters, const Hit &hit)
{
    return std::ranges::all_of(filters, [&](const DimensionFilter &filter) {
        if (filter.op == DimensionFilter::Operator::NotEquals)
            return !std::ranges::any_of(filters, [&](const DimensionFilter &other) {
                return other.dimension == filter.dimension && other.op == filter.op && holds(other, hit);
            });
        return std::ranges::any_of(filters, [&](const DimensionFilter &other) {
            return other.dimension == filter.dimension && other.op == filter.op && holds(other, hit);
        });
    });
}

/// Visitors, visits and hits; bounces as if a visit held nothing else than these hits.
StatsCounts count(const QList<const Hit *> &hits)
{
    struct Visit
    {
        Micros first = 0, last = 0;
        int pageviews = 0;
    };
    StatsCounts counts;
    QSet<quint64> visitors;
    QHash<quint64, Visit> visits;
    for (const Hit *hit : hits) {
        ++counts.hits;
        const bool isView = hit->kind == HitKind::Pageview;
        counts.pageviews += isView ? 1 : 0;
        visitors.insert(hit->visitor);
        Visit &visit = visits[hit->visit];
        visit.first = visit.first == 0 ? hit->eventAt : std::min(visit.first, hit->eventAt);
        visit.last = std::max(visit.last, hit->eventAt);
        visit.pageviews += isView ? 1 : 0;
    }
    counts.visitors = visitors.size();
    counts.visits = visits.size();
    for (const Visit &visit : std::as_const(visits)) {
        counts.durationMs += (visit.last - visit.first) / kMicrosPerMilli;
        counts.viewedVisits += visit.pageviews > 0 ? 1 : 0;
        counts.bounces += visit.pageviews == 1 ? 1 : 0;
    }
    return counts;
}

QList<const Hit *> pointers(const QList<Hit> &hits)
{
    QList<const Hit *> list;
    list.reserve(hits.size());
    for (const Hit &hit : hits)
        list.append(&hit);
    return list;
}

QHash<QString, QList<const Hit *>> byValue(const QList<Hit> &hits, const QString &dimension)
{
    QHash<QString, QList<const Hit *>> values;
    for (const Hit &hit : hits) {
        // Properties of visits, near enough for what a window shows.
        const bool isPage = dimension == QLatin1StringView("entry_page")
            || dimension == QLatin1StringView("exit_page");
        values[isPage ? hit.path() : dimensionValue(hit, dimension)].append(&hit);
    }
    return values;
}

Breakdown breakdown(const BreakdownQuery &asked, const QList<Hit> &now, const QList<Hit> &before)
{
    const auto values = byValue(now, asked.dimension);
    const auto previous = byValue(before, asked.dimension);
    Breakdown result;
    result.dimension = asked.dimension;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (!it.key().contains(asked.search, Qt::CaseInsensitive)
            || (asked.leavesOutMissing && it.key().isEmpty()))
            continue;
        result.rows.append({it.key(), count(*it), count(previous.value(it.key()))});
    }
    std::ranges::sort(result.rows, [&](const BreakdownRow &a, const BreakdownRow &b) {
        const double left = a.counts.value(asked.orderBy);
        const double right = b.counts.value(asked.orderBy);
        return left != right ? left > right : a.value < b.value;
    });
    result.totalRows = result.rows.size();
    result.rows = result.rows.mid(asked.offset, asked.limit == 0 ? -1 : asked.limit);
    return result;
}

} // namespace

Hit FakeStatsSource::hit(const QString &site, const QString &path, quint64 visitor, Micros at)
{
    Hit hit;
    hit.site = site;
    hit.url = QStringLiteral("https://example.com") + path;
    hit.visitor = visitor;
    hit.visit = visitor;
    hit.eventAt = hit.receivedAt = at;
    return hit;
}

StatsPeriod FakeStatsSource::period(const StatsQuery &query, const InstantRange &range,
                                    QList<Hit> &matching) const
{
    StatsPeriod period;
    period.range = range;
    Micros first = 0;
    Micros last = 0;
    for (const Hit &hit : stored) {
        if (hit.site != query.site)
            continue;
        first = first == 0 ? hit.eventAt : std::min(first, hit.eventAt);
        last = std::max(last, hit.eventAt);
        if (!isInside(hit.eventAt, range))
            continue;
        period.hasData = true;
        if ((query.includesBots || !hit.bot.isBot) && matches(query.filters, hit))
            matching.append(hit);
    }
    if (range.from == 0 && first != 0)
        period.range = {first, last + kMicrosPerMilli};
    period.totals = count(pointers(matching));
    if (query.granularity && period.range.to > period.range.from) {
        const QList<TimeBucket> buckets = cutBuckets(period.range, query.timezone, *query.granularity);
        QList<QList<const Hit *>> hits(buckets.size());
        for (const Hit &hit : std::as_const(matching)) {
            const auto next = std::ranges::upper_bound(buckets, hit.eventAt, {}, &TimeBucket::start);
            if (next != buckets.begin())
                hits[next - buckets.begin() - 1].append(&hit);
        }
        for (qsizetype i = 0; i < buckets.size(); ++i)
            period.series.append({buckets.at(i), count(hits.at(i))});
    }
    for (const Goal &goal : query.goals) {
        QSet<quint64> visits;
        GoalCounts counts {goal.id, 0, 0, 0};
        for (const Hit &hit : std::as_const(matching)) {
            const QString text = goal.target == Goal::Target::Event ? hit.event : hit.path();
            if (text != goal.pattern || (goal.target == Goal::Target::Event) != (hit.kind == HitKind::Event))
                continue;
            ++counts.conversions;
            visits.insert(hit.visit);
        }
        counts.visits = visits.size();
        counts.value = goal.worth == Goal::Worth::Fixed
            ? goal.fixedValue * static_cast<double>(counts.conversions)
            : 0;
        period.goals.append(counts);
    }
    return period;
}

StatsTable FakeStatsSource::answer(const StatsQuery &query) const
{
    StatsTable table;
    QList<Hit> now;
    QList<Hit> before;
    table.now = period(query, query.range, now);
    if (query.comparison)
        table.before = period(query, *query.comparison, before);
    for (const BreakdownQuery &wanted : query.breakdowns)
        table.breakdowns.append(breakdown(wanted, now, before));
    if (query.wantsWeekHours) {
        QList<QList<const Hit *>> hours(WeekHours::kHours);
        const QTimeZone zone(query.timezone.toUtf8());
        for (const Hit &hit : std::as_const(now)) {
            const QDateTime civil = QDateTime::fromMSecsSinceEpoch(hit.eventAt / kMicrosPerMilli, zone);
            hours[(civil.date().dayOfWeek() - 1) * 24 + civil.time().hour()].append(&hit);
        }
        for (const QList<const Hit *> &hits : std::as_const(hours))
            table.weekHours.hours.append(count(hits));
    }
    table.sumsDays = query.range.to - query.range.from > kMicrosPerDay || query.range.to == 0;
    if (query.wantsMedian)
        table.now.medianDuration = 42;
    table.scannedHits = stored.size();
    table.elapsedMs = 3.8;
    return table;
}

QueryId FakeStatsSource::requestStats(const StatsQuery &query)
{
    (query.wantsTotals && query.granularity ? asked : lists).append(query);
    return later([this, query](QueryId id) {
        if (const Result<void> valid = validate(query); !valid)
            Q_EMIT failed(id, valid.error());
        else
            Q_EMIT statsReady(id, answer(query));
    });
}

VisitSummary FakeStatsSource::summary(quint64 visit) const
{
    VisitSummary summary;
    summary.visit = visit;
    for (const Hit &hit : stored) {
        if (hit.visit != visit)
            continue;
        if (summary.hits++ == 0) {
            summary.visitor = hit.visitor;
            summary.first = hit.eventAt;
            summary.entryPage = hit.path();
            summary.source = hit.origin();
            summary.country = hit.place.country;
            summary.city = hit.place.city;
            summary.device = hit.client.device;
            summary.os = hit.client.os;
            summary.browser = hit.client.browser;
        }
        summary.last = hit.eventAt;
        summary.exitPage = hit.path();
        summary.pageviews += hit.kind == HitKind::Pageview ? 1 : 0;
    }
    return summary;
}

QueryId FakeStatsSource::requestVisits(const VisitsQuery &query)
{
    askedVisits.append(query);
    return later([this, query](QueryId id) {
        QList<quint64> visits;
        for (qsizetype i = stored.size() - 1; i >= 0; --i) {
            const Hit &hit = stored.at(i);
            if (hit.site == query.site && isInside(hit.eventAt, query.range) && matches(query.filters, hit)
                && (query.includesBots || !hit.bot.isBot) && !visits.contains(hit.visit))
                visits.append(hit.visit);
        }
        VisitsPage page;
        const qsizetype first = query.cursor.toLongLong();
        const qsizetype end = std::min<qsizetype>(first + query.limit, visits.size());
        for (qsizetype i = first; i < end; ++i)
            page.visits.append(summary(visits.at(i)));
        page.nextCursor = end < visits.size() ? QString::number(end) : QString();
        Q_EMIT visitsReady(id, page);
    });
}

QueryId FakeStatsSource::requestTimeline(const QString &site, quint64 visit, bool)
{
    return later([this, site, visit](QueryId id) {
        VisitTimeline timeline;
        timeline.visit = summary(visit);
        for (const Hit &hit : stored) {
            if (hit.site == site && hit.visit == visit)
                timeline.hits.append(hit);
        }
        if (timeline.hits.isEmpty())
            Q_EMIT failed(id, {QStringLiteral("not_found"), QStringLiteral("there is no such visit")});
        else
            Q_EMIT timelineReady(id, timeline);
    });
}

void FakeStatsSource::cancel(QueryId id)
{
    cancelled.append(id);
    m_dropped.insert(id);
}

QList<Annotation> FakeStatsSource::annotations(const QString &site) const
{
    QList<Annotation> list;
    std::ranges::copy_if(notes, std::back_inserter(list),
                         [&site](const Annotation &note) { return note.site == site; });
    return list;
}

QList<Goal> FakeStatsSource::goals(const QString &site) const
{
    QList<Goal> list;
    std::ranges::copy_if(goalList, std::back_inserter(list),
                         [&site](const Goal &goal) { return goal.site == site; });
    return list;
}

QueryId FakeStatsSource::saveAnnotation(const Annotation &annotation)
{
    return later([this, annotation](QueryId) {
        const auto known = std::ranges::find(notes, annotation.id, &Annotation::id);
        if (known != notes.end()) {
            *known = annotation;
        } else {
            notes.append(annotation);
            notes.last().id = notes.size();
        }
        Q_EMIT annotationsChanged();
    });
}

QueryId FakeStatsSource::removeAnnotation(qint64 id)
{
    return later([this, id](QueryId) {
        notes.removeIf([id](const Annotation &note) { return note.id == id; });
        Q_EMIT annotationsChanged();
    });
}

QueryId FakeStatsSource::saveGoal(const Goal &given)
{
    return later([this, given](QueryId id) {
        Goal goal = given;
        if (goal.id.isEmpty())
            goal.id = QStringLiteral("goal_%1").arg(id);
        const auto known = std::ranges::find(goalList, goal.id, &Goal::id);
        if (known != goalList.end())
            *known = goal;
        else
            goalList.append(goal);
        Q_EMIT goalsChanged();
    });
}

QueryId FakeStatsSource::removeGoal(const QString &goal)
{
    return later([this, goal](QueryId) {
        goalList.removeIf([&goal](const Goal &other) { return other.id == goal; });
        Q_EMIT goalsChanged();
    });
}

QueryId FakeStatsSource::requestCsv(const StatsQuery &query, const StatsSection &section)
{
    exported.append(query);
    return later(
        [this, query, section](QueryId id) { Q_EMIT csvReady(id, statsToCsv(answer(query), section)); });
}

QueryId FakeStatsSource::saveCsv(const StatsQuery &query, const QList<StatsFile> &files)
{
    exported.append(query);
    return later([this, query, files](QueryId id) {
        if (const Result<void> saved = saveStats(answer(query), files); !saved)
            Q_EMIT failed(id, saved.error());
        else
            Q_EMIT csvSaved(id);
    });
}

void FakeStatsSource::answerAll()
{
    for (qsizetype left = m_pending.size(); left > 0; --left)
        answerNext();
}

QueryId FakeStatsSource::later(std::function<void(QueryId)> answer)
{
    const QueryId id = ++m_lastId;
    if (!failNext.isEmpty()) {
        const Error error {QStringLiteral("database_failed"), std::exchange(failNext, {})};
        answer = [this, error](QueryId wrong) { Q_EMIT failed(wrong, error); };
    }
    m_pending.enqueue({id, std::move(answer)});
    if (!manual)
        QMetaObject::invokeMethod(this, &FakeStatsSource::answerNext, Qt::QueuedConnection);
    return id;
}

void FakeStatsSource::answerNext()
{
    if (m_pending.isEmpty())
        return;
    const auto [id, answer] = m_pending.dequeue();
    if (!m_dropped.remove(id) || answersCancelled)
        answer(id);
}
