// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>

class QFile;

/// Finds and overwrites salts in files that cannot or must not be opened as databases, byte by byte: all
/// else stays unchanged, so that its data can still be rescued. In a log it also rewrites the checksums
/// as far as they were valid; otherwise everything after a salt would become unreadable.
///
/// Salts are recognised by their rows, whose bytes no text can have (https://sqlite.org/fileformat2.html): a
/// row of the table `salt` holds its day. Reads a megabyte at a time.
class SaltSweep final
{
public:
    /// Overwrites `salts`, and the salts of expired rows that are found, as of `now`. Ends early
    /// when `stop` is set.
    SaltSweep(Micros now, QList<QByteArray> salts, const std::atomic<bool> &stop);

    /// Searches a file for rows of salts. A missing file has none.
    void look(const QString &fileName);
    /// The salts to overwrite: those given and those found.
    const QList<QByteArray> &found() const { return m_salts; }
    /// Overwrites these salts in any file. False when the file holds one and cannot be written.
    bool erase(const QString &fileName) const;

private:
    void lookIn(const QByteArray &bytes);
    /// Replaces salts by zeros. False when there were none.
    bool blank(char *bytes, qsizetype size) const;
    bool isHeldBy(const QString &fileName) const;
    /// Erases in the valid part of a log; returns where that ends.
    qint64 eraseFrames(QFile &file, bool &isWritten) const;
    bool eraseBytes(QFile &file, qint64 from) const;

    const Micros m_now;
    QList<QByteArray> m_salts;
    const std::atomic<bool> &m_stop;
};
