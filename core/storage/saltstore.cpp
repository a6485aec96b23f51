// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/saltstore.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/visitrule.h"

namespace {

/// Lowest day whose salt may still be used.
qint64 oldestUsable(Micros now)
{
    const qint64 day = utcDay(now);
    return now - day * kMicrosPerDay < kCarryOver ? day - 1 : day;
}

/// Whose salts nobody may use at `now`: of days that are over, and of days that have not come, because the
/// clock was set back. ?1 and ?2 are the days between which salts are kept.
constexpr const char *kOver = " WHERE day < ?1 OR day > ?2";

Statement prepareOver(const Database &database, const char *sql, Micros now)
{
    Statement statement = database.prepare(QByteArray(sql).append(kOver).constData());
    statement.bind(1, oldestUsable(now));
    statement.bind(2, utcDay(now));
    return statement;
}

bool eraseOver(Database &database, Micros now)
{
    // Overwritten in place before the row goes; FAST, which is set otherwise, leaves pages that became free.
    if (!database.execute("PRAGMA secure_delete=ON"))
        return false;
    const bool isErased = prepareOver(database, "UPDATE salt SET salt = zeroblob(32)", now).run()
        && prepareOver(database, "DELETE FROM salt", now).run();
    return database.execute("PRAGMA secure_delete=FAST").ok() && isErased;
}

} // namespace

Result<QList<std::pair<qint64, QByteArray>>> readSalts(const Database &database)
{
    Statement rows = database.prepare("SELECT day, salt FROM salt ORDER BY day");
    return allRows(database, rows,
                   [](const Statement &row) { return std::pair(row.integer(0), row.blob(1)); });
}

bool storeSalt(Database &database, qint64 day, const QByteArray &salt, const Clock &clock)
{
    Transaction transaction(database);
    if (!transaction.isOpen())
        return false;
    const Micros now = clock.now(); // see eraseOldSalts()
    if (!isSaltOver(day, now)) { // else it was drawn before the clock was set
        Statement write = database.prepare("INSERT INTO salt (day, salt) VALUES (?1, ?2)"
                                           " ON CONFLICT (day) DO UPDATE SET salt = excluded.salt");
        write.bind(1, day);
        write.bindBlob(2, salt);
        if (!write.run())
            return false;
    }
    return eraseOver(database, now) && transaction.commit().ok();
}

bool eraseOldSalts(Database &database, const Clock &clock)
{
    Transaction transaction(database);
    // The time is that of the lock: while it was waited for, a clock that was ahead may have been set back,
    // and the salt of that day stored again.
    return transaction.isOpen() && eraseOver(database, clock.now()) && transaction.commit().ok();
}

Result<QList<QByteArray>> oldSalts(const Database &database, Micros now)
{
    QList<QByteArray> salts;
    Statement rows = prepareOver(database, "SELECT salt FROM salt", now);
    Statement::Step step = rows.step();
    for (; step == Statement::Step::Row; step = rows.step())
        salts.append(rows.blob(0));
    if (step == Statement::Step::Failed)
        return database.lastError();
    return salts;
}

bool isSaltOver(qint64 day, Micros now)
{
    return day < oldestUsable(now) || day > utcDay(now);
}
