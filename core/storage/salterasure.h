// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

/// Takes salts whose time is over off the disk: rows of the database, its write-ahead log, and copies of the
/// database that stand beside it (`clickscope.db.before-v4`), as far as they can be opened.
///
/// In a thread and over a connection of its own: a reader may keep the log for minutes, and no commit waits
/// for that. Until the log could be emptied it is tried again and again.
class SaltErasure final
{
public:
    SaltErasure(const QString &fileName, const Clock &clock);
    ~SaltErasure(); // does not wait for readers
    SaltErasure(const SaltErasure &) = delete;
    SaltErasure &operator=(const SaltErasure &) = delete;

    /// Erases what is over. Returns at once; thread-safe.
    void erase();

private:
    void run();
    /// Rows and log. False when somebody else uses them.
    bool eraseHere() const;
    void eraseCopies() const;

    const QString m_fileName;
    const Clock &m_clock;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_condition;
    bool m_isWanted = false;
    bool m_stop = false;
    std::thread m_thread; // last: it uses the others
};
