// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/filewatch.h"

#include "core/storage/fileheader.h"
#include "core/storage/hitrow.h"
#include "core/storage/transaction.h"
#include "core/types/clock.h"
#include "core/types/logging.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace {

// https://sqlite.org/fileformat2.html#the_database_header
constexpr qsizetype kFixedBytes = 20; ///< magic, page size, versions
constexpr qsizetype kPageSizeAt = 16;
constexpr qsizetype kPagesAt = 28;

/// A checkpoint may be under way; one that takes longer than this was given up by a process that died.
constexpr Micros kMostUnsure = 5 * kMicrosPerSecond;

struct Contents
{
    QByteArray identity;
    qint64 lastSeq = -1; ///< -1 = cannot be read
};

/// Of the file itself, without its log.
Contents contentsOf(const QString &fileName)
{
    const Result<Database> database = Database::openAsItIs(fileName);
    if (!database)
        return {};
    Statement identity = database->prepare("SELECT identity FROM store");
    if (!identity.isValid() || identity.step() != Statement::Step::Row)
        return {};
    const Result<qint64> last = lastGivenSeq(*database);
    return {identity.blob(0), last ? *last : Contents().lastSeq};
}

qint64 bytesOf(const QByteArray &header)
{
    const qint64 pageSize = qFromBigEndian<quint16>(header.constData() + kPageSizeAt);
    return (pageSize == 1 ? 65536 : pageSize) * qFromBigEndian<quint32>(header.constData() + kPagesAt);
}

/// Of the index of the log: frames, their checksum, salts, its own checksum.
constexpr qsizetype kCommittedBytes = 48;

/// By what no transaction changes.
bool isSameKind(const QByteArray &header, const QByteArray &known)
{
    return header.first(kFixedBytes) == known.first(kFixedBytes)
        && applicationOf(header) == applicationOf(known);
}

} // namespace

FileWatch::FileWatch(const Database &database, const QString &fileName) : m_database(database)
{
    const QByteArray path = QFile::encodeName(fileName);
    // SQLite puts the log beside the file that a link leads to.
    const QByteArray opened = QFile::encodeName(database.fileName());
    m_paths = {path, opened + "-wal", opened + "-shm"};
    for (std::size_t i = 0; i < m_paths.size(); ++i)
        m_stamps[i] = stampOf(m_paths[i]);
    m_opened = m_stamps;
    m_openedLink = linkStampOf(path);
    m_openedTarget = QFileInfo(fileName).canonicalFilePath();
    m_header = database.header();
    // Of the connection: the file itself may not contain it yet, if the checkpoint was delayed.
    Statement identity = database.prepare("SELECT identity FROM store");
    if (identity.isValid() && identity.step() == Statement::Step::Row)
        m_identity = identity.blob(0);
    m_lastSeq = contentsOf(fileName).lastSeq;
    m_known.progress = progressOf(m_database.logIndex());
    m_known.stamp = m_stamps[0];
}

Concern FileWatch::concern(State state, const QString &fileName)
{
    QString code;
    QString message;
    switch (state) {
    case State::Gone:
        code = QStringLiteral("database_gone");
        message = QStringLiteral(
            "%1 was removed or moved while Clickscope ran. Put it back, or let a new one be created: "
            "it gets everything that can still be read.");
        break;
    case State::LogGone:
        code = QStringLiteral("database_log_gone");
        message = QStringLiteral(
            "The log of %1 (-wal or -shm beside it) was removed while Clickscope ran. Let the database "
            "be rewritten: nothing is lost.");
        break;
    case State::Replaced:
        code = QStringLiteral("database_replaced");
        message = QStringLiteral(
            "%1 was replaced by another file while Clickscope ran. Put the first one back, or let "
            "this one be used.");
        break;
    case State::LogOverwritten:
        code = QStringLiteral("database_log_overwritten");
        message = QStringLiteral(
            "The log of %1 (-wal beside it) was truncated or overwritten while Clickscope ran. Let the "
            "database go on without it: it is kept under another name, and what it held last is lost.");
        break;
    case State::Overwritten:
        code = QStringLiteral("database_overwritten");
        message = QStringLiteral(
            "%1 was truncated or overwritten while Clickscope ran. Stop Clickscope and restore a backup, "
            "or let a new one be created: this one is kept under another name.");
        break;
    case State::Sound: break;
    }
    return {code, Concern::Level::Failing, message.arg(fileName), false};
}

