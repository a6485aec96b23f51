// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/concerntable.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"

Result<QList<Concern>> readConcerns(const Database &database)
{
    Statement rows = database.prepare("SELECT code, message FROM concern ORDER BY code");
    return allRows(database, rows, [](const Statement &row) {
        return Concern {row.text(0), Concern::Level::Degraded, row.text(1), true};
    });
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
