// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/clocksteps.h"

#include "core/storage/transaction.h"

QList<ClockStep> readClockSteps(const Database &database)
{
    QList<ClockStep> steps;
    Statement rows = database.prepare("SELECT id, at, set_by FROM clock_step ORDER BY id");
    while (rows.isValid() && rows.step() == Statement::Step::Row)
        steps.append({rows.integer(0), rows.integer(1), rows.integer(2)});
    return steps;
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
