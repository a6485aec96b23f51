// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/statsservice.h"

#include "core/analytics/analytics.h"
#include "core/bus/signalbus.h"
#include "core/documents/statscsv.h"
#include "core/sites/goalstore.h"
#include "core/storage/clocksteps.h"
#include "core/storage/storage.h"
#include "core/types/logging.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <utility>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

using namespace std::chrono_literals;

namespace {

/// Late hits come in crowds: their days are built so long after the first of them.
constexpr auto kBuildDelay = 10s;
/// Hits received before midnight are still on their way to the store.
constexpr Micros kAfterMidnight = 60 * kMicrosPerSecond;
constexpr qint64 kProgressMs = 200;

/// Lets everybody else go first: what runs in this thread can wait.
void stepBack()
{
    QThread::currentThread()->setPriority(QThread::LowestPriority);
#ifdef Q_OS_LINUX
    // Linux knows no priorities among ordinary threads, but each has a nice value of its own.
    constexpr int kNicest = 19;
    setpriority(PRIO_PROCESS, 0, kNicest);
#endif
}

Error tooMany()
{
    return {QStringLiteral("query_timeout"), QStringLiteral("Too many requests are waiting, retry later")};
}

template <typename T>
QList<T> ofSite(const QList<T> &all, const QString &site)
{
    QList<T> some;
    std::ranges::copy_if(all, std::back_inserter(some), [&](const T &one) { return one.site == site; });
    return some;
}

/// What people wrote down, and when the clock was set.
QList<Annotation> readNotes(const Database &database)
{
    QList<Annotation> notes = readAnnotations(database);
    const QList<ClockStep> steps = readClockSteps(database);
    for (const ClockStep &step : steps)
        notes.append({-step.id, {}, step.at, {}, step.by});
    std::ranges::stable_sort(notes, {}, &Annotation::at);
    return notes;
}

} // namespace

StatsService::StatsService(Storage &storage, SignalBus &bus, const Clock &clock, Segments segments,
                           QObject *parent) :
    StatsSource(parent),
    m_storage(storage),
    m_clock(clock),
    m_fileName(storage.fileName()),
    m_goals(readGoals(storage.database())),
    m_annotations(readNotes(storage.database()))
{
    const auto launch = [](QThread &thread, QObject *&worker, const QString &name) {
        thread.setObjectName(name);
        worker = new QObject; // without parent: it moves, and dies with its thread
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
    };
    launch(m_thread, m_worker, QStringLiteral("stats"));
    launch(m_buildThread, m_builder, QStringLiteral("segments"));
    QMetaObject::invokeMethod(m_builder, &stepBack, Qt::QueuedConnection);

    connect(&bus, &SignalBus::clockStepped, this, [this](const ClockStep &step) {
        write([step](Database &database) { return writeClockStep(database, step); });
    });
    // Another process has changed something: a site may have been erased, with its goals.
    connect(&bus, &SignalBus::sitesChanged, this,
            [this] { write([](Database &) { return Result<void>(); }); });
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
        m_analytics.reset(); // whoever asks it just now keeps it until then
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

StatsService::~StatsService()
{
    m_isStopping = true;
    for (const Flag &flag : std::as_const(m_pending))
        *flag = true;
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.clear();
        m_readings.clear();
    }
    m_thread.quit();
    m_buildThread.quit();
    m_thread.wait();
    m_buildThread.wait();
}

void StatsService::scheduleMidnight()
{
    const Micros now = m_clock.now();
    const Micros next = (utcDay(now) + 1) * kMicrosPerDay + kAfterMidnight;
    m_midnight.start(std::chrono::milliseconds((next - now) / kMicrosPerMilli));
}

void StatsService::postUrgent(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.push_back(std::move(job));
    }
    QMetaObject::invokeMethod(
        m_worker, [this] { runNext(); }, Qt::QueuedConnection);
}

void StatsService::postReading(Job job, const Job &giveUp)
{
    bool isFull = false;
    {
        const std::lock_guard lock(m_mutex);
        isFull = m_readings.size() >= kMaxWaiting;
        if (!isFull)
            m_readings.push_back({std::move(job), giveUp, monotonicMicros()});
    }
    if (isFull) {
        giveUp();
        return;
    }
    QMetaObject::invokeMethod(
        m_worker, [this] { runNext(); }, Qt::QueuedConnection);
}

void StatsService::runNext()
{
    Job job;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_urgent.empty()) {
            job = std::move(m_urgent.front());
            m_urgent.pop_front();
        } else if (!m_readings.empty()) {
            Reading &next = m_readings.front();
            job = std::move(monotonicMicros() - next.since > kPatience ? next.giveUp : next.job);
            m_readings.pop_front();
        } else {
            return;
        }
    }
    job();
}

std::shared_ptr<Analytics> StatsService::analytics(Error *error)
{
    const std::lock_guard lock(m_openMutex);
    if (!m_analytics) {
        AnalyticsOptions options;
        options.leavesCheckpoints = true;
        Result<std::unique_ptr<Analytics>> opened = Analytics::open(m_fileName, m_clock, options);
        if (opened)
            m_analytics = std::move(*opened);
        else if (QFileInfo::exists(m_fileName))
            *error = opened.error();
        else // not noticed yet, perhaps
            *error = {QStringLiteral("database_unreadable"), QStringLiteral("the database file is missing")};
    }
    return m_analytics;
}

