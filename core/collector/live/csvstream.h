// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/hitfilter.h"
#include "core/questions/readsource.h"

#include <QObject>

/// GET …/hits.csv: page after page from the store, the next one only when the client has taken the
/// one before, so that ten million rows need the memory of a thousand. Deletes itself at the end.
class CsvStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CsvStream)

public:
    /// Chunked, with a final chunk only when complete: a cut-off download is recognised as one.
    CsvStream(const Exchange &exchange, const HitFilter &filter, ReadSource &reads, QObject *parent);

private:
    void fetch();
    void onPage(const ReadSource::Page &page);

    QPointer<HttpConnection> m_connection;
    HitFilter m_filter;
    ReadSource &m_reads;
    qint64 m_after = 0;
    bool m_isFetching = false;
    bool m_isDone = false;
};
