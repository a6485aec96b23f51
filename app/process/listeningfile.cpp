// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/listeningfile.h"

#include <QFile>
#include <QLockFile>
#include <QSaveFile>

namespace {

QString fileName(const QString &dataDir)
{
    return dataDir + QStringLiteral("/listening");
}

} // namespace

void writeListeningFile(const QString &dataDir, const QString &url)
{
    QSaveFile file(fileName(dataDir));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(url.toUtf8().append('\n'));
        file.commit();
    }
}

void removeListeningFile(const QString &dataDir)
{
    QFile::remove(fileName(dataDir));
}

QString readListeningFile(const QString &dataDir)
{
    // A killed collector leaves the file behind, but not the lock.
    QLockFile lock(dataDir + QStringLiteral("/clickscope.lock"));
    lock.setStaleLockTime(0);
    if (lock.tryLock())
        return {};
    QFile file(fileName(dataDir));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(256)).trimmed() : QString();
}
