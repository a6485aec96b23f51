// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segmentstore.h"
#include "core/storage/database.h"
#include "core/types/result.h"

#include <map>
#include <utility>
#include <vector>

/// A site's number and a UTC day number.
using DayKey = std::pair<qint64, qint64>;

/// Which days have hits, and which of them have a valid stored segment. That a segment is stale is not
/// recorded anywhere: it follows from the zone map, which is written with the hits. Belongs to one thread.
class DayCatalog final
{
public:
    struct Day
    {
        SegmentInfo stored; ///< num 0 = none
        qint64 touched = 0; ///< the highest known sequence of a hit of this day

        bool isStored() const { return stored.num != 0 && touched <= stored.through; }
    };

    /// Reads what was committed since the last call, inside the caller's read snapshot.
    /// Errors: "database_failed".
    Result<void> sync(const Database &database, qint64 lastSeq);
    /// Replaces the list of stored segments.
    void setStored(const std::vector<SegmentInfo> &segments);

    /// Null when the site has no hits on that day.
    const Day *find(const DayKey &key) const;
    const std::map<DayKey, Day> &days() const { return m_days; }

private:
    /// True when stored segments contain all hits of these days up to `seq`.
    bool isCovered(qint64 site, qint64 firstDay, qint64 lastDay, qint64 seq) const;
    Result<void> readBlock(const Database &database, qint64 block, qint64 lastSeq);
    void touch(const DayKey &key, qint64 seq);

    std::map<DayKey, Day> m_days;
    qint64 m_checked = 0; ///< hits up to here are known
};
