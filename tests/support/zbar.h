// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

/// zbarimg (Debian: zbar-tools) reads a picture. What is not installed is not asked.
inline bool hasZbar()
{
    return !QStandardPaths::findExecutable(QStringLiteral("zbarimg")).isEmpty();
}

/// The texts of the codes in a picture, a line each; empty when it finds none.
inline QByteArray readByZbar(const QString &picture)
{
    QProcess zbar;
    zbar.start(QStringLiteral("zbarimg"),
               {QStringLiteral("--quiet"), QStringLiteral("--raw"), QStringLiteral("-Sdisable"),
                QStringLiteral("-Sqrcode.enable"), picture});
    return zbar.waitForFinished() ? zbar.readAllStandardOutput() : QByteArray();
}
