// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

struct sqlite3;

/// Moves committed pages from the write-ahead log into the database, in a thread and over a
/// connection of its own: a checkpoint syncs to disk, and no commit should wait for that.
class Checkpointer final
{
public:
    /// Watches the commits of `writer`, the connection of the storage thread.
    Checkpointer(sqlite3 *writer, const QString &fileName);
    ~Checkpointer(); // waits for a checkpoint under way
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

private:
    static int onCommit(void *self, sqlite3 *database, const char *schema, int pages);
    void run();

    /// Pages of 4 KiB in the log before it is worth a checkpoint: 32 MiB.
    static constexpr int kPages = 8192;

    sqlite3 *m_writer;
    QString m_fileName;
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_wanted = false;
    bool m_stop = false;
    std::thread m_thread;
};
