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
    bool is(const char *stored) const;
    /// REQUIRES: 8 bytes.
    void store(char *target) const;

private:
    quint32 word(const char *bytes) const;

    bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
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
    /// Empty at the end and at the first invalid frame.
    std::optional<Frame> next();
    /// Number of bytes that were valid so far.
    qint64 end() const { return m_end; }

private:
    QFile &m_file;
    QByteArray m_head;
    qsizetype m_pageSize = 0; ///< 0 = the header is not valid
    LogChecksum m_sum {false};
    qint64 m_end = 0;
};

/// False when the committed part of a write-ahead log, according to its index, is not what SQLite wrote:
/// another program wrote into it. SQLite checks the checksums only when it makes a new index, so it would
/// copy the damage over a good database (https://sqlite.org/walformat.html). `index` is Database::logIndex().
/// True, too, when the log cannot be read or begins anew meanwhile. Takes about 30 ms for 32 MiB.
bool isLogIntact(const QString &logFile, const QByteArray &index);
