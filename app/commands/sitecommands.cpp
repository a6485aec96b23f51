// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/sites/sitestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

Result<Site::BotMode> botModeNamed(const QString &name)
{
    for (const Site::BotMode mode : {Site::BotMode::Balanced, Site::BotMode::Strict, Site::BotMode::Off}) {
        if (name == toString(mode))
            return mode;
    }
    return Error {QStringLiteral("usage"), QStringLiteral("--bots is balanced, strict or off")};
}

/// Options that were given replace what `site` has.
Result<Site> withOptions(Site site, const CommandLine &line)
{
    site.name = line.value(QStringLiteral("name"), site.name);
    site.timezone = line.value(QStringLiteral("timezone"), site.timezone);
    if (line.has(QStringLiteral("domain")))
        site.domains = line.values(QStringLiteral("domain"));
    if (line.has(QStringLiteral("bot-rule")))
        site.botRules = line.values(QStringLiteral("bot-rule"));
    if (line.has(QStringLiteral("consent"))) {
        const QString consent = line.value(QStringLiteral("consent"));
        if (consent != QLatin1StringView("honour") && consent != QLatin1StringView("ignore"))
            return Error {QStringLiteral("usage"), QStringLiteral("--consent is honour or ignore")};
        site.consent = consent == QLatin1StringView("ignore") ? Site::ConsentMode::Ignore
                                                              : Site::ConsentMode::Honour;
    }
    if (line.has(QStringLiteral("bots"))) {
        const Result<Site::BotMode> mode = botModeNamed(line.value(QStringLiteral("bots")));
        if (!mode)
            return mode.error();
        site.botMode = *mode;
    }
    return site;
}

} // namespace

int runSiteAdd(const CommandLine &line)
{
    Site named;
    named.id = line.positional().constFirst();
    const Result<Site> site = withOptions(named, line);
    if (!site)
        return fail(site.error());
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    if (Result<void> added = addSite(*database, *site); !added)
        return fail(added.error());
    tellCollector(line);
    print(QStringLiteral("added site %1").arg(site->id));
    return 0;
}

int runSiteSet(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString id = line.positional().constFirst();
    const Result<Site> known = findSite(*database, id);
    if (!known)
        return fail(known.error());
    const Result<Site> site = withOptions(*known, line);
    if (!site)
        return fail(site.error());
    if (Result<void> updated = updateSite(*database, *site); !updated)
        return fail(updated.error());
    tellCollector(line);
    const bool isOtherPolicy = site->botRules != known->botRules || site->botMode != known->botMode;
    print(
        QStringLiteral("changed site %1").arg(id)
        + (isOtherPolicy
               ? QStringLiteral("; clickscope rebuild --bots --site %1 judges its stored hits again").arg(id)
               : QString()));
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
        list.append(QJsonObject {
            {QStringLiteral("id"), site.id},
            {QStringLiteral("name"), site.name},
            {QStringLiteral("domains"), QJsonArray::fromStringList(site.domains)},
            {QStringLiteral("timezone"), site.timezone},
            {QStringLiteral("consent"),
             site.consent == Site::ConsentMode::Ignore ? QStringLiteral("ignore") : QStringLiteral("honour")},
            {QStringLiteral("bots"), QString(toString(site.botMode))},
            {QStringLiteral("bot_rules"), QJsonArray::fromStringList(site.botRules)}});
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
