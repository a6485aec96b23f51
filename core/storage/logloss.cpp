// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/logloss.h"

#include "core/storage/damagemark.h"
#include "core/storage/fileheader.h"
#include "core/storage/hitrow.h"
#include "core/storage/logcheck.h"
#include "core/storage/verify.h"

#include <QFile>
#include <QtEndian>

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

/// Of a database that nobody has open; 0 when it has no header.
qsizetype pageSizeOf(const QString &databaseFile)
{
    constexpr qsizetype kPageSizeAt = 16;
    QFile file(databaseFile);
    const QByteArray head = file.open(QIODevice::ReadOnly) ? file.read(kFileHeaderBytes) : QByteArray();
    if (!applicationOf(head))
        return 0;
    const quint16 size = qFromBigEndian<quint16>(head.constData() + kPageSizeAt);
    return size == 1 ? 65536 : size;
}

/// The header that belongs into a log whose own is damaged; empty when it is good, or nothing proves another.
QByteArray betterHeader(const QString &databaseFile, QFile &log)
{
    const qsizetype pageSize = LogReader(log).isValid() ? 0 : pageSizeOf(databaseFile);
    return pageSize == 0 ? QByteArray() : logHeaderByFrames(log, pageSize);
}

/// Whether good frames stand behind a bad one.
bool isCut(QFile &file)
{
    if (!file.seek(0))
        return false;
    LogReader log(file);
    while (log.next()) { }
    return log.isDamaged();
}

Result<void> mendHeader(const QString &databaseFile)
{
    QFile log(databaseFile + QStringLiteral("-wal"));
    if (log.size() == 0 || !log.open(QIODevice::ReadWrite))
        return {};
    const QByteArray header = betterHeader(databaseFile, log);
    if (header.isEmpty() || (log.seek(0) && log.write(header) == header.size() && log.flush()))
        return {};
    return copyFailed(log.fileName(), log.errorString());
}

/// Takes what is good of the log into the file. Returns the last sequence number that was given.
Result<qint64> takeGoodPart(const QString &fileName)
{
    if (const Result<void> mended = mendHeader(fileName); !mended)
        return mended.error();
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

bool isLogDamaged(const QString &databaseFile)
{
    QFile log(databaseFile + QStringLiteral("-wal"));
    return log.size() > 0 && log.open(QIODevice::ReadOnly)
        && (!betterHeader(databaseFile, log).isEmpty() || isCut(log));
}

Result<LogLoss> giveUpBadLog(const QString &databaseFile, qint64 acknowledged, const QString &keptAs)
{
    const Result<QString> kept = keepLog(databaseFile, keptAs);
    const Result<void> mended = kept ? mendHeader(databaseFile) : kept.error();
    if (!mended)
        return mended.error();
    QFile log(databaseFile + QStringLiteral("-wal"));
    const bool isEndUnknown = acknowledged == 0 && log.open(QIODevice::ReadOnly) && isCut(log);
    log.close();
    const Result<qint64> last = takeGoodPart(databaseFile);
    return last ? Result<LogLoss>(LogLoss {*kept, *last, acknowledged, isEndUnknown}) : last.error();
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
             isEndUnknown ? QStringLiteral("Hits from %1 on were acknowledged and are lost.").arg(lastSeq + 1)
                 : isAnyLost() ? QStringLiteral("Hits %1 to %2 were acknowledged and are lost.")
                                     .arg(QString::number(lastSeq + 1), QString::number(acknowledged))
                               : QStringLiteral("No hit was lost."));
}

void LogLoss::mark(const QString &databaseFile) const
{
    DamageMark::remove(databaseFile);
    if (isEndUnknown) {
        DamageMark::set(
            databaseFile, DamageMark::Kind::Malformed,
            QStringLiteral("its log was overwritten, and hits from %1 on are lost").arg(lastSeq + 1));
    } else if (isAnyLost()) {
        DamageMark::setLost(databaseFile, {lastSeq + 1, acknowledged});
    }
}
