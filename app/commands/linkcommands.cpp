// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/links/linkstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

int runLinkAdd(const CommandLine &line)
{
    const Link link {line.positional().at(0), line.positional().at(1), line.value(QStringLiteral("site")),
                     line.value(QStringLiteral("name"))};
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    if (Result<void> added = addLink(*database, link); !added)
        return fail(added.error());
    tellCollector(line);
    print(QStringLiteral("added link %1 to %2").arg(link.code, link.url));
    return 0;
}

int runLinkList(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    Statement clicks = database->prepare(
        "SELECT COUNT(*) FROM hit WHERE link = (SELECT id FROM dictionary WHERE text = ?1) AND bot IS NULL");
    QJsonArray list;
    const QList<Link> links = readLinks(*database);
    for (const Link &link : links) {
        clicks.bind(1, QStringView(link.code));
        const qint64 count = clicks.step() == Statement::Step::Row ? clicks.integer(0) : 0;
        clicks.reset();
        if (!line.has(QStringLiteral("json"))) {
            print(QStringLiteral("%1\t%2\t%3\t%4").arg(link.code, link.url, link.site).arg(count));
            continue;
        }
        list.append(QJsonObject {{QStringLiteral("code"), link.code},
                                 {QStringLiteral("name"), link.name},
                                 {QStringLiteral("url"), link.url},
                                 {QStringLiteral("site"), link.site},
                                 {QStringLiteral("clicks"), count}});
    }
    if (line.has(QStringLiteral("json")))
        print(QJsonDocument(list).toJson(QJsonDocument::Compact));
    return 0;
}

int runLinkRemove(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString code = line.positional().constFirst();
    if (Result<void> removed = removeLink(*database, code); !removed)
        return fail(removed.error());
    tellCollector(line);
    print(QStringLiteral("removed link %1").arg(code));
    return 0;
}
