// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

/// Keeps the catalog beside the database up to date (catalogfile.h). A small one is written at once. That of
/// many links, which takes a second, is written soon after, by a thread with a connection of its own: no
/// commit waits for it.
///
/// Belongs to the storage thread.
class CatalogKeeper final
{
public:
    static constexpr qint64 kAtOnce = 256 * 1024; ///< bytes; such a catalog takes a few milliseconds

    /// `mayOpen` says whether the database is where it was; called in any thread, must outlive this object.
    CatalogKeeper(QString databaseFile, std::function<bool()> mayOpen);
    ~CatalogKeeper();
    CatalogKeeper(const CatalogKeeper &) = delete;
    CatalogKeeper &operator=(const CatalogKeeper &) = delete;

    /// Something may have changed in the database.
    void keep(const Database &database);
    /// The same; it is written when this returns, whatever its size.
    void keepNow(const Database &database);

private:
    /// Whether the connection has written anything since the last time.
    bool hasWritten(const Database &database);
    void write(const Database &database);
    void run();

    const QString m_databaseFile;
    const std::function<bool()> m_mayOpen;
    const void *m_connection = nullptr; ///< the last one that was asked about
    qint64 m_changes = -1; ///< of that connection
    std::mutex m_writing; // guards the file
    std::mutex m_mutex; // guards the two below
    std::condition_variable m_wake;
    bool m_isDue = false;
    bool m_ends = false;
    std::thread m_thread; ///< runs since the first large catalog
};
