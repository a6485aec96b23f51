// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/goalstore.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/sites/tokens.h"
#include "core/storage/catalogfile.h"
#include "core/storage/migrations.h"
#include "core/storage/storage.h"
#include "tests/fuzz/fuzzcheck.h"
#include "tests/support/numberof.h"

#include <QFile>
#include <QTemporaryDir>

namespace {

struct Store
{
    QTemporaryDir folder;
    QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    Result<Database> database = openAndMigrate(fileName, Database::Durability::Normal);
};

qint64 rows(const Database &database)
{
    return numberOf(
        database,
        "SELECT (SELECT COUNT(*) FROM site) + (SELECT COUNT(*) FROM link)"
        " + (SELECT COUNT(*) FROM token) + (SELECT COUNT(*) FROM goal) + (SELECT COUNT(*) FROM pixel)");
}

} // namespace

// A catalog that somebody edited, or that is half of one.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static Store store;
    require(store.database.ok(), "a database can be made");
    Database &database = *store.database;
    require(
        database
            .execute(
                "DELETE FROM site; DELETE FROM link; DELETE FROM token; DELETE FROM goal; DELETE FROM pixel")
            .ok(),
        "it can be emptied");
    const QString catalog = catalogNameOf(store.fileName);
    QFile file(catalog);
    require(file.open(QIODevice::WriteOnly), "the file can be written");
    file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
    file.close();
    const Result<CatalogCounts> restored = restoreCatalog(database, catalog);
    if (!restored) {
        require(rows(database) == 0, "nothing is brought back by halves");
        return 0;
    }
    require(rows(database)
                == restored->sites + restored->links + restored->tokens + restored->goals + restored->pixels,
            "it says what it brought back");
    (void)readSites(database);
    (void)readLinks(database);
    (void)readTokens(database);
    require(readGoals(database).ok(), "goals can be read");
    // What was brought back, written and brought back once more is the same.
    require(QFile::remove(catalog) && keepCatalog(database, store.fileName).ok(), "it can be written");
    const Result<CatalogCounts> again = restoreCatalog(database, catalog);
    require(again && again->isEmpty(), "there is nothing to add to it");
    return 0;
}
