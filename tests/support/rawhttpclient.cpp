// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"

#include <QJsonDocument>
#include <QUrl>

QByteArray RawReply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

bool RawReply::hasHeader(QByteArrayView name) const
{
    return std::ranges::any_of(headers, [name](const auto &header) { return header.first == name; });
}

QJsonObject RawReply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArray RawReply::errorCode() const
{
    return json()
        .value(QLatin1StringView("error"))
        .toObject()
        .value(QLatin1StringView("code"))
        .toString()
        .toUtf8();
}

RawHttpClient::RawHttpClient(const QString &baseUrl)
{
    const QUrl url(baseUrl);
    m_host = url.host();
    m_port = static_cast<quint16>(url.port());
    open();
}

bool RawHttpClient::open()
{
    m_socket.abort();
    m_buffer.clear();
    m_comments.clear();
    m_socket.connectToHost(m_host, m_port);
    return spinUntil([this] { return m_socket.state() == QAbstractSocket::ConnectedState; });
}

void RawHttpClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void RawHttpClient::pull()
{
    m_buffer += m_socket.readAll();
}

bool RawHttpClient::parseHead(RawReply *reply)
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QList<QByteArray> lines = m_buffer.first(end).replace("\r\n", "\n").split('\n');
    m_buffer.remove(0, end + 4);
    reply->status = lines.constFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply->headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
    }
    return true;
}

RawReply RawHttpClient::reply(bool toHead, std::chrono::milliseconds patience)
{
    RawReply reply;
    const bool hasHead = spinUntil(
        [&] {
            pull();
            return parseHead(&reply) || m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
    if (!hasHead || reply.status == 0)
        return {};
    if (toHead || reply.status == 204 || reply.status == 304 || reply.status == 100)
        return reply;
    if (reply.header("transfer-encoding") == "chunked") {
        spinUntil(
            [&] {
                pull();
                return m_buffer.endsWith("0\r\n\r\n")
                    || m_socket.state() == QAbstractSocket::UnconnectedState;
            },
            patience);
        for (qsizetype line = m_buffer.indexOf("\r\n"); line >= 0; line = m_buffer.indexOf("\r\n")) {
            const qsizetype size = m_buffer.first(line).toLongLong(nullptr, 16);
            reply.body += m_buffer.mid(line + 2, size);
            m_buffer.remove(0, std::min(m_buffer.size(), line + 2 + size + 2));
        }
        return reply;
    }
    const qsizetype length = reply.header("content-length").toLongLong();
    spinUntil(
        [&] {
            pull();
            return m_buffer.size() >= length || m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
    reply.body = m_buffer.first(std::min(length, m_buffer.size()));
    m_buffer.remove(0, reply.body.size());
    return reply;
}

bool RawHttpClient::hasReply()
{
    pull();
    return m_buffer.contains("\r\n\r\n");
}

RawReply RawHttpClient::ask(const QByteArray &bytes)
{
    send(bytes);
    return reply(bytes.startsWith("HEAD "));
}

RawReply RawHttpClient::get(const QByteArray &path, const QByteArray &headers)
{
    return ask(request("GET", path, headers));
}

RawReply RawHttpClient::post(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    QByteArray all = headers;
    if (!all.contains("Content-Type:"))
        all += "Content-Type: application/json\r\n";
    return ask(request("POST", path, all, body));
}

bool RawHttpClient::isClosedByServer(std::chrono::milliseconds patience)
{
    return spinUntil(
        [this] {
            pull();
            return m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
}

RawReply RawHttpClient::openStream(const QByteArray &path, const QByteArray &headers)
{
    send(request("GET", path, headers + "Accept: text/event-stream\r\n"));
    RawReply head;
    spinUntil([&] {
        pull();
        return parseHead(&head) || m_socket.state() == QAbstractSocket::UnconnectedState;
    });
    if (head.status == 200)
        sawComment(": connected");
    return head;
}

int RawHttpClient::pendingEvents()
{
    pull();
    int events = 0;
    for (const QByteArray &block : m_buffer.first(m_buffer.lastIndexOf("\n\n") + 1).split('\n'))
        events += block.startsWith("event:") ? 1 : 0;
    return events;
}

StreamEvent RawHttpClient::event(std::chrono::milliseconds patience)
{
    StreamEvent event;
    spinUntil(
        [&] {
            pull();
            for (qsizetype end = m_buffer.indexOf("\n\n"); end >= 0; end = m_buffer.indexOf("\n\n")) {
                const QList<QByteArray> lines = m_buffer.first(end).split('\n');
                m_buffer.remove(0, end + 2);
                for (const QByteArray &line : lines) {
                    if (line.startsWith("id: "))
                        event.id = line.sliced(4);
                    else if (line.startsWith("event: "))
                        event.type = line.sliced(7);
                    else if (line.startsWith("data: "))
                        event.data = line.sliced(6);
                    else
                        m_comments += line + '\n';
                }
                if (!event.type.isEmpty())
                    return true;
            }
            return m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
    return event;
}

bool RawHttpClient::sawComment(const QByteArray &comment)
{
    return spinUntil([&] {
        pull();
        const QByteArray line = QByteArray(comment).append('\n');
        return m_buffer.contains(line) || m_comments.contains(line);
    });
}

QByteArray RawHttpClient::request(const QByteArray &method, const QByteArray &path, const QByteArray &headers,
                                  const QByteArray &body)
{
    QByteArray bytes = method + ' ' + path + " HTTP/1.1\r\n";
    if (!headers.contains("Host:"))
        bytes += "Host: localhost\r\n";
    bytes += headers;
    if (method == "POST" || !body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}
