// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/zonemap.h"

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
