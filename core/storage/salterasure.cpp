// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/salterasure.h"

#include "core/storage/saltstore.h"
#include "core/storage/traces.h"
#include "core/types/logging.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace {

constexpr auto kFirstRetry = 1s;
constexpr auto kLastRetry = 60s;

} // namespace

SaltErasure::SaltErasure(const QString &fileName, const Clock &clock) :
    m_fileName(fileName), m_clock(clock), m_thread([this] { run(); })
{
}

SaltErasure::~SaltErasure()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_condition.notify_one();
    m_thread.join();
}

void SaltErasure::erase()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWanted = true;
    }
    m_condition.notify_one();
}

void SaltErasure::run()
{
    std::unique_lock lock(m_mutex);
    auto retry = kFirstRetry;
    while (true) {
        m_condition.wait(lock, [this] { return m_isWanted || m_stop; });
        if (m_stop)
            return;
        m_isWanted = false;
        lock.unlock();
        const bool isDone = eraseHere();
        if (isDone)
            eraseCopies();
        lock.lock();
        if (isDone) {
            retry = kFirstRetry;
            continue;
        }
        m_condition.wait_for(lock, retry, [this] { return m_isWanted || m_stop; });
        retry = std::min<std::chrono::seconds>(2 * retry, kLastRetry);
        m_isWanted = true;
    }
}

bool SaltErasure::eraseHere() const
{
    if (QFileInfo(m_fileName).size() == 0)
        return true; // somebody took it away; it must not be made anew here
    Result<Database> database = Database::open(m_fileName, Database::Mode::Existing);
    return database && eraseOldSalts(*database, m_clock) && emptyLog(*database);
}

void SaltErasure::eraseCopies() const
{
    const QFileInfo original(m_fileName);
    const QFileInfoList files = original.dir().entryInfoList({original.fileName() + QStringLiteral(".*")},
                                                             QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &file : files) {
        const QString name = file.filePath();
        if (name.endsWith(QLatin1StringView("-wal")) || name.endsWith(QLatin1StringView("-shm"))
            || name.endsWith(QLatin1StringView("-journal")))
            continue;
        {
            const Result<Database> reader = Database::open(name, Database::Mode::ReadOnly);
            if (!reader || !hasOldSalts(*reader, m_clock.now()))
                continue;
        }
        Result<Database> copy = Database::open(name, Database::Mode::Existing);
        if (!copy || !eraseOldSalts(*copy, m_clock) || !copy->execute("PRAGMA journal_mode=DELETE")) {
            qCWarning(lcStorage).noquote()
                << "a copy of the database keeps an old key of visitor ids; remove it if you can:" << name;
        }
    }
}
