// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakestatssource.h"

#include "core/documents/statscsv.h"
#include "tests/support/referencestats.h"

#include <algorithm>
#include <utility>

namespace {

template <typename T>
QList<T> ofSite(const QList<T> &all, const QString &site)
{
    QList<T> some;
    std::ranges::copy_if(all, std::back_inserter(some), [&](const T &one) { return one.site == site; });
    return some;
}

template <typename T, typename Id>
bool removeId(QList<T> &all, const Id &id)
{
    return all.removeIf([&](const T &one) { return one.id == id; }) > 0;
}

template <typename T>
void replace(QList<T> &all, const T &changed)
{
    const auto known = std::ranges::find(all, changed.id, &T::id);
    if (known != all.end())
        *known = changed;
    else
        all.append(changed);
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

Result<StatsTable> FakeStatsSource::answer(const StatsQuery &query) const
{
    if (const Result<void> valid = validate(query); !valid)
        return valid.error();
    StatsTable table = referenceStats(stored, query);
    table.sumsDays = query.range.to - query.range.from > kMicrosPerDay || query.range.to == 0;
    if (query.wantsMedian)
        table.now.medianDuration = 42;
    table.scannedHits = stored.size();
    table.elapsedMs = 3.8;
    return table;
}

Asking FakeStatsSource::stats(const StatsQuery &query, const AskContext &who, Answer<StatsTable> take)
{
    (query.wantsTotals && query.granularity ? asked : lists).append(query);
    return queue.ask<StatsTable>(who, std::move(take), [this, query] { return answer(query); });
}

Asking FakeStatsSource::days(const StatsQuery &query, const AskContext &who, Answer<StatsDays> take)
{
    askedDays.append(query);
    return queue.ask<StatsDays>(who, std::move(take), [this, query]() -> Result<StatsDays> {
        const auto questions = dailyQuestions(query, query.range);
        if (!questions)
            return questions.error();
        StatsDays found;
        for (const auto &[time, question] : *questions)
            found.days.append({time, *answer(question)});
        return found;
    });
}

Asking FakeStatsSource::visits(const VisitsQuery &query, const AskContext &who, Answer<VisitsPage> take)
{
    askedVisits.append(query);
    return queue.ask<VisitsPage>(who, std::move(take),
                                 [this, query] { return referenceVisits(stored, query); });
}

Asking FakeStatsSource::timeline(const QString &site, quint64 visit, bool includesBots, const AskContext &who,
                                 Answer<VisitTimeline> take)
{
    return queue.ask<VisitTimeline>(who, std::move(take), [=, this]() -> Result<VisitTimeline> {
        if (const auto found = referenceTimeline(stored, site, visit, includesBots))
            return *found;
        return Error {QStringLiteral("not_found"), QStringLiteral("there is no such visit")};
    });
}

Asking FakeStatsSource::csv(const StatsQuery &query, const StatsSection &section, const AskContext &who,
                            Answer<QByteArray> take)
{
    exported.append(query);
    return queue.ask<QByteArray>(who, std::move(take),
                                 [this, query, section] { return statsToCsv(*answer(query), section); });
}

Asking FakeStatsSource::saveCsv(const StatsQuery &query, const QList<StatsFile> &files, const AskContext &who,
                                Answer<qsizetype> take)
{
    exported.append(query);
    return queue.ask<qsizetype>(who, std::move(take), [this, query, files]() -> Result<qsizetype> {
        const Result<void> saved = saveStats(*answer(query), files);
        return saved ? Result<qsizetype>(files.size()) : saved.error();
    });
}

QList<Annotation> FakeStatsSource::annotations(const QString &site) const
{
    return ofSite(notes, site);
}

QList<Goal> FakeStatsSource::goals(const QString &site) const
{
    return ofSite(goalList, site);
}

Asking FakeStatsSource::saveAnnotation(const Annotation &annotation, const AskContext &who,
                                       Answer<Annotation> take)
{
    return queue.write<Annotation>(who, std::move(take), [this, note = annotation]() mutable {
        if (note.id == 0)
            note.id = notes.size() + 1;
        replace(notes, note);
        Q_EMIT annotationsChanged();
        return note;
    });
}

Asking FakeStatsSource::saveGoal(const Goal &given, const AskContext &who, Answer<Goal> take)
{
    return queue.write<Goal>(who, std::move(take), [this, goal = given]() mutable {
        if (goal.id.isEmpty())
            goal.id = QStringLiteral("goal_%1").arg(goalList.size() + 1);
        replace(goalList, goal);
        Q_EMIT goalsChanged();
        return goal;
    });
}

Asking FakeStatsSource::removeAnnotation(qint64 id, const AskContext &who, Answer<bool> take)
{
    return queue.write<bool>(who, std::move(take), [this, id] {
        const bool isRemoved = removeId(notes, id);
        Q_EMIT annotationsChanged();
        return isRemoved;
    });
}

Asking FakeStatsSource::removeGoal(const QString &id, const AskContext &who, Answer<bool> take)
{
    return queue.write<bool>(who, std::move(take), [this, id] {
        const bool isRemoved = removeId(goalList, id);
        Q_EMIT goalsChanged();
        return isRemoved;
    });
}
