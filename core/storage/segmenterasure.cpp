// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/segmenterasure.h"

#include "core/storage/transaction.h"

namespace {

/// A part is 20 KB on an ordinary day.
constexpr qint64 kPartsPerTurn = 64;

} // namespace

Result<void> eraseSegments(Database &database)
{
    {
        Transaction transaction(database);
        if (!transaction.isOpen())
            return database.lastError();
        if (Result<void> erased = database.execute("DELETE FROM segment; DELETE FROM segment_value;"
                                                   " UPDATE segment_epoch SET epoch = epoch + 1;"
                                                   " UPDATE store SET erased_values = erased_values + 1");
            !erased)
            return erased;
        if (Result<void> committed = transaction.commit(); !committed)
            return committed;
    }
    // Nobody sees parts without their segment. Those of numbers that are still to be given are a builder's.
    Statement forget = database.prepare(
        "DELETE FROM segment_part WHERE id IN (SELECT id FROM segment_part"
        " WHERE id / 64 <= (SELECT seq FROM sqlite_sequence WHERE name = 'segment')"
        " AND id / 64 NOT IN (SELECT num FROM segment) ORDER BY id LIMIT ?1)");
    qint64 erased = 0;
    do {
        Transaction transaction(database);
        forget.bind(1, kPartsPerTurn);
        if (!transaction.isOpen() || !forget.run())
            return database.lastError();
        erased = database.changes();
        if (Result<void> committed = transaction.commit(); !committed)
            return committed;
    } while (erased > 0);
    return {};
}
