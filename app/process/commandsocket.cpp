// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/commandsocket.h"

#include "app/process/folderlock.h"

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

CommandSocket::CommandSocket(const QString &dataDir, QObject *parent) :
    QObject(parent), m_name(channelName(dataDir)), m_dataDir(dataDir)
{
    connect(&m_server, &QLocalServer::newConnection, this, &CommandSocket::onConnection);
}

CommandSocket::~CommandSocket() = default;

Result<void> CommandSocket::acquire()
{
    Result<std::unique_ptr<FolderLock>> lock = FolderLock::acquire(m_dataDir);
    if (!lock)
        return lock.error();
    // The lock file of a running collector may have been removed.
    QLocalSocket other;
    other.connectToServer(m_name);
    if (other.waitForConnected(kNotifyTimeoutMs))
        return FolderLock::inUse(m_dataDir);
    m_lock = std::move(*lock);
    QLocalServer::removeServer(m_name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_name);
    return {};
}

void CommandSocket::onConnection()
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
            } else if (word == "confirm") {
                Q_EMIT confirmRequested();
                socket->write("ok\n");
            } else if (word == "recreate") {
                Q_EMIT recreateRequested();
                socket->write("ok\n");
            } else if (word == "rebuilt") {
                Q_EMIT verdictsRebuilt();
                socket->write("ok\n");
            } else if (word == "raise") {
                // A collector without windows has nothing to show, and says so.
                const bool isHeard =
                    isSignalConnected(QMetaMethod::fromSignal(&CommandSocket::raiseRequested));
                Q_EMIT raiseRequested();
                socket->write(isHeard ? "ok\n" : "no\n");
            }
        });
    }
}

void CommandSocket::reloaded()
{
    for (QLocalSocket *socket : std::as_const(m_reloading))
        socket->write("ok\n");
    m_reloading.clear();
}

bool CommandSocket::notify(const QString &dataDir, const QByteArray &word)
{
    QLocalSocket socket;
    socket.connectToServer(channelName(dataDir));
    if (!socket.waitForConnected(kNotifyTimeoutMs))
        return false;
    socket.write(QByteArray(word).append('\n'));
    socket.waitForBytesWritten(kNotifyTimeoutMs);
    return socket.waitForReadyRead(kNotifyTimeoutMs) && socket.readLine(64).trimmed() == "ok";
}
