// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/instanceguard.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QMetaMethod>

namespace {

constexpr int kNotifyTimeoutMs = 2000;

/// Short, because a socket's path is limited to about 100 bytes.
QString channelName(const QString &dataDir)
{
    const QByteArray path = QDir(dataDir).canonicalPath().toUtf8();
    return QStringLiteral("clickscope-")
        + QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(16));
}

} // namespace

InstanceGuard::InstanceGuard(const QString &dataDir, QObject *parent) :
    QObject(parent), m_name(channelName(dataDir)), m_lock(dataDir + QStringLiteral("/clickscope.lock"))
{
    m_lock.setStaleLockTime(0); // the process decides, not the age of the file
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceGuard::onConnection);
}

bool InstanceGuard::acquire()
{
    if (!m_lock.tryLock())
        return false;
    QLocalServer::removeServer(m_name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_name);
    return true;
}

void InstanceGuard::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            m_reloading.removeOne(socket);
            socket->deleteLater();
        });
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            const QByteArray word = socket->readLine(64).trimmed();
            if (word == "reload") {
                m_reloading.append(socket);
                Q_EMIT reloadRequested();
            } else if (word == "rebuilt") {
                Q_EMIT verdictsRebuilt();
                socket->write("ok\n");
            } else if (word == "raise") {
                // A collector without windows has nothing to show, and says so.
                const bool isHeard =
                    isSignalConnected(QMetaMethod::fromSignal(&InstanceGuard::raiseRequested));
                Q_EMIT raiseRequested();
                socket->write(isHeard ? "ok\n" : "no\n");
            }
        });
    }
}

void InstanceGuard::reloaded()
{
    for (QLocalSocket *socket : std::as_const(m_reloading))
        socket->write("ok\n");
    m_reloading.clear();
}

bool InstanceGuard::notify(const QString &dataDir, const QByteArray &word)
{
    QLocalSocket socket;
    socket.connectToServer(channelName(dataDir));
    if (!socket.waitForConnected(kNotifyTimeoutMs))
        return false;
    socket.write(QByteArray(word).append('\n'));
    socket.waitForBytesWritten(kNotifyTimeoutMs);
    return socket.waitForReadyRead(kNotifyTimeoutMs) && socket.readLine(64).trimmed() == "ok";
}
