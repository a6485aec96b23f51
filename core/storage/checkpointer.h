// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/complaint.h"
#include "core/storage/database.h"
#include "core/storage/salterasure.h"
#include "core/types/clock.h"

#include <QString>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

class FileWatch;
struct sqlite3;

/// For a connection that writes beside a Checkpointer: it makes no checkpoints of its own, which would be
/// taken for those of another program.
Result<void> leaveCheckpoints(const Database &database);

/// All work on the file beside commits, in a thread and over a connection of its own: copies committed pages
/// from the write-ahead log into the database, checks the file, erases salts whose time is over. A checkpoint
/// syncs to disk and a reader may keep the log for minutes, and no commit should wait for that.
///
/// What cannot be done, because somebody uses the log or the connection cannot be opened, is tried again and
/// again.
class Checkpointer final
{
public:
    /// Watches the commits of `writer`, the connection of the storage thread; copies through `file`, which
    /// must outlive this.
    Checkpointer(sqlite3 *writer, const QString &fileName, FileWatch &file, const Clock &clock);
    ~Checkpointer(); // waits for a checkpoint under way, not for readers
    /// Pages of 4 KiB in the log before it is worth a checkpoint: 32 MiB.
    static constexpr int kPages = 8192;

    /// Copies what is in the log. Thread-safe, as are the others; each returns at once.
    void checkpoint();
    /// Looks for pages that cannot be read; `tell` is called in the thread of this, with nothing when all
    /// can. Nothing is told when this ends before.
    void check(std::function<void(const QString &damage)> tell);
    /// Takes salts whose time is over off the disk: rows, log, files beside the database (salterasure.h).
    /// With `emptiesLog` the log is emptied even when no row is left to erase.
    void eraseSalts(bool emptiesLog);
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

private:
    struct Wishes
    {
        bool isCheckpointWanted = false;
        std::function<void(const QString &)> tell; ///< of a check
        bool erasesRows = false;
        bool emptiesLog = false;
        bool erasesCopies = false;

        bool isEmpty() const { return !isCheckpointWanted && !tell && !erasesRows && !erasesCopies; }
        void add(Wishes &&other);
    };
    static int onCommit(void *self, sqlite3 *database, const char *schema, int pages);
    void wish(Wishes &&wishes);
    void run();
    /// What could not be done.
    Wishes grant(Wishes &&wishes);
    /// Opens the connection when there is none. False when that failed.
    bool isOpen();
    /// SQLite's code of the result. REQUIRES: isOpen().
    int checkpoint(int mode);
    /// False when it could not be made; damage is no reason for that.
    bool runCheck(const std::function<void(const QString &)> &tell);

    sqlite3 *m_writer;
    QString m_fileName;
    FileWatch &m_file;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_condition;
    Wishes m_wishes;
    bool m_isCheckpointing = false;
    // Of the thread:
    std::optional<Database> m_database;
    Complaint m_complaint;
    SaltErasure m_salts;
    std::thread m_thread; // last: it uses the others
};
