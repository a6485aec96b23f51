// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/signalhandler.h"

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#else
#include <qt_windows.h>
#endif

namespace {

#ifdef Q_OS_UNIX
int g_pair[2] = {-1, -1};

void onSignal(int)
{
    // Only what is safe in a handler: one byte through a socket pair.
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(g_pair[0], &byte, 1);
}
#else
SignalHandler *g_handler = nullptr;

BOOL WINAPI onConsole(DWORD)
{
    QMetaObject::invokeMethod(g_handler, &SignalHandler::terminationRequested, Qt::QueuedConnection);
    return TRUE;
}
#endif

} // namespace

SignalHandler::SignalHandler(QObject *parent) : QObject(parent)
{
#ifdef Q_OS_UNIX
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, g_pair) != 0)
        return;
    auto *notifier = new QSocketNotifier(g_pair[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const ssize_t count = ::read(g_pair[1], &byte, 1);
        Q_EMIT terminationRequested();
    });
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
#else
    g_handler = this;
    SetConsoleCtrlHandler(onConsole, TRUE);
#endif
}
