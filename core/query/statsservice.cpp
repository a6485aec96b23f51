// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/statsservice.h"

#include "core/analytics/analytics.h"
#include "core/bus/signalbus.h"
#include "core/documents/statscsv.h"
#include "core/sites/annotationstore.h"
#include "core/sites/goalstore.h"
#include "core/storage/clocksteps.h"
#include "core/storage/storage.h"
#include "core/types/logging.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <tuple>
#include <utility>

using namespace std::chrono_literals;

namespace {

/// Late hits come in crowds: their days are built so long after the first of them.
constexpr auto kBuildDelay = 10s;
/// Hits received before midnight are still on their way to the store.
constexpr Micros kAfterMidnight = 60 * kMicrosPerSecond;
constexpr qint64 kProgressMs = 200;
constexpr int kBuildNiceness = 19; ///< the least: all others go first

/// What people wrote down, and when the clock was set.
Result<QList<Annotation>> readNotes(const Database &database)
{
    Result<QList<Annotation>> notes = readAnnotations(database);
    const Result<QList<ClockStep>> steps = readClockSteps(database);
    if (!notes || !steps)
        return notes ? steps.error() : notes.error();
    for (const ClockStep &step : *steps)
        notes->append({-step.id, {}, step.at, {}, step.by});
    std::ranges::stable_sort(*notes, {}, &Annotation::at);
    return notes;
}

} // namespace

StatsService::StatsService(Storage &storage, SignalBus &bus, const Clock &clock, Segments segments,
                           QObject *parent) :
    StatsQuestions(parent),
    m_storage(storage),
    m_clock(clock),
    m_fileName(storage.fileName()),
    m_thread(QStringLiteral("stats")),
    m_buildThread(QStringLiteral("segments"), kBuildNiceness)
{
    setNotes(readGoals(storage.database()), readNotes(storage.database()));
    const auto ignore = [](const auto &) {};
    connect(&bus, &SignalBus::clockStepped, this, [this, ignore](const ClockStep &step) {
        std::ignore = write<void>(this, ignore,
                                  [step](Database &database) { return writeClockStep(database, step); });
    });
    // Another process has changed something: a site may have been erased, with its goals.
    connect(&bus, &SignalBus::sitesChanged, this, [this, ignore] {
        std::ignore = write<void>(this, ignore, [](Database &) { return Result<void>(); });
    });
    if (segments == Segments::Leave)
        return;
    connect(&bus, &SignalBus::clockStepped, this, &StatsService::scheduleMidnight);
    m_buildSoon.setSingleShot(true);
    connect(&m_buildSoon, &QTimer::timeout, this, &StatsService::build);
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, [this] {
        build();
        scheduleMidnight();
    });
    scheduleMidnight();
    connect(&bus, &SignalBus::databaseReplaced, this, [this] {
        const std::lock_guard lock(m_openMutex);
        m_analytics.reset(); // callers that use it now keep it until they are done
    });
    connect(&bus, &SignalBus::verdictsChanged, this, [this] { m_buildSoon.start(kBuildDelay); });
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        const qint64 today = utcDay(batch.committedAt);
        if (!m_buildSoon.isActive() && std::ranges::any_of(batch.hits, [today](const Hit &hit) {
                return utcDay(hit.eventAt) < today;
            }))
            m_buildSoon.start(kBuildDelay);
    });
    m_buildSoon.start(1s); // after the windows are up
}

void StatsService::scheduleMidnight()
{
    const Micros now = m_clock.now();
    const Micros next = (utcDay(now) + 1) * kMicrosPerDay + kAfterMidnight;
    m_midnight.start(std::chrono::milliseconds((next - now) / kMicrosPerMilli));
}

