// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/pixelstore.h"

#include "core/sites/sitestore.h"
#include "core/storage/allrows.h"
#include "core/storage/transaction.h"

namespace {

/// Parameters ?1 to ?6 of the statements that write a pixel.
void bind(Statement &write, const Pixel &pixel)
{
    write.bind(1, QStringView(pixel.key));
    write.bind(2, QStringView(pixel.site));
    write.bind(3, QStringView(pixel.name));
    write.bind(4, QStringView(pixel.url));
    write.bind(5, pixel.madeAt);
    write.bind(6, pixel.archivedAt);
}

Result<void> check(const Database &database, const Pixel &pixel)
{
    if (Result<void> checked = checkPixel(pixel); !checked)
        return checked;
    return requireSite(database, pixel.site);
}

Error pixelNotFound(const QString &key)
{
    return {QStringLiteral("pixel_not_found"), QStringLiteral("there is no pixel %1").arg(key)};
}

/// Carries out a statement that returns the row that it wrote; without one the error is `missing`.
Result<void> writeOne(Database &database, Statement &write, Transaction &transaction, const Error &missing)
{
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return missing;
    write.reset();
    return transaction.commit();
}

} // namespace

Result<QList<Pixel>> readPixels(const Database &database)
{
    Statement rows = database.prepare("SELECT key, site, name, url, made, archived FROM pixel ORDER BY key");
    return allRows(database, rows, [](const Statement &row) {
        return Pixel {row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.integer(5)};
    });
}

Result<void> addPixel(Database &database, const Pixel &pixel)
{
    Transaction transaction(database);
    if (Result<void> checked = check(database, pixel); !checked)
        return checked;
    Statement write = database.prepare("INSERT OR IGNORE INTO pixel (key, site, name, url, made, archived)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING key");
    bind(write, pixel);
    return writeOne(database, write, transaction,
                    {QStringLiteral("pixel_exists"), QStringLiteral("the key %1 is taken").arg(pixel.key)});
}

Result<void> updatePixel(Database &database, const Pixel &pixel)
{
    Transaction transaction(database);
    if (Result<void> checked = check(database, pixel); !checked)
        return checked;
    Statement write = database.prepare("UPDATE pixel SET site = ?2, name = ?3, url = ?4, made = ?5,"
                                       " archived = ?6 WHERE key = ?1 RETURNING key");
    bind(write, pixel);
    return writeOne(database, write, transaction, pixelNotFound(pixel.key));
}

Result<void> removePixel(Database &database, const QString &key)
{
    Transaction transaction(database);
    Statement write = database.prepare("DELETE FROM pixel WHERE key = ?1 RETURNING key");
    write.bind(1, QStringView(key));
    return writeOne(database, write, transaction, pixelNotFound(key));
}
