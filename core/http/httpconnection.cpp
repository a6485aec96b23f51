// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include "core/http/httptext.h"

#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif
#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#endif

namespace {

/// Read by Qt ahead of us; TCP holds back the rest. Bounds the memory of a client that sends while
/// its reply is due.
constexpr qint64 kReadAhead = 64 * 1024;
#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_DONTWAIT | MSG_NOSIGNAL;
#elif defined(Q_OS_UNIX)
constexpr int kSendFlags = MSG_DONTWAIT; // Qt has SIGPIPE ignored
#endif
/// Replies that a client may leave unread before we stop reading its requests.
constexpr qint64 kUnreadReplies = 256 * 1024;

/// What the kernel may hold of a stream. By itself it takes megabytes for each client that does not read.
constexpr int kStreamSendBuffer = 128 * 1024;

/// What the kernel holds counts too: a client that acknowledges nothing, or leaves no room for it, is gone.
/// Its deadline is twice ours, so that who keeps us waiting is ended, and counted, by us.
void limitStream(QTcpSocket &socket, std::chrono::milliseconds deadline)
{
    socket.setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, kStreamSendBuffer);
#ifdef TCP_USER_TIMEOUT
    const auto time = static_cast<unsigned int>(2 * deadline.count());
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), IPPROTO_TCP, TCP_USER_TIMEOUT, &time,
                 sizeof time);
#else
    Q_UNUSED(deadline)
#endif
}

/// Sends at once what the kernel takes; the rest waits in the socket. Past QTcpSocket's buffer, because
/// going through it switches the write notifier on and off for every reply.
void send(QTcpSocket &socket, const QByteArray &bytes)
{
    qint64 sent = 0;
#ifdef Q_OS_UNIX
    if (socket.bytesToWrite() == 0) {
        const auto handle = static_cast<int>(socket.socketDescriptor());
        sent = std::max<qint64>(
            0, ::send(handle, bytes.constData(), static_cast<size_t>(bytes.size()), kSendFlags));
    }
#endif
    if (sent == bytes.size())
        return;
    socket.write(bytes.constData() + sent, bytes.size() - sent); // also finds out about errors
    socket.flush();
}

Micros toMicros(std::chrono::milliseconds time)
{
    return time.count() * kMicrosPerMilli;
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, HttpConnectionOwner &owner, QObject *parent) :
    QObject(parent), m_socket(socket), m_owner(owner), m_peer(socket->peerAddress()), m_framer(owner.limits())
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kReadAhead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readInput);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::closed);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_socket->state() == QAbstractSocket::UnconnectedState)
            Q_EMIT closed();
    });
    setPhase(Phase::Waiting, owner.limits().headerDeadline);
}

void HttpConnection::readInput()
{
    switch (m_phase) {
    case Phase::Waiting: advance(); break;
    case Phase::Answering: break; // stays with the socket until the reply was written
    case Phase::Upgraded: break;
    case Phase::Streaming:
    case Phase::Lingering: m_socket->skip(m_socket->bytesAvailable()); break;
    }
}

void HttpConnection::onBytesWritten()
{
    const qint64 unread = m_socket->bytesToWrite();
    switch (m_phase) {
    case Phase::Waiting:
        if (unread <= kUnreadReplies && (m_framer.buffered() > 0 || m_socket->bytesAvailable() > 0))
            advance();
        break;
    case Phase::Answering:
    case Phase::Upgraded: break;
    case Phase::Streaming:
        awaitClient();
        if (unread == 0)
            Q_EMIT drained();
        break;
    case Phase::Lingering:
        if (unread == 0)
            endOutput();
        break;
    }
}

