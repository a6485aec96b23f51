// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QObject>

class Application;

/// Sends the "test hit" of an empty page over HTTP to the program itself: its arrival proves that
/// collecting works. Main thread.
class TestHitSender final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestHitSender)

public:
    explicit TestHitSender(Application &application);

private:
    void send(const QString &site);

    Application &m_application;
    QNetworkAccessManager m_network;
};