template <typename T, typename Work, typename Done>
QueryId StatsService::ask(Work work, Done done)
{
    const QueryId id = ++m_lastId;
    const Flag isCancelled = std::make_shared<std::atomic<bool>>(false);
    m_pending.insert(id, isCancelled);
    postUrgent([this, id, isCancelled, work, done] {
        if (*isCancelled)
            return;
        Error error;
        const std::shared_ptr<Analytics> engine = analytics(&error);
        Result<T> answer = engine ? work(*engine, *isCancelled) : Result<T>(error);
        QMetaObject::invokeMethod(this, [this, id, done, answer = std::move(answer)] {
            if (!m_pending.remove(id))
                return;
            if (answer)
                done(id, *answer);
            else
                Q_EMIT failed(id, answer.error());
        });
    });
    return id;
}

QueryId StatsService::requestStats(const StatsQuery &query)
{
    return ask<StatsTable>(
        [query](Analytics &engine, const std::atomic<bool> &flag) { return engine.answer(query, flag); },
        [this](QueryId id, const StatsTable &table) { Q_EMIT statsReady(id, table); });
}

QueryId StatsService::requestVisits(const VisitsQuery &query)
{
    return ask<VisitsPage>(
        [query](Analytics &engine, const std::atomic<bool> &flag) { return engine.visits(query, flag); },
        [this](QueryId id, const VisitsPage &page) { Q_EMIT visitsReady(id, page); });
}

QueryId StatsService::requestTimeline(const QString &site, quint64 visit, bool includesBots)
{
    return ask<VisitTimeline>(
        [=](Analytics &engine, const std::atomic<bool> &flag) {
            return engine.timeline(site, visit, includesBots, flag);
        },
        [this](QueryId id, const VisitTimeline &timeline) { Q_EMIT timelineReady(id, timeline); });
}

void StatsService::cancel(QueryId id)
{
    if (const Flag flag = m_pending.take(id))
        *flag = true;
}

QList<Annotation> StatsService::annotations(const QString &site) const
{
    QList<Annotation> notes;
    std::ranges::copy_if(m_annotations, std::back_inserter(notes), [&site](const Annotation &note) {
        return note.site == site || note.clockStep != 0;
    });
    return notes;
}

QList<Goal> StatsService::goals(const QString &site) const
{
    return ofSite(m_goals, site);
}

template <typename Write>
QueryId StatsService::write(Write write)
{
    const QueryId id = ++m_lastId;
    m_storage.post([this, id, write](Database &database) {
        const auto written = write(database);
        QMetaObject::invokeMethod(
            this, [this, id, written, goals = readGoals(database), annotations = readNotes(database)] {
                if (!written)
                    Q_EMIT failed(id, written.error());
                onGoals(goals);
                onAnnotations(annotations);
            });
    });
    return id;
}

void StatsService::onGoals(const QList<Goal> &goals)
{
    if (goals == m_goals)
        return;
    m_goals = goals;
    Q_EMIT goalsChanged();
}

void StatsService::onAnnotations(const QList<Annotation> &annotations)
{
    if (annotations == m_annotations)
        return;
    m_annotations = annotations;
    Q_EMIT annotationsChanged();
}

QueryId StatsService::saveAnnotation(const Annotation &annotation)
{
    return write([annotation](Database &database) { return writeAnnotation(database, annotation); });
}

QueryId StatsService::removeAnnotation(qint64 id)
{
    return write([id](Database &database) { return ::removeAnnotation(database, id); });
}

QueryId StatsService::saveGoal(const Goal &goal)
{
    return write([goal](Database &database) { return writeGoal(database, goal); });
}

QueryId StatsService::removeGoal(const QString &id)
{
    return write([id](Database &database) { return ::removeGoal(database, id); });
}

QueryId StatsService::requestCsv(const StatsQuery &query, const StatsSection &section)
{
    return ask<QByteArray>(
        [=](Analytics &engine, const std::atomic<bool> &flag) -> Result<QByteArray> {
            const Result<StatsTable> table = engine.answer(query, flag);
            if (!table)
                return table.error();
            return statsToCsv(*table, section);
        },
        [this](QueryId id, const QByteArray &csv) { Q_EMIT csvReady(id, csv); });
}

QueryId StatsService::saveCsv(const StatsQuery &query, const QList<StatsFile> &files)
{
    return ask<qsizetype>(
        [=](Analytics &engine, const std::atomic<bool> &flag) -> Result<qsizetype> {
            const Result<StatsTable> table = engine.answer(query, flag);
            if (!table)
                return table.error();
            if (Result<void> saved = saveStats(*table, files); !saved)
                return saved.error();
            return files.size();
        },
        [this](QueryId id, qsizetype) { Q_EMIT csvSaved(id); });
}

