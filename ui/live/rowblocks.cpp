// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/rowblocks.h"

#include <algorithm>

struct RowBlocks::Fit
{
    std::size_t index = 0;
    qint64 taken = 0; ///< hits of the page that belong to the block
    bool complete = false; ///< the page reaches the block's end
    qint64 cut = 0; ///< lowest sequence the page covers
};

void RowBlocks::clear()
{
    m_blocks.clear();
    m_begin = m_end = m_loaded = 0;
    m_hint = 0;
}

const Hit *RowBlocks::hitAt(qint64 row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const Block &block = blockAt(row);
    return block.isLoaded() ? &block.hits.at(positionOfRow(row) - block.begin) : nullptr;
}

qint64 RowBlocks::rowOf(qint64 seq) const
{
    const auto block = std::ranges::lower_bound(m_blocks, seq, {}, &Block::lastSeq);
    if (block == m_blocks.end() || !block->isLoaded())
        return -1;
    const auto hit = std::ranges::lower_bound(block->hits, seq, {}, &Hit::seq);
    if (hit == block->hits.cend() || hit->seq != seq)
        return -1;
    return rowOfPosition(block->begin + (hit - block->hits.cbegin()));
}

const RowBlocks::Block &RowBlocks::blockAt(qint64 row) const
{
    m_hint = indexOfPosition(positionOfRow(row));
    const Block &block = m_blocks[m_hint];
    const_cast<Block &>(block).lastUse = ++m_clock; // only bookkeeping for evict()
    return block;
}

void RowBlocks::appendNewest(const QList<Hit> &hits)
{
    for (const Hit &hit : hits) {
        if (m_blocks.empty() || !m_blocks.back().isLoaded() || m_blocks.back().count >= kPageRows)
            m_blocks.push_back({hit.seq, hit.seq, m_end, 0, {}, 0, false});
        Block &block = m_blocks.back();
        block.hits.append(hit);
        block.lastSeq = hit.seq;
        ++block.count;
        block.lastUse = ++m_clock;
        ++m_end;
        ++m_loaded;
    }
}

void RowBlocks::appendNewestUnloaded(qint64 firstSeq, qint64 lastSeq, qint64 count)
{
    if (count <= 0)
        return;
    // Without gaps in the sequences every page can be named beforehand, so that a jump reads one page.
    const bool dense = count == lastSeq - firstSeq + 1;
    const qint64 step = dense ? kPageRows : count;
    for (qint64 done = 0; done < count; done += step) {
        const qint64 rows = std::min(step, count - done);
        const qint64 first = firstSeq + done;
        m_blocks.push_back({first, dense ? first + rows - 1 : lastSeq, m_end, rows, {}, 0, false});
        m_end += rows;
    }
}

void RowBlocks::prependOldest(const QList<Hit> &hits, qint64 floorSeq)
{
    for (qsizetype start = 0; start < hits.size(); start += kPageRows) {
        const qsizetype size = std::min<qsizetype>(kPageRows, hits.size() - start);
        QList<Hit> page(hits.crbegin() + (hits.size() - start - size),
                        hits.crbegin() + (hits.size() - start));
        m_begin -= size;
        const qint64 last = page.constLast().seq;
        const qint64 first = start + size == hits.size() ? std::min(floorSeq, page.constFirst().seq)
                                                         : page.constFirst().seq;
        m_blocks.push_front({first, last, m_begin, size, std::move(page), ++m_clock, false});
        m_loaded += size;
    }
    m_hint = 0;
}

std::optional<RowBlocks::Fit> RowBlocks::fit(qint64 lastSeq, const HitPage &page) const
{
    const auto index = indexOfLastSeq(lastSeq);
    if (!index || m_blocks[*index].isLoaded())
        return std::nullopt;
    const Block &block = m_blocks[*index];
    const auto older = std::ranges::find_if(page.hits,
                                            [&](const Hit &hit) { return hit.seq < block.firstSeq; });
    Fit result;
    result.index = *index;
    result.taken = older - page.hits.cbegin();
    result.cut = std::max(block.firstSeq, page.scannedTo);
    result.complete = older != page.hits.cend() || page.atEnd || page.scannedTo <= block.firstSeq
        || result.taken >= block.count;
    return result;
}

