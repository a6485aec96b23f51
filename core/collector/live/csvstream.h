// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/live/hitreadqueue.h"
#include "core/http/exchange.h"
#include "core/questions/hitfilter.h"

#include <QObject>

#include <functional>

/// GET …/hits.csv: sends piece after piece from the store, the next one only when the client has read the
/// previous one, so that ten million rows need the memory of a hundred. Hits stored meanwhile are not
/// included, so that it ends. Deletes itself at the end, and with its connection, which is closed if the
/// client reads nothing.
class CsvStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CsvStream)

public:
    /// Chunked, with a final chunk only when complete, so that clients detect a cut-off download. If even the
    /// first piece cannot be read, the reply is `unavailable`.
    CsvStream(const Exchange &exchange, const HitFilter &filter, HitReadQueue &feed,
              std::function<HttpReply()> unavailable, QObject *parent);

private:
    void begin();
    void fetch();
    void onPiece(const Result<HitPiece> &piece);

    Exchange m_exchange;
    QPointer<HttpConnection> m_connection;
    std::function<HttpReply()> m_unavailable;
    HitFilter m_filter;
    HitReadQueue &m_feed;
    qint64 m_after = 0;
    qint64 m_last = 0; ///< highest sequence when it began; 0 = unknown yet
    bool m_hasBegun = false;
    bool m_isFetching = false;
    bool m_isDone = false;
};
