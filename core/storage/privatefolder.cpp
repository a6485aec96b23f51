// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/privatefolder.h"

#include <QDir>
#include <QFileInfo>

Result<void> makePrivateFolder(const QString &path)
{
    const QFileInfo folder(path);
    const bool made = folder.isDir()
        || (QDir().mkpath(folder.absolutePath())
            && QDir().mkdir(folder.absoluteFilePath(),
                            QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (made || QFileInfo(path).isDir()) // another Clickscope may have made it meanwhile
        return {};
    return Error {QStringLiteral("data_dir_failed"),
                  QStringLiteral("cannot make the folder %1; choose another with --data-dir").arg(path)};
}
