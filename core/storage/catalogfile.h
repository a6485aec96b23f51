// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <QString>

/// The file `clickscope.catalog` beside the database: sites, links, campaigns, pixels, tokens (their hashes)
/// and goals as JSON, rewritten whenever they change. They survive the loss of the database, so that no hit
/// is rejected because its site is missing.

/// How many entries were restored.
struct CatalogCounts
{
    qint64 sites = 0;
    qint64 links = 0;
    qint64 tokens = 0;
    qint64 goals = 0;
    qint64 pixels = 0;
    qint64 campaigns = 0;

    bool isEmpty() const { return sites + links + tokens + goals + pixels + campaigns == 0; }
};
/// "2 sites, 1 link, 0 tokens, 3 goals", pixels and campaigns if there are some.
QString catalogText(const CatalogCounts &counts);

QString catalogNameOf(const QString &databaseFile);
/// Writes the catalog of this database if it has changed. The catalog of another database is not touched:
/// see takeUpCatalog(). Errors: "catalog_failed".
Result<void> keepCatalog(const Database &database, const QString &databaseFile);
/// Whether sites, links, pixels, tokens and goals can be read: an unreadable table is not an empty one.
/// Errors: those of the database.
Result<void> checkCatalogTables(const Database &database);
/// Adds the entries that are in the catalog but not in the database; changes none that exist. Errors:
/// "catalog_failed" when it cannot be read, "database_failed".
Result<CatalogCounts> restoreCatalog(Database &database, const QString &catalogFile);
/// Called at a start: a database without hits gets the entries of an earlier database's catalog; beside one
/// with hits that catalog is renamed. Then the catalog belongs to this database. Errors: as above.
/// With `isBehind` the database has lost what was written last: its own catalog, too, brings back what is
/// missing.
Result<CatalogCounts> takeUpCatalog(Database &database, const QString &databaseFile, bool isBehind = false);
