// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storage.h"

#include "core/bus/signalbus.h"
#include "core/storage/catalogfile.h"
#include "core/storage/checkpointer.h"
#include "core/storage/concerntable.h"
#include "core/storage/damagemark.h"
#include "core/storage/filewatch.h"
#include "core/storage/groupcommit.h"
#include "core/storage/setaside.h"
#include "core/types/logging.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>

#ifdef Q_OS_LINUX
#include <pthread.h>
#endif

using namespace std::chrono_literals;

namespace {

constexpr qint64 kMaxHitsPerCommit = 8192;
constexpr Micros kStateInterval = 500 * kMicrosPerMilli;
constexpr auto kIdleWait = 1s; // the file is looked at, too
constexpr std::chrono::milliseconds kLookWait = 250ms;
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

} // namespace

Result<std::unique_ptr<Storage>> Storage::open(const StorageOptions &options, SignalBus &bus,
                                               const Clock &clock)
{
    Result<OpenedDatabase> opened = openOrSetAside(options.fileName, options.durability, clock.now());
    if (!opened)
        return opened.error();
    std::unique_ptr<Storage> storage(new Storage(std::move(opened->database), options, bus, clock));
    if (opened->notice)
        storage->raise(*opened->notice);
    storage->tellOfCopies();
    storage->takeUpCatalog(storage->m_database);
    return storage;
}

Storage::Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock) :
    m_database(std::move(database)),
    m_options(options),
    m_bus(bus),
    m_clock(clock),
    m_queue(options.queueCapacity),
    m_writer(
        std::make_unique<GroupCommit>(m_database, clock, DamageMark::acknowledgedThrough(options.fileName)))
{
    // From here on the file itself tells whose it is.
    const Result<qint64> busy = m_database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    m_isLogEmpty = busy && *busy == 0;
    m_file = std::make_shared<FileWatch>(m_database, m_options.fileName);
    const Result<QList<Concern>> concerns = readConcerns(m_database);
    if (concerns)
        m_state.concerns = *concerns;
    else if (!DamageMark::exists(m_options.fileName))
        DamageMark::set(m_options.fileName, DamageMark::Kind::Malformed, concerns.error().message);
    if (const std::optional<Concern> damage = DamageMark::concern(m_options.fileName))
        m_state.concerns.append(*damage);
    m_state.fullDurability = options.durability == Database::Durability::Full;
    m_state.totals = m_writer->totals();
    m_state.lastSeq = m_seqAtStart = m_writer->lastSeq();
    if (const auto last = m_database.number("SELECT received FROM hit ORDER BY seq DESC LIMIT 1"))
        m_state.lastHitAt = *last;
    if (const Result<qint64> bytes = m_database.bytes())
        m_state.databaseBytes = *bytes;
}

void Storage::confirmAll()
{
    const QList<Concern> concerns = state().concerns;
    for (const Concern &concern : concerns) {
        if (concern.canConfirm)
            answer(concern.code, ConcernAnswer::Confirm);
    }
}

Storage::~Storage()
{
    stop();
}

void Storage::start(AckSink acks)
{
    m_acks = std::move(acks);
    startCheckpointer();
    m_thread = std::thread([this] { run(); });
}

void Storage::stop()
{
    m_queue.close();
    if (!m_thread.joinable())
        return;
    m_thread.join();
    stopCheckpointer();
    if (m_fileState == FileWatch::State::Sound && !m_file->isLogIntact(m_database))
        tellFileState(FileWatch::State::LogOverwritten, {}); // closing would copy the log into the database
    if (m_fileState != FileWatch::State::Sound)
        leaveFile();
}

void Storage::startCheckpointer()
{
    auto checkpointer = std::make_unique<Checkpointer>(m_database.handle(), m_options.fileName, *m_file,
                                                       m_clock);
    checkpointer->eraseSalts(!m_isLogEmpty); // in files beside it, too
    const std::lock_guard lock(m_mutex);
    m_checkpointer = std::move(checkpointer);
}

void Storage::stopCheckpointer()
{
    std::unique_ptr<Checkpointer> checkpointer;
    const std::lock_guard lock(m_mutex);
    checkpointer.swap(m_checkpointer);
}

void Storage::eraseSalts()
{
    const std::lock_guard lock(m_mutex);
    if (m_checkpointer)
        m_checkpointer->eraseSalts(true);
}

void Storage::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_queue.wake();
}

bool Storage::offer(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= kMaxOffered)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_queue.wake();
    return true;
}

StoreState Storage::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void Storage::raise(const Concern &concern)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto known = std::ranges::find(m_state.concerns, concern.code, &Concern::code);
        if (known == m_state.concerns.end())
            m_state.concerns.append(concern);
        else
            *known = concern;
    }
    if (concern.canConfirm && concern.code != DamageMark::kCode) // over restarts, too; damage has its mark
        post([concern](Database &database) { keepConcern(database, concern); });
    m_concernsChanged = true; // the storage thread publishes, so that states arrive in order
    m_queue.wake();
}

void Storage::settle(const QString &code)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state.concerns.removeIf([&](const Concern &concern) { return concern.code == code; });
    }
    m_concernsChanged = true;
    m_queue.wake();
}

void Storage::answer(const QString &code, ConcernAnswer answer)
{
    if (answer == ConcernAnswer::Confirm) {
        if (code == DamageMark::kCode)
            DamageMark::remove(m_options.fileName);
        settle(code);
        post([code](Database &database) { forgetConcern(database, code); });
    } else {
        m_repairWanted = true;
        m_queue.wake();
    }
}

