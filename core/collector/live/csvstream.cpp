// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/csvstream.h"

#include "core/documents/hitcsv.h"

namespace {

constexpr int kRowsPerPage = 400;

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16).append("\r\n").append(bytes).append("\r\n");
}

} // namespace

CsvStream::CsvStream(const Exchange &exchange, const HitFilter &filter, ReadSource &reads, QObject *parent) :
    QObject(parent), m_connection(exchange.connection), m_filter(filter), m_reads(reads)
{
    if (!m_connection) {
        deleteLater();
        return;
    }
    connect(m_connection, &HttpConnection::closed, this, &QObject::deleteLater);
    connect(m_connection, &HttpConnection::drained, this, &CsvStream::fetch);
    QByteArray head(
        "HTTP/1.1 200 OK\r\nContent-Type: text/csv; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
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
    // The answer may come after this object is gone: the parent is the context, we are guarded.
    m_reads.hitsAfter(m_filter, m_after, kRowsPerPage, parent(),
                      [self = QPointer<CsvStream>(this)](const ReadSource::Page &page) {
                          if (self)
                              self->onPage(page);
                      });
}

void CsvStream::onPage(const ReadSource::Page &page)
{
    m_isFetching = false;
    if (!m_connection)
        return;
    m_after = page.scannedTo;
    m_isDone = page.atEnd || page.failed;
    QByteArray rows;
    for (const Hit &hit : page.hits)
        appendCsvRow(rows, hit);
    if (m_isDone) {
        const QByteArray last = rows.isEmpty() ? QByteArray() : chunk(rows);
        m_connection->finishStream(page.failed ? last : QByteArray(last).append("0\r\n\r\n"));
        deleteLater();
    } else if (rows.isEmpty()) {
        fetch();
    } else if (!m_connection->writeStream(chunk(rows))) {
        m_connection->finishStream({});
        deleteLater();
    }
}
