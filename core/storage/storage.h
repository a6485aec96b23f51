// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class Checkpointer;
class HitWriter;
class SignalBus;

struct StorageOptions
{
    QString fileName; ///< …/clickscope.db
    Database::Durability durability = Database::Durability::Normal;
    qint64 queueCapacity = 100'000; ///< hits; above it clients get 503
};

/// The storage thread: drains the queue into transactions, commits, publishes, repeats.
///
/// Group commit without timers: whatever is queued goes into the next transaction, so batches grow
/// with the load and an idle hit is committed at once. A failed transaction is tried again until
/// it succeeds or the program stops; meanwhile the state says why and the queue fills.
/// Constructed, started and stopped in the main thread.
class Storage final
{
public:
    using AckSink = std::function<void(const QList<CommitAck> &)>;
    using Job = std::function<void(Database &)>;

    /// Opens and migrates the database. A file that cannot be read is set aside under a new name,
    /// never deleted, and StoreState::notice says so. Errors: "schema_newer", "database_failed".
    static Result<std::unique_ptr<Storage>> open(const StorageOptions &options, SignalBus &bus,
                                                 const Clock &clock);
    ~Storage(); // stop()
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;

    CommitQueue &queue() { return m_queue; }
    /// REQUIRES: not started. For what must be read or written before the collector listens.
    Database &database() { return m_database; }

    /// `acks` is called in the storage thread after each COMMIT, before the bus is told.
    void start(AckSink acks);
    /// Drains, commits, closes. Gives up on a store that keeps failing after kStopPatience.
    void stop();
    /// Runs a job between two transactions, in the storage thread.
    void post(Job job);
    /// As it was when last published. Thread-safe.
    StoreState state() const;

private:
    Storage(Database database, const StorageOptions &options, SignalBus &bus, const Clock &clock);

    void run();
    void commit(std::vector<WriteRequest> &requests);
    void publishState(bool force);
    void runJobs();

    Database m_database;
    StorageOptions m_options;
    SignalBus &m_bus;
    const Clock &m_clock;
    CommitQueue m_queue;
    AckSink m_acks;
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<HitWriter> m_writer;

    mutable std::mutex m_mutex; // guards m_jobs and m_state
    std::vector<Job> m_jobs;
    StoreState m_state;

    Micros m_statePublishedAt = 0; // monotonic
    bool m_stateDirty = false;
    std::thread m_thread;
};
