// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/checkpointer.h"

#include "core/storage/database.h"

#include <sqlite3.h>

Checkpointer::Checkpointer(sqlite3 *writer, const QString &fileName) :
    m_writer(writer), m_fileName(fileName), m_thread([this] { run(); })
{
    sqlite3_wal_hook(m_writer, &Checkpointer::onCommit, this); // replaces the automatic checkpoint
}

Checkpointer::~Checkpointer()
{
    sqlite3_wal_hook(m_writer, nullptr, nullptr);
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_condition.notify_one();
    m_thread.join();
}

int Checkpointer::onCommit(void *self, sqlite3 *, const char *, int pages)
{
    auto *checkpointer = static_cast<Checkpointer *>(self);
    if (pages < kPages)
        return SQLITE_OK;
    {
        const std::lock_guard lock(checkpointer->m_mutex);
        if (checkpointer->m_wanted)
            return SQLITE_OK;
        checkpointer->m_wanted = true;
    }
    checkpointer->m_condition.notify_one();
    return SQLITE_OK;
}

void Checkpointer::run()
{
    Result<Database> database = Database::open(m_fileName, Database::Mode::ReadWrite);
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_condition.wait(lock, [this] { return m_wanted || m_stop; });
        if (m_stop || !database)
            break;
        lock.unlock();
        sqlite3_wal_checkpoint_v2(database->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        lock.lock();
        m_wanted = false;
    }
}
