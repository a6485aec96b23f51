// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/livesource.h"
#include "core/questions/readsource.h"
#include "core/storage/database.h"
#include "core/storage/hitrow.h"

#include <QList>

#include <functional>

/// When a visitor was last seen, and in which visit.
struct LastVisit
{
    QString site;
    quint64 visitor = 0;
    quint64 visit = 0;
    Micros lastSeen = 0;
};

/// Reads stored hits through a read-only connection. Belongs to the thread of that connection.
class HitReader final
{
public:
    /// Rows that one page looks at, at most; a sparse filter answers with an empty page and goes on.
    static constexpr qint64 kScanRows = 50'000;

    explicit HitReader(const Database &database);

    /// LiveSource::requestHits.
    HitPage newest(const HitFilter &filter, qint64 before, int limit);
    /// ReadSource::hitsAfter.
    ReadSource::Page after(const HitFilter &filter, qint64 after, int limit);
    /// LiveSource::requestIndex.
    HitIndex index(const QString &site);
    /// The lowest sequence of a hit received after `time`; beyond the last one when there is none.
    qint64 firstReceivedAfter(Micros time) const;
    /// All hits received after `time`, oldest first, handed on one by one.
    void receivedAfter(Micros time, const std::function<void(const Hit &)> &take);
    /// The visits with a hit received after `time`, without reading whole rows.
    QList<LastVisit> visitsAfter(Micros time);
    qint64 lastSeq() const;

private:
    /// The part of a filter that SQL decides: lowest and highest sequence that can match.
    struct Bounds
    {
        qint64 first = 0;
        qint64 last = 0;
        qint64 site = -1; ///< number, or -1 for any
    };

    Bounds boundsOf(const HitFilter &filter);

    const Database &m_database;
    HitRowReader m_rows;
    Statement m_newest;
    Statement m_after;
    Statement m_blocks;
};
