// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/listeningfile.h"

#include "app/process/folderlock.h"
#include "core/types/savedfile.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace {

constexpr qint64 kMostBytes = 256; ///< no URL of a collector is longer

QString fileName(const QString &dataDir)
{
    return dataDir + QStringLiteral("/listening");
}

/// What a collector has written: one line, "http://127.0.0.1:8787". Empty for anything else.
QString urlIn(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^(http://[0-9a-f.:%\\[\\]]+:[0-9]{1,5})\n\\z"),
                                            QRegularExpression::CaseInsensitiveOption);
    const QFileInfo info(name);
    QFile file(name);
    if (info.isSymLink() || !info.isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return pattern.match(QString::fromUtf8(file.read(kMostBytes))).captured(1);
}

} // namespace

Result<void> writeListeningFile(const QString &dataDir, const QString &url)
{
    const QString name = fileName(dataDir);
    const auto failed = [&name](const QString &reason) {
        return Error {
            QStringLiteral("listening_file_failed"),
            QStringLiteral("the address is not in %1, where scripts look for it: %2").arg(name, reason)};
    };
    const QFileInfo info(name);
    if ((info.exists() || info.isSymLink()) && urlIn(name).isEmpty())
        return failed(QStringLiteral("Clickscope did not make what is there; move it away"));
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(url.toUtf8().append('\n')) < 0 || !commitFile(file))
        return failed(file.errorString());
    return {};
}

void removeListeningFile(const QString &dataDir)
{
    const QString name = fileName(dataDir);
    if (!urlIn(name).isEmpty())
        QFile::remove(name);
}

QString readListeningFile(const QString &dataDir)
{
    // A killed collector leaves the file behind, but not the lock.
    if (FolderLock::acquire(dataDir))
        return {};
    return urlIn(fileName(dataDir));
}
