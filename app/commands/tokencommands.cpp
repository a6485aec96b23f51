// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "core/sites/tokens.h"

#include <QJsonArray>
#include <QJsonDocument>

int runTokenAdd(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const Result<QByteArray> token = addToken(*database, line.positional().constFirst());
    if (!token)
        return fail(token.error());
    if (!print(*token)) { // shown once; only its hash is kept
        (void)removeToken(*database, line.positional().constFirst());
        return 0; // finishOutput() says why
    }
    tellCollector(line);
    return 0;
}

int runTokenList(const CommandLine &line)
{
    Result<Database> database = openForListing(line);
    if (!database)
        return fail(database.error());
    const Result<QStringList> names = readTokenNames(*database);
    if (!names)
        return fail(names.error());
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(QJsonArray::fromStringList(*names)).toJson(QJsonDocument::Compact));
        return 0;
    }
    for (const QString &name : *names)
        print(name);
    return 0;
}

int runTokenRemove(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString name = line.positional().constFirst();
    if (Result<void> removed = removeToken(*database, name); !removed)
        return fail(removed.error());
    tellCollector(line);
    print(QStringLiteral("removed token %1").arg(name));
    return 0;
}
