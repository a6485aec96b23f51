// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storage.h"

#include "core/bus/signalbus.h"
#include "core/storage/checkpointer.h"
#include "core/storage/hitwriter.h"
#include "core/storage/migrations.h"
#include "core/types/logging.h"

#include <QDateTime>
#include <QFile>

#ifdef Q_OS_LINUX
#include <pthread.h>
#endif

using namespace std::chrono_literals;

namespace {

constexpr qint64 kMaxHitsPerCommit = 8192;
constexpr Micros kStateInterval = 500 * kMicrosPerMilli;
constexpr auto kIdleWait = 1h;
constexpr auto kFirstRetry = 50ms;
constexpr auto kLastRetry = 2000ms;
constexpr auto kStopPatience = 2s;

/// For debuggers and profilers.
void nameThread([[maybe_unused]] const char *name)
{
#ifdef Q_OS_LINUX
    pthread_setname_np(pthread_self(), name);
#endif
}

/// Moves a file that is no database, with its log, out of the way.
Result<QString> setAside(const QString &fileName, Micros now)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, Qt::UTC)
                              .toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString target = fileName + QStringLiteral(".unreadable-") + stamp;
    if (!QFile::rename(fileName, target)) {
        return Error {
            QStringLiteral("database_unreadable"),
            QStringLiteral("%1 cannot be read and cannot be renamed; move it away by hand").arg(fileName)};
    }
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(fileName + suffix, target + suffix);
    return target;
}

Result<Database> openAndMigrate(const StorageOptions &options)
{
    Result<Database> database = Database::open(options.fileName, Database::Mode::ReadWrite,
                                               options.durability);
    if (!database)
        return database;
    if (Result<void> migrated = migrate(*database); !migrated)
        return migrated.error();
    return database;
}

} // namespace

Result<std::unique_ptr<Storage>> Storage::open(const StorageOptions &options, SignalBus &bus,
                                               const Clock &clock)
{
    QString notice;
    Result<Database> database = openAndMigrate(options);
    if (!database && database.error().code == QLatin1StringView("database_unreadable")) {
        const QString cause = database.error().message;
        const Result<QString> kept = setAside(options.fileName, clock.now());
        if (!kept)
            return kept.error();
        notice =
            QStringLiteral("The database could not be read (%1). It was kept as %2 and a new one was begun.")
                .arg(cause, *kept);
        qCCritical(lcStorage).noquote() << notice;
        database = openAndMigrate(options);
    }
    if (!database)
        return database.error();
    std::unique_ptr<Storage> storage(new Storage(std::move(*database), options, bus, clock));
    storage->m_state.notice = notice;
    return storage;
}

Storage::Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock) :
    m_database(std::move(database)),
    m_options(options),
    m_bus(bus),
    m_clock(clock),
    m_queue(options.queueCapacity),
    m_writer(std::make_unique<HitWriter>(m_database, clock))
{
    m_state.fullDurability = options.durability == Database::Durability::Full;
    m_state.totals = m_writer->totals();
    m_state.lastSeq = m_writer->lastSeq();
    m_state.lastHitAt = m_database.scalar("SELECT received FROM hit ORDER BY seq DESC LIMIT 1");
    m_state.databaseBytes =
        m_database.scalar("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
}

Storage::~Storage()
{
    stop();
}

void Storage::start(AckSink acks)
{
    m_acks = std::move(acks);
    m_checkpointer = std::make_unique<Checkpointer>(m_database.handle(), m_options.fileName);
    m_thread = std::thread([this] { run(); });
}

void Storage::stop()
{
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
    m_checkpointer.reset();
}

void Storage::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_queue.wake();
}

StoreState Storage::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void Storage::run()
{
    nameThread("storage");
    while (true) {
        const auto wait = m_stateDirty ? std::chrono::milliseconds(kStateInterval / kMicrosPerMilli)
                                       : std::chrono::milliseconds(kIdleWait);
        std::vector<WriteRequest> requests = m_queue.take(kMaxHitsPerCommit, wait);
        runJobs();
        if (!requests.empty())
            commit(requests);
        publishState(false);
        if (m_queue.isDrained())
            break;
    }
    runJobs();
    publishState(true);
}

void Storage::commit(std::vector<WriteRequest> &requests)
{
    qint64 hits = 0;
    for (const WriteRequest &request : requests)
        hits += request.hits.size();

    auto retryAfter = std::chrono::milliseconds(kFirstRetry);
    auto patience = std::chrono::milliseconds(kStopPatience);
    Result<HitWriter::Commit> commit = m_writer->commit(requests);
    while (!commit) {
        {
            const std::lock_guard lock(m_mutex);
            m_state.canStore = false;
            m_state.error = commit.error().message;
        }
        qCCritical(lcStorage).noquote() << "hits cannot be stored:" << commit.error().message;
        publishState(true);
        std::this_thread::sleep_for(retryAfter);
        if (m_queue.isClosed()) {
            patience -= retryAfter;
            if (patience <= 0ms) {
                m_queue.finished(hits); // never acknowledged, so nothing that was promised is lost
                return;
            }
        }
        retryAfter = std::min(retryAfter * 2, std::chrono::milliseconds(kLastRetry));
        commit = m_writer->commit(requests);
    }
    m_queue.finished(hits);
    if (m_acks && !commit->acks.isEmpty())
        m_acks(commit->acks);
    {
        const std::lock_guard lock(m_mutex);
        m_state.canStore = true;
        m_state.error.clear();
        m_state.commitMicros = commit->batch.commitMicros;
        if (!commit->batch.hits.isEmpty())
            m_state.lastHitAt = commit->batch.hits.constLast().receivedAt;
    }
    m_stateDirty = true;
    if (!commit->batch.hits.isEmpty())
        Q_EMIT m_bus.hitsCommitted(commit->batch);
    if (!commit->rejections.isEmpty())
        Q_EMIT m_bus.hitsRejected(commit->rejections);
}

void Storage::publishState(bool force)
{
    const Micros now = monotonicMicros();
    if (!force && (!m_stateDirty || now - m_statePublishedAt < kStateInterval))
        return;
    StoreState state;
    {
        const std::lock_guard lock(m_mutex);
        m_state.totals = m_writer->totals();
        m_state.lastSeq = m_writer->lastSeq();
        m_state.queueDepth = m_queue.depth();
        m_state.databaseBytes =
            m_database.scalar("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
        state = m_state;
    }
    m_statePublishedAt = now;
    m_stateDirty = false;
    Q_EMIT m_bus.storeStateChanged(state);
}

void Storage::runJobs()
{
    std::vector<Job> jobs;
    {
        const std::lock_guard lock(m_mutex);
        jobs.swap(m_jobs);
    }
    for (const Job &job : jobs)
        job(m_database);
}
