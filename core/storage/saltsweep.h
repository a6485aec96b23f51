// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>

class QFile;

/// Finds and overwrites salts in files that cannot be opened as databases, or must not be, byte by byte: all
/// else stays as it is, so that what can be rescued from them still can. In a log the checksums are written
/// anew as far as they were right, else whatever is behind a salt could not be read any more.
///
/// Salts are known by their rows, whose bytes no text can have (https://sqlite.org/fileformat2.html): a row
/// of the table `salt` names its day. Reads a megabyte at a time.
class SaltSweep final
{
public:
    /// `salts` are overwritten besides those whose rows are found and whose time is over at `now`. Ends early
    /// when `stop` is set.
    SaltSweep(Micros now, QList<QByteArray> salts, const std::atomic<bool> &stop);

    /// Looks for rows. A file that is missing holds none.
    void look(const QString &fileName);
    /// What is to be overwritten: what was given and what was found.
    const QList<QByteArray> &found() const { return m_salts; }
    /// Overwrites what was found in any file. False when this file holds it and cannot be written.
    bool erase(const QString &fileName) const;

private:
    void lookIn(const QByteArray &bytes);
    /// Zeros in place of salts. False when there were none.
    bool blank(char *bytes, qsizetype size) const;
    bool isHeldBy(const QString &fileName) const;
    /// As far as the log is right; where it is not any more.
    qint64 eraseFrames(QFile &file, bool &isWritten) const;
    bool eraseBytes(QFile &file, qint64 from) const;

    const Micros m_now;
    QList<QByteArray> m_salts;
    const std::atomic<bool> &m_stop;
};
