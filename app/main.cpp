// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandline.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "app/desktoploader.h"
#include "app/serve.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    occupyStandardStreams();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Result<CommandLine> line = CommandLine::parse(arguments);
    if (!line)
        return fail(line.error());
    if (line->has(QStringLiteral("help"))) {
        print(CommandLine::helpText());
        return finishOutput(0);
    }
    if (line->has(QStringLiteral("version"))) {
        print(QStringLiteral("clickscope " CLICKSCOPE_VERSION));
        return finishOutput(0);
    }
    if (line->needsGui())
        return runDesktop(argc, argv, *line);

    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("clickscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CLICKSCOPE_VERSION));
    return line->verb() == QLatin1StringView("serve") ? runServe(*line) : finishOutput(runCommand(*line));
}
