// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httplimits.h"
#include "core/http/requestframer.h"
#include "core/types/clock.h"
#include "core/types/http.h"

#include <QHostAddress>
#include <QObject>

class HttpConnection;
class QTcpSocket;

/// What a connection needs of whoever owns it.
class HttpConnectionOwner
{
public:
    virtual const HttpLimits &limits() const = 0;
    /// Has a request answered, now or later, by connection.reply(connection.serial()). False when it cannot
    /// be read.
    virtual bool take(HttpConnection &connection, FramedRequest &&request) = 0;
    /// True when the hits of its request are being written at this moment, so that no answer would be true
    /// yet. May answer it.
    virtual bool isBeingStored(const HttpConnection &connection) const = 0;
    /// Takes a socket whose WebSocket handshake can be read.
    virtual void takeWebSocket(QTcpSocket *socket) = 0;
    virtual void reportRefusal(const HttpConnection &connection, int status, RejectReason reason,
                               const QByteArray &excerpt) = 0;

protected:
    HttpConnectionOwner() = default;
    ~HttpConnectionOwner() = default;
    Q_DISABLE_COPY_MOVE(HttpConnectionOwner)
};

/// One client connection: frames requests, hands them on one at a time, writes replies in order.
///
/// Lives in the collector thread. The next pipelined request is handed on only
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
        Upgraded, ///< its socket belongs to a WebSocket; counted until that is gone
        Lingering, ///< the last reply was written; input is discarded until the client leaves
    };

    /// `owner` outlives it.
    HttpConnection(QTcpSocket *socket, HttpConnectionOwner &owner, QObject *parent);

    /// Number of the request being answered; a reply for an older one is ignored.
    quint64 serial() const { return m_serial; }
    Phase phase() const { return m_phase; }
    const QHostAddress &peer() const { return m_peer; }

    /// Writes the reply to request `serial` and goes on with the next.
    void reply(quint64 serial, const HttpReply &reply);
    /// Turns the connection into a stream that begins with `head` (status line and headers).
    void startStream(quint64 serial, const QByteArray &head);
    /// Hands the socket over to the owner, which answers 101 to a handshake with this
    /// key. The request must have been judged before. The connection stays and counts until the socket is
    /// gone: closed().
    void upgrade(quint64 serial, const QByteArray &key);
    /// False when the client is too slow (it left more than HttpLimits::streamBytes unread) or gone.
    bool writeStream(const QByteArray &bytes);
    /// A stream that waits for its client to take something.
    bool isHeldUp() const { return m_phase == Phase::Streaming && m_deadline != 0; }
    /// Writes what is pending and closes.
    void finishStream(const QByteArray &last);

    /// Time after which the connection has to go, and how ready it is to give way; monotonic µs. A stream
    /// whose client took everything has no deadline: 0. Otherwise it moves with each byte that is taken.
    Micros deadline() const { return m_deadline; }
    bool isHalfSent() const
    {
        return m_phase == Phase::Waiting && m_framer.state() != RequestFramer::State::Idle;
    }
    Micros waitingSince() const { return m_since; }
    /// The deadline has passed.
    void expire();
    /// Closes, so that another client finds a place; a half-sent request is answered 503 first, a stream
    /// just ends.
    void giveWay();

Q_SIGNALS:
    void closed(); ///< may come twice
    /// Everything that a stream wrote is on its way.
    void drained();

private:
    void readInput();
    void onBytesWritten();
    void advance();
    void handOn();
    void refuse(RejectReason reason) { refuse(infoOf(reason).status, reason); }
    void refuse(int status, RejectReason reason);
    void write(const HttpReply &reply, bool close);
    void expireAnswer();
    void linger();
    void endOutput();
    void endStream(RejectReason reason);
    void awaitClient();
    void setPhase(Phase phase, std::chrono::milliseconds allowance);

    QTcpSocket *m_socket;
    HttpConnectionOwner &m_owner;
    QHostAddress m_peer;
    RequestFramer m_framer;
    Phase m_phase = Phase::Waiting;
    quint64 m_serial = 0;
    Micros m_deadline = 0;
    Micros m_since = 0;
    bool m_closeAfterReply = false;
    bool m_isHead = false;
    bool m_isOverdue = false; ///< the time for an answer has passed once, and its hits are being written
    bool m_inAdvance = false;
};
