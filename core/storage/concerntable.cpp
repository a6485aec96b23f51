// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/concerntable.h"

#include "core/storage/transaction.h"

QList<Concern> readConcerns(const Database &database)
{
    QList<Concern> concerns;
    Statement rows = database.prepare("SELECT code, message FROM concern ORDER BY code");
    while (rows.isValid() && rows.step() == Statement::Step::Row)
        concerns.append({rows.text(0), Concern::Level::Degraded, rows.text(1), true});
    return concerns;
}

bool keepConcern(Database &database, const Concern &concern)
{
    Transaction transaction(database);
    Statement write = database.prepare("INSERT OR REPLACE INTO concern (code, message) VALUES (?1, ?2)");
    write.bind(1, QStringView(concern.code));
    write.bind(2, QStringView(concern.message));
    return write.run() && transaction.commit().ok();
}

bool forgetConcern(Database &database, const QString &code)
{
    Transaction transaction(database);
    Statement write = database.prepare("DELETE FROM concern WHERE code = ?1");
    write.bind(1, QStringView(code));
    return write.run() && transaction.commit().ok();
}
