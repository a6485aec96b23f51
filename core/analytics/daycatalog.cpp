// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/daycatalog.h"

#include "core/storage/zonemap.h"

#include <algorithm>

Result<void> DayCatalog::sync(const Database &database, qint64 lastSeq)
{
    if (lastSeq <= m_checked)
        return {};
    const qint64 firstBlock = (m_checked + 1) >> ZoneMap::kBlockShift;
    std::vector<qint64> mixed;
    Statement blocks = database.prepare("SELECT site, block, first_event, last_event FROM hit_block"
                                        " WHERE block >= ?1 ORDER BY block");
    blocks.bind(1, firstBlock);
    Statement::Step step = Statement::Step::Done;
    while ((step = blocks.step()) == Statement::Step::Row) {
        const qint64 site = blocks.integer(0);
        const qint64 block = blocks.integer(1);
        const qint64 firstDay = utcDay(blocks.integer(2));
        const qint64 lastDay = utcDay(blocks.integer(3));
        const qint64 first = block << ZoneMap::kBlockShift;
        const qint64 last = std::min(lastSeq, first + (1 << ZoneMap::kBlockShift) - 1);
        if (isCovered(site, firstDay, lastDay, last))
            continue;
        const Day *day = find({site, firstDay});
        const qint64 through = day ? day->stored.through : 0;
        if (firstDay == lastDay && through < first && m_checked < first)
            touch({site, firstDay}, last);
        else if (mixed.empty() || mixed.back() != block)
            mixed.push_back(block);
    }
    if (step == Statement::Step::Failed)
        return database.lastError();
    for (const qint64 block : mixed) {
        if (Result<void> read = readBlock(database, block, lastSeq); !read)
            return read;
    }
    m_checked = lastSeq;
    return {};
}

bool DayCatalog::isCovered(qint64 site, qint64 firstDay, qint64 lastDay, qint64 seq) const
{
    if (lastDay - firstDay > 7)
        return false;
    for (qint64 day = firstDay; day <= lastDay; ++day) {
        const Day *known = find({site, day});
        if (!known || known->stored.through < seq)
            return false;
    }
    return true;
}

Result<void> DayCatalog::readBlock(const Database &database, qint64 block, qint64 lastSeq)
{
    const qint64 first = block << ZoneMap::kBlockShift;
    Statement rows = database.prepare(
        "SELECT site, (received - COALESCE(lag, 0)) / ?3 AS day, MAX(seq) FROM hit"
        " WHERE seq BETWEEN ?1 AND ?2 GROUP BY site, day");
    rows.bind(1, std::max(first, m_checked + 1));
    rows.bind(2, std::min(lastSeq, first + (1 << ZoneMap::kBlockShift) - 1));
    rows.bind(3, qint64(kMicrosPerDay));
    Statement::Step step = Statement::Step::Done;
    while ((step = rows.step()) == Statement::Step::Row)
        touch({rows.integer(0), rows.integer(1)}, rows.integer(2));
    return step == Statement::Step::Failed ? Result<void>(database.lastError()) : Result<void>();
}

void DayCatalog::touch(const DayKey &key, qint64 seq)
{
    qint64 &touched = m_days[key].touched;
    touched = std::max(touched, seq);
}

void DayCatalog::setStored(const std::vector<SegmentInfo> &segments)
{
    for (auto &[key, day] : m_days)
        day.stored = {};
    for (const SegmentInfo &info : segments)
        m_days[{info.site, info.day}].stored = info;
}

const DayCatalog::Day *DayCatalog::find(const DayKey &key) const
{
    const auto found = m_days.find(key);
    return found == m_days.end() ? nullptr : &found->second;
}
