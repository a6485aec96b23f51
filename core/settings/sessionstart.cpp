// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/sessionstart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QStringList>

namespace {

const QString kDataDir = QStringLiteral("--data-dir");

/// The program, and the folder that it was told to use.
QStringList commandOfThisRun()
{
    QStringList command {QCoreApplication::applicationFilePath()};
    const QStringList arguments = QCoreApplication::arguments();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        QString folder;
        if (arguments[i] == kDataDir && i + 1 < arguments.size())
            folder = arguments[i + 1];
        else if (arguments[i].startsWith(kDataDir + u'='))
            folder = arguments[i].mid(kDataDir.size() + 1);
        if (!folder.isEmpty())
            command << kDataDir << QDir(folder).absolutePath();
    }
    return command;
}

#ifdef Q_OS_WIN

QSettings runKey()
{
    return {QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run"),
            QSettings::NativeFormat};
}

#else

QString fileName()
{
#ifdef Q_OS_MACOS
    return QDir::homePath() + QStringLiteral("/Library/LaunchAgents/io.github.clickscope.Clickscope.plist");
#else
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/autostart/io.github.clickscope.Clickscope.desktop");
#endif
}

#ifdef Q_OS_MACOS

QByteArray content()
{
    QString arguments;
    for (const QString &word : commandOfThisRun())
        arguments += QStringLiteral("<string>%1</string>").arg(word.toHtmlEscaped());
    return QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict>"
                          "<key>Label</key><string>io.github.clickscope.Clickscope</string>"
                          "<key>ProgramArguments</key><array>%1</array>"
                          "<key>RunAtLoad</key><true/></dict></plist>\n")
        .arg(arguments)
        .toUtf8();
}

#else

/// https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
QByteArray content()
{
    QString exec;
    for (QString word : commandOfThisRun()) {
        for (const QChar special : {u'\\', u'"', u'`', u'$'}) // the backslash first: the others add some
            word.replace(special, QStringLiteral("\\") + special);
        word.replace(u'%', QStringLiteral("%%"));
        exec += QStringLiteral(" \"%1\"").arg(word.replace(u'\\', QStringLiteral("\\\\")));
    }
    return QByteArray("[Desktop Entry]\nType=Application\nName=Clickscope\n"
                      "Icon=io.github.clickscope.Clickscope\nTerminal=false\nExec=")
        + exec.trimmed().toUtf8() + '\n';
}

#endif
#endif

Error failed(const QString &what)
{
    return {QStringLiteral("autostart_failed"), what};
}

} // namespace

#ifdef Q_OS_WIN

bool startsWithSession()
{
    return runKey().contains(QStringLiteral("Clickscope"));
}

Result<void> setStartsWithSession(bool on)
{
    QSettings key = runKey();
    QStringList quoted;
    for (const QString &word : commandOfThisRun())
        quoted.append(u'"' + QDir::toNativeSeparators(word) + u'"');
    if (on)
        key.setValue(QStringLiteral("Clickscope"), quoted.join(u' '));
    else
        key.remove(QStringLiteral("Clickscope"));
    key.sync();
    if (key.status() != QSettings::NoError)
        return failed(QStringLiteral("the registry cannot be written"));
    return {};
}

#else

bool startsWithSession()
{
    return QFile::exists(fileName());
}

Result<void> setStartsWithSession(bool on)
{
    if (!on) {
        if (QFile file(fileName()); file.exists() && !file.remove())
            return failed(
                QStringLiteral("%1 cannot be removed: %2").arg(file.fileName(), file.errorString()));
        return {};
    }
    QDir().mkpath(QFileInfo(fileName()).absolutePath());
    QSaveFile file(fileName());
    if (!file.open(QIODevice::WriteOnly) || file.write(content()) < 0 || !file.commit())
        return failed(QStringLiteral("%1 cannot be written: %2").arg(file.fileName(), file.errorString()));
    return {};
}

#endif
