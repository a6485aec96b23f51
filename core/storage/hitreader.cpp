// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitreader.h"

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

qint64 HitReader::lastSeq() const
{
    return m_database.scalar("SELECT MAX(seq) FROM hit");
}

HitReader::Bounds HitReader::boundsOf(const HitFilter &filter)
{
    Bounds bounds;
    bounds.last = lastSeq();
    if (!filter.site.isEmpty()) {
        bounds.site = m_rows.siteNumber(filter.site);
        if (bounds.site == 0) {
            bounds.last = 0;
            return bounds;
        }
    }
    if (bounds.site < 0 && filter.from == 0 && filter.to == 0)
        return bounds;
    m_blocks.bind(1, bounds.site);
    m_blocks.bind(2, filter.from);
    m_blocks.bind(3, filter.to);
    if (m_blocks.step() == Statement::Step::Row && !m_blocks.isNull(0)) {
        bounds.first = m_blocks.integer(0) << ZoneMap::kBlockShift;
        bounds.last = std::min(bounds.last, ((m_blocks.integer(1) + 1) << ZoneMap::kBlockShift) - 1);
    } else {
        bounds.last = 0;
    }
    m_blocks.reset();
    return bounds;
}

HitPage HitReader::newest(const HitFilter &filter, qint64 before, int limit)
{
    HitPage page;
    const Bounds bounds = boundsOf(filter);
    const qint64 top = std::min(before > 0 ? before : std::numeric_limits<qint64>::max(), bounds.last + 1);
    m_newest.bind(1, top);
    m_newest.bind(2, bounds.first);
    page.scannedTo = top;
    qint64 scanned = 0;
    Statement::Step step = Statement::Step::Done;
    while (page.hits.size() < limit && scanned < kScanRows
           && (step = m_newest.step()) == Statement::Step::Row) {
        ++scanned;
        page.scannedTo = m_newest.integer(0);
        if (bounds.site >= 0 && m_newest.integer(3) != bounds.site)
            continue;
        Hit hit = m_rows.read(m_newest);
        if (filter.matches(hit))
            page.hits.append(std::move(hit));
    }
    page.atEnd = page.hits.size() < limit && scanned < kScanRows;
    m_newest.reset();
    return page;
}

ReadSource::Page HitReader::after(const HitFilter &filter, qint64 after, int limit)
{
    ReadSource::Page page;
    const Bounds bounds = boundsOf(filter);
    m_after.bind(1, std::max(after, bounds.first - 1));
    m_after.bind(2, bounds.last);
    page.scannedTo = std::max(after, bounds.first - 1);
    qint64 scanned = 0;
    Statement::Step step = Statement::Step::Done;
    while (page.hits.size() < limit && scanned < kScanRows
           && (step = m_after.step()) == Statement::Step::Row) {
        ++scanned;
        page.scannedTo = m_after.integer(0);
        if (bounds.site >= 0 && m_after.integer(3) != bounds.site)
            continue;
        Hit hit = m_rows.read(m_after);
        if (filter.matches(hit))
            page.hits.append(std::move(hit));
    }
    page.atEnd = page.hits.size() < limit && scanned < kScanRows;
    page.failed = step == Statement::Step::Failed;
    m_after.reset();
    return page;
}

HitIndex HitReader::index(const QString &site)
{
    HitIndex index;
    const ReadSnapshot snapshot(m_database); // counts and last sequence of one moment
    const qint64 last = lastSeq();
    Statement blocks = m_database.prepare(
        site.isEmpty()
            ? "SELECT block, SUM(hits), SUM(humans) FROM hit_block GROUP BY block ORDER BY block"
            : "SELECT block, hits, humans FROM hit_block WHERE site = (SELECT num FROM site WHERE id = ?1) ORDER BY block");
    if (!site.isEmpty())
        blocks.bind(1, QStringView(site));
    while (blocks.step() == Statement::Step::Row) {
        HitIndex::Block block;
        block.firstSeq = blocks.integer(0) << ZoneMap::kBlockShift;
        block.lastSeq = std::min(last, ((blocks.integer(0) + 1) << ZoneMap::kBlockShift) - 1);
        block.hits = blocks.integer(1);
        block.humans = blocks.integer(2);
        index.total += block.hits;
        index.humans += block.humans;
        index.blocks.append(block);
    }
    // The site's newest block may be closed long ago; what comes next is behind `last` all the same.
    if (!index.blocks.isEmpty())
        index.blocks.last().lastSeq = last;
    return index;
}

qint64 HitReader::firstReceivedAfter(Micros time) const
{
    // Sequences follow receivedAt, so the first one is found by halving.
    qint64 low = m_database.scalar("SELECT MIN(seq) FROM hit");
    qint64 high = lastSeq() + 1;
    Statement probe = m_database.prepare("SELECT received FROM hit WHERE seq >= ?1 ORDER BY seq LIMIT 1");
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        probe.bind(1, middle);
        const bool isAfter = probe.step() == Statement::Step::Row && probe.integer(0) > time;
        probe.reset();
        if (isAfter)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void HitReader::receivedAfter(Micros time, const std::function<void(const Hit &)> &take)
{
    m_after.bind(1, firstReceivedAfter(time) - 1);
    m_after.bind(2, std::numeric_limits<qint64>::max());
    while (m_after.step() == Statement::Step::Row)
        take(m_rows.read(m_after));
    m_after.reset();
}

QList<LastVisit> HitReader::visitsAfter(Micros time)
{
    QList<LastVisit> visits;
    Statement rows = m_database.prepare(
        "SELECT (SELECT id FROM site WHERE num = hit.site), visitor, visit, MAX(received) FROM hit"
        " WHERE seq >= ?1 AND visitor <> 0 GROUP BY site, visitor");
    rows.bind(1, firstReceivedAfter(time));
    while (rows.step() == Statement::Step::Row)
        visits.append({rows.text(0), static_cast<quint64>(rows.integer(1)),
                       static_cast<quint64>(rows.integer(2)), rows.integer(3)});
    return visits;
}
