// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/limits.h"
#include "core/http/requestframer.h"
#include "core/types/clock.h"
#include "core/types/http.h"

#include <QHostAddress>
#include <QObject>
#include <QPointer>

class HttpFront;
class QTcpSocket;
class RequestFeed;

/// One client connection: frames requests, hands them on one at a time, writes replies in order.
///
/// Lives in the collector thread, owned by HttpFront. The next pipelined request is handed on only
/// after the reply to the one before was written, so order needs no bookkeeping.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    enum class Phase : quint8 {
        Waiting, ///< for a request, or for the rest of one
        Answering, ///< a request was handed on; its reply is due
        Streaming, ///< a live stream; the client only listens
        Lingering, ///< the last reply was written; input is discarded until the client leaves
    };

    HttpConnection(QTcpSocket *socket, HttpFront &front);
    ~HttpConnection() override;

    /// Number of the request being answered; a reply for an older one is ignored.
    quint64 serial() const { return m_serial; }
    Phase phase() const { return m_phase; }
    const QHostAddress &peer() const { return m_peer; }

    /// Writes the reply to request `serial` and goes on with the next.
    void reply(quint64 serial, const HttpReply &reply);
    /// Turns the connection into a stream that begins with `head` (status line and headers).
    void startStream(quint64 serial, const QByteArray &head);
    /// False when the client is too slow (it left more than HttpLimits::streamBytes unread) or gone.
    bool writeStream(const QByteArray &bytes);
    /// Bytes of the stream that the client has not taken yet.
    qint64 unsent() const;
    /// Writes what is pending and closes.
    void finishStream(const QByteArray &last);

    /// Time after which the connection has to go, and how ready it is to give way; monotonic µs.
    Micros deadline() const { return m_deadline; }
    bool isHalfSent() const
    {
        return m_phase == Phase::Waiting && m_framer.state() != RequestFramer::State::Idle;
    }
    Micros waitingSince() const { return m_since; }
    /// The deadline has passed.
    void expire();
    /// Closes, so that another client finds a place; a half-sent request is answered 503 first.
    void giveWay();

Q_SIGNALS:
    void closed();
    /// Everything that a stream wrote is on its way.
    void drained();

private:
    void readInput();
    void onBytesWritten();
    void advance();
    void handOn();
    void refuse(int status, const char *reason);
    void write(const HttpReply &reply, bool close);
    void linger();
    void endOutput();
    void setPhase(Phase phase, std::chrono::milliseconds allowance);

    QTcpSocket *m_socket;
    HttpFront &m_front;
    QHostAddress m_peer;
    QPointer<RequestFeed> m_feed; // owned by QHttpServer
    RequestFramer m_framer;
    Phase m_phase = Phase::Waiting;
    quint64 m_serial = 0;
    Micros m_deadline = 0;
    Micros m_since = 0;
    bool m_closeAfterReply = false;
    bool m_isHead = false;
    bool m_inAdvance = false;
};
