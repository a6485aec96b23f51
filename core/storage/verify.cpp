// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/verify.h"

#include "core/storage/ledger.h"

QString damageIn(const Database &database)
{
    Statement check = database.prepare("PRAGMA quick_check(1)");
    const bool hasRow = check.step() == Statement::Step::Row;
    const QString found = hasRow ? check.text(0) : database.lastError().message;
    return found == QLatin1StringView("ok") ? QString() : found;
}

Verification verify(const Database &database)
{
    Verification result;
    Statement check = database.prepare("PRAGMA integrity_check(1)");
    result.integrity = check.step() == Statement::Step::Row ? check.text(0) : database.lastError().message;
    const auto take = [&result](const auto &read, auto *to) {
        if (read)
            *to = *read;
        else if (result.integrity == QLatin1StringView("ok"))
            result.integrity = read.error().message;
    };
    const auto count = [&](const char *sql) {
        qint64 number = -1;
        take(database.number(sql), &number);
        return number;
    };
    take(readLedgerTotals(database), &result.ledger);
    result.hits = count("SELECT COUNT(*) FROM hit");
    result.erased = count("SELECT SUM(hits) FROM erasure");
    result.isBalanced = result.ledger.isBalanced() && result.ledger.stored == result.hits + result.erased;

    const qint64 blockHits = count("SELECT SUM(hits) FROM hit_block");
    const qint64 wrongBlocks = count(
        "SELECT COUNT(*) FROM (SELECT site, seq >> 10 AS block, COUNT(*) AS n, SUM(bot IS NULL) AS humans FROM hit"
        " GROUP BY site, seq >> 10) AS rows LEFT JOIN hit_block USING (site, block)"
        " WHERE rows.n IS NOT hit_block.hits OR rows.humans IS NOT hit_block.humans");
    const qint64 lostTexts =
        count("SELECT COUNT(*) FROM hit WHERE NOT EXISTS (SELECT 1 FROM dictionary WHERE id = hit.page)");
    // Segments made stale by a changed verdict are rebuilt before they are read.
    const qint64 wrongSegments = count(
        "SELECT COUNT(*) FROM segment LEFT JOIN (SELECT segment.num AS num, COUNT(*) AS n FROM hit JOIN segment"
        " ON segment.site = hit.site AND segment.day = (hit.received - COALESCE(hit.lag, 0)) / 86400000000"
        " AND hit.seq <= segment.through GROUP BY segment.num) AS rows USING (num)"
        " WHERE NOT stale AND rows.n IS NOT hits");
    result.isDerivedInStep = blockHits == result.hits && wrongBlocks == 0 && lostTexts == 0
        && wrongSegments == 0;
    return result;
}
