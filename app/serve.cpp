// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve.h"

#include "app/application.h"
#include "app/commands/output.h"
#include "app/process/resourcelimits.h"
#include "app/process/signalhandler.h"
#include "app/serveoptions.h"

#include <QCoreApplication>

#include <cstdlib>

int runServe(const CommandLine &line)
{
    raiseFileLimit();
    Result<ApplicationOptions> options = serveOptions(line);
    if (!options)
        return fail(options.error());
    SignalHandler signalHandler;
    QObject::connect(&signalHandler, &SignalHandler::terminationRequested, qApp, &QCoreApplication::quit);
    Result<std::unique_ptr<Application>> application = Application::start(*options, SystemClock::instance());
    if (!application) {
        const int code = fail(application.error());
        // A library that ran out of memory half-way may hold a lock for ever that its cleaning up waits for.
        if (application.error().code == QLatin1StringView("thread_failed"))
            std::_Exit(code);
        return code;
    }
    if ((*application)->url().isEmpty())
        return fail((*application)->listenError());
    print(QStringLiteral("listening on ") + (*application)->url());
    const int code = QCoreApplication::exec();
    (*application)->stop();
    if (!(*application)->loss().isEmpty())
        return fail({QStringLiteral("hits_lost"), (*application)->loss()});
    return code;
}
