// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestfeed.h"

#include <QHostAddress>

#include <algorithm>

RequestFeed::RequestFeed()
{
    setPeerAddress(QHostAddress::LocalHost);
    setSocketState(QAbstractSocket::ConnectedState);
    setOpenMode(QIODevice::ReadWrite);
}

void RequestFeed::feed(const QByteArray &request)
{
    m_request = request;
    m_read = 0;
    Q_EMIT readyRead();
}

qint64 RequestFeed::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_request.size() - m_read;
}

void RequestFeed::disconnectFromHost()
{
    if (state() != QAbstractSocket::ConnectedState)
        return;
    setSocketState(QAbstractSocket::UnconnectedState);
    Q_EMIT disconnected();
}

void RequestFeed::close()
{
    disconnectFromHost();
}

qint64 RequestFeed::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_request.size() - m_read);
    std::copy_n(m_request.constData() + m_read, size, data);
    m_read += size;
    return size;
}

qint64 RequestFeed::writeData(const char *, qint64 size)
{
    return size; // QHttpServer has nothing to say; replies go to the real socket
}

qint64 RequestFeed::skipData(qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_request.size() - m_read);
    m_read += size;
    return size;
}
