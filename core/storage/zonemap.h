// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/hit.h"
#include "core/types/result.h"

#include <map>
#include <utility>

/// The zone map `hit_block`: per site and run of 1,024 sequences the number of hits and their range of
/// event times. Belongs to the writer; pending counts are written inside the transaction.
class ZoneMap final
{
public:
    static constexpr int kBlockShift = 10; // frozen: block = seq >> 10

    explicit ZoneMap(Database &database);

    void count(const Hit &hit, qint64 siteNumber);
    bool flush();
    void clear();

private:
    struct Counts
    {
        qint64 hits = 0;
        qint64 humans = 0;
        Micros firstEvent = 0;
        Micros lastEvent = 0;
    };

    Statement m_upsert;
    std::map<std::pair<qint64, qint64>, Counts> m_pending; // (site, block)
};

/// Recounts the zone map from the hits, a short transaction per 64 blocks; a running collector goes on.
Result<void> rebuildZoneMap(Database &database);
