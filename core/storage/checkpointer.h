// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/complaint.h"
#include "core/storage/database.h"
#include "core/storage/logcheck.h"
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

/// For a connection that writes beside a Checkpointer: turns off its own checkpoints, which would look like
/// those of another program.
Result<void> leaveCheckpoints(const Database &database);

/// All work on the file beside commits, in a thread and over a connection of its own: copies committed pages
/// from the write-ahead log into the database, checks the file, erases salts whose time is over. A checkpoint
/// syncs to disk and a reader may keep the log for minutes, and no commit should wait for that.
///
/// What fails, because the log is in use or the connection cannot be opened, is tried again until it
/// succeeds.
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
    /// Looks for pages that cannot be read. Calls `tell` in the thread of this object, with an empty text
    /// when all can be read. Does not call it when this object is destroyed first.
    void check(std::function<void(const QString &damage)> tell);
    /// Removes expired salts from the disk: rows, log, files beside the database (salterasure.h).
    /// With `emptiesLog` the log is emptied even when no row is left to erase.
    void eraseSalts(bool emptiesLog);
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

private:
    struct Wishes
    {
        bool isCheckpointWanted = false;
        std::function<void(const QString &)> tell; ///< called with the result of a check
        bool erasesRows = false;
        bool emptiesLog = false;
        bool erasesCopies = false;

        bool isEmpty() const { return !isCheckpointWanted && !tell && !erasesRows && !erasesCopies; }
        void add(Wishes &&other);
    };
    static int onCommit(void *self, sqlite3 *database, const char *schema, int pages);
    void wish(Wishes &&wishes);
    void run();
    /// Text for the log: what failed.
    Wishes grant(Wishes &&wishes);
    /// Opens the connection when there is none. False when that failed.
    bool isOpen();
    /// Returns SQLite's result code. REQUIRES: isOpen().
    int checkpoint(int mode);
    /// False when the checkpoint failed for a reason other than damage.
    bool runCheck(const std::function<void(const QString &)> &tell);

    sqlite3 *m_writer;
    QString m_fileName;
    FileWatch &m_file;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_condition;
    Wishes m_wishes;
    bool m_isCheckpointing = false;
    // Used only by the thread:
    std::optional<Database> m_database;
    LogMark m_copied; ///< up to where the log was in the database at the last checkpoint
    Complaint m_complaint;
    SaltErasure m_salts;
    std::thread m_thread; // last: it uses the members above
};