Result<std::shared_ptr<Analytics>> StatsService::analytics()
{
    if (const Result<void> inPlace = m_storage.checkFileInPlace(); !inPlace)
        return inPlace.error();
    const std::lock_guard lock(m_openMutex);
    if (!m_analytics) {
        AnalyticsOptions options;
        options.leavesCheckpoints = true;
        Result<std::unique_ptr<Analytics>> opened = Analytics::open(m_fileName, m_clock, options);
        if (opened)
            m_analytics = std::move(*opened);
        else if (QFileInfo::exists(m_fileName))
            return opened.error();
        else // not noticed yet, perhaps
            return Error {QStringLiteral("database_unreadable"),
                          QStringLiteral("the database file is missing")};
    }
    return m_analytics;
}

template <typename T, typename Work>
Result<T> StatsService::noted(Work work)
{
    const Result<std::shared_ptr<Analytics>> engine = analytics();
    Result<T> found = engine ? Result<T>(work(**engine)) : Result<T>(engine.error());
    if (!found)
        m_storage.noteReadError(found.error());
    return found;
}

template <typename T, typename Work>
Asking StatsService::ask(const AskContext &who, Answer<T> answer, Work work)
{
    return m_thread.ask<T>(who, std::move(answer), [this, work](const Asked<T> &asked) -> Result<T> {
        return noted<T>([&](Analytics &engine) { return work(engine, asked.isCancelled()); });
    });
}

Asking StatsService::stats(const StatsQuery &query, const AskContext &who, Answer<StatsTable> answer)
{
    if (who.urgency == Urgency::Urgent) {
        return ask<StatsTable>(who, std::move(answer),
                               [query](Analytics &engine, const std::atomic<bool> &isCancelled) {
                                   return engine.answer(query, isCancelled);
                               });
    }
    const Asked<StatsTable> asked(who, std::move(answer));
    if (m_shared.add(query, asked)) {
        m_thread.post(
            [this, query](const std::atomic<bool> &isCancelled) {
                m_shared.answer(query, [&] {
                    return noted<StatsTable>(
                        [&](Analytics &engine) { return engine.answer(query, isCancelled); });
                });
            },
            [this, query] { m_shared.answer(query, &JobThread::tooMany); });
    }
    return asked.asking();
}

Asking StatsService::days(const StatsQuery &query, const AskContext &who, Answer<StatsDays> answer)
{
    return ask<StatsDays>(who, std::move(answer),
                          [query](Analytics &engine, const std::atomic<bool> &isCancelled) {
                              return engine.days(query, isCancelled);
                          });
}

Asking StatsService::visits(const VisitsQuery &query, const AskContext &who, Answer<VisitsPage> answer)
{
    return ask<VisitsPage>(who, std::move(answer),
                           [query](Analytics &engine, const std::atomic<bool> &isCancelled) {
                               return engine.visits(query, isCancelled);
                           });
}

Asking StatsService::timeline(const QString &site, quint64 visit, bool includesBots, const AskContext &who,
                              Answer<VisitTimeline> answer)
{
    return ask<VisitTimeline>(who, std::move(answer),
                              [=](Analytics &engine, const std::atomic<bool> &isCancelled) {
                                  return engine.timeline(site, visit, includesBots, isCancelled);
                              });
}

Asking StatsService::csv(const StatsQuery &query, const StatsSection &section, const AskContext &who,
                         Answer<QByteArray> answer)
{
    return ask<QByteArray>(
        who, std::move(answer),
        [=](Analytics &engine, const std::atomic<bool> &isCancelled) -> Result<QByteArray> {
            const Result<StatsTable> table = engine.answer(query, isCancelled);
            return table ? Result<QByteArray>(statsToCsv(*table, section)) : table.error();
        });
}

Asking StatsService::saveCsv(const StatsQuery &query, const QList<StatsFile> &files, const AskContext &who,
                             Answer<qsizetype> answer)
{
    return ask<qsizetype>(who, std::move(answer),
                          [=](Analytics &engine, const std::atomic<bool> &isCancelled) -> Result<qsizetype> {
                              const Result<StatsTable> table = engine.answer(query, isCancelled);
                              if (!table)
                                  return table.error();
                              const Result<void> saved = saveStats(*table, files);
                              return saved ? Result<qsizetype>(files.size()) : saved.error();
                          });
}

