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

CsvStream::CsvStream(const Exchange &exchange, const HitFilter &filter, StoreFeed &feed, QObject *parent) :
    QObject(parent), m_connection(exchange.connection), m_filter(filter), m_feed(feed)
{
    if (!m_connection) {
        deleteLater();
        return;
    }
    connect(m_connection, &HttpConnection::closed, this, &QObject::deleteLater);
    connect(m_connection, &HttpConnection::drained, this, &CsvStream::fetch);
    QByteArray head(
        "HTTP/1.1 200 OK\r\nX-Content-Type-Options: nosniff\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\nContent-Type: text/csv; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\nCache-Control: no-store\r\nContent-Disposition: attachment; filename=\"hits-");
    head.append(filter.site.toUtf8()).append(".csv\"\r\n\r\n");
    QByteArray header;
    appendCsvHeader(header);
    m_connection->startStream(exchange.serial, head.append(chunk(header)));
}

void CsvStream::fetch()
{
    if (m_isFetching || m_isDone)
        return;
    m_isFetching = true;
    m_feed.ask(this, m_filter, m_after, appendCsvRow,
               [this](const ReadSource::Piece &piece) { onPiece(piece); });
}

void CsvStream::onPiece(const ReadSource::Piece &piece)
{
    m_isFetching = false;
    if (!m_connection)
        return;
    if (m_last == 0)
        m_last = piece.lastSeq;
    m_after = piece.scannedTo;
    m_isDone = piece.atEnd || piece.failed || m_after >= m_last;
    if (m_isDone) {
        const QByteArray last = piece.bytes.isEmpty() ? QByteArray() : chunk(piece.bytes);
        m_connection->finishStream(piece.failed ? last : QByteArray(last).append("0\r\n\r\n"));
        deleteLater();
    } else if (piece.bytes.isEmpty()) {
        fetch();
    } else if (!m_connection->writeStream(chunk(piece.bytes))) {
        m_connection->finishStream({});
        deleteLater();
    }
}
