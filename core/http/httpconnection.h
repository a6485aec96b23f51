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

/// What a connection needs from its owner.
class HttpConnectionOwner
{
public:
    virtual const HttpLimits &limits() const = 0;
    /// Answers a request, now or later, by connection.reply(connection.serial()). False when it cannot
    /// be read.
    virtual bool take(HttpConnection &connection, FramedRequest &&request) = 0;
    /// True while the hits of its request are being written, so that no answer would be true
    /// yet. It may answer the request.
    virtual bool isBeingStored(const HttpConnection &connection) const = 0;
    /// Receives a socket with a WebSocket handshake to read.
    virtual void takeWebSocket(QTcpSocket *socket) = 0;
    virtual void reportRefusal(const HttpConnection &connection, int status, RejectReason reason,
                               const QByteArray &excerpt) = 0;

protected:
    HttpConnectionOwner() = default;
    ~HttpConnectionOwner() = default;
    Q_DISABLE_COPY_MOVE(HttpConnectionOwner)
};

/// One client connection: frames requests, passes them on one at a time, writes replies in order.
///
/// Lives in the collector thread. The next pipelined request is passed on only
/// after the reply to the previous one was written, so order needs no bookkeeping.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    enum class Phase : quint8 {
        Waiting, ///< for a request, or for the rest of one
        Answering, ///< a request was passed on; its reply is due
        Streaming, ///< a live stream; the client only listens
        Upgraded, ///< the socket belongs to a WebSocket; counts as a connection until that is gone
        Lingering, ///< the last reply was written; input is discarded until the client leaves
    };

    /// `owner` must outlive this object.
    HttpConnection(QTcpSocket *socket, HttpConnectionOwner &owner, QObject *parent);

    /// Number of the request being answered; a reply for an older one is ignored.
    quint64 serial() const { return m_serial; }
    Phase phase() const { return m_phase; }
    const QHostAddress &peer() const { return m_peer; }

    /// Writes the reply to request `serial` and continues with the next request.
    void reply(quint64 serial, const HttpReply &reply);
    /// Turns the connection into a stream that begins with `head` (status line and headers).
    void startStream(quint64 serial, const QByteArray &head);
    /// Passes the socket to the owner, which answers 101 to a handshake with this
    /// key. Check the request before. The connection counts until the socket is
    /// gone and closed() is emitted.
    void upgrade(quint64 serial, const QByteArray &key);
    /// False when the client is too slow (it left more than HttpLimits::streamBytes unread) or gone.
    bool writeStream(const QByteArray &bytes);
    /// True for a stream whose client has unread bytes.
    bool isHeldUp() const { return m_phase == Phase::Streaming && m_deadline != 0; }
    /// Writes what is pending and closes.
    void finishStream(const QByteArray &last);

    /// When the connection is to be closed, and its priority for closing at the limit; monotonic µs. A stream
    /// whose client has read everything has no deadline: 0. Otherwise each byte that is read moves it.
    Micros deadline() const { return m_deadline; }
    bool isHalfSent() const
    {
        return m_phase == Phase::Waiting && m_framer.state() != RequestFramer::State::Idle;
    }
    Micros waitingSince() const { return m_since; }
    /// Call when the deadline has passed.
    void expire();
    /// Closes to make room for another client; a half-sent request is answered 503 first, a stream
    /// just ends.
    void giveWay();

Q_SIGNALS:
    void closed(); ///< may be emitted twice
    /// All bytes that a stream wrote are sent.
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
    bool m_isOverdue = false; ///< the time for an answer has passed once, while its hits were being written
    bool m_inAdvance = false;
};
