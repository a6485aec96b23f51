// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"

#include <QList>

#include <deque>
#include <optional>

/// Rows of a table of any length, with only a few pages in memory.
///
/// A block stands for all matching hits of a run of sequences; it knows how many there are and, when
/// loaded, holds them. Row 0 is the newest hit. Looking up a row costs O(log blocks).
///
/// Invariants: (1) blocks are ascending and their runs of sequences do not overlap;
/// (2) a loaded block holds exactly `count` hits, ascending by sequence; (3) `begin` of a block is
/// `begin + count` of the older one. Positions count upwards with the sequence and never change when
/// rows are added at either end, so a position is a stable name for a row.
class RowBlocks final
{
public:
    static constexpr qint64 kPageRows = 512;

    struct Block
    {
        qint64 firstSeq = 0;
        qint64 lastSeq = 0;
        qint64 begin = 0; ///< position of its oldest row
        qint64 count = 0;
        QList<Hit> hits; ///< empty unless loaded
        quint64 lastUse = 0;
        bool failed = false; ///< could not be read; not requested again automatically

        bool isLoaded() const { return !hits.isEmpty(); }
    };

    /// The effect of an answer on the rows: first some are inserted or removed, then some have data.
    struct Change
    {
        qint64 firstRow = 0;
        qint64 lastRow = -1; ///< these have data now; empty when lastRow < firstRow
        qint64 resizeRow = 0; ///< where rows are inserted or removed because the count was wrong
        qint64 delta = 0; ///< how many are inserted (> 0) or removed (< 0)
    };

    void clear();
    qint64 rowCount() const { return m_end - m_begin; }
    qint64 loadedRows() const { return m_loaded; }
    bool isEmpty() const { return rowCount() == 0; }
    qint64 newestSeq() const { return m_blocks.empty() ? 0 : m_blocks.back().lastSeq; }

    /// Null when the row is not in memory.
    const Hit *hitAt(qint64 row) const;
    /// -1 when the hit is not in memory.
    qint64 rowOf(qint64 seq) const;
    /// REQUIRES: 0 <= row < rowCount().
    const Block &blockAt(qint64 row) const;
    qint64 rowOfPosition(qint64 position) const { return m_end - 1 - position; }
    qint64 positionOfRow(qint64 row) const { return m_end - 1 - row; }
    qint64 firstRowOf(const Block &block) const { return rowOfPosition(block.begin + block.count - 1); }

    /// Newer hits, ascending, every sequence above newestSeq().
    void appendNewest(const QList<Hit> &hits);
    void appendNewestUnloaded(qint64 firstSeq, qint64 lastSeq, qint64 count);
    /// Older hits, newest first, every sequence below all blocks. `floorSeq`: lowest sequence they cover.
    void prependOldest(const QList<Hit> &hits, qint64 floorSeq);

    /// The effect of a page requested as "seq <= lastSeq", lastSeq being that of an unloaded block.
    /// Empty when that block does not exist any more.
    std::optional<Change> preview(qint64 lastSeq, const HitPage &page) const;
    /// Corrects the number of rows of an unloaded block, at its oldest end; removes a block without rows.
    void resize(qint64 lastSeq, qint64 delta);
    /// Fills the block, or its newest part. REQUIRES: resized by the delta of preview().
    void load(qint64 lastSeq, const HitPage &page);
    void markFailed(qint64 lastSeq);

    /// Drops the least recently used pages until at most `limit` rows are in memory; keeps the rows given.
    void evict(qint64 limit, qint64 firstKept, qint64 lastKept);

private:
    struct Fit; // how a page falls into its block
    std::optional<Fit> fit(qint64 lastSeq, const HitPage &page) const;
    std::size_t indexOfPosition(qint64 position) const;
    std::optional<std::size_t> indexOfLastSeq(qint64 lastSeq) const;

    std::deque<Block> m_blocks; ///< ascending
    qint64 m_begin = 0;
    qint64 m_end = 0;
    qint64 m_loaded = 0;
    mutable quint64 m_clock = 0; ///< advances with every use
    mutable std::size_t m_hint = 0; ///< the block found last
};
