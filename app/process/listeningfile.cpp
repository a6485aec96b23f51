// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/listeningfile.h"

#include "app/process/folderlock.h"
#include "core/types/savedfile.h"

#include <QFile>

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
        commitFile(file);
    }
}

void removeListeningFile(const QString &dataDir)
{
    QFile::remove(fileName(dataDir));
}

QString readListeningFile(const QString &dataDir)
{
    // A killed collector leaves the file behind, but not the lock.
    if (FolderLock::acquire(dataDir))
        return {};
    QFile file(fileName(dataDir));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(256)).trimmed() : QString();
}