std::optional<RowBlocks::Change> RowBlocks::preview(qint64 lastSeq, const HitPage &page) const
{
    const auto found = fit(lastSeq, page);
    if (!found)
        return std::nullopt;
    const Block &block = m_blocks[found->index];
    Change change;
    change.firstRow = firstRowOf(block);
    change.lastRow = change.firstRow + found->taken - 1;
    // The remainder of a block cannot hold fewer than no rows.
    change.delta = found->complete ? found->taken - block.count : 0;
    change.resizeRow = change.firstRow + std::min(found->taken, block.count);
    return change;
}

void RowBlocks::resize(qint64 lastSeq, qint64 delta)
{
    const auto index = indexOfLastSeq(lastSeq);
    if (!index || delta == 0)
        return;
    // The newest row stays where it is, so the block and everything older move.
    for (std::size_t i = 0; i <= *index; ++i)
        m_blocks[i].begin -= delta;
    m_begin -= delta;
    m_blocks[*index].count += delta;
    if (m_blocks[*index].count == 0)
        m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(*index));
    m_hint = 0;
}

void RowBlocks::load(qint64 lastSeq, const HitPage &page)
{
    const auto found = fit(lastSeq, page);
    if (!found)
        return;
    QList<Hit> hits(std::make_reverse_iterator(page.hits.cbegin() + found->taken), page.hits.crend());
    m_loaded += found->taken;
    m_hint = 0;
    Block &block = m_blocks[found->index];
    if (found->complete) {
        block.hits = std::move(hits);
        block.lastUse = ++m_clock;
        return;
    }
    Block newest {found->cut,   block.lastSeq,   block.begin + block.count - found->taken,
                  found->taken, std::move(hits), ++m_clock,
                  false};
    block.lastSeq = found->cut - 1;
    block.count -= found->taken;
    if (found->taken > 0)
        m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(found->index) + 1, std::move(newest));
}

void RowBlocks::markFailed(qint64 lastSeq)
{
    if (const auto index = indexOfLastSeq(lastSeq))
        m_blocks[*index].failed = true;
}

void RowBlocks::evict(qint64 limit, qint64 firstKept, qint64 lastKept)
{
    if (m_loaded <= limit)
        return;
    QList<Block *> candidates;
    for (Block &block : m_blocks) {
        const qint64 first = firstRowOf(block);
        const bool kept = first <= lastKept && first + block.count - 1 >= firstKept;
        if (block.isLoaded() && !kept)
            candidates.append(&block);
    }
    std::ranges::sort(candidates, {}, &Block::lastUse);
    // Some slack below the limit, so that not every new row evicts.
    for (Block *block : candidates) {
        if (m_loaded <= limit - limit / 8)
            break;
        m_loaded -= block->count;
        block->hits = {};
    }
}

std::size_t RowBlocks::indexOfPosition(qint64 position) const
{
    if (m_hint < m_blocks.size()) {
        const Block &block = m_blocks[m_hint];
        if (position >= block.begin && position < block.begin + block.count)
            return m_hint;
    }
    const auto after = std::ranges::upper_bound(m_blocks, position, {}, &Block::begin);
    return static_cast<std::size_t>(after - m_blocks.begin()) - 1;
}

std::optional<std::size_t> RowBlocks::indexOfLastSeq(qint64 lastSeq) const
{
    const auto found = std::ranges::lower_bound(m_blocks, lastSeq, {}, &Block::lastSeq);
    if (found == m_blocks.end() || found->lastSeq != lastSeq)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_blocks.begin());
}
