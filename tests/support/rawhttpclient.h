// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/spin.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QTcpSocket>

#include <utility>

/// A reply as it came over the wire.
struct RawReply
{
    int status = 0; ///< 0 = none came
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
    QJsonObject json() const;
    /// `error.code` of the error document.
    QByteArray errorCode() const;
};

/// One block of a text/event-stream.
struct StreamEvent
{
    QByteArray id;
    QByteArray type;
    QByteArray data;
};

/// One connection over which a test sends exactly the bytes it wants, and reads replies in order.
/// Lives in the test's thread; waiting runs the event loop.
class RawHttpClient final
{
public:
    explicit RawHttpClient(const QString &baseUrl);

    /// Connects (again) and waits for it.
    bool open();
    void send(const QByteArray &bytes);
    /// The next complete reply; `toHead` says that it has no body whatever its Content-Length says.
    RawReply reply(bool toHead = false, std::chrono::milliseconds patience = kPatience);
    /// The head of a reply has arrived.
    bool hasReply();
    /// send() and reply().
    RawReply ask(const QByteArray &bytes);
    RawReply get(const QByteArray &path, const QByteArray &headers = {});
    RawReply post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {});
    /// True when the server ended the connection.
    bool isClosedByServer(std::chrono::milliseconds patience = kPatience);

    /// Opens an event stream; the reply has the head only.
    RawReply openStream(const QByteArray &path, const QByteArray &headers = {});
    /// The next event of the stream that is no comment; an empty one when none came in time.
    StreamEvent event(std::chrono::milliseconds patience = kPatience);
    /// Waits for a comment line of the stream, e.g. ": ping".
    bool sawComment(const QByteArray &comment);
    /// Events that are complete but not taken yet, without waiting.
    int pendingEvents();

    QTcpSocket &socket() { return m_socket; }
    const QByteArray &unread() const { return m_buffer; }

    /// A request with Host, the given headers ("Name: value\r\n"…) and, for a body, its length.
    static QByteArray request(const QByteArray &method, const QByteArray &path,
                              const QByteArray &headers = {}, const QByteArray &body = {});

private:
    bool parseHead(RawReply *reply);
    void pull();

    QString m_host;
    quint16 m_port = 0;
    QTcpSocket m_socket;
    QByteArray m_buffer;
    QByteArray m_comments;
};
