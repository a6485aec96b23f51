// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/checkpointer.h"

#include "core/storage/filewatch.h"
#include "core/storage/verify.h"
#include "core/types/threadname.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kFirstRetry = 1s;
constexpr std::chrono::milliseconds kLastRetry = 60s;

} // namespace

Result<void> leaveCheckpoints(const Database &database)
{
    return database.execute("PRAGMA wal_autocheckpoint=0");
}

void Checkpointer::Wishes::add(Wishes &&other)
{
    isCheckpointWanted |= other.isCheckpointWanted;
    erasesRows |= other.erasesRows;
    emptiesLog |= other.emptiesLog;
    erasesCopies |= other.erasesCopies;
    if (other.tell)
        tell = std::move(other.tell);
}

Checkpointer::Checkpointer(sqlite3 *writer, const QString &fileName, FileWatch &file, const Clock &clock) :
    m_writer(writer),
    m_fileName(fileName),
    m_file(file),
    m_salts(fileName, clock, file, m_stop),
    m_thread([this] { run(); })
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
    if (pages >= kPages)
        static_cast<Checkpointer *>(self)->checkpoint();
    return SQLITE_OK;
}

void Checkpointer::checkpoint()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isCheckpointing || m_wishes.isCheckpointWanted)
            return; // the log stays long until a writer restarts it
        m_wishes.isCheckpointWanted = true;
    }
    m_condition.notify_one();
}

void Checkpointer::check(std::function<void(const QString &damage)> tell)
{
    Wishes wishes;
    wishes.tell = std::move(tell);
    wish(std::move(wishes));
}

void Checkpointer::eraseSalts(bool emptiesLog)
{
    Wishes wishes;
    wishes.erasesRows = wishes.erasesCopies = true;
    wishes.emptiesLog = emptiesLog;
    wish(std::move(wishes));
}

void Checkpointer::wish(Wishes &&wishes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wishes.add(std::move(wishes));
    }
    m_condition.notify_one();
}

void Checkpointer::run()
{
    nameThread("checkpoints");
    const auto isAwake = [this] { return m_stop || !m_wishes.isEmpty(); };
    Wishes left;
    auto retry = kFirstRetry;
    std::unique_lock lock(m_mutex);
    while (true) {
        if (left.isEmpty())
            m_condition.wait(lock, isAwake);
        else
            m_condition.wait_for(lock, retry, isAwake);
        if (m_stop)
            break;
        left.add(std::exchange(m_wishes, {}));
        m_isCheckpointing = left.isCheckpointWanted;
        lock.unlock();
        left = grant(std::move(left));
        retry = left.isEmpty() ? kFirstRetry : std::min(2 * retry, kLastRetry);
        lock.lock();
        m_isCheckpointing = false;
    }
    lock.unlock();
    m_database.reset(); // a connection ends in its thread
}

Checkpointer::Wishes Checkpointer::grant(Wishes &&wishes)
{
    Wishes left;
    if (wishes.isCheckpointWanted && isOpen())
        (void)checkpoint(SQLITE_CHECKPOINT_PASSIVE); // the next commit wishes for what is left
    if (wishes.tell && !runCheck(wishes.tell))
        left.tell = std::move(wishes.tell);
    // A broken file is set aside one day; until then nothing is written into it.
    if (wishes.erasesRows && !m_file.isBroken()) {
        const auto copyLog = [this](int mode) { return checkpoint(mode); };
        const bool isDone = isOpen() && m_salts.eraseRows(*m_database, wishes.emptiesLog, copyLog);
        left.erasesRows = !isDone;
        left.emptiesLog = !isDone; // rows may be gone and still be in it
    }
    if (wishes.erasesCopies)
        m_salts.eraseCopies();
    return left;
}

bool Checkpointer::isOpen()
{
    if (m_database)
        return true;
    if (!m_file.isInPlace())
        return false; // another file is none of ours
    Result<Database> database = Database::open(m_fileName, Database::Mode::Existing);
    if (database && m_file.isInPlace() && leaveCheckpoints(*database))
        m_database = std::move(*database);
    if (m_database)
        m_complaint.settle(QStringLiteral("the log is copied into the database again"));
    else if (!database)
        m_complaint.say(QStringLiteral("the log cannot be copied into the database and old keys of visitor "
                                       "ids not be erased: %1")
                            .arg(database.error().message));
    return m_database.has_value();
}

int Checkpointer::checkpoint(int mode)
{
    return m_file.isLogIntact(*m_database, &m_copied) ? m_file.checkpoint(*m_database, mode) : SQLITE_CORRUPT;
}

bool Checkpointer::runCheck(const std::function<void(const QString &)> &tell)
{
    constexpr int kSteps = 10'000; // of SQLite's machine, between two looks at m_stop: well under a second
    if (!m_file.isInPlace())
        return false;
    // One that has not read a page yet.
    const Result<Database> database = Database::open(m_fileName, Database::Mode::ReadOnly);
    if (!database) {
        if (database.error().code != QLatin1StringView("database_unreadable"))
            return false; // there are too many open files, for instance
        tell(database.error().message);
        return true;
    }
    const auto isOver = [](void *stop) { return static_cast<std::atomic<bool> *>(stop)->load() ? 1 : 0; };
    sqlite3_progress_handler(database->handle(), kSteps, isOver, &m_stop);
    const QString damage = damageIn(*database);
    if (!m_stop)
        tell(damage);
    return true;
}
