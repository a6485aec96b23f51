// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/storage/complaint.h"
#include "core/storage/database.h"
#include "core/storage/groupcommit.h"
#include "core/storage/storefile.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class SignalBus;

struct StorageOptions : StoreFile::Options
{
    qint64 queueCapacity = 100'000; ///< hits; above it clients get 503
};

/// The storage thread: drains the queue into transactions, commits, publishes, repeats.
///
/// Group commit without timers: all queued requests go into the next transaction, so batches grow
/// with the load and an idle hit is committed at once. A failed transaction is tried again until
/// it succeeds or the program stops; meanwhile the state says why, the queue fills, and between two
/// attempts requests can be taken back.
/// Checks the file before each commit, before acknowledging what was committed, and once a second;
/// if it changed, nothing is acknowledged until the file is back or the user agrees to a new one.
/// Constructed, started and stopped in the main thread.
class Storage final
{
public:
    using AckSink = std::function<void(const QList<CommitAck> &)>;
    using Job = std::function<void(Database &)>;

    /// Errors: those of openOrSetAside().
    static Result<std::unique_ptr<Storage>> open(const StorageOptions &options, SignalBus &bus,
                                                 const Clock &clock);
    ~Storage(); // stop()
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;

    CommitQueue &queue() { return m_queue; }
    /// REQUIRES: not started. For reading and writing before the collector listens.
    Database &database() { return m_file.database(); }
    /// Thread-safe.
    const QString &fileName() const { return m_file.fileName(); }

    /// `acks` is called in the storage thread after each COMMIT, before the bus publishes it.
    void start(AckSink acks);
    /// Commits what is queued and closes. Gives up after kStopPatience if the store keeps failing. If the
    /// file was removed or replaced, its contents are copied beside it (rescue.h).
    void stop();
    /// After stop(): text that names acknowledged hits that may be lost; empty = none.
    const QString &loss() const { return m_file.loss(); }
    /// Maximum number of waiting jobs.
    static constexpr std::size_t kMaxOffered = 1000;

    /// Runs a job between two transactions, in the storage thread. For the few writes of this program
    /// itself.
    void post(Job job);
    /// The same for requests of clients, of which any number may come while the store is stuck. False when
    /// too many are waiting: then the job will not run.
    bool offer(Job job);
    /// From the next commit on. REQUIRES: called by a job.
    Result<void> setDurability(Database::Durability durability);
    /// The state that was published last. Thread-safe.
    StoreState state() const;
    /// Adds a concern to the state, or replaces the one with the same code. Thread-safe.
    void raise(const Concern &concern);
    /// Thread-safe.
    void settle(const QString &code);
    /// Damage found in the file; remembered over restarts. Thread-safe.
    void noteDamage(const QString &what) { m_file.noteDamage(what); }
    /// The error of a reader: damage is remembered, as if verify had found it. Thread-safe.
    void noteReadError(const Error &error) { m_file.noteReadError(error); }
    /// Error "database_unreadable" when the database file or its log is not where it was: then no connection
    /// may be opened, and nothing read, by this path. Thread-safe.
    Result<void> checkFileInPlace() const { return m_file.checkInPlace(); }
    /// The user's answer to a concern. Thread-safe.
    void answer(const QString &code, ConcernAnswer answer);
    /// Confirms all concerns that can be confirmed. Thread-safe.
    void confirmAll();
    /// Removes expired salts, and everything else in the log, from the disk. Returns at once.
    /// Thread-safe.
    void eraseSalts() { m_file.eraseSalts(); }

private:
    Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock);

    void run();
    /// Writes when the file is there; waits while it is unknown whether the data written to it can be found
    /// again.
    Result<GroupCommit::Commit> tryCommit(std::vector<WriteRequest> &requests);
    /// Checks the file, publishes a change of its state, and writes to another one that took its place.
    bool isFileSound();
    /// The same, without a look when the last one was just now, as under load. A commit into a log that was
    /// cut makes it as long as before, so the time between must be short.
    bool isFileStillSound();
    void publishFileState();
    /// Lists rescued databases that the user has not removed yet.
    void tellOfCopies();
    void noteFailure(const Error &error);
    /// True when closing and the time for trying has passed.
    bool isOutOfPatience();
    /// Waits between two attempts; only briefly when closing.
    void rest(std::chrono::milliseconds time);
    void commit(std::vector<WriteRequest> &requests);
    void publishState(bool force);
    void runJobs();

    SignalBus &m_bus;
    const Clock &m_clock;
    CommitQueue m_queue;
    AckSink m_acks;
    StoreFile m_file;
    std::unique_ptr<GroupCommit> m_writer; ///< after the file, whose connection it uses
    Complaint m_complaint;
    Micros m_closedAt = 0; ///< monotonic, when this thread saw that the queue was closed; 0 = it is open

    mutable std::mutex m_mutex; // guards m_jobs and m_state
    std::vector<Job> m_jobs;
    StoreState m_state;

    Micros m_lookedAt = 0; // monotonic, when isFileSound() returned
    Micros m_statePublishedAt = 0; // monotonic
    bool m_stateDirty = false;
    std::atomic<bool> m_concernsChanged = false;
    std::thread m_thread;
};
