// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/catalogkeeper.h"

#include "core/storage/catalogfile.h"
#include "core/types/logging.h"
#include "core/types/threadname.h"

#include <QFileInfo>

#include <sqlite3.h>

#include <chrono>
#include <utility>

namespace {

/// A thread that writes again and again rests for so many times as long as that took.
constexpr int kRests = 4;

} // namespace

CatalogKeeper::CatalogKeeper(QString databaseFile, std::function<bool()> mayOpen) :
    m_databaseFile(std::move(databaseFile)), m_mayOpen(std::move(mayOpen))
{
}

CatalogKeeper::~CatalogKeeper()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void CatalogKeeper::keep(const Database &database)
{
    if (!hasWritten(database))
        return;
    if (QFileInfo(catalogNameOf(m_databaseFile)).size() <= kAtOnce)
        return write(database);
    {
        const std::lock_guard lock(m_mutex);
        m_isDue = true;
    }
    m_wake.notify_all();
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void CatalogKeeper::keepNow(const Database &database)
{
    const bool hasChanged = hasWritten(database);
    bool wasDue = false;
    {
        const std::lock_guard lock(m_mutex);
        wasDue = std::exchange(m_isDue, false);
    }
    if (hasChanged || wasDue)
        write(database);
}

bool CatalogKeeper::hasWritten(const Database &database)
{
    const qint64 changes = sqlite3_total_changes64(database.handle());
    const bool isSame = m_connection == database.handle() && m_changes == changes;
    m_connection = database.handle();
    m_changes = changes;
    return !isSame;
}

void CatalogKeeper::write(const Database &database)
{
    const std::lock_guard lock(m_writing);
    if (const Result<void> kept = keepCatalog(database, m_databaseFile); !kept)
        qCWarning(lcStorage).noquote() << kept.error().message;
}

void CatalogKeeper::run()
{
    nameThread("catalog");
    std::unique_lock lock(m_mutex);
    while (!m_ends) {
        m_wake.wait(lock, [this] { return m_isDue || m_ends; });
        if (!std::exchange(m_isDue, false))
            continue;
        lock.unlock();
        const auto began = std::chrono::steady_clock::now();
        if (m_mayOpen()) {
            if (const Result<Database> database = Database::open(m_databaseFile, Database::Mode::ReadOnly))
                write(*database);
            else
                qCWarning(lcStorage).noquote() << database.error().message;
        }
        const auto took = std::chrono::steady_clock::now() - began;
        lock.lock();
        m_wake.wait_for(lock, kRests * took, [this] { return m_ends; });
    }
}
