// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <atomic>
#include <mutex>

/// Tells whether the file under an open connection is still the one at its path: what is committed to a file
/// that was removed, moved or overwritten is lost, and SQLite does not look.
///
/// Three stat() calls a look, about 3 µs; when the file has changed, its header and identity are read, too,
/// as soon as no checkpoint writes it. Belongs to the thread of the connection. On Windows a file that is
/// open can be neither removed nor replaced, so look() finds nothing there.
class FileWatch final
{
public:
    enum class State : quint8 {
        Sound,
        Gone, ///< removed or moved, or the folder was
        LogGone, ///< the log or its index was, the database is there
        Replaced, ///< another file has its name
        Overwritten, ///< the file is there, but what it held is not
    };

    /// `fileName` is the path that the user sees; the connection must have written its log already.
    FileWatch(const Database &database, const QString &fileName);

    State look();
    /// True once after the file, still ours, was written by something that is no checkpoint of SQLite: pages
    /// in the middle of it may hold anything. What others write in the very milliseconds of a checkpoint
    /// cannot be told from it.
    bool takeStrangeWrite();
    /// False when somebody wrote into the log: then look() says Overwritten from here on, and nothing may
    /// copy the log into the database. Reads all of it. Any thread that has a connection of its own:
    /// `database`.
    bool isLogIntact(const Database &database);
    /// Pages were found that cannot be read: as if another file had been written over it. Any thread.
    void setBroken() { m_isBroken = true; }
    /// Copies the log into the file: what the file is before and after tells apart what others write. All
    /// checkpoints of this program while it collects go through here, one at a time. SQLite's code of the
    /// result. Any thread that has a connection of its own, `database`; `mode` is SQLITE_CHECKPOINT_….
    int checkpoint(const Database &database, int mode);
    /// Frames in the log that are not in the database yet. From the last look().
    qint64 framesToCopy() const { return m_framesToCopy; }
    /// Removes log and index when they are those of this connection: they are of no use to another database.
    void removeLog() const;
    /// True when this connection's own file has the name. Any thread.
    bool isAtItsPath() const;
    /// True when `fileName` is the database or its log, under whichever name. Any thread.
    bool isInUse(const QString &fileName) const;
    /// True after setBroken(), or when the log was written by others. Any thread.
    bool isBroken() const { return m_isBroken; }

private:
    struct Stamp
    {
        quint64 device = 0;
        quint64 inode = 0; ///< 0 = no such file
        qint64 size = 0;
        qint64 changed = 0; ///< ns
        bool isSameFile(const Stamp &other) const { return device == other.device && inode == other.inode; }
        bool operator==(const Stamp &) const = default;
    };
    /// How far checkpoints, of any process, have come: from the index of the log.
    struct Progress
    {
        std::array<quint32, 2> salts {}; ///< others whenever the log begins anew; the first counts that
        quint32 commits = 0; ///< of all connections
        quint32 frames = 0; ///< in the log
        quint32 moved = 0; ///< frames that are in the database
        quint32 begun = 0; ///< frames that will be when the checkpoint that runs is done
        bool isRunning() const { return moved != begun; }
        /// Whether a checkpoint wrote the database between the two.
        bool hasMovedOn(const Progress &before) const;
    };
    /// The file when all that had been written into it was accounted for.
    struct Known
    {
        Stamp stamp;
        Progress progress; ///< read before the stamp
    };
    static Stamp stampOf(const QByteArray &path);
    static Progress progressOf(const QByteArray &logIndex);
    /// Of a file that has changed; `true` also while that cannot be told.
    bool isOurs(const Stamp &now, quint32 checkpoints);
    /// REQUIRES: m_mutex is held.
    void accountFor(const Stamp &now, const Progress &progress);
    /// False when the log is shorter than its index says.
    bool isLogWhole(qint64 bytes) const;
    /// Of the log as stat() sees it: false when it was written, nothing was committed, and it is not intact.
    bool isLogOurs(const Stamp &log, const QByteArray &index);
    /// Makes an index that was cut as long as it was, before SQLite reads where nothing is; it finds zeros
    /// and makes the index anew from the log.
    void mendIndex() const;

    const Database &m_database;
    std::array<QByteArray, 3> m_paths; ///< database, log, index
    std::array<Stamp, 3> m_opened; ///< files of the connection; only who they are is of use
    std::array<Stamp, 3> m_stamps; ///< at the last look
    QByteArray m_header;
    QByteArray m_identity;
    qint64 m_lastSeq = 0; ///< in the file itself, when it was last looked into
    std::mutex m_checkpointMutex; ///< held while one of ours runs
    std::atomic<quint32> m_checkpoints = 0; ///< odd while one of ours runs
    mutable std::mutex m_mutex; ///< guards m_known
    Known m_known;
    qint64 m_framesToCopy = 0;
    QByteArray m_committed; ///< how far the log went at the last look, as its index says
    std::atomic<bool> m_isWrittenByStrangers = false;
    std::atomic<bool> m_isBroken = false;
    qint64 m_unsureSince = 0; ///< µs, monotonic, since it cannot be told whose the file is; 0 = it can
};
