// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/hitquestions.h"
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
    /// Maximum number of rows read for one page; a sparse filter may give an empty page, and reading goes on.
    static constexpr qint64 kScanRows = 50'000;
    /// The same for a piece of a download, while other requests wait.
    static constexpr qint64 kPieceRows = 5'000;

    /// Stored hits as values.
    struct Page : HitScan
    {
        QList<Hit> hits; ///< oldest first
    };

    explicit HitReader(const Database &database);

    /// Implements HitQuestions::hits().
    Result<HitPage> newest(const HitFilter &filter, qint64 before, int limit);
    /// Up to `limit` matching hits with seq > after, oldest first.
    Result<Page> after(const HitFilter &filter, qint64 after, int limit);
    /// Implements HitQuestions::piece().
    Result<HitPiece> pieceAfter(const HitFilter &filter, qint64 after, HitPiece::Append append);
    /// Implements HitQuestions::index().
    Result<HitIndex> index(const QString &site);
    /// Up to `limit` hits with seq > `after` that were received in (from, to], ascending by
    /// sequence, even if the clock was set meanwhile. Blocks are found by the time of events, so hits that
    /// arrived later than that span may be missing.
    Result<Page> received(Micros from, Micros to, qint64 after, int limit);
    /// The visits with a hit received in (from, to], without reading whole rows; a visitor may occur more
    /// than once.
    Result<QList<LastVisit>> visitsReceived(Micros from, Micros to);
    Result<qint64> lastSeq() const;

private:
    /// The part of a filter that SQL decides: lowest and highest sequence that can match.
    struct Bounds
    {
        qint64 first = 0;
        qint64 last = 0;
        qint64 site = -1; ///< number, or -1 for any
        qint64 stored = 0; ///< the highest stored sequence
    };
    Result<Bounds> boundsOf(const HitFilter &filter);
    /// Passes the matching hits with seq > after to `take`, which returns whether it wants more.
    template <typename Take>
    Result<void> scanAfter(const HitFilter &filter, qint64 after, qint64 rows, HitScan *scan, Take take);
    /// Runs of sequences in which hits of (from, to] can be, ascending, from the block of `after` on.
    Result<QList<std::pair<qint64, qint64>>> runsOf(Micros from, Micros to, qint64 after) const;

    const Database &m_database;
    HitRowReader m_rows;
    Statement m_newest;
    Statement m_after;
    Statement m_blocks;
};
