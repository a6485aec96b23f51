// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <memory>

class FolderLock;

/// One running collector per data folder, and a way for commands to tell it that something changed.
///
/// A lock of the system on clickscope.lock keeps two collectors from one folder: it goes with its process,
/// whatever the host is called, and holds on network drives whose servers keep locks. A local socket takes
/// one word per connection: "reload" (sites, links, tokens or visitor data were changed by another process)
/// or "raise" (show the window); the answer "ok" is sent when it was carried out.
class InstanceGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstanceGuard)

public:
    explicit InstanceGuard(const QString &dataDir, QObject *parent = nullptr);
    ~InstanceGuard() override;

    /// Until this object or the process ends, however it ends. Errors: "data_dir_in_use" when another
    /// collector has the folder, "data_dir_read_only", "data_dir_failed" when the lock file cannot be used.
    Result<void> acquire();
    /// The receiver of reloadRequested() is done.
    void reloaded();

    /// Tells the collector of this folder, if there is one; waits briefly for its answer.
    static bool notify(const QString &dataDir, const QByteArray &word);

Q_SIGNALS:
    /// Somebody has seen what the store is concerned about.
    void confirmRequested();
    /// Somebody wants what the store offers to mend it.
    void recreateRequested();
    void reloadRequested();
    void raiseRequested();
    /// Another process has changed verdicts about stored hits.
    void verdictsRebuilt();

private:
    void onConnection();

    QString m_name;
    QString m_dataDir;
    std::unique_ptr<FolderLock> m_lock;
    QLocalServer m_server;
    QList<QLocalSocket *> m_reloading;
};
