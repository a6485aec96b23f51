// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/verify.h"

#include "core/storage/ledger.h"

Verification verify(const Database &database)
{
    Verification result;
    Statement check = database.prepare("PRAGMA integrity_check(1)");
    result.integrity = check.step() == Statement::Step::Row ? check.text(0) : database.lastError().message;
    result.ledger = readLedgerTotals(database);
    result.hits = database.scalar("SELECT COUNT(*) FROM hit", -1);
    result.isBalanced = result.ledger.isBalanced() && result.ledger.stored == result.hits;

    const qint64 blockHits = database.scalar("SELECT COALESCE(SUM(hits), 0) FROM hit_block", -1);
    const qint64 wrongBlocks = database.scalar(
        "SELECT COUNT(*) FROM (SELECT site, seq >> 10 AS block, COUNT(*) AS n, SUM(bot IS NULL) AS humans FROM hit"
        " GROUP BY site, seq >> 10) AS rows LEFT JOIN hit_block USING (site, block)"
        " WHERE rows.n IS NOT hit_block.hits OR rows.humans IS NOT hit_block.humans",
        -1);
    const qint64 lostTexts = database.scalar(
        "SELECT COUNT(*) FROM hit WHERE NOT EXISTS (SELECT 1 FROM dictionary WHERE id = hit.page)", -1);
    // Segments that a verdict has made stale are built again before anybody reads them.
    const qint64 wrongSegments = database.scalar(
        "SELECT COUNT(*) FROM segment LEFT JOIN (SELECT segment.num AS num, COUNT(*) AS n FROM hit JOIN segment"
        " ON segment.site = hit.site AND segment.day = (hit.received - COALESCE(hit.lag, 0)) / 86400000000"
        " AND hit.seq <= segment.through GROUP BY segment.num) AS rows USING (num)"
        " WHERE NOT stale AND rows.n IS NOT hits",
        -1);
    result.isDerivedInStep = blockHits == result.hits && wrongBlocks == 0 && lostTexts == 0
        && wrongSegments == 0;
    return result;
}
