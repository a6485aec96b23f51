// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <QString>

/// A database whose write-ahead log was cut or overwritten goes on without it. What was copied into the file
/// before is good, and so is the beginning of the log, as far as its checksums are right: SQLite takes that
/// much of it when it opens the file (https://sqlite.org/walformat.html#recovery). A damaged header is made
/// again from the frames.
struct LogLoss
{
    QString keptAs; ///< the log as it was found; empty when nothing was left of it
    qint64 lastSeq = 0; ///< the last sequence number that the database has given
    qint64 acknowledged = 0; ///< the last one that was acknowledged
    bool isEndUnknown =
        false; ///< later ones were acknowledged, but the program was killed before it could say which

    bool isAnyLost() const { return isEndUnknown || lastSeq < acknowledged; }
    /// What happened, for people.
    QString text(const QString &databaseFile) const;
    /// Replaces the mark (DamageMark): the log is not the database's any more, but what is lost is
    /// remembered.
    void mark(const QString &databaseFile) const;
};

/// Brings a copy of an open database to `target`, from the bytes on disk: what the connection would read is
/// not checked. The log is copied to `keptAs`. Nobody else may be writing. Errors: "database_unreadable" when
/// the pages do not belong together without the log; "backup_failed" when they cannot be copied.
Result<LogLoss> copyWithoutBadLog(const Database &database, const QString &target, qint64 acknowledged,
                                  const QString &keptAs);
/// Whether another program wrote into the log of a database that nobody has open: SQLite takes what is before
/// that and drops the rest without a word. What a crash cut off is no such damage.
bool isLogDamaged(const QString &databaseFile);
/// Makes a database that nobody has open one that opens without the damage. Errors: the same.
Result<LogLoss> giveUpBadLog(const QString &databaseFile, qint64 acknowledged, const QString &keptAs);
