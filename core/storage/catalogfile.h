// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <QString>

/// The file `clickscope.catalog` beside the database: sites, links, tokens (their hashes) and goals as JSON,
/// written anew whenever they change. When the database is lost, they are not, and no hit is turned away for
/// want of its site.

/// What was brought back.
struct CatalogCounts
{
    qint64 sites = 0;
    qint64 links = 0;
    qint64 tokens = 0;
    qint64 goals = 0;

    bool isEmpty() const { return sites + links + tokens + goals == 0; }
};
/// "2 sites, 1 link, 0 tokens, 3 goals".
QString catalogText(const CatalogCounts &counts);

QString catalogNameOf(const QString &databaseFile);
/// Writes the catalog of this database when it is not what it was. That of another database is left as it is:
/// see takeUpCatalog(). Errors: "catalog_failed".
Result<void> keepCatalog(const Database &database, const QString &databaseFile);
/// Whether sites, links, tokens and goals can be read: a table that cannot is not an empty one. Errors: those
/// of the database.
Result<void> checkCatalogTables(const Database &database);
/// Adds what the catalog has and the database has not; nothing that is there is changed. Errors:
/// "catalog_failed" when it cannot be read, "database_failed".
Result<CatalogCounts> restoreCatalog(Database &database, const QString &catalogFile);
/// At a start: a database without hits gets what the catalog of an earlier one has; beside one with hits it
/// is kept under another name. Then the catalog is this database's. Errors: as above.
Result<CatalogCounts> takeUpCatalog(Database &database, const QString &databaseFile);
