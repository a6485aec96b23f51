// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

/// SIGINT and SIGTERM (Ctrl+C, close and logoff on Windows) as one signal in the event loop.
class SignalHandler final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignalHandler)

public:
    explicit SignalHandler(QObject *parent = nullptr);

Q_SIGNALS:
    void terminationRequested();
};
