// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"

#include "app/commands/datafolder.h"
#include "app/process/commandsocket.h"
#include "core/sites/sitestore.h"
#include "core/storage/catalogfile.h"
#include "core/storage/damagemark.h"
#include "core/storage/migrations.h"
#include "core/storage/privatefolder.h"

#include <QFile>
#include <QFileInfo>

namespace {

QString databaseFile(const CommandLine &line)
{
    return dataFolder(line) + QStringLiteral("/clickscope.db");
}

} // namespace

Result<Database> openForReading(const CommandLine &line)
{
    const QString fileName = databaseFile(line);
    if (!QFile::exists(fileName) && !QFileInfo(fileName).isSymLink()) {
        return Error {
            QStringLiteral("no_data"),
            QStringLiteral("there is no database in %1; start clickscope or choose another --data-dir")
                .arg(dataFolder(line))};
    }
    Result<Database> database = Database::open(fileName, Database::Mode::ReadOnly);
    if (!database)
        return database;
    const Result<qint64> version = database->number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version != currentSchemaVersion()) {
        return Error {
            QStringLiteral("schema_other"),
            QStringLiteral(
                "%1 has schema %2, this program reads %3; start clickscope once to bring it up to date")
                .arg(fileName, QString::number(*version), QString::number(currentSchemaVersion()))};
    }
    return database;
}

Result<Database> openForWriting(const CommandLine &line)
{
    if (Result<void> made = makePrivateFolder(dataFolder(line)); !made)
        return made.error();
    if (const Result<void> log = DamageMark::checkLog(databaseFile(line)); !log)
        return log.error();
    return openAndMigrate(databaseFile(line), Database::Durability::Normal);
}

Result<Database> openForListing(const CommandLine &line)
{
    Result<Database> database = openForReading(line);
    const bool isOther = !database
        && (database.error().code == QLatin1StringView("no_data")
            || database.error().code == QLatin1StringView("schema_other"));
    return isOther ? openForWriting(line) : std::move(database);
}

void tellCollector(const CommandLine &line)
{
    // Without a collector it is for the command to keep the catalog.
    if (!CommandSocket::notify(dataFolder(line), "reload")) {
        if (const Result<Database> database = openForReading(line); database)
            (void)keepCatalog(*database, databaseFile(line));
    }
}

Result<Site> requiredSite(const CommandLine &line, const Database &database)
{
    const QString id = line.value(QStringLiteral("site"));
    if (id.isEmpty())
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--site ID is missing; clickscope site list names them")};
    return findSite(database, id);
}

Result<Site> findSite(const Database &database, const QString &id)
{
    const Result<QList<Site>> sites = readSites(database);
    if (!sites)
        return sites.error();
    for (const Site &site : *sites) {
        if (site.id == id)
            return site;
    }
    return Error {QStringLiteral("site_not_found"),
                  QStringLiteral("there is no site %1; clickscope site add %1 makes it").arg(id)};
}
