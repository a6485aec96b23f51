// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/checkpointer.h"

#include "core/storage/database.h"
#include "core/storage/filewatch.h"

#include <sqlite3.h>

#include <utility>

Checkpointer::Checkpointer(sqlite3 *writer, const QString &fileName, FileWatch &file) :
    m_writer(writer), m_fileName(fileName), m_file(file), m_thread([this] { run(); })
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

void Checkpointer::check(std::function<void(const QString &damage)> tell)
{
    {
        const std::lock_guard lock(m_mutex);
        m_checkWanted = std::move(tell);
    }
    m_condition.notify_one();
}

void Checkpointer::run()
{
    Result<Database> database = Database::open(m_fileName, Database::Mode::Existing);
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_condition.wait(lock, [this] { return m_wanted || m_checkWanted || m_stop; });
        if (m_stop || !database)
            break;
        const bool writes = m_wanted;
        const auto tell = std::exchange(m_checkWanted, nullptr);
        lock.unlock();
        if (writes && m_file.isLogIntact(*database)) {
            m_file.checkpointBegins();
            sqlite3_wal_checkpoint_v2(database->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                      nullptr);
            m_file.checkpointEnds();
        }
        if (tell)
            runCheck(tell);
        lock.lock();
        m_wanted = m_wanted && !writes;
    }
}

void Checkpointer::runCheck(const std::function<void(const QString &)> &tell)
{
    constexpr int kSteps = 10'000; // of SQLite's machine, between two looks at m_stop: well under a second
    // One that has not read a page yet.
    const Result<Database> database = Database::open(m_fileName, Database::Mode::ReadOnly);
    if (!database) {
        tell(database.error().message);
        return;
    }
    const auto isOver = [](void *stop) { return static_cast<std::atomic<bool> *>(stop)->load() ? 1 : 0; };
    sqlite3_progress_handler(database->handle(), kSteps, isOver, &m_stop);
    Statement check = database->prepare("PRAGMA quick_check(1)");
    const bool hasRow = check.step() == Statement::Step::Row;
    if (m_stop)
        return;
    const QString found = hasRow ? check.text(0) : database->lastError().message;
    tell(found == QLatin1StringView("ok") ? QString() : found);
}
