// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/logcheck.h"
#include "core/types/state.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <atomic>
#include <mutex>

/// Tells whether the file under an open connection is still the one at its path: what is committed to a file
/// that was removed, moved or overwritten is lost, and SQLite does not look.
///
/// Each look makes four stat() calls, about 4 µs; when the file has changed, it also reads its header and
/// identity as soon as no checkpoint writes it. Belongs to the thread of the connection. On Windows an open
/// file can be neither removed nor replaced, so look() finds nothing there.
class FileWatch final
{
public:
    enum class State : quint8 {
        Sound,
        Gone, ///< removed or moved, or the folder was
        LogGone, ///< the log or its index is missing, the database is there
        Replaced, ///< another file has its name
        LogOverwritten, ///< the log was cut or written by another program; the database is ours
        Overwritten, ///< the file is there, but its contents were replaced
    };

    /// `fileName` is the path that the user sees; the connection must have written its log already.
    FileWatch(const Database &database, const QString &fileName);

    State look();
    /// What the user is told: what happened, and how to fix it. REQUIRES: not Sound.
    static Concern concern(State state, const QString &fileName);
    /// True once after something other than a checkpoint of SQLite wrote to our file: pages
    /// in the middle of it may hold anything. Writes within the very milliseconds of a checkpoint
    /// cannot be detected.
    bool takeStrangeWrite();
    /// False when another program wrote into the log: then look() returns LogOverwritten from here on, and
    /// the log must not be copied into the database. Reads the whole log, or with `copied` what is not in the
    /// database yet (logcheck.h). Any thread that has a connection of its own: `database`.
    bool isLogIntact(const Database &database, LogMark *copied = nullptr);
    /// Unreadable pages were found: treated as if another file had been written over this one. Any thread.
    void setBroken() { m_isBroken = true; }
    /// Copies the log into the file: comparing the file before and after detects foreign writes. All
    /// checkpoints of this program while it collects go through here, one at a time. Returns SQLite's result
    /// code. Any thread that has a connection of its own, `database`; `mode` is SQLITE_CHECKPOINT_….
    int checkpoint(const Database &database, int mode);
    /// Frames in the log that are not in the database yet, at the last look().
    qint64 framesToCopy() const { return m_framesToCopy; }
    /// Removes log and index if they belong to this connection: they are of no use to another database.
    void removeLog() const;
    /// True when the file at the path is the one this connection has open. Any thread.
    bool isAtItsPath() const;
    /// True when a link to the file was put in its place: SQLite would look for its log beside the file that
    /// the link leads to. Any thread.
    bool isBehindLink() const;
    /// True when database, log and index are the ones this connection has open. A new connection in this
    /// process must not be made otherwise: it would share the index, but not the log. Any thread.
    bool isInPlace() const;
    /// True when `fileName` is the database or its log, under any name. Any thread.
    bool isInUse(const QString &fileName) const;
    /// True after setBroken(), or when another program wrote the log. Any thread.
    bool isBroken() const { return m_isBroken || m_isLogBroken; }

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
    /// How far checkpoints of any process have come: read from the index of the log.
    struct Progress
    {
        std::array<quint32, 2> salts {}; ///< change whenever the log begins anew; the first one is a counter
        quint32 commits = 0; ///< of all connections
        quint32 frames = 0; ///< in the log
        quint32 moved = 0; ///< frames that are in the database
        quint32 begun = 0; ///< frames that will be in the database when the running checkpoint is done
        bool isRunning() const { return moved != begun; }
        /// Whether a checkpoint wrote the database between the two readings.
        bool hasMovedOn(const Progress &before) const;
    };
    /// The state of the file when all writes to it were accounted for.
    struct Known
    {
        Stamp stamp;
        Progress progress; ///< read before the stamp
    };
    static Stamp stampOf(const QByteArray &path);
    /// Of a link itself.
    static Stamp linkStampOf(const QByteArray &path);
    static Progress progressOf(const QByteArray &logIndex);
    /// Whether a changed file is still ours; `true` also while that is not known yet.
    bool isOurs(const Stamp &now, quint32 checkpoints);
    /// `bytes` is what the header of the file says.
    bool isShort(const Stamp &now, const Progress &progress, qint64 bytes, bool isStill) const;
    /// REQUIRES: m_mutex is held.
    void accountFor(const Stamp &now, const Progress &progress);
    /// Whether the log is what its index says. `isIndexCut`: then the index says nothing.
    State lookAtLog(const Stamp &log, const QByteArray &index, bool isIndexCut);
    /// False when the log is shorter than its index says.
    bool isLogWhole(qint64 bytes) const;
    /// Checks the log by its stat() data: false when it was written without a commit and is not intact.
    bool isLogOurs(const Stamp &log, const QByteArray &index);
    /// Restores the length of an index that was truncated, before SQLite reads beyond its end; SQLite finds
    /// zeros and rebuilds the index from the log.
    void repairIndex() const;

    const Database &m_database;
    std::array<QByteArray, 3> m_paths; ///< database, log, index
    std::array<Stamp, 3> m_opened; ///< files of the connection; only their identity is used
    Stamp m_openedLink; ///< at the path itself; only its identity is used
    QString m_openedTarget; ///< where the path led, through all links
    std::array<Stamp, 3> m_stamps; ///< at the last look
    QByteArray m_header;
    QByteArray m_identity;
    qint64 m_lastSeq = 0; ///< in the file itself, when it was last read
    std::mutex m_checkpointMutex; ///< held while one of our checkpoints runs
    std::atomic<quint32> m_checkpoints = 0; ///< odd while one of our checkpoints runs
    mutable std::mutex m_mutex; ///< guards m_known
    Known m_known;
    qint64 m_framesToCopy = 0;
    QByteArray m_committed; ///< how far the log went at the last look, as its index says
    quint32 m_otherWrites = 0; ///< Transaction::countOfOtherThreads() at the last look
    std::atomic<bool> m_isWrittenByStrangers = false;
    std::atomic<bool> m_isBroken = false;
    std::atomic<bool> m_isLogBroken = false;
    Stamp m_unsureStamp; ///< of the file while it cannot be told whose it is
    qint64 m_unsureSince = 0; ///< µs, monotonic, since m_unsureStamp has not changed
};
