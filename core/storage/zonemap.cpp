// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/zonemap.h"

#include "core/storage/transaction.h"

#include <algorithm>

ZoneMap::ZoneMap(Database &database) :
    m_upsert(database.prepare(
        "INSERT INTO hit_block (site, block, hits, humans, first_event, last_event) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (site, block) DO UPDATE SET hits = hits + excluded.hits, humans = humans + excluded.humans,"
        " first_event = MIN(first_event, excluded.first_event), last_event = MAX(last_event, excluded.last_event)"))
{
}

void ZoneMap::count(const Hit &hit, qint64 siteNumber)
{
    Counts &counts = m_pending[{siteNumber, hit.seq >> kBlockShift}];
    if (counts.hits == 0) {
        counts.firstEvent = hit.eventAt;
        counts.lastEvent = hit.eventAt;
    } else {
        counts.firstEvent = std::min(counts.firstEvent, hit.eventAt);
        counts.lastEvent = std::max(counts.lastEvent, hit.eventAt);
    }
    ++counts.hits;
    counts.humans += hit.bot.isBot ? 0 : 1;
}

bool ZoneMap::flush()
{
    for (const auto &[key, counts] : m_pending) {
        m_upsert.bind(1, key.first);
        m_upsert.bind(2, key.second);
        m_upsert.bind(3, counts.hits);
        m_upsert.bind(4, counts.humans);
        m_upsert.bind(5, counts.firstEvent);
        m_upsert.bind(6, counts.lastEvent);
        if (!m_upsert.run())
            return false;
    }
    return true;
}

void ZoneMap::clear()
{
    m_pending.clear();
}

Result<void> rebuildZoneMap(Database &database)
{
    constexpr qint64 kBlocks = 64;
    Statement forget = database.prepare("DELETE FROM hit_block WHERE block >= ?1 AND block < ?2");
    Statement count = database.prepare(
        "INSERT INTO hit_block (site, block, hits, humans, first_event, last_event)"
        " SELECT site, seq >> 10, COUNT(*), SUM(bot IS NULL), MIN(received - COALESCE(lag, 0)),"
        " MAX(received - COALESCE(lag, 0)) FROM hit WHERE seq >= ?1 << 10 AND seq < ?2 << 10"
        " GROUP BY site, seq >> 10");
    const Result<qint64> last =
        database.number("SELECT MAX(block) FROM (SELECT MAX(seq) >> 10 AS block FROM hit"
                        " UNION ALL SELECT MAX(block) FROM hit_block)",
                        -1);
    if (!last)
        return last.error();
    for (qint64 first = 0; first <= *last; first += kBlocks) {
        Transaction transaction(database);
        for (Statement *statement : {&forget, &count}) {
            statement->bind(1, first);
            statement->bind(2, first + kBlocks);
            if (!transaction.isOpen() || !statement->run())
                return database.lastError();
        }
        if (Result<void> committed = transaction.commit(); !committed)
            return committed;
    }
    return {};
}