template <typename T, typename Work>
void StatsService::read(Work work, QObject *context, Answer<T> answer)
{
    const auto tell = [context, answer](const Result<T> &result) {
        QMetaObject::invokeMethod(
            context, [answer, result] { answer(result); }, Qt::QueuedConnection);
    };
    postReading(
        [this, work, tell] {
            Error error;
            const std::shared_ptr<Analytics> engine = analytics(&error);
            tell(engine ? work(*engine, m_isStopping) : Result<T>(error));
        },
        [tell] { tell(tooMany()); });
}

void StatsService::stats(const StatsQuery &query, QObject *context, Answer<StatsTable> answer)
{
    const auto shared = std::make_shared<Shared>();
    {
        const std::lock_guard lock(m_mutex);
        const auto same = std::ranges::find_if(m_shared,
                                               [&](const auto &one) { return one->query == query; });
        if (same != m_shared.end()) {
            (*same)->waiting.emplace_back(context, std::move(answer));
            return;
        }
        shared->query = query;
        shared->waiting.emplace_back(context, std::move(answer));
        m_shared.push_back(shared);
    }
    // From the time an answer is sought hits may come in that it does not know: later questions are asked
    // anew.
    const auto close = [this, shared] {
        const std::lock_guard lock(m_mutex);
        std::erase(m_shared, shared);
    };
    const auto tell = [shared](const Result<StatsTable> &result) {
        for (const auto &[waiting, answerOne] : shared->waiting)
            QMetaObject::invokeMethod(
                waiting, [answerOne = answerOne, result] { answerOne(result); }, Qt::QueuedConnection);
    };
    postReading(
        [this, shared, close, tell] {
            close();
            Error error;
            const std::shared_ptr<Analytics> engine = analytics(&error);
            tell(engine ? engine->answer(shared->query, m_isStopping) : Result<StatsTable>(error));
        },
        [close, tell] {
            close();
            tell(tooMany());
        });
}

void StatsService::visits(const VisitsQuery &query, QObject *context, Answer<VisitsPage> answer)
{
    read<VisitsPage>(
        [query](Analytics &engine, const std::atomic<bool> &flag) { return engine.visits(query, flag); },
        context, std::move(answer));
}

void StatsService::timeline(const QString &site, quint64 visit, bool includesBots, QObject *context,
                            Answer<VisitTimeline> answer)
{
    read<VisitTimeline>(
        [=](Analytics &engine, const std::atomic<bool> &flag) {
            return engine.timeline(site, visit, includesBots, flag);
        },
        context, std::move(answer));
}

void StatsService::goals(const QString &site, QObject *context, Answer<QList<Goal>> answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, site, context, answer] {
            QMetaObject::invokeMethod(
                context, [answer, some = goals(site)] { answer(some); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void StatsService::saveGoal(const Goal &goal, QObject *context, Answer<Goal> answer)
{
    const bool isTaken = m_storage.offer([this, goal, context, answer](Database &database) {
        const Result<Goal> written = writeGoal(database, goal);
        QMetaObject::invokeMethod(this, [this, written, goals = readGoals(database), context, answer] {
            onGoals(goals);
            QMetaObject::invokeMethod(
                context, [answer, written] { answer(written); }, Qt::QueuedConnection);
        });
    });
    if (!isTaken)
        QMetaObject::invokeMethod(
            context, [answer] { answer(tooMany()); }, Qt::QueuedConnection);
}

void StatsService::removeGoal(const QString &id, QObject *context, Answer<bool> answer)
{
    const bool isTaken = m_storage.offer([this, id, context, answer](Database &database) {
        const Result<bool> removed = ::removeGoal(database, id);
        QMetaObject::invokeMethod(this, [this, removed, goals = readGoals(database), context, answer] {
            onGoals(goals);
            QMetaObject::invokeMethod(
                context, [answer, removed] { answer(removed); }, Qt::QueuedConnection);
        });
    });
    if (!isTaken)
        QMetaObject::invokeMethod(
            context, [answer] { answer(tooMany()); }, Qt::QueuedConnection);
}

void StatsService::build()
{
    if (m_isBuilding) {
        m_buildsAgain = true;
        return;
    }
    m_isBuilding = true;
    QMetaObject::invokeMethod(
        m_builder,
        [this] {
            QElapsedTimer sinceReport;
            const auto report = [&](qint64 done, qint64 total) {
                if (total == 0
                    || (done < total && sinceReport.isValid() && sinceReport.elapsed() < kProgressMs))
                    return;
                sinceReport.start();
                QMetaObject::invokeMethod(this, [this, done, total] { Q_EMIT buildProgress(done, total); });
            };
            Error error;
            const std::shared_ptr<Analytics> engine = analytics(&error);
            const Result<qint64> built = engine ? engine->build(m_isStopping, report) : Result<qint64>(error);
            if (!built && !m_isStopping)
                qCWarning(lcStorage).noquote() << "segments were not built:" << built.error().message;
            QMetaObject::invokeMethod(this, [this] {
                m_isBuilding = false;
                if (std::exchange(m_buildsAgain, false))
                    build();
            });
        },
        Qt::QueuedConnection);
}
