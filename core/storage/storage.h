// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/storage/complaint.h"
#include "core/storage/database.h"
#include "core/storage/filewatch.h"
#include "core/storage/groupcommit.h"
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

class Checkpointer;
class SignalBus;

struct StorageOptions
{
    QString fileName; ///< …/clickscope.db
    Database::Durability durability = Database::Durability::Normal;
    qint64 queueCapacity = 100'000; ///< hits; above it clients get 503
    /// Write a new database without asking when the file is removed or overwritten while it is in use.
    bool recreates = false;
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
    Database &database() { return m_database; }
    /// Thread-safe.
    const QString &fileName() const { return m_options.fileName; }

    /// `acks` is called in the storage thread after each COMMIT, before the bus publishes it.
    void start(AckSink acks);
    /// Commits what is queued and closes. Gives up after kStopPatience if the store keeps failing. If the
    /// file was removed or replaced, its contents are copied beside it (rescue.h).
    void stop();
    /// After stop(): text that names acknowledged hits that may be lost; empty = none.
    const QString &loss() const { return m_loss; }
    /// Maximum number of waiting jobs.
    static constexpr std::size_t kMaxOffered = 1000;

    /// Runs a job between two transactions, in the storage thread. For the few writes of this program
    /// itself.
    void post(Job job);
    /// The same for requests of clients, of which any number may come while the store is stuck. False when
    /// too many are waiting: then the job will not run.
    bool offer(Job job);
    /// The state that was published last. Thread-safe.
    StoreState state() const;
    /// Adds a concern to the state, or replaces the one with the same code. Thread-safe.
    void raise(const Concern &concern);
    /// Thread-safe.
    void settle(const QString &code);
    /// Damage found in the file; remembered over restarts. Thread-safe.
    void noteDamage(const QString &what);
    /// The error of a reader: damage is remembered, as if verify had found it. Thread-safe.
    void noteReadError(const Error &error);
    /// Error "database_unreadable" when the database file or its log is not where it was: then no connection
    /// may be opened, and nothing read, by this path. Thread-safe.
    Result<void> checkFileInPlace() const;
    /// The user's answer to a concern. Thread-safe.
    void answer(const QString &code, ConcernAnswer answer);
    /// Confirms all concerns that can be confirmed. Thread-safe.
    void confirmAll();
    /// Removes expired salts, and everything else in the log, from the disk. Returns at once.
    /// Thread-safe.
    void eraseSalts();

private:
    Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock);

    void run();
    /// Writes when the file is there; waits while it is unknown whether the data written to it can be found
    /// again.
    Result<GroupCommit::Commit> tryCommit(std::vector<WriteRequest> &requests);
    /// Checks the file, reports a change of its state, and repairs it if the user asked for that.
    bool isFileSound();
    void tellFileState(FileWatch::State state, const QString &problem);
    void saveLog();
    /// Remembers over restarts what is wrong. `loss` may be empty.
    void markOverwritten(FileWatch::State state, const QString &loss) const;
    /// Called at the end if the open file cannot be found under its path any more.
    void leaveFile();
    /// "12 hits acknowledged since the start (sequences 5 to 16)".
    QString sinceStart() const;
    /// Lists rescued databases that the user has not removed yet.
    void tellOfCopies();
    void noteFailure(const Error &error);
    /// Something wrote into the middle of the file: checks it for damage.
    void checkFile();
    /// True when closing and the time for trying has passed.
    bool isOutOfPatience();
    /// Waits between two attempts; only briefly when closing.
    void rest(std::chrono::milliseconds time);
    /// Gives a new database the sites of the previous one.
    void takeUpCatalog(Database &database);
    void keepCatalog();
    /// Puts a database at the path; it is the one written from here on.
    Result<void> repair(FileWatch::State state);
    struct Repaired
    {
        QString told; ///< text that says what was done
        bool keepsContents = false; ///< the database has everything that the open file has
    };
    /// Removes what is at the path, or puts a copy there.
    Result<Repaired> makeWay(FileWatch::State state);
    Result<Repaired> copyToItsPath(FileWatch::State state);
    /// Errors: those of copyWithoutBadLog().
    Result<Repaired> goOnWithoutLog();
    /// Whether the file is to be repaired now: a person asked for it, or a repair that failed is due again.
    bool isRepairDue(FileWatch::State found);
    /// Copies the open file beside its path, unless the copy made before has everything. Returns its name.
    Result<QString> rescueOnce();
    void switchTo(Database database, bool keepsContents);
    void startCheckpointer();
    /// Waits for the checkpointer's thread to end.
    void stopCheckpointer();
    void commit(std::vector<WriteRequest> &requests);
    void publishState(bool force);
    void runJobs();

    Database m_database;
    StorageOptions m_options;
    SignalBus &m_bus;
    const Clock &m_clock;
    CommitQueue m_queue;
    AckSink m_acks;
    std::shared_ptr<FileWatch> m_file; ///< before the checkpointer, which uses it
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<GroupCommit> m_writer;
    FileWatch::State m_fileState = FileWatch::State::Sound; ///< as it was last reported
    QString m_fileProblem; ///< why the repair failed
    Complaint m_complaint;
    qint64 m_seqAtStart = 0;
    QString m_loss;
    Micros m_closedAt = 0; ///< monotonic, when this thread saw that the queue was closed; 0 = it is open
    bool m_isLogEmpty = false; ///< whether it was empty when the database was opened
    int m_databases = 1; ///< created or opened anew while this runs
    std::atomic<bool> m_repairWanted = false;
    std::atomic<bool> m_isDamaged = false; ///< pages were damaged while this runs; the file is ours
    Micros m_repairAgainAt = 0; ///< monotonic, when a repair that failed is tried again; 0 = none failed
    std::chrono::milliseconds m_repairWait {0}; ///< until then
    struct Rescued
    {
        QString fileName; ///< empty = none
        qint64 lastSeq = 0;
    };
    Rescued m_rescued; ///< the copy of the open file that was made last

    mutable std::mutex m_mutex; // guards m_jobs and m_state, and where m_checkpointer and m_file point
    std::vector<Job> m_jobs;
    StoreState m_state;

    Micros m_statePublishedAt = 0; // monotonic
    bool m_stateDirty = false;
    std::atomic<bool> m_concernsChanged = false;
    std::thread m_thread;
};
