// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/commandsocket.h"
#include "core/storage/catalogfile.h"
#include "core/storage/concerntable.h"
#include "core/storage/damagemark.h"

int runCatalogRestore(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString fileName = line.positional().value(0, catalogNameOf(database->fileName()));
    const Result<CatalogCounts> restored = restoreCatalog(*database, fileName);
    if (!restored)
        return fail(restored.error());
    tellCollector(line);
    print(QString(QStringLiteral("brought back ") + catalogText(*restored)));
    return 0;
}

int runDataConfirm(const CommandLine &line)
{
    if (!CommandSocket::notify(dataFolder(line), "confirm")) {
        Result<Database> database = openForWriting(line);
        if (!database)
            return fail(database.error());
        const Result<QList<Concern>> concerns = readConcerns(*database);
        if (!concerns)
            return fail(concerns.error());
        for (const Concern &concern : *concerns) {
            if (!forgetConcern(*database, concern.code))
                return fail(database->lastError());
        }
        DamageMark::remove(database->fileName());
    }
    print(QStringLiteral("confirmed"));
    return 0;
}

int runDataRecreate(const CommandLine &line)
{
    if (!CommandSocket::notify(dataFolder(line), "recreate")) {
        return fail(
            {QStringLiteral("not_running"),
             QStringLiteral("no Clickscope runs on %1; the next start begins a new database by itself")
                 .arg(dataFolder(line))});
    }
    print(QStringLiteral("asked for; GET /healthz says how it went"));
    return 0;
}
