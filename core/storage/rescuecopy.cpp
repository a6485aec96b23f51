// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rescuecopy.h"

#include "core/storage/backup.h"
#include "core/storage/privatefolder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

Result<QString> rescue(const Database &database, const QString &databaseFile, Micros now)
{
    const QString folder = QFileInfo(databaseFile).absolutePath();
    if (Result<void> made = makePrivateFolder(folder); !made)
        return made.error();
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, Qt::UTC)
                              .toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString stem = folder + QStringLiteral("/clickscope-rescued-") + stamp;
    QString name = stem + QStringLiteral(".db");
    for (int number = 2; QFileInfo(name).exists() || QFileInfo(name).isSymLink(); ++number)
        name = stem + u'-' + QString::number(number) + QStringLiteral(".db");
    if (Result<void> copied = backUp(database, name); !copied)
        return copied.error();
    return name;
}

QStringList rescuedBeside(const QString &databaseFile)
{
    return QFileInfo(databaseFile)
        .dir()
        .entryList({QStringLiteral("clickscope-rescued-*.db")}, QDir::Files, QDir::Name);
}
