// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/csvstream.h"

#include "core/documents/hitcsv.h"

namespace {

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16).append("\r\n").append(bytes).append("\r\n");
}

} // namespace

CsvStream::CsvStream(const Exchange &exchange, const HitFilter &filter, HitReadQueue &feed,
                     std::function<HttpReply()> unavailable, QObject *parent) :
    QObject(parent),
    m_exchange(exchange),
    m_connection(exchange.connection),
    m_unavailable(std::move(unavailable)),
    m_filter(filter),
    m_feed(feed)
{
    if (!m_connection) {
        deleteLater();
        return;
    }
    connect(m_connection, &HttpConnection::closed, this, &QObject::deleteLater);
    fetch();
}

void CsvStream::begin()
{
    m_hasBegun = true;
    connect(m_connection, &HttpConnection::drained, this, &CsvStream::fetch);
    QByteArray head(
        "HTTP/1.1 200 OK\r\nX-Content-Type-Options: nosniff\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\nContent-Type: text/csv; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\nCache-Control: no-store\r\nContent-Disposition: attachment; filename=\"hits-");
    head.append(m_filter.site.toUtf8()).append(".csv\"\r\n\r\n");
    QByteArray header;
    appendCsvHeader(header);
    m_connection->startStream(m_exchange.serial, head.append(chunk(header)));
}

void CsvStream::fetch()
{
    if (m_isFetching || m_isDone)
        return;
    m_isFetching = true;
    m_feed.ask(this, m_filter, m_after, appendCsvRow,
               [this](const Result<HitPiece> &piece) { onPiece(piece); });
}

void CsvStream::onPiece(const Result<HitPiece> &piece)
{
    if (!m_connection)
        return;
    if (!m_hasBegun && !piece) {
        m_exchange.reply(m_unavailable());
        deleteLater();
        return;
    }
    if (!m_hasBegun)
        begin(); // may be written at once: that asks for no piece yet
    m_isFetching = false;
    const auto end = [this](const QByteArray &last) {
        m_isDone = true;
        m_connection->finishStream(last);
        deleteLater();
    };
    if (!piece)
        return end({}); // without the final chunk
    if (m_last == 0)
        m_last = piece->lastSeq;
    m_after = piece->scannedTo;
    const QByteArray bytes = piece->bytes.isEmpty() ? QByteArray() : chunk(piece->bytes);
    if (piece->atEnd || m_after >= m_last)
        end(bytes + "0\r\n\r\n");
    else if (bytes.isEmpty())
        fetch();
    else if (!m_connection->writeStream(bytes))
        end({});
}
