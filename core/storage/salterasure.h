// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <functional>

class FileWatch;

/// Removes expired salts from the disk: rows of the database, its write-ahead log, and every other
/// file of the folder that is or was one of our databases: copies made before a migration, files that were
/// set aside, copies made by the user.
///
/// Copies that can be opened are erased as databases. Files that were set aside are never opened, because
/// SQLite would copy their log into a file that may not belong to it: there the bytes are overwritten
/// (saltsweep.h). Belongs to one thread, that of the Checkpointer.
class SaltErasure final
{
public:
    /// Ends early when `stop` is set. All arguments must outlive this object.
    SaltErasure(const QString &fileName, const Clock &clock, const FileWatch &file,
                const std::atomic<bool> &stop);

    /// Erases rows and log; `copyLog` makes a checkpoint of that mode and returns SQLite's code. False when
    /// another connection uses them. Without `emptiesLog` the log is emptied only if there were rows to
    /// erase.
    bool eraseRows(Database &database, bool emptiesLog, const std::function<int(int mode)> &copyLog);
    void eraseCopies();

private:
    /// Erases the salts of a copy by SQL. False when the file is not a database.
    bool eraseCopy(const QString &fileName) const;
    /// Files of the folder that may hold salts, without the suffix of a log or journal.
    QStringList copies() const;

    const QString m_fileName;
    const Clock &m_clock;
    const FileWatch &m_file;
    const std::atomic<bool> &m_stop;
    QList<QByteArray> m_erased; ///< salts whose rows are gone, but which may be in files beside the database
};
