// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/saltstore.h"

#include "core/storage/transaction.h"

namespace {

constexpr Micros kCarryOver = 30 * kMicrosPerMinute;

/// Lowest day whose salt may still be used.
qint64 oldestUsable(Micros now)
{
    const qint64 day = utcDay(now);
    return now - day * kMicrosPerDay < kCarryOver ? day - 1 : day;
}

bool eraseBefore(Database &database, qint64 day)
{
    // Overwritten in place before the row goes, whatever secure_delete is set to.
    Statement blank = database.prepare("UPDATE salt SET salt = zeroblob(32) WHERE day < ?1");
    blank.bind(1, day);
    Statement erase = database.prepare("DELETE FROM salt WHERE day < ?1");
    erase.bind(1, day);
    return blank.run() && erase.run();
}

} // namespace

QList<std::pair<qint64, QByteArray>> readSalts(const Database &database)
{
    QList<std::pair<qint64, QByteArray>> salts;
    Statement rows = database.prepare("SELECT day, salt FROM salt ORDER BY day");
    while (rows.isValid() && rows.step() == Statement::Step::Row)
        salts.append({rows.integer(0), rows.blob(1)});
    return salts;
}

bool storeSalt(Database &database, qint64 day, const QByteArray &salt, Micros now)
{
    Transaction transaction(database);
    Statement write =
        database.prepare("INSERT INTO salt (day, salt) VALUES (?1, ?2) ON CONFLICT (day) DO NOTHING");
    write.bind(1, day);
    write.bindBlob(2, salt);
    return write.run() && eraseBefore(database, oldestUsable(now)) && transaction.commit().ok();
}

bool eraseOldSalts(Database &database, Micros now)
{
    Transaction transaction(database);
    return eraseBefore(database, oldestUsable(now)) && transaction.commit().ok();
}
