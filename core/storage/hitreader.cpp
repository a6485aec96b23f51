// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitreader.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/storage/zonemap.h"

#include <algorithm>
#include <limits>

namespace {

QByteArray select(const char *tail)
{
    return QByteArray("SELECT ").append(HitRowReader::columns()).append(" FROM hit ").append(tail);
}

} // namespace

HitReader::HitReader(const Database &database) :
    m_database(database),
    m_rows(database),
    m_newest(database.prepare(select("WHERE seq < ?1 AND seq >= ?2 ORDER BY seq DESC").constData())),
    m_after(database.prepare(select("WHERE seq > ?1 AND seq <= ?2 ORDER BY seq").constData())),
    m_blocks(database.prepare("SELECT MIN(block), MAX(block) FROM hit_block WHERE (?1 < 0 OR site = ?1)"
                              " AND (?2 = 0 OR last_event >= ?2) AND (?3 = 0 OR first_event < ?3)"))
{
}

Result<qint64> HitReader::lastSeq() const
{
    return m_database.number("SELECT MAX(seq) FROM hit");
}

Result<HitReader::Bounds> HitReader::boundsOf(const HitFilter &filter)
{
    const Result<qint64> stored = lastSeq();
    if (!stored)
        return stored.error();
    Bounds bounds;
    bounds.stored = bounds.last = *stored;
    if (!filter.site.isEmpty()) {
        bounds.site = m_rows.siteNumber(filter.site);
        if (bounds.site == 0) {
            bounds.last = 0;
            return bounds;
        }
    }
    if (bounds.site < 0 && filter.range == InstantRange())
        return bounds;
    m_blocks.bind(1, bounds.site);
    m_blocks.bind(2, filter.range.from);
    m_blocks.bind(3, filter.range.to);
    const Statement::Step step = m_blocks.step();
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    if (!m_blocks.isNull(0)) {
        bounds.first = m_blocks.integer(0) << ZoneMap::kBlockShift;
        bounds.last = std::min(bounds.last, ((m_blocks.integer(1) + 1) << ZoneMap::kBlockShift) - 1);
    } else {
        bounds.last = 0;
    }
    m_blocks.reset();
    return bounds;
}

Result<HitPage> HitReader::newest(const HitFilter &filter, qint64 before, int limit)
{
    HitPage page;
    const Result<Bounds> bounds = boundsOf(filter);
    if (!bounds)
        return bounds.error();
    const qint64 top = std::min(before > 0 ? before : std::numeric_limits<qint64>::max(), bounds->last + 1);
    m_newest.bind(1, top);
    m_newest.bind(2, bounds->first);
    page.scannedTo = top;
    qint64 scanned = 0;
    Statement::Step step = Statement::Step::Done;
    while (page.hits.size() < limit && scanned < kScanRows
           && (step = m_newest.step()) == Statement::Step::Row) {
        ++scanned;
        page.scannedTo = m_newest.integer(0);
        if (bounds->site >= 0 && m_newest.integer(3) != bounds->site)
            continue;
        Hit hit = m_rows.read(m_newest);
        if (filter.matches(hit))
            page.hits.append(std::move(hit));
    }
    page.atEnd = page.hits.size() < limit && scanned < kScanRows;
    m_newest.reset();
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    return page;
}

template <typename Take>
Result<void> HitReader::scanAfter(const HitFilter &filter, qint64 after, qint64 rows, HitScan *scan,
                                  Take take)
{
    const Result<Bounds> bounds = boundsOf(filter);
    if (!bounds)
        return bounds.error();
    scan->scannedTo = std::max(after, bounds->first - 1);
    scan->lastSeq = bounds->stored;
    m_after.bind(1, scan->scannedTo);
    m_after.bind(2, bounds->last);
    qint64 scanned = 0;
    bool wantsMore = true;
    Statement::Step step = Statement::Step::Done;
    while (wantsMore && scanned < rows && (step = m_after.step()) == Statement::Step::Row) {
        ++scanned;
        scan->scannedTo = m_after.integer(0);
        if (bounds->site >= 0 && m_after.integer(3) != bounds->site)
            continue;
        Hit hit = m_rows.read(m_after);
        if (filter.matches(hit))
            wantsMore = take(std::move(hit));
    }
    m_after.reset();
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    scan->atEnd = wantsMore && scanned < rows;
    // What the bounds leave out, a site's quiet time for instance, has been looked at, too.
    if (scan->atEnd)
        scan->scannedTo = std::max(scan->scannedTo, bounds->stored);
    return {};
}

Result<HitReader::Page> HitReader::after(const HitFilter &filter, qint64 after, int limit)
{
    Page page;
    const Result<void> read = scanAfter(filter, after, kScanRows, &page, [&](Hit &&hit) {
        page.hits.append(std::move(hit));
        return page.hits.size() < limit;
    });
    return read ? Result<Page>(page) : read.error();
}

