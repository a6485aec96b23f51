// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include "core/http/httpfront.h"
#include "core/http/httptext.h"
#include "core/http/requestfeed.h"

#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
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

HttpConnection::HttpConnection(QTcpSocket *socket, HttpFront &front) :
    QObject(&front), m_socket(socket), m_front(front), m_peer(socket->peerAddress()), m_framer(front.limits())
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
    setPhase(Phase::Waiting, front.limits().headerDeadline);
}

HttpConnection::~HttpConnection()
{
    if (m_feed) {
        disconnect(m_feed, nullptr, this, nullptr);
        m_feed->disconnectFromHost(); // QHttpServer deletes it
    }
}

void HttpConnection::readInput()
{
    switch (m_phase) {
    case Phase::Waiting: advance(); break;
    case Phase::Answering: break; // stays with the socket until the reply was written
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
    case Phase::Answering: break;
    case Phase::Streaming:
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
            setPhase(Phase::Waiting, m_front.limits().headerDeadline);
        if (state == RequestFramer::State::Refused) {
            refuse(m_framer.status(), m_framer.reason());
        } else if (state == RequestFramer::State::Complete) {
            handOn();
        } else if (state == RequestFramer::State::Body) {
            m_deadline = m_since + toMicros(m_front.limits().requestDeadline);
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
    setPhase(Phase::Answering, m_front.limits().replyDeadline);
    if (m_framer.isWebSocketUpgrade()) {
        const QByteArray handshake = m_framer.takeBytes();
        // The handshake goes back where it came from; whoever takes the socket reads it again.
        disconnect(m_socket, nullptr, this, nullptr);
        for (qsizetype i = handshake.size() - 1; i >= 0; --i)
            m_socket->ungetChar(handshake[i]);
        m_socket->setParent(nullptr);
        m_front.handOverWebSocket(std::exchange(m_socket, nullptr));
        Q_EMIT closed();
        return;
    }
    if (!m_feed) {
        m_feed = new RequestFeed(m_peer, m_socket->peerPort());
        connect(m_feed, &RequestFeed::unreadable, this, [this] { refuse(400, "malformed"); });
        m_front.offer(m_feed);
    }
    m_front.parse(*this, *m_feed, m_framer.takeRequest());
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
             m_socket->bytesToWrite() > 0 ? m_front.limits().replyDeadline : m_front.limits().idleDeadline);
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
    setPhase(Phase::Streaming, std::chrono::milliseconds::zero());
    m_deadline = 0;
    m_socket->write(head); // whoever streams goes on when the socket says that it is written
    m_socket->flush();
}

bool HttpConnection::writeStream(const QByteArray &bytes)
{
    if (m_phase != Phase::Streaming || m_socket->state() != QAbstractSocket::ConnectedState)
        return false;
    // What counts is what the client left, not how much comes at once: a burst is no slow client.
    if (m_socket->bytesToWrite() > m_front.limits().streamBytes)
        m_socket->flush();
    if (m_socket->bytesToWrite() > m_front.limits().streamBytes)
        return false;
    m_socket->write(bytes);
    return true;
}

qint64 HttpConnection::unsent() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void HttpConnection::finishStream(const QByteArray &last)
{
    if (m_phase != Phase::Streaming)
        return;
    m_socket->write(last);
    linger();
}

void HttpConnection::refuse(int status, const char *reason)
{
    m_front.reportRefusal(*this, status, reason, m_framer.excerpt());
    m_isHead = false;
    write(refusalReply(status, reason), true);
    linger();
}

void HttpConnection::linger()
{
    // A slow client gets the time for the rest of its reply; the short deadline begins behind it.
    setPhase(Phase::Lingering, m_front.limits().replyDeadline);
    m_socket->flush();
    if (m_socket->bytesToWrite() == 0)
        endOutput();
    if (m_socket->isOpen())
        m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::endOutput()
{
    setPhase(Phase::Lingering, m_front.limits().lingerDeadline);
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
        refuse(408, "timeout");
        return;
    case Phase::Answering: reply(m_serial, refusalReply(503, "timeout")); return;
    case Phase::Streaming: return;
    case Phase::Lingering:
        m_socket->abort();
        Q_EMIT closed();
        return;
    }
}

void HttpConnection::giveWay()
{
    refuse(503, "too_many_connections");
    m_socket->abort();
    Q_EMIT closed();
}

void HttpConnection::setPhase(Phase phase, std::chrono::milliseconds allowance)
{
    m_phase = phase;
    m_since = m_front.now();
    m_deadline = m_since + toMicros(allowance);
}
