// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/live/storefeed.h"
#include "core/http/exchange.h"
#include "core/questions/hitfilter.h"

#include <QObject>

/// GET …/hits.csv: piece after piece from the store, the next one only when the client has taken the
/// one before, so that ten million rows need the memory of a hundred. Hits that are stored meanwhile are not
/// in it, so that it ends. Deletes itself at the end, and with its connection, which ends a reader that takes
/// nothing.
class CsvStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CsvStream)

public:
    /// Chunked, with a final chunk only when complete: a cut-off download is recognised as one.
    CsvStream(const Exchange &exchange, const HitFilter &filter, StoreFeed &feed, QObject *parent);

private:
    void fetch();
    void onPiece(const ReadSource::Piece &piece);

    QPointer<HttpConnection> m_connection;
    HitFilter m_filter;
    StoreFeed &m_feed;
    qint64 m_after = 0;
    qint64 m_last = 0; ///< highest sequence when it began; 0 = not known yet
    bool m_isFetching = false;
    bool m_isDone = false;
};
