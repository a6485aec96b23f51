// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

/// The socket that QHttpServer sees: it holds one complete, well-formed request line at a time.
///
/// QHttpServer of Qt 6.4 takes bytes from a QTcpSocket and has neither limits, deadlines nor order
/// between pipelined requests. HttpConnection owns the real socket and does all of that; the request lines
/// of well-formed requests are fed in here. QHttpServer owns this object.
class RequestFeed final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestFeed)

public:
    RequestFeed();

    /// REQUIRES: the previous line was read. Emits readyRead().
    void feed(const QByteArray &request);

    qint64 bytesAvailable() const override;
    /// QHttpServer calls this when it could not read the line.
    void disconnectFromHost() override;
    void close() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;
    qint64 skipData(qint64 maxSize) override;

private:
    QByteArray m_request;
    qsizetype m_read = 0;
};
