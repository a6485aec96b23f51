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
    if (line.has(QStringLiteral("read")) && line.has(QStringLiteral("write")))
        return fail({QStringLiteral("usage"), QStringLiteral("a token is for --read or for --write")});
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const Result<QByteArray> token = addToken(*database,
                                              {.name = line.positional().constFirst(),
                                               .mayChange = !line.has(QStringLiteral("read")),
                                               .sites = line.values(QStringLiteral("site")),
                                               .madeAt = SystemClock::instance().now()});
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
    const Result<QList<Token>> tokens = readTokens(*database);
    if (!tokens)
        return fail(tokens.error());
    QStringList names;
    for (const Token &token : *tokens)
        names.append(token.name);
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(QJsonArray::fromStringList(names)).toJson(QJsonDocument::Compact));
        return 0;
    }
    for (const QString &name : std::as_const(names))
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
