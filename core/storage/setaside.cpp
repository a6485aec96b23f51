// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/setaside.h"

#include "core/storage/backup.h"
#include "core/storage/damagemark.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace {

const QString kUnreadable = QStringLiteral(".unreadable-");

} // namespace

bool isSetAside(const QString &fileName)
{
    return QFileInfo(fileName).fileName().contains(kUnreadable);
}

Result<QString> setAside(const QString &fileName, Micros now)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, Qt::UTC)
                              .toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString target = unusedName(fileName + kUnreadable + stamp);
    // The log first: it may hold hits that the file does not, and a new database would empty it.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (QFile::exists(fileName + suffix) && !QFile::rename(fileName + suffix, target + suffix)) {
            return Error {QStringLiteral("database_unreadable"),
                          QStringLiteral("%1 cannot be read and cannot be renamed; move it away by hand")
                              .arg(fileName + suffix)};
        }
    }
    DamageMark::remove(fileName); // it was about what has another name now
    return target;
}