FileWatch::Stamp FileWatch::stampOf([[maybe_unused]] const QByteArray &path)
{
#ifdef Q_OS_UNIX
    struct stat found = {};
    if (::stat(path.constData(), &found) != 0)
        return {};
#ifdef Q_OS_DARWIN
    const timespec &changed = found.st_mtimespec;
#else
    const timespec &changed = found.st_mtim;
#endif
    return {static_cast<quint64>(found.st_dev), static_cast<quint64>(found.st_ino),
            static_cast<qint64>(found.st_size),
            static_cast<qint64>(changed.tv_sec) * 1'000'000'000 + static_cast<qint64>(changed.tv_nsec)};
#else
    return {};
#endif
}

FileWatch::Stamp FileWatch::linkStampOf([[maybe_unused]] const QByteArray &path)
{
    Stamp stamp;
#ifdef Q_OS_UNIX
    struct stat found = {};
    if (::lstat(path.constData(), &found) == 0) {
        stamp.device = static_cast<quint64>(found.st_dev);
        stamp.inode = static_cast<quint64>(found.st_ino);
    }
#endif
    return stamp;
}

bool FileWatch::isLogIntact(const Database &database, LogMark *copied)
{
    const QByteArray before = database.logIndex();
    const QString log = QFile::decodeName(m_paths[1]);
    if (::isLogIntact(log, before, copied))
        return true;
    // A log that restarts while it is read looks broken; commits only append to it.
    const QByteArray after = database.logIndex();
    if (progressOf(after).salts != progressOf(before).salts)
        return true;
    m_isLogBroken = true;
    return false;
}

bool FileWatch::isLogOurs(const Stamp &log, const QByteArray &index)
{
    const QByteArray committed = index.first(std::min(index.size(), kCommittedBytes));
    const quint32 others = Transaction::countOfOtherThreads();
    // A transaction writes the log before the index tells of it.
    const bool isBeingWritten = others != m_otherWrites || others % 2 != 0;
    const bool isStrange = log.changed != m_stamps[1].changed && committed == m_committed
        && !committed.isEmpty() && !isBeingWritten;
    m_stamps[1].changed = log.changed;
    m_committed = committed;
    m_otherWrites = others;
    return !isStrange || isLogIntact(m_database);
}

FileWatch::State FileWatch::look()
{
    if (m_isBroken)
        return State::Overwritten;
    const quint32 checkpoints = m_checkpoints; // before the file is looked at, both
    const Stamp index = stampOf(m_paths[2]);
    const bool isIndexCut = index.isSameFile(m_stamps[2]) && index.size < m_stamps[2].size;
    if (isIndexCut)
        repairIndex(); // before anything reads where nothing is
    const QByteArray logIndex = m_database.logIndex();
    const Progress progress = progressOf(logIndex);
    m_framesToCopy = qint64(progress.frames) - progress.moved;
    const Stamp now = stampOf(m_paths[0]);
    const Stamp &known = m_stamps[0];
    if (known.inode == 0)
        return State::Sound; // nothing to compare with on this system
    // What an overwritten log holds cannot be copied to where the file was.
    if (now.inode == 0)
        return m_isLogBroken ? State::Overwritten : State::Gone;
    if (!now.isSameFile(known))
        return m_isLogBroken ? State::Overwritten : State::Replaced;
    if (isBehindLink())
        return m_isLogBroken ? State::Overwritten : State::Gone;
    // While our checkpoint writes there is nothing to compare; a file that got shorter is none of its doing.
    const bool isWriting = checkpoints % 2 != 0 && now.size >= known.size;
    if (now != known && !isWriting && !isOurs(now, checkpoints))
        return State::Overwritten;
    {
        const std::lock_guard lock(m_mutex);
        if (now == m_known.stamp && checkpoints == m_checkpoints && checkpoints % 2 == 0)
            m_known.progress = progress;
    }
    const Stamp log = stampOf(m_paths[1]);
    if (m_isLogBroken)
        return State::LogOverwritten;
    if ((m_stamps[1].inode != 0 && !log.isSameFile(m_stamps[1]))
        || (m_stamps[2].inode != 0 && !index.isSameFile(m_stamps[2])))
        return State::LogGone;
    if (!isIndexCut)
        m_stamps[2].size = index.size;
    return lookAtLog(log, logIndex, isIndexCut);
}

FileWatch::State FileWatch::lookAtLog(const Stamp &log, const QByteArray &index, bool isIndexCut)
{
    // A checkpoint shortens the log when its frames are in the database and the index says so.
    if (log.size < m_stamps[1].size && (isIndexCut || !isLogWhole(log.size)))
        m_isLogBroken = true;
    m_stamps[1].size = log.size;
    return !m_isLogBroken && isLogOurs(log, index) ? State::Sound : State::LogOverwritten;
}

// https://sqlite.org/walformat.html: the log has a header of 32 bytes, and 24 before the page of each frame;
// the header of the index has the page size in bytes 14 and 15 and the number of frames in 16 to 19, in the
// byte order of the machine.
bool FileWatch::isLogWhole(qint64 bytes) const
{
    constexpr qint64 kLogHeader = 32;
    constexpr qint64 kFrameHeader = 24;
    const QByteArray header = m_database.logIndex();
    quint16 pageSize = 0;
    quint32 frames = 0;
    if (header.isEmpty())
        return true; // looked for already
    std::memcpy(&pageSize, header.constData() + 14, sizeof pageSize);
    std::memcpy(&frames, header.constData() + 16, sizeof frames);
    return frames == 0 || bytes >= kLogHeader + frames * (kFrameHeader + (pageSize == 1 ? 65536 : pageSize));
}

void FileWatch::repairIndex() const
{
#ifdef Q_OS_UNIX
    const bool isWhole = ::truncate(m_paths[2].constData(), static_cast<off_t>(m_stamps[2].size)) == 0;
    qCWarning(lcStorage).noquote() << m_paths[2]
                                   << (isWhole ? "was cut and is made anew from the log"
                                               : "was cut and cannot be made whole");
#endif
}

// https://sqlite.org/walformat.html#the_wal_index_file_format
FileWatch::Progress FileWatch::progressOf(const QByteArray &bytes)
{
    constexpr qsizetype kCommitsAt = 8;
    constexpr qsizetype kFramesAt = 16;
    constexpr qsizetype kSaltsAt = 32;
    constexpr qsizetype kMovedAt = 96;
    constexpr qsizetype kBegunAt = 128;
    Progress result;
    if (bytes.isEmpty())
        return result;
    std::memcpy(&result.commits, bytes.constData() + kCommitsAt, sizeof result.commits);
    std::memcpy(&result.frames, bytes.constData() + kFramesAt, sizeof result.frames);
    std::memcpy(result.salts.data(), bytes.constData() + kSaltsAt, sizeof result.salts);
    std::memcpy(&result.moved, bytes.constData() + kMovedAt, sizeof result.moved);
    std::memcpy(&result.begun, bytes.constData() + kBegunAt, sizeof result.begun);
    return result;
}

bool FileWatch::Progress::hasMovedOn(const Progress &before) const
{
    if (salts == before.salts)
        return moved != before.moved || begun != before.begun;
    // The log has restarted, which happens when all of it was copied.
    if (before.moved != before.frames || moved != 0 || begun != 0)
        return true;
    if (commits == before.commits)
        return false; // nothing to copy
    // The first commit into a log that was emptied gives it salts of its own; a second one could have
    // restarted it.
    if (before.frames == 0 && frames != 0 && commits - before.commits == 1)
        return false;
    // A writer restarts it, without touching the database, when nothing is left to copy.
    const quint32 times = qFromBigEndian(salts[0]) - qFromBigEndian(before.salts[0]);
    return times > 1 || frames == 0 || before.frames == 0;
}

void FileWatch::accountFor(const Stamp &now, const Progress &progress)
{
    if (now != m_known.stamp && !progress.hasMovedOn(m_known.progress))
        m_isWrittenByStrangers = true;
    m_known = {now, progress};
}

int FileWatch::checkpoint(const Database &database, int mode)
{
    const std::lock_guard one(m_checkpointMutex);
    const auto isThere = [this](const Stamp &stamp) { return stamp.isSameFile(m_opened[0]); };
    {
        const Progress progress = progressOf(database.logIndex()); // before the stamp: see Known
        const Stamp now = stampOf(m_paths[0]);
        const std::lock_guard lock(m_mutex);
        if (isThere(now) && !progress.isRunning())
            accountFor(now, progress);
        ++m_checkpoints;
    }
    const int code = sqlite3_wal_checkpoint_v2(database.handle(), nullptr, mode, nullptr, nullptr);
    const Progress progress = progressOf(database.logIndex());
    const Stamp left = stampOf(m_paths[0]);
    const std::lock_guard lock(m_mutex);
    if (isThere(left))
        m_known = {left, progress};
    ++m_checkpoints;
    return code;
}

bool FileWatch::isOurs(const Stamp &now, quint32 checkpoints)
{
    const Progress before = progressOf(m_database.logIndex());
    const QByteArray header = m_database.header();
    if (header.isEmpty() || !isSameKind(header, m_header))
        return false;
    const Contents contents = contentsOf(QFile::decodeName(m_paths[0]));
    const Stamp after = stampOf(m_paths[0]);
    const bool isStill = !before.isRunning() && !progressOf(m_database.logIndex()).hasMovedOn(before)
        && checkpoints == m_checkpoints && after == now;
    if (!isStill) { // in the middle of a checkpoint pages of before and after are mixed
        // Only a file that stands still is judged: a process died in its checkpoint.
        const bool isMoving = checkpoints % 2 != 0 || checkpoints != m_checkpoints || after != now
            || now != m_unsureStamp || progressOf(m_database.logIndex()).hasMovedOn(before);
        const Micros time = monotonicMicros();
        if (isMoving) {
            m_unsureSince = time;
            m_unsureStamp = now;
        }
        if (isMoving || time - m_unsureSince < kMostUnsure)
            return true; // the next look tells
    }
    m_unsureStamp = {};
    // An unreadable file is damaged, not another file: its readers report that.
    const bool isReadable = contents.lastSeq >= 0;
    if (isShort(now, before, bytesOf(header), isStill)
        || (isReadable && (contents.identity != m_identity || contents.lastSeq < m_lastSeq)))
        return false;
    if (isStill) {
        const std::lock_guard lock(m_mutex);
        if (checkpoints == m_checkpoints)
            accountFor(now, before);
    }
    m_lastSeq = std::max(m_lastSeq, contents.lastSeq);
    m_stamps[0] = now;
    return true;
}

// Pages that became free are never copied: until all of the log is in the file, it may end before the last
// page that its header counts. Nothing but a checkpoint makes it shorter.
bool FileWatch::isShort(const Stamp &now, const Progress &progress, qint64 bytes, bool isStill) const
{
    if (isStill && progress.moved == progress.frames)
        return bytes > now.size;
    const std::lock_guard lock(m_mutex);
    return now.size < m_known.stamp.size && !progress.isRunning() && !progress.hasMovedOn(m_known.progress);
}

bool FileWatch::takeStrangeWrite()
{
    return m_isWrittenByStrangers.exchange(false);
}

void FileWatch::removeLog() const
{
    for (std::size_t i = 1; i < m_paths.size(); ++i) {
        if (m_stamps[i].inode != 0 && stampOf(m_paths[i]).isSameFile(m_stamps[i]))
            QFile::remove(QFile::decodeName(m_paths[i]));
    }
}

bool FileWatch::isAtItsPath() const
{
    return stampOf(m_paths[0]).isSameFile(m_opened[0]); // always on Windows, where it cannot be another
}

bool FileWatch::isBehindLink() const
{
    // A link that was there from the start may be made anew, as long as it leads to the same place.
    return !linkStampOf(m_paths[0]).isSameFile(m_openedLink) && isAtItsPath()
        && QFileInfo(QFile::decodeName(m_paths[0])).canonicalFilePath() != m_openedTarget;
}

bool FileWatch::isInPlace() const
{
    for (std::size_t i = 0; i < m_paths.size(); ++i) {
        if (m_opened[i].inode != 0 && !stampOf(m_paths[i]).isSameFile(m_opened[i]))
            return false;
    }
    return !isBehindLink();
}

bool FileWatch::isInUse(const QString &fileName) const
{
    const Stamp stamp = stampOf(QFile::encodeName(fileName));
    return stamp.inode != 0
        && std::ranges::any_of(m_opened, [&](const Stamp &opened) { return stamp.isSameFile(opened); });
}
