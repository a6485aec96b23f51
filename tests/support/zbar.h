// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>

/// The texts of the codes in a picture, a line each, as zbarimg reads them (Debian: zbar-tools); empty when
/// it finds none, and its error when it cannot be run.
inline QByteArray readByZbar(const QString &picture)
{
    QProcess zbar;
    zbar.start(QStringLiteral("zbarimg"),
               {QStringLiteral("--quiet"), QStringLiteral("--raw"), QStringLiteral("-Sdisable"),
                QStringLiteral("-Sqrcode.enable"), picture});
    return zbar.waitForFinished() ? zbar.readAllStandardOutput() : "zbarimg: " + zbar.errorString().toUtf8();
}
