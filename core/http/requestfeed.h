// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

/// The socket that QHttpServer sees: it holds one complete, well-formed request line at a time.
///
/// QHttpServer of Qt 6.4 takes bytes from a QTcpSocket and has neither limits, deadlines nor order
/// between pipelined requests. HttpConnection owns the real socket and does all of that; what
/// passed is fed in here, and the reply goes past QHttpServer straight to the real socket.
/// QHttpServer owns this object.
class RequestFeed final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestFeed)

public:
    RequestFeed(const QHostAddress &peer, quint16 peerPort);

    /// REQUIRES: the request before was read. Emits readyRead().
    void feed(const QByteArray &request);

    qint64 bytesAvailable() const override;
    void disconnectFromHost() override;
    void close() override;

Q_SIGNALS:
    /// QHttpServer could not parse what it was fed.
    void unreadable();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;
    qint64 skipData(qint64 maxSize) override;

private:
    QByteArray m_request;
    qsizetype m_read = 0;
};
