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
    /// A new database is written without asking when the file is removed or overwritten while it is in use.
    bool recreates = false;
};

/// Opens the database of a data folder for writing and brings it up to date. Errors: those of both.
Result<Database> openAndMigrate(const QString &fileName, Database::Durability durability);

/// The storage thread: drains the queue into transactions, commits, publishes, repeats.
///
/// Group commit without timers: whatever is queued goes into the next transaction, so batches grow
/// with the load and an idle hit is committed at once. A failed transaction is tried again until
/// it succeeds or the program stops; meanwhile the state says why, the queue fills, and between two
/// attempts requests can be taken back.
/// The file is looked at before each commit and before what was committed is acknowledged, and once a second;
/// when it is not what it was, nothing is acknowledged until it is back or somebody wants a new one.
/// Constructed, started and stopped in the main thread.
class Storage final
{
public:
    using AckSink = std::function<void(const QList<CommitAck> &)>;
    using Job = std::function<void(Database &)>;

    /// Opens and migrates the database. A file that cannot be read is set aside under a new name,
    /// never deleted, and a concern "database_set_aside" says so. Errors: "schema_newer", "database_failed".
    static Result<std::unique_ptr<Storage>> open(const StorageOptions &options, SignalBus &bus,
                                                 const Clock &clock);
    ~Storage(); // stop()
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;

    CommitQueue &queue() { return m_queue; }
    /// REQUIRES: not started. For what must be read or written before the collector listens.
    Database &database() { return m_database; }
    /// Thread-safe.
    const QString &fileName() const { return m_options.fileName; }

    /// `acks` is called in the storage thread after each COMMIT, before the bus is told.
    void start(AckSink acks);
    /// Drains, commits, closes. Gives up on a store that keeps failing after kStopPatience. When the file
    /// lost its name, what it held is copied beside it (rescue.h).
    void stop();
    /// After stop(): which acknowledged hits may not be found again; empty = all can.
    const QString &loss() const { return m_loss; }
    /// Jobs that may wait when another one is offered.
    static constexpr std::size_t kMaxOffered = 1000;

    /// Runs a job between two transactions, in the storage thread. For what this program has to write; there
    /// is little of it.
    void post(Job job);
    /// The same for what others ask for, any number of times while the store does not get on. False when too
    /// many wait: then it will not be run.
    bool offer(Job job);
    /// As it was when last published. Thread-safe.
    StoreState state() const;
    /// Adds a concern to the state, or replaces the one of its code. Thread-safe.
    void raise(const Concern &concern);
    /// Thread-safe.
    void settle(const QString &code);
    /// What was found wrong with the file; remembered over restarts. Thread-safe.
    void noteDamage(const QString &what);
    /// What somebody says to a concern. Thread-safe.
    void answer(const QString &code, ConcernAnswer answer);
    /// Everything that can be confirmed was seen. Thread-safe.
    void confirmAll();
    /// Takes salts whose time is over off the disk, and all else that the log holds. Returns at once.
    /// Thread-safe.
    void eraseSalts();

private:
    Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock);

    void run();
    /// Writes when the file is there, and waits while it is unknown whether what was written can be found
    /// again.
    Result<GroupCommit::Commit> tryCommit(std::vector<WriteRequest> &requests);
    /// Looks at the file, tells when its state is another, mends it when somebody wants that.
    bool isFileSound();
    void tellFileState(FileWatch::State state, const QString &problem);
    void saveLog();
    /// At the end, with a file that nobody will find under its name.
    void leaveFile();
    /// "12 hits acknowledged since the start (sequences 5 to 16)".
    QString sinceStart() const;
    /// Of databases that were rescued and that nobody has looked at.
    void tellOfCopies();
    void noteFailure(const Error &error);
    /// Something wrote into the middle of the file: looks for what it left.
    void checkFile();
    /// True when it is closing and has tried long enough.
    bool isOutOfPatience();
    /// Between two attempts; short when it is closing.
    void rest(std::chrono::milliseconds time);
    /// A database that was begun gets the sites of the one before.
    void takeUpCatalog(Database &database);
    void keepCatalog();
    /// Puts a database under the path that is written from here on.
    Result<void> mend(FileWatch::State state);
    struct Mended
    {
        QString told; ///< what was done
        bool keepsContents = false; ///< the database has everything that this connection's had
    };
    /// Makes way for it, or puts a copy there.
    Result<Mended> makeWay(FileWatch::State state);
    Result<Mended> copyToItsPath(FileWatch::State state);
    void switchTo(Database database, bool keepsContents);
    void startCheckpointer();
    /// Waits for it to end.
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
    std::unique_ptr<FileWatch> m_file; ///< before the checkpointer, which tells it of its work
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<GroupCommit> m_writer;
    FileWatch::State m_fileState = FileWatch::State::Sound; ///< as it was told
    QString m_fileProblem; ///< why it could not be mended
    Complaint m_complaint;
    qint64 m_seqAtStart = 0;
    QString m_loss;
    Micros m_closedAt = 0; ///< monotonic, when this thread saw that the queue was closed; 0 = it is open
    bool m_isLogEmpty = false; ///< it was when the database was opened
    int m_databases = 1; ///< that were begun or taken up while this runs
    std::atomic<bool> m_mendWanted = false;

    mutable std::mutex m_mutex; // guards m_jobs and m_state, and where m_checkpointer points
    std::vector<Job> m_jobs;
    StoreState m_state;

    Micros m_statePublishedAt = 0; // monotonic
    bool m_stateDirty = false;
    std::atomic<bool> m_concernsChanged = false;
    std::thread m_thread;
};
