// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

class FileWatch;
struct sqlite3;

/// Moves committed pages from the write-ahead log into the database, in a thread and over a
/// connection of its own: a checkpoint syncs to disk, and no commit should wait for that. Checks the file,
/// too.
class Checkpointer final
{
public:
    /// Watches the commits of `writer`, the connection of the storage thread; tells `file` of its own
    /// writing.
    Checkpointer(sqlite3 *writer, const QString &fileName, FileWatch &file);
    ~Checkpointer(); // waits for a checkpoint under way
    /// Has the thread look for pages that cannot be read; `tell` is called in it, with nothing when all can.
    /// Nothing is told when this ends before.
    void check(std::function<void(const QString &damage)> tell);
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

private:
    static int onCommit(void *self, sqlite3 *database, const char *schema, int pages);
    void run();
    void runCheck(const std::function<void(const QString &)> &tell);

    /// Pages of 4 KiB in the log before it is worth a checkpoint: 32 MiB.
    static constexpr int kPages = 8192;

    sqlite3 *m_writer;
    QString m_fileName;
    FileWatch &m_file;
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_wanted = false;
    std::function<void(const QString &)> m_checkWanted;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};
