// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"

#include <QFileInfo>
#include <QTemporaryFile>

#include <sqlite3.h>

#include <chrono>
#include <thread>

namespace {

constexpr int kPagesPerStep = 1024;
constexpr int kBusyTimeoutMs = 5000;
constexpr const char *kBusy = "backup_busy";
constexpr int kBusyAttempts = 40;
constexpr std::chrono::milliseconds kBusyWait {50};
constexpr int kPrimaryCode = 0xff; ///< of an extended code of SQLite

Error exists(const QString &fileName)
{
    return {QStringLiteral("file_exists"), QStringLiteral("%1 exists; choose a new name").arg(fileName)};
}

/// The keys of visitor ids stay where they are erased in time. No journal keeps what is erased here.
int eraseSalts(sqlite3 *copy)
{
    if (sqlite3_table_column_metadata(copy, "main", "salt", nullptr, nullptr, nullptr, nullptr, nullptr,
                                      nullptr)
        != SQLITE_OK)
        return SQLITE_OK; // has no such table
    return sqlite3_exec(copy,
                        "PRAGMA journal_mode=MEMORY; PRAGMA secure_delete=ON;"
                        "UPDATE salt SET salt = zeroblob(32); DELETE FROM salt",
                        nullptr, nullptr, nullptr);
}

/// Into an empty file of ours. Errors name `toldName`.
Result<void> copyInto(const Database &database, const QString &fileName, const QString &toldName)
{
    sqlite3 *target = nullptr;
    int code = sqlite3_open(fileName.toUtf8().constData(), &target);
    sqlite3_busy_timeout(target, kBusyTimeoutMs); // a collector may look into it for old salts
    if (code == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(target, "main", database.handle(), "main");
        if (backup) {
            do
                code = sqlite3_backup_step(backup, kPagesPerStep);
            while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
            sqlite3_backup_finish(backup);
        } else {
            code = sqlite3_errcode(target);
        }
    }
    if (code == SQLITE_DONE) {
        const int erased = eraseSalts(target);
        code = erased == SQLITE_OK ? SQLITE_DONE : erased;
    }
    if (code == SQLITE_DONE) // one file that can be read anywhere
        code = sqlite3_exec(target, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    const QString message = QString::fromUtf8(sqlite3_errmsg(target));
    sqlite3_close(target);
    if (code == SQLITE_OK)
        return {};
    const bool isBusy = (code & kPrimaryCode) == SQLITE_BUSY || (code & kPrimaryCode) == SQLITE_LOCKED;
    return Error {isBusy ? QString::fromLatin1(kBusy) : QStringLiteral("backup_failed"),
                  toldName + QStringLiteral(": ") + message};
}

bool isTaken(const QString &fileName)
{
    const QFileInfo file(fileName);
    return file.exists() || file.isSymLink();
}

} // namespace

Result<void> backUp(const Database &database, const QString &fileName)
{
    if (isTaken(fileName))
        return exists(fileName);
    QTemporaryFile file(fileName + QStringLiteral(".XXXXXX")); // for its owner alone
    if (!file.open()) {
        return Error {QStringLiteral("backup_failed"),
                      QStringLiteral("%1 cannot be written: %2").arg(fileName, file.errorString())};
    }
    const QString temporary = file.fileName();
    file.close();
    Result<void> copied = copyInto(database, temporary, fileName);
    for (int i = 0; i < kBusyAttempts && !copied && copied.error().code == QLatin1StringView(kBusy); ++i) {
        std::this_thread::sleep_for(kBusyWait); // somebody looks into the copy, for old salts
        copied = copyInto(database, temporary, fileName);
    }
    if (!copied)
        return copied;
    if (!QFile::rename(temporary, fileName)) // replaces nothing
        return isTaken(fileName)
            ? exists(fileName)
            : Error {QStringLiteral("backup_failed"), QStringLiteral("%1 cannot be written").arg(fileName)};
    file.setAutoRemove(false);
    return {};
}
