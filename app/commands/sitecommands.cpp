// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/commandsocket.h"
#include "core/sites/siteerasure.h"
#include "core/sites/sitestore.h"
#include "core/storage/catalogfile.h"
#include "core/storage/traces.h"
#include "core/types/allowedhosts.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
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

QString sameOrDistinct(bool isSame)
{
    return isSame ? QStringLiteral("same") : QStringLiteral("distinct");
}

/// Hosts that an older version stored without looking, and that no page can have.
void reportBadHosts(const QList<Site> &sites)
{
    for (const Site &site : sites) {
        if (const Result<QStringList> hosts = allowedHosts(site.domains); !hosts)
            warn(QStringLiteral("site %1: %2").arg(site.id, hosts.error().message));
    }
}

/// Of before an update, set aside, rescued; and catalogs of others.
QStringList copiesBeside(const QString &databaseFile)
{
    const QFileInfo original(databaseFile);
    return original.dir().entryList({original.fileName() + QStringLiteral(".*"),
                                     QStringLiteral("clickscope-*.db"),
                                     QStringLiteral("clickscope.catalog.*")},
                                    QDir::Files, QDir::Name);
}

/// Options that were given replace what `site` has.
Result<Site> withOptions(Site site, const CommandLine &line)
{
    site.name = line.value(QStringLiteral("name"), site.name);
    site.timezone = line.value(QStringLiteral("timezone"), site.timezone);
    if (line.has(QStringLiteral("domain"))) {
        // An empty text empties the list of a site that exists. For a new one it is a slip, most likely a
        // variable of a script that was not set, and would let everybody in.
        const QStringList typed = line.values(QStringLiteral("domain"));
        const bool isEmptied = line.verb() == QLatin1StringView("site set")
            && typed == QStringList {QString()};
        const Result<QStringList> hosts = allowedHosts(isEmptied ? QStringList() : typed);
        if (!hosts)
            return hosts.error();
        site.domains = *hosts;
    }
    if (line.has(QStringLiteral("keep-query"))) {
        const Result<QStringList> names = keptQuery(line.value(QStringLiteral("keep-query")));
        if (!names)
            return names.error();
        site.keptQuery = *names;
    }
    for (const auto &[option, joins] : {std::pair(QStringLiteral("trailing-slash"), &site.pages.joinsSlashes),
                                        std::pair(QStringLiteral("path-case"), &site.pages.joinsCase)}) {
        if (!line.has(option))
            continue;
        const QString value = line.value(option);
        if (value != QLatin1StringView("same") && value != QLatin1StringView("distinct"))
            return Error {QStringLiteral("usage"), QStringLiteral("--%1 is same or distinct").arg(option)};
        *joins = value == QLatin1StringView("same");
    }
    if (line.has(QStringLiteral("bot-rule")))
        site.botRules = line.values(QStringLiteral("bot-rule"));
    if (line.has(QStringLiteral("consent"))) {
        const QString consent = line.value(QStringLiteral("consent"));
        if (consent != QLatin1StringView("honour") && consent != QLatin1StringView("ignore"))
            return Error {QStringLiteral("usage"), QStringLiteral("--consent is honour or ignore")};
        site.consent = consent == QLatin1StringView("ignore") ? Site::ConsentMode::Ignore
                                                              : Site::ConsentMode::Honour;
    }
    if (line.has(QStringLiteral("badge"))) {
        const QString badge = line.value(QStringLiteral("badge"));
        if (badge != QLatin1StringView("on") && badge != QLatin1StringView("off"))
            return Error {QStringLiteral("usage"), QStringLiteral("--badge is on or off")};
        site.isBadgePublic = badge == QLatin1StringView("on");
    }
    if (line.has(QStringLiteral("bots"))) {
        const Result<Site::BotMode> mode = botModeNamed(line.value(QStringLiteral("bots")));
        if (!mode)
            return mode.error();
        site.botMode = *mode;
    }
    return site;
}

/// What a site that comes back brings with it.
QString foundAgain(const SiteContents &contents)
{
    const QDateTime removed = QDateTime::fromMSecsSinceEpoch(contents.removedAt / kMicrosPerMilli, Qt::UTC);
    const QString when = contents.removedAt == 0
        ? QString()
        : QString(QStringLiteral(" on ") + removed.date().toString(Qt::ISODate));
    return QStringLiteral("%1 of the site removed%2 are there again").arg(contentsText(contents), when);
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
    const Result<SiteContents> before = contentsOfSite(*database, site->id);
    if (Result<void> added = addSite(*database, *site); !added)
        return fail(added.error());
    tellCollector(line);
    print(QStringLiteral("added site %1").arg(site->id)
          + (before && before->isRemoved && !before->isEmpty()
                 ? QString(QStringLiteral("; ") + foundAgain(*before))
                 : QString()));
    if (line.has(QStringLiteral("domain")) && site->domains.isEmpty())
        print(QStringLiteral("it takes hits of every host"));
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
    Result<Database> database = openForListing(line);
    if (!database)
        return fail(database.error());
    const Result<QList<Site>> read = readSites(*database);
    if (!read)
        return fail(read.error());
    const QList<Site> &sites = *read;
    reportBadHosts(sites);
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
            {QStringLiteral("keep_query"), keptQueryText(site.keptQuery)},
            {QStringLiteral("trailing_slash"), sameOrDistinct(site.pages.joinsSlashes)},
            {QStringLiteral("path_case"), sameOrDistinct(site.pages.joinsCase)},
            {QStringLiteral("badge"), site.isBadgePublic ? QStringLiteral("on") : QStringLiteral("off")},
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
    if (Result<void> removed = removeSite(*database, id, SystemClock::instance().now()); !removed)
        return fail(removed.error());
    tellCollector(line);
    const Result<SiteContents> kept = contentsOfSite(*database, id);
    print(kept && !kept->isEmpty()
              ? QStringLiteral("removed site %1; %2 are kept, clickscope site erase %1 --yes erases them")
                    .arg(id, contentsText(*kept))
              : QStringLiteral("removed site %1").arg(id));
    return 0;
}

int runSiteErase(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString id = line.positional().constFirst();
    const Result<SiteContents> found = contentsOfSite(*database, id);
    if (!found)
        return fail(found.error());
    if (!line.has(QStringLiteral("yes"))) {
        return fail({QStringLiteral("usage"),
                     QStringLiteral("site %1 has %2; they cannot be brought back, --yes erases them")
                         .arg(id, contentsText(*found))});
    }
    const Result<SiteContents> erased = eraseSite(*database, id, SystemClock::instance().now());
    tellCollector(line);
    // Also after a failure: some of it is gone.
    const bool isCollecting = CommandSocket::notify(dataFolder(line), "rebuilt");
    if (!erased)
        return fail(erased.error());
    if (const Result<void> kept = keepCatalog(*database, database->fileName()); !kept)
        warn(kept.error().message);
    const Result<QString> left = eraseTraces(*database, isCollecting ? Company::Collector : Company::Alone);
    if (!left)
        return fail(left.error());
    if (!left->isEmpty()) {
        CommandSocket::notify(dataFolder(line), "rebuilt"); // a collector goes on trying to empty the log
        warn(*left);
    }
    if (const QStringList copies = copiesBeside(database->fileName()); !copies.isEmpty())
        warn(QStringLiteral(
                 "copies of the database may still hold what was erased; remove what you do not need: %1")
                 .arg(copies.join(QStringLiteral(", "))));
    print(QStringLiteral("erased %1 of site %2").arg(contentsText(*erased), id));
    return 0;
}
