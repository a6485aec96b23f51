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

/// Takes salts whose time is over off the disk: rows of the database, its write-ahead log, and every other
/// file of the folder that is or was a database of ours: copies made before a migration, files that were set
/// aside, copies of the user's own.
///
/// Copies that can be opened are erased as databases. Files that were set aside are never opened, because
/// SQLite would copy their log into what may not be theirs: there the bytes are overwritten
/// (saltsweep.h). Belongs to one thread, that of the Checkpointer.
class SaltErasure final
{
public:
    /// Ends early when `stop` is set. All must outlive this.
    SaltErasure(const QString &fileName, const Clock &clock, const FileWatch &file,
                const std::atomic<bool> &stop);

    /// Rows and log; `copyLog` is a checkpoint of that mode and returns SQLite's code. False when somebody
    /// else uses them. Without `emptiesLog` the log is emptied when there were rows to erase.
    bool eraseRows(Database &database, bool emptiesLog, const std::function<int(int mode)> &copyLog);
    void eraseCopies();

private:
    /// As a database. False when it is none any more.
    bool eraseCopy(const QString &fileName) const;
    /// Files of the folder, without log or journal at the end of their names, that may hold salts.
    QStringList copies() const;

    const QString m_fileName;
    const Clock &m_clock;
    const FileWatch &m_file;
    const std::atomic<bool> &m_stop;
    QList<QByteArray> m_erased; ///< salts whose rows are gone, and which may be in files beside the database
};
