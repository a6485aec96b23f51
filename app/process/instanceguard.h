// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

/// One running collector per data folder, and a way for commands to tell it that something changed.
///
/// A lock file keeps two collectors from one folder. A local socket takes one word per connection:
/// "reload" (sites, links, tokens or visitor data were changed by another process) or "raise" (show the
/// window); the answer "ok" is sent when it was carried out.
class InstanceGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstanceGuard)

public:
    explicit InstanceGuard(const QString &dataDir, QObject *parent = nullptr);

    /// False when another collector has the folder.
    bool acquire();
    /// The receiver of reloadRequested() is done.
    void reloaded();

    /// Tells the collector of this folder, if there is one; waits briefly for its answer.
    static bool notify(const QString &dataDir, const QByteArray &word);

Q_SIGNALS:
    void reloadRequested();
    void raiseRequested();
    /// Another process has changed verdicts about stored hits.
    void verdictsRebuilt();

private:
    void onConnection();

    QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
    QList<QLocalSocket *> m_reloading;
};
