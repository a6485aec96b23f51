// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/datafolder.h"

#include <QDir>
#include <QStandardPaths>

QString dataFolder(const CommandLine &line)
{
    if (line.has(QStringLiteral("data-dir")))
        return QDir(line.value(QStringLiteral("data-dir"))).absolutePath();
    const QString environment = qEnvironmentVariable("CLICKSCOPE_DATA_DIR");
    if (!environment.isEmpty())
        return QDir(environment).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/clickscope");
}
