// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storage.h"

#include "core/bus/signalbus.h"
#include "core/storage/concerntable.h"
#include "core/storage/damagemark.h"
#include "core/storage/rescuecopy.h"
#include "core/storage/setaside.h"
#include "core/types/logging.h"
#include "core/types/threadname.h"

#include <algorithm>
#include <optional>

using namespace std::chrono_literals;

namespace {

constexpr qint64 kMaxHitsPerCommit = 8192;
constexpr Micros kStateInterval = 500 * kMicrosPerMilli;
constexpr auto kIdleWait = 1s; // the file is looked at, too
constexpr std::chrono::milliseconds kLookWait = 250ms;
constexpr auto kFirstRetry = 50ms;
constexpr auto kLastRetry = 2000ms;
constexpr auto kStopPatience = 2s;
constexpr Micros kJustNow = 100; ///< shorter than a client takes to send another hit

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
    storage->m_file.takeUpCatalog(opened->isBehind);
    return storage;
}

Storage::Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock) :
    m_bus(bus),
    m_clock(clock),
    m_queue(options.queueCapacity),
    m_file(std::move(database), options, clock,
           {[this](const Concern &concern) { raise(concern); }, [this](const QString &code) { settle(code); },
            [this] { m_queue.wake(); }}),
    m_writer(std::make_unique<GroupCommit>(m_file.database(), clock,
                                           DamageMark::acknowledgedThrough(options.fileName)))
{
    const Result<QList<Concern>> concerns = readConcerns(m_file.database());
    if (concerns)
        m_state.concerns = *concerns;
    else if (!DamageMark::exists(fileName()))
        DamageMark::set(fileName(), DamageMark::Kind::Malformed, concerns.error().message);
    if (const std::optional<Concern> damage = DamageMark::concern(fileName()))
        m_state.concerns.append(*damage);
    m_state.fullDurability = options.durability == Database::Durability::Full;
    m_state.totals = m_writer->totals();
    m_state.lastSeq = m_writer->lastSeq();
    if (const auto last = m_file.database().number("SELECT received FROM hit ORDER BY seq DESC LIMIT 1"))
        m_state.lastHitAt = *last;
    if (const Result<qint64> bytes = m_file.database().bytes())
        m_state.databaseBytes = *bytes + m_file.database().logBytes();
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
    m_file.start(m_writer->lastSeq());
    m_thread = std::thread([this] { run(); });
}

void Storage::stop()
{
    m_queue.close();
    if (!m_thread.joinable())
        return;
    m_thread.join();
    if (m_file.leave(m_writer->lastSeq()))
        publishFileState();
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

Result<void> Storage::setDurability(Database::Durability durability)
{
    if (Result<void> set = m_file.setDurability(durability); !set)
        return set;
    const std::lock_guard lock(m_mutex);
    m_state.fullDurability = durability == Database::Durability::Full;
    m_stateDirty = true;
    return {};
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
            DamageMark::remove(fileName());
        settle(code);
        post([code](Database &database) { forgetConcern(database, code); });
    } else {
        m_file.agreeToRepair();
        m_queue.wake();
    }
}

void Storage::run()
{
    nameThread("storage");
    m_writer->loadIds();
    while (true) {
        const auto idle = m_stateDirty ? std::chrono::milliseconds(kStateInterval / kMicrosPerMilli)
                                       : std::chrono::milliseconds(kIdleWait);
        std::vector<WriteRequest> requests = m_queue.take(kMaxHitsPerCommit,
                                                          m_file.isSound() ? idle : kLookWait);
        if (isFileStillSound())
            runJobs();
        if (!requests.empty())
            commit(requests);
        publishState(m_concernsChanged.exchange(false));
        if (m_queue.isDrained())
            break;
    }
    if (isFileSound()) {
        runJobs();
        m_file.keepCatalogNow(); // sites that hits have made
    }
    publishState(true);
}

bool Storage::isFileSound()
{
    const qint64 lastSeq = m_writer->lastSeq();
    const StoreFile::Look look = m_file.look(lastSeq);
    if (look.previous) {
        m_writer = std::make_unique<GroupCommit>(m_file.database(), m_clock, lastSeq);
        m_file.resume();
        Q_EMIT m_bus.databaseReplaced();
    }
    if (look.hasChanged)
        publishFileState();
    m_lookedAt = monotonicMicros();
    return m_file.isSound();
}

bool Storage::isFileStillSound()
{
    const bool isFresh = m_file.isSound() && monotonicMicros() - m_lookedAt < kJustNow;
    return isFresh || isFileSound();
}

void Storage::publishFileState()
{
    {
        const std::lock_guard lock(m_mutex);
        m_state.canStore = m_file.isSound();
        m_state.error = m_file.message();
    }
    publishState(true);
}

Result<GroupCommit::Commit> Storage::tryCommit(std::vector<WriteRequest> &requests)
{
    if (!isFileStillSound())
        return Error {QStringLiteral("database_file"), state().error};
    // Waiting for the lock, a request can still be taken back; from then on its fate is the transaction's.
    const auto begin = [&] { m_queue.begin(requests); };
    const int databases = m_file.databases();
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
        if (m_file.giveUpOverwritten())
            m_queue.settle(false);
        publishState(true);
        rest(kLookWait);
    }
    if (databases == m_file.databases())
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
        if (!m_file.isSound())
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

void Storage::noteFailure(const Error &error)
{
    if (error.code != QLatin1StringView("database_file")) // the file has said it
        m_complaint.say(QStringLiteral("hits cannot be stored: ") + error.message);
    m_file.noteReadError(error);
}

void Storage::tellOfCopies()
{
    const QString code = QStringLiteral("database_rescued");
    const QStringList copies = rescuedBeside(fileName());
    if (copies.isEmpty()) {
        if (std::ranges::find(m_state.concerns, code, &Concern::code) != m_state.concerns.end())
            answer(code, ConcernAnswer::Confirm); // the user removed them
        return;
    }
    raise({code, Concern::Level::Degraded,
           QStringLiteral(
               "The database was removed or replaced while Clickscope ran; what it held is in %1. To go "
               "on with it stop Clickscope and give it the name %2; else move it away.")
               .arg(copies.join(QStringLiteral(", ")), fileName()),
           true});
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
        if (const Result<qint64> bytes = m_file.database().bytes())
            m_state.databaseBytes = *bytes + m_file.database().logBytes();
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
        job(m_file.database());
    if (!jobs.empty())
        m_file.keepCatalog();
}
