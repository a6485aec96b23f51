// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/clocksteps.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"

Result<QList<ClockStep>> readClockSteps(const Database &database)
{
    Statement rows = database.prepare("SELECT id, at, set_by FROM clock_step ORDER BY id");
    return allRows(database, rows, [](const Statement &row) {
        return ClockStep {row.integer(0), row.integer(1), row.integer(2)};
    });
}

Result<void> writeClockStep(Database &database, const ClockStep &step)
{
    Transaction transaction(database);
    Statement write = database.prepare("INSERT INTO clock_step (at, set_by) VALUES (?1, ?2)");
    write.bind(1, step.at);
    write.bind(2, step.by);
    Statement forget =
        database.prepare("DELETE FROM clock_step WHERE id <= (SELECT MAX(id) FROM clock_step) - ?1");
    forget.bind(1, kMaxClockSteps);
    if (!transaction.isOpen() || !write.run() || !forget.run())
        return database.lastError();
    return transaction.commit();
}