void Storage::run()
{
    nameThread("storage");
    m_writer->loadIds();
    while (true) {
        const auto wait = m_fileState != FileWatch::State::Sound ? kLookWait
            : m_stateDirty ? std::chrono::milliseconds(kStateInterval / kMicrosPerMilli)
                           : std::chrono::milliseconds(kIdleWait);
        std::vector<WriteRequest> requests = m_queue.take(kMaxHitsPerCommit, wait);
        if (isFileSound())
            runJobs();
        if (!requests.empty())
            commit(requests);
        publishState(m_concernsChanged.exchange(false));
        if (m_queue.isDrained())
            break;
    }
    if (isFileSound()) {
        runJobs();
        keepCatalog(); // sites that hits have made
    }
    publishState(true);
}

Result<GroupCommit::Commit> Storage::tryCommit(std::vector<WriteRequest> &requests)
{
    if (!isFileSound())
        return Error {QStringLiteral("database_file"), state().error};
    // Waiting for the lock, a request can still be taken back; from then on its fate is the transaction's.
    const auto begin = [&] { m_queue.begin(requests); };
    const int databases = m_databases;
    Result<GroupCommit::Commit> commit = m_writer->commit(requests, begin);
    if (!commit)
        return commit;
    // When it is not sound now, they are in a file that nobody may find again. They are acknowledged when it
    // is back or was copied, and written once more when another database takes its place.
    while (!isFileSound()) {
        if (isOutOfPatience()) {
            commit->acks.clear();
            return commit;
        }
        if (m_fileState == FileWatch::State::Overwritten)
            m_file->setBroken(); // does not heal from here on, because clients may be told so
        if (m_file->isBroken())
            m_queue.settle(false);
        publishState(true);
        rest(kLookWait);
    }
    if (databases == m_databases)
        return commit;
    requests = GroupCommit::takenBack(std::move(*commit));
    return m_writer->commit(requests, begin);
}

void Storage::commit(std::vector<WriteRequest> &requests)
{
    auto retryAfter = std::chrono::milliseconds(kFirstRetry);
    Result<GroupCommit::Commit> commit = tryCommit(requests);
    while (!commit) {
        m_queue.settle(false);
        {
            const std::lock_guard lock(m_mutex);
            m_state.canStore = false;
            m_state.error = commit.error().message;
        }
        noteFailure(commit.error());
        publishState(true);
        if (m_fileState != FileWatch::State::Sound)
            retryAfter = kLookWait;
        rest(retryAfter);
        if (isOutOfPatience()) {
            m_queue.settle(true); // never acknowledged, so nothing that was promised is lost
            return;
        }
        retryAfter = std::min(retryAfter * 2, std::chrono::milliseconds(kLastRetry));
        commit = tryCommit(requests);
    }
    m_queue.settle(true);
    m_complaint.settle(QStringLiteral("hits are stored again"));
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

bool Storage::isOutOfPatience()
{
    if (!m_queue.isClosed())
        return false;
    const Micros now = monotonicMicros();
    m_closedAt = m_closedAt == 0 ? now : m_closedAt;
    return now - m_closedAt >= std::chrono::microseconds(kStopPatience).count();
}

void Storage::rest(std::chrono::milliseconds time)
{
    while (time > 0ms && !isOutOfPatience()) {
        const auto step = std::min(time, kLookWait);
        std::this_thread::sleep_for(step);
        time = m_queue.isClosed() ? 0ms : time - step;
    }
}

void Storage::checkFile()
{
    qCWarning(lcStorage).noquote() << m_options.fileName
                                   << "was written by something else than Clickscope; it is checked";
    m_checkpointer->check([this](const QString &damage) {
        if (damage.isEmpty()) {
            qCWarning(lcStorage) << "the check found nothing wrong";
        } else {
            noteDamage(damage);
            m_isDamaged = true;
            m_file->setBroken(); // nothing is acknowledged into it
            m_queue.wake();
        }
    });
}

void Storage::noteDamage(const QString &what)
{
    qCCritical(lcStorage).noquote() << m_options.fileName << "is damaged:" << what;
    DamageMark::set(m_options.fileName, DamageMark::Kind::Malformed, what);
    if (const std::optional<Concern> damage = DamageMark::concern(m_options.fileName))
        raise(*damage);
}

Result<void> Storage::checkFileInPlace() const
{
    std::shared_ptr<FileWatch> file;
    {
        const std::lock_guard lock(m_mutex);
        file = m_file;
    }
    if (file->isInPlace())
        return {};
    return Error {QStringLiteral("database_unreadable"),
                  QStringLiteral("the database file or its log is not where it was")};
}

void Storage::noteFailure(const Error &error)
{
    if (error.code != QLatin1StringView("database_file")) // tellFileState() has said it
        m_complaint.say(QStringLiteral("hits cannot be stored: ") + error.message);
    noteReadError(error);
}

void Storage::noteReadError(const Error &error)
{
    const bool isDamage = error.code == QLatin1StringView("database_unreadable") && checkFileInPlace();
    if (isDamage && !DamageMark::exists(m_options.fileName))
        noteDamage(error.message);
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
        if (const Result<qint64> bytes = m_database.bytes())
            m_state.databaseBytes = *bytes;
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
    if (!jobs.empty())
        keepCatalog();
}
