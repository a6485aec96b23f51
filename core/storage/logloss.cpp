// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/logloss.h"

#include "core/storage/damagemark.h"
#include "core/storage/hitrow.h"
#include "core/storage/verify.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>

namespace {

Error copyFailed(const QString &fileName, const QString &why)
{
    return {QStringLiteral("backup_failed"), QStringLiteral("%1 cannot be copied: %2").arg(fileName, why)};
}

/// By SQLite's own file: closing another one of ours would give up the locks of this process.
Result<void> copyFile(const Database &database, const QString &target)
{
    constexpr qint64 kPieceBytes = 1 << 20;
    sqlite3_file *source = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &source) != SQLITE_OK
        || !source || !source->pMethods || source->pMethods->xFileSize(source, &size) != SQLITE_OK)
        return copyFailed(database.fileName(), QStringLiteral("it is not open"));
    QFile copy(target);
    if (!copy.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return copyFailed(database.fileName(), copy.errorString());
    QByteArray piece;
    for (qint64 at = 0; at < size; at += piece.size()) {
        piece.resize(std::min<qint64>(kPieceBytes, size - at));
        if (source->pMethods->xRead(source, piece.data(), static_cast<int>(piece.size()), at) != SQLITE_OK)
            return copyFailed(database.fileName(), QStringLiteral("it cannot be read"));
        if (copy.write(piece) != piece.size())
            return copyFailed(database.fileName(), copy.errorString());
    }
    return copy.flush() ? Result<void>() : copyFailed(database.fileName(), copy.errorString());
}

/// The name of the copy; empty when there is nothing to keep.
Result<QString> keepLog(const QString &databaseFile, const QString &keptAs)
{
    QFile log(databaseFile + QStringLiteral("-wal"));
    if (log.size() == 0)
        return QString();
    return log.copy(keptAs) ? Result<QString>(keptAs) : copyFailed(log.fileName(), log.errorString());
}

/// Takes what is good of the log into the file. Returns the last sequence number that was given.
Result<qint64> takeGoodPart(const QString &fileName)
{
    const Result<Database> database = Database::open(fileName, Database::Mode::Existing);
    if (!database)
        return database.error();
    if (const QString damage = damageIn(*database); !damage.isEmpty())
        return Error {QStringLiteral("database_unreadable"), damage};
    if (const Result<void> emptied = database->execute("PRAGMA wal_checkpoint(TRUNCATE)"); !emptied)
        return emptied.error();
    return lastGivenSeq(*database);
}

} // namespace

Result<LogLoss> copyWithoutBadLog(const Database &database, const QString &target, qint64 acknowledged,
                                  const QString &keptAs)
{
    const Result<QString> kept = keepLog(database.fileName(), keptAs);
    const Result<void> copied = kept ? copyFile(database, target) : kept.error();
    if (!copied)
        return copied.error();
    if (!kept->isEmpty() && !QFile::copy(*kept, target + QStringLiteral("-wal")))
        return copyFailed(*kept, QStringLiteral("its folder takes no more"));
    const Result<qint64> last = takeGoodPart(target);
    return last ? Result<LogLoss>(LogLoss {*kept, *last, acknowledged}) : last.error();
}

Result<LogLoss> giveUpBadLog(const QString &databaseFile, qint64 acknowledged, const QString &keptAs)
{
    const Result<QString> kept = keepLog(databaseFile, keptAs);
    const Result<qint64> last = kept ? takeGoodPart(databaseFile) : kept.error();
    return last ? Result<LogLoss>(LogLoss {*kept, *last, acknowledged}) : last.error();
}

QString LogLoss::text(const QString &databaseFile) const
{
    const QString kept = keptAs.isEmpty()
        ? QString()
        : QStringLiteral("; what was found of the log is in %1").arg(keptAs);
    return QStringLiteral(
               "The log of %1 was truncated or overwritten while Clickscope ran. The database goes on "
               "without it%2. %3")
        .arg(databaseFile, kept,
             isAnyLost() ? QStringLiteral("Hits %1 to %2 were acknowledged and are lost.")
                               .arg(QString::number(lastSeq + 1), QString::number(acknowledged))
                         : QStringLiteral("No hit was lost."));
}

void LogLoss::mark(const QString &databaseFile) const
{
    DamageMark::remove(databaseFile);
    if (isAnyLost())
        DamageMark::setLost(databaseFile, {lastSeq + 1, acknowledged});
}
