// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/sites/sitestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

int runSiteAdd(const CommandLine &line)
{
    Site site;
    site.id = line.positional().constFirst();
    site.name = line.value(QStringLiteral("name"));
    site.domains = line.values(QStringLiteral("domain"));
    site.timezone = line.value(QStringLiteral("timezone"), QStringLiteral("UTC"));
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    if (Result<void> added = addSite(*database, site); !added)
        return fail(added.error());
    tellCollector(line);
    print(QStringLiteral("added site %1").arg(site.id));
    return 0;
}

int runSiteList(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QList<Site> sites = readSites(*database);
    if (!line.has(QStringLiteral("json"))) {
        for (const Site &site : sites)
            print(QStringLiteral("%1\t%2\t%3\t%4")
                      .arg(site.id, site.name, site.domains.join(u','), site.timezone));
        return 0;
    }
    QJsonArray list;
    for (const Site &site : sites) {
        list.append(QJsonObject {{QStringLiteral("id"), site.id},
                                 {QStringLiteral("name"), site.name},
                                 {QStringLiteral("domains"), QJsonArray::fromStringList(site.domains)},
                                 {QStringLiteral("timezone"), site.timezone}});
    }
    print(QJsonDocument(list).toJson(QJsonDocument::Compact));
    return 0;
}

int runSiteRemove(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString id = line.positional().constFirst();
    if (Result<void> removed = removeSite(*database, id); !removed)
        return fail(removed.error());
    tellCollector(line);
    print(QStringLiteral("removed site %1; its hits are kept").arg(id));
    return 0;
}
