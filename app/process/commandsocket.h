// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <memory>

class FolderLock;

/// Ensures one running collector per data folder, and lets commands notify it of changes.
///
/// A lock of the operating system on clickscope.lock keeps a second collector out: it ends with its process,
/// for any host name, and works on network drives whose servers support locks. A local socket accepts
/// one word per connection: "reload" (sites, links, tokens or visitor data were changed by another process)
/// or "raise" (show the window); it replies "ok" when done.
class CommandSocket final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandSocket)

public:
    explicit CommandSocket(const QString &dataDir, QObject *parent = nullptr);
    ~CommandSocket() override;

    /// Locks the folder until this object or the process ends. Errors: "data_dir_in_use" when another
    /// collector has the folder, "data_dir_read_only", "data_dir_failed" when the lock file cannot be used.
    Result<void> acquire();
    /// Call when a reloadRequested() was carried out.
    void reloaded();

    /// Notifies the collector of this folder, if there is one; waits briefly for its answer.
    static bool notify(const QString &dataDir, const QByteArray &word);

Q_SIGNALS:
    /// The user has confirmed the store's concerns.
    void confirmRequested();
    /// The user asked for the repair that the store offers.
    void recreateRequested();
    void reloadRequested();
    void raiseRequested();
    /// Another process has changed bot verdicts of stored hits.
    void verdictsRebuilt();

private:
    void onConnection();

    QString m_name;
    QString m_dataDir;
    std::unique_ptr<FolderLock> m_lock;
    QLocalServer m_server;
    QList<QLocalSocket *> m_reloading;
};
