// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"

#include <QFile>

#include <sqlite3.h>

namespace {
constexpr int kPagesPerStep = 1024;
}

Result<void> backUp(const Database &database, const QString &fileName)
{
    sqlite3 *target = nullptr;
    int code = sqlite3_open(fileName.toUtf8().constData(), &target);
    if (code == SQLITE_OK && QFile::exists(fileName))
        QFile::setPermissions(fileName, QFile::ReadOwner | QFile::WriteOwner);
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
    const QString message = QString::fromUtf8(sqlite3_errmsg(target));
    sqlite3_close(target);
    if (code == SQLITE_DONE)
        return {};
    QFile::remove(fileName);
    return Error {QStringLiteral("backup_failed"), QStringLiteral("%1: %2").arg(fileName, message)};
}
