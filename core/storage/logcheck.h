// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

class QFile;

/// The checksum of a write-ahead log (https://sqlite.org/walformat.html): each one continues the one before.
class LogChecksum final
{
public:
    explicit LogChecksum(bool isBigEndian) : m_isBigEndian(isBigEndian) { }

    void add(const char *bytes, qsizetype size);
    /// Undoes add() of the same bytes.
    void remove(const char *bytes, qsizetype size);
    /// Continues from a checksum that was stored.
    void restore(const char *stored);
    bool is(const char *stored) const;
    /// REQUIRES: 8 bytes.
    void store(char *target) const;
    /// Writes the last word that makes this one of `less`, to which 0 was added in its place.
    void storeDifference(const LogChecksum &less, char *target) const;

private:
    quint32 word(const char *bytes) const;

    bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
};

/// A place between two frames of a write-ahead log, from which it can be read on.
struct LogMark
{
    QByteArray salts; ///< of the log; empty = its beginning
    quint32 frames = 0; ///< before it
    qint64 at = 0; ///< in the file
    LogChecksum sum {false}; ///< of everything before it
};

/// Reads a write-ahead log as far as its checksums are right.
class LogReader final
{
public:
    struct Frame
    {
        qint64 at = 0; ///< in the file
        QByteArray bytes; ///< header and page
        LogChecksum before; ///< checksum of everything before it

        char *page();
        qsizetype pageSize() const;
        /// Writes the checksum that continues `sum` into the header, and adds the frame to `sum`.
        void sign(LogChecksum &sum);
    };

    /// `file` is open and must outlive this.
    explicit LogReader(QFile &file);
    /// False when the header of the log is not valid.
    bool isValid() const { return m_pageSize > 0; }
    /// Eight bytes that are the same in all frames since the log began.
    QByteArray salts() const;
    LogMark mark() const { return {salts(), m_frames, m_end, m_sum}; }
    /// False when the mark is one of another log; then nothing changes.
    bool goTo(const LogMark &mark);
    /// Empty at the end and at the first invalid frame.
    std::optional<Frame> next();
    /// Number of bytes that were valid so far.
    qint64 end() const { return m_end; }
    /// Behind the first invalid frame: whether a commit of the same log follows that is as SQLite wrote it.
    /// Then that frame was damaged later: SQLite writes frames in order, and what a crash cuts off has
    /// nothing behind it. A frame continues the checksum in the frame before it, so each can be checked
    /// alone.
    bool isDamaged();

private:
    QFile &m_file;
    QByteArray m_head;
    qsizetype m_pageSize = 0; ///< 0 = the header is not valid
    LogChecksum m_sum {false};
    qint64 m_end = 0;
    quint32 m_frames = 0; ///< that were valid so far
};

/// The header of a log whose own is damaged, by its first frame: that one has the salts, and its checksum
/// continues that of the header. What is not known of it is how often the log began anew; of the two numbers
/// of the checksum one yields that, and the other one proves all of it. Empty when it proves nothing.
/// `pageSize` is that of the database.
QByteArray logHeaderByFrames(QFile &log, qsizetype pageSize);

/// False when the committed part of a write-ahead log, according to its index, is not what SQLite wrote:
/// another program wrote into it. SQLite checks the checksums only when it makes a new index, so it would
/// copy the damage over a good database (https://sqlite.org/walformat.html). `index` is Database::logIndex().
/// True, too, when the log cannot be read or begins anew meanwhile. Takes about 30 ms for 32 MiB.
///
/// With `copied` only what is not in the database yet is checked: it is the place up to which a checkpoint
/// had copied the log at the call before, and becomes that of this one.
bool isLogIntact(const QString &logFile, const QByteArray &index, LogMark *copied = nullptr);
