// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/unusedname.h"

#include <QFile>
#include <QFileInfo>

namespace {

bool isTaken(const QString &fileName)
{
    const QFileInfo file(fileName);
    return file.exists() || file.isSymLink();
}

} // namespace

QString unusedName(const QString &fileName)
{
    QString name = fileName;
    for (int number = 2; isTaken(name); ++number)
        name = fileName + u'-' + QString::number(number);
    return name;
}

bool putAside(const QString &fileName)
{
    return !isTaken(fileName) || QFile::rename(fileName, unusedName(fileName + QStringLiteral(".before")));
}
