// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/window.h"

#include "app/application.h"
#include "app/desktop/lookaround.h"
#include "app/desktop/testhit.h"
#include "app/process/commandsocket.h"
#include "app/process/signalhandler.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/visitor/visitordataservice.h"
#include "ui/window/mainwindow.h"

#include <QApplication>

int showWindow(Application &application, Settings &settings, Traffic traffic)
{
    SignalHandler signalHandler;
    QObject::connect(&signalHandler, &SignalHandler::terminationRequested, qApp, &QApplication::quit);
    const TestHitSender testHits(application);
    MainWindow window(application.bus(), application.questions(), settings, application.visitorData(),
                      SystemClock::instance());
    LookAround lookAround(window, settings, QApplication::applicationFilePath());
    QObject::connect(&window, &MainWindow::lookAroundWanted, &lookAround, &LookAround::start);
    if (traffic == Traffic::Simulated)
        window.setSimulated();
    QObject::connect(&application.commands(), &CommandSocket::raiseRequested, &window, [&window] {
        window.show();
        window.raise();
        window.activateWindow();
    });
    window.show();
    return QApplication::exec();
}
