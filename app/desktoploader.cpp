// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktoploader.h"

#include "app/commands/output.h"

#include <QFileInfo>
#include <QLibrary>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace {

using Entry = int (*)(int &, char **, const CommandLine &);

/// Folder of the executable; there is no QCoreApplication yet that could tell.
QString executableFolder([[maybe_unused]] const char *argument)
{
#ifdef Q_OS_LINUX
    return QFileInfo(QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget()).absolutePath();
#else
    return QFileInfo(QString::fromLocal8Bit(argument)).absolutePath();
#endif
}

} // namespace

int runDesktop(int &argc, char **argv, const CommandLine &line)
{
    const QString folder = executableFolder(argv[0]);
    QString problem;
    for (const QString &place :
         {QStringLiteral("/../" CLICKSCOPE_LIBDIR), QStringLiteral("/../lib"), QString()}) {
        QLibrary module(folder + place + QStringLiteral("/" CLICKSCOPE_DESKTOP_MODULE));
        module.setLoadHints(QLibrary::PreventUnloadHint);
        if (const auto entry = reinterpret_cast<Entry>(module.resolve("clickscope_desktop")))
            return entry(argc, argv, line);
        if (QFileInfo::exists(module.fileName()))
            problem = module.errorString();
    }
    return fail(
        {QStringLiteral("no_desktop"),
         QStringLiteral("the windows are not installed%1; clickscope serve runs the collector without them")
             .arg(problem.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(problem))});
}