Result<HitPiece> HitReader::pieceAfter(const HitFilter &filter, qint64 after, HitPiece::Append append)
{
    HitPiece piece;
    const Result<void> read = scanAfter(filter, after, kPieceRows, &piece, [&](const Hit &hit) {
        append(piece.bytes, hit);
        return piece.bytes.size() < HitPiece::kBytes;
    });
    return read ? Result<HitPiece>(piece) : read.error();
}

Result<HitIndex> HitReader::index(const QString &site)
{
    HitIndex index;
    const ReadSnapshot snapshot(m_database); // counts and last sequence of one moment
    const Result<qint64> last = lastSeq();
    if (!last)
        return last.error();
    Statement blocks = m_database.prepare(
        site.isEmpty()
            ? "SELECT block, SUM(hits), SUM(humans) FROM hit_block GROUP BY block ORDER BY block"
            : "SELECT block, hits, humans FROM hit_block WHERE site = (SELECT num FROM site WHERE id = ?1) ORDER BY block");
    if (!site.isEmpty())
        blocks.bind(1, QStringView(site));
    Statement::Step step = blocks.step();
    for (; step == Statement::Step::Row; step = blocks.step()) {
        HitIndex::Block block;
        block.firstSeq = blocks.integer(0) << ZoneMap::kBlockShift;
        block.lastSeq = std::min(*last, ((blocks.integer(0) + 1) << ZoneMap::kBlockShift) - 1);
        block.hits = blocks.integer(1);
        block.humans = blocks.integer(2);
        index.total += block.hits;
        index.humans += block.humans;
        index.blocks.append(block);
    }
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    // The site's newest block may be closed long ago; what comes next is behind `last` all the same.
    if (!index.blocks.isEmpty())
        index.blocks.last().lastSeq = *last;
    return index;
}

Result<QList<std::pair<qint64, qint64>>> HitReader::runsOf(Micros from, Micros to, qint64 after) const
{
    // Not by halving: after the clock was set back, sequences do not follow the time any more.
    QList<std::pair<qint64, qint64>> runs;
    Statement blocks = m_database.prepare("SELECT DISTINCT block FROM hit_block WHERE block >= ?1"
                                          " AND last_event > ?2 AND first_event <= ?3 ORDER BY block");
    blocks.bind(1, (after + 1) >> ZoneMap::kBlockShift);
    blocks.bind(2, from);
    blocks.bind(3, to);
    Statement::Step step = blocks.step();
    for (; step == Statement::Step::Row; step = blocks.step()) {
        const qint64 first = blocks.integer(0) << ZoneMap::kBlockShift;
        const qint64 last = first + (1 << ZoneMap::kBlockShift) - 1;
        if (!runs.isEmpty() && runs.constLast().second + 1 == first)
            runs.last().second = last;
        else
            runs.append({std::max(first, after + 1), last});
    }
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    return runs;
}

Result<HitReader::Page> HitReader::received(Micros from, Micros to, qint64 after, int limit)
{
    Page page;
    page.scannedTo = after;
    const ReadSnapshot snapshot(m_database); // runs and the last sequence of one moment
    const Result<qint64> last = lastSeq();
    if (!last)
        return last.error();
    const auto runs = runsOf(from, to, after);
    if (!runs)
        return runs.error();
    qint64 scanned = 0;
    bool isFull = false;
    for (const auto &[runFirst, runLast] : *runs) {
        m_after.bind(1, runFirst - 1);
        m_after.bind(2, std::min(runLast, *last));
        Statement::Step step = Statement::Step::Done;
        while (!isFull && (step = m_after.step()) == Statement::Step::Row) {
            page.scannedTo = m_after.integer(0);
            const Micros time = m_after.integer(1);
            if (time > from && time <= to)
                page.hits.append(m_rows.read(m_after));
            isFull = page.hits.size() >= limit || ++scanned >= kScanRows;
        }
        m_after.reset();
        if (step == Statement::Step::Failed)
            return m_database.lastError();
        if (isFull)
            return page;
    }
    page.scannedTo = std::max(after, *last);
    page.atEnd = true;
    return page;
}

Result<QList<LastVisit>> HitReader::visitsReceived(Micros from, Micros to)
{
    const auto runs = runsOf(from, to, 0);
    if (!runs)
        return runs.error();
    QList<LastVisit> visits;
    Statement rows = m_database.prepare(
        "SELECT (SELECT id FROM site WHERE num = hit.site), visitor, visit, MAX(received) FROM hit"
        " WHERE seq BETWEEN ?1 AND ?2 AND received > ?3 AND received <= ?4 AND visitor <> 0"
        " GROUP BY site, visitor");
    for (const auto &[first, last] : *runs) {
        rows.bind(1, first);
        rows.bind(2, last);
        rows.bind(3, from);
        rows.bind(4, to);
        const auto found = allRows(m_database, rows, [](const Statement &row) {
            return LastVisit {row.text(0), static_cast<quint64>(row.integer(1)),
                              static_cast<quint64>(row.integer(2)), row.integer(3)};
        });
        if (!found)
            return found.error();
        visits += *found;
        rows.reset();
    }
    return visits;
}
