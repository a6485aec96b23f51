// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/window.h"

#include "app/application.h"
#include "app/desktop/testhit.h"
#include "app/process/commandsocket.h"
#include "app/process/signalhandler.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/visitor/visitordataservice.h"
#include "ui/window/mainwindow.h"

#include <QApplication>

int showWindow(Application &application, Settings &settings)
{
    SignalHandler signalHandler;
    QObject::connect(&signalHandler, &SignalHandler::terminationRequested, qApp, &QApplication::quit);
    const TestHitSender testHits(application);
    MainWindow window(application.bus(), application.questions(), settings, application.visitorData(),
                      SystemClock::instance());
    QObject::connect(&application.commands(), &CommandSocket::raiseRequested, &window, [&window] {
        window.show();
        window.raise();
        window.activateWindow();
    });
    window.show();
    return QApplication::exec();
}