void HttpConnection::advance()
{
    if (m_inAdvance)
        return;
    // A loop instead of recursion: each pipelined request that is answered at once comes round here.
    m_inAdvance = true;
    while (m_phase == Phase::Waiting && m_socket->bytesToWrite() <= kUnreadReplies) {
        const bool wasIdle = m_framer.state() == RequestFramer::State::Idle;
        RequestFramer::State state = m_framer.append({});
        if (state != RequestFramer::State::Complete && state != RequestFramer::State::Refused) {
            QByteArray bytes = m_socket->readAll();
            if (bytes.isEmpty())
                break;
            state = m_framer.append(std::move(bytes));
        }
        if (wasIdle && state != RequestFramer::State::Idle)
            setPhase(Phase::Waiting, m_owner.limits().headerDeadline);
        if (state == RequestFramer::State::Refused) {
            refuse(m_framer.status(), m_framer.reason());
        } else if (state == RequestFramer::State::Complete) {
            handOn();
        } else if (state == RequestFramer::State::Body) {
            m_deadline = m_since + toMicros(m_owner.limits().requestDeadline);
            if (m_framer.takeContinueWanted())
                m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
    m_inAdvance = false;
}

void HttpConnection::handOn()
{
    ++m_serial;
    m_isHead = m_framer.isHead();
    m_closeAfterReply = m_framer.wantsClose();
    m_isOverdue = false;
    setPhase(Phase::Answering, m_owner.limits().replyDeadline);
    if (!m_owner.take(*this, m_framer.takeRequest()))
        refuse(400, RejectReason::Malformed);
}

void HttpConnection::reply(quint64 serial, const HttpReply &reply)
{
    if (serial != m_serial || m_phase != Phase::Answering)
        return;
    const bool close = m_closeAfterReply || reply.close;
    write(reply, close);
    if (close) {
        linger();
        return;
    }
    setPhase(Phase::Waiting,
             m_socket->bytesToWrite() > 0 ? m_owner.limits().replyDeadline : m_owner.limits().idleDeadline);
    if (m_framer.buffered() > 0 || m_socket->bytesAvailable() > 0)
        advance();
}

void HttpConnection::write(const HttpReply &reply, bool close)
{
    send(*m_socket, toBytes(reply, m_isHead, close)); // now, not after another turn of the event loop
}

void HttpConnection::startStream(quint64 serial, const QByteArray &head)
{
    if (serial != m_serial || m_phase != Phase::Answering)
        return;
    limitStream(*m_socket, m_owner.limits().streamDeadline);
    setPhase(Phase::Streaming, m_owner.limits().streamDeadline);
    m_socket->write(head); // the stream continues when the socket reports that it is written
    m_socket->flush();
}

void HttpConnection::upgrade(quint64 serial, const QByteArray &key)
{
    if (serial != m_serial || m_phase != Phase::Answering)
        return;
    setPhase(Phase::Upgraded, std::chrono::milliseconds::zero());
    m_deadline = 0; // that of the WebSocket
    disconnect(m_socket, nullptr, this, nullptr);
    // Whoever takes the socket reads a handshake of its own: the least that is one, whatever came with the
    // request, so that it cannot be refused by other rules than ours.
    const QByteArray handshake = QByteArray(
                                     "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: "
                                     "Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
                                     .append(key)
                                     .append("\r\n\r\n")
                                     .append(m_framer.takeBytes());
    for (qsizetype i = handshake.size() - 1; i >= 0; --i)
        m_socket->ungetChar(handshake[i]);
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->setParent(nullptr);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::closed);
    connect(socket, &QObject::destroyed, this, &HttpConnection::closed);
    m_owner.takeWebSocket(socket);
}

bool HttpConnection::writeStream(const QByteArray &bytes)
{
    if (m_phase != Phase::Streaming || m_socket->state() != QAbstractSocket::ConnectedState)
        return false;
    // What counts is what the client left, not how much comes at once: a burst is no slow client.
    if (m_socket->bytesToWrite() > m_owner.limits().streamBytes)
        m_socket->flush();
    if (m_socket->bytesToWrite() > m_owner.limits().streamBytes)
        return false;
    if (m_deadline == 0)
        setPhase(Phase::Streaming, m_owner.limits().streamDeadline);
    m_socket->write(bytes);
    return true;
}

void HttpConnection::finishStream(const QByteArray &last)
{
    if (m_phase != Phase::Streaming)
        return;
    m_socket->write(last);
    linger();
}

void HttpConnection::awaitClient()
{
    setPhase(Phase::Streaming, m_owner.limits().streamDeadline);
    if (m_socket->bytesToWrite() == 0)
        m_deadline = 0; // until there is something to take again
}

void HttpConnection::endStream(RejectReason reason)
{
    m_owner.reportRefusal(*this, infoOf(reason).status, reason, {});
    m_socket->abort();
    Q_EMIT closed();
}

void HttpConnection::refuse(int status, RejectReason reason)
{
    m_owner.reportRefusal(*this, status, reason, m_framer.excerpt());
    m_isHead = false;
    write(refusalReply(status, reason), true);
    linger();
}

void HttpConnection::linger()
{
    // A slow client gets the time for the rest of its reply; the short deadline begins behind it.
    setPhase(Phase::Lingering, m_owner.limits().replyDeadline);
    m_socket->flush();
    if (m_socket->bytesToWrite() == 0)
        endOutput();
    if (m_socket->isOpen())
        m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::endOutput()
{
    setPhase(Phase::Lingering, m_owner.limits().lingerDeadline);
#ifdef Q_OS_UNIX
    // Only our side: closing both with input unread would make the kernel throw the reply away.
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
#endif
}

void HttpConnection::expire()
{
    switch (m_phase) {
    case Phase::Waiting:
        if (m_socket->bytesToWrite() > 0) { // it does not read what it asked for
            m_socket->abort();
            Q_EMIT closed();
            return;
        }
        if (m_framer.state() == RequestFramer::State::Idle && m_framer.buffered() == 0) {
            // Nothing was asked: kept alive, or opened ahead by a browser. It ends without a word.
            m_socket->disconnectFromHost();
            return;
        }
        refuse(RejectReason::Timeout);
        return;
    case Phase::Answering: expireAnswer(); return;
    case Phase::Streaming: endStream(RejectReason::StreamStalled); return;
    case Phase::Upgraded: return;
    case Phase::Lingering:
        m_socket->abort();
        Q_EMIT closed();
        return;
    }
}

void HttpConnection::expireAnswer()
{
    const quint64 overdue = m_serial;
    const bool isBeingStored = m_owner.isBeingStored(*this);
    if (m_serial != overdue || m_phase != Phase::Answering)
        return; // the owner has answered
    if (!isBeingStored) {
        reply(m_serial, refusalReply(503, RejectReason::Timeout));
    } else if (!m_isOverdue) {
        m_isOverdue = true;
        m_deadline = monotonicMicros() + toMicros(m_owner.limits().replyDeadline);
    } else { // no answer would be true
        m_socket->abort();
        Q_EMIT closed();
    }
}

void HttpConnection::giveWay()
{
    if (m_phase == Phase::Streaming) {
        endStream(RejectReason::StreamGaveWay);
        return;
    }
    refuse(RejectReason::TooManyConnections);
    m_socket->abort();
    Q_EMIT closed();
}

void HttpConnection::setPhase(Phase phase, std::chrono::milliseconds allowance)
{
    m_phase = phase;
    m_since = monotonicMicros();
    m_deadline = m_since + toMicros(allowance);
}