QList<Annotation> StatsService::annotations(const QString &site) const
{
    QList<Annotation> notes;
    const std::lock_guard lock(m_notesMutex);
    std::ranges::copy_if(m_annotations, std::back_inserter(notes), [&site](const Annotation &note) {
        return note.site == site || note.clockStep != 0;
    });
    return notes;
}

QList<Goal> StatsService::goals(const QString &site) const
{
    QList<Goal> goals;
    const std::lock_guard lock(m_notesMutex);
    std::ranges::copy_if(m_goals, std::back_inserter(goals),
                         [&site](const Goal &goal) { return goal.site == site; });
    return goals;
}

template <typename T, typename Change>
Asking StatsService::write(const AskContext &who, Answer<T> answer, Change change)
{
    const Asked<T> asked(who, std::move(answer));
    const auto job = [this, asked, change](Database &database) {
        const Result<T> written = change(database);
        QMetaObject::invokeMethod(
            this, [this, asked, written, goals = readGoals(database), annotations = readNotes(database)] {
                setNotes(goals, annotations);
                asked.answer(written);
            });
    };
    if (who.urgency == Urgency::Urgent)
        m_storage.post(job);
    else if (!m_storage.offer(job))
        asked.answer(JobThread::tooMany());
    return asked.asking();
}

void StatsService::setNotes(const Result<QList<Goal>> &goals, const Result<QList<Annotation>> &annotations)
{
    if (!goals || !annotations) { // what is known stays
        m_storage.noteReadError(goals ? annotations.error() : goals.error());
        return;
    }
    bool areOtherGoals = false;
    bool areOtherAnnotations = false;
    {
        const std::lock_guard lock(m_notesMutex);
        areOtherGoals = std::exchange(m_goals, *goals) != *goals;
        areOtherAnnotations = std::exchange(m_annotations, *annotations) != *annotations;
    }
    if (areOtherGoals)
        Q_EMIT goalsChanged();
    if (areOtherAnnotations)
        Q_EMIT annotationsChanged();
}

Asking StatsService::saveAnnotation(const Annotation &annotation, const AskContext &who,
                                    Answer<Annotation> answer)
{
    return write<Annotation>(who, std::move(answer), [annotation](Database &database) {
        return writeAnnotation(database, annotation);
    });
}

Asking StatsService::saveGoal(const Goal &goal, const AskContext &who, Answer<Goal> answer)
{
    return write<Goal>(who, std::move(answer),
                       [goal](Database &database) { return writeGoal(database, goal); });
}

Asking StatsService::removeAnnotation(qint64 id, const AskContext &who, Answer<bool> answer)
{
    return write<bool>(who, std::move(answer),
                       [id](Database &database) { return ::removeAnnotation(database, id); });
}

Asking StatsService::removeGoal(const QString &id, const AskContext &who, Answer<bool> answer)
{
    return write<bool>(who, std::move(answer),
                       [id](Database &database) { return ::removeGoal(database, id); });
}

void StatsService::build()
{
    if (isBuilding()) {
        m_buildsAgain = true;
        return;
    }
    m_building = m_buildThread.ask<qint64>(
        this,
        [this](const Result<qint64> &built) {
            if (!built)
                qCWarning(lcStorage).noquote() << "segments were not built:" << built.error().message;
            if (std::exchange(m_buildsAgain, false))
                build();
        },
        [this](const Asked<qint64> &asked) -> Result<qint64> {
            QElapsedTimer sinceReport;
            const auto report = [&](qint64 done, qint64 total) {
                if (total == 0
                    || (done < total && sinceReport.isValid() && sinceReport.elapsed() < kProgressMs))
                    return;
                sinceReport.start();
                asked.state()->post([this, done, total] { Q_EMIT buildProgress(done, total); });
            };
            return noted<qint64>(
                [&](Analytics &engine) { return engine.build(asked.isCancelled(), report); });
        });
}
