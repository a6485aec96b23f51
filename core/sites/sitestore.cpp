// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/sitestore.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/allowedhosts.h"
#include "core/types/zonename.h"
#include "core/visitor/bot/botpolicy.h"

namespace {

constexpr QChar kLine(u'\n');

Result<void> check(const Site &site)
{
    if (!isValidSiteId(site.id)) {
        return Error {QStringLiteral("bad_site"),
                      QStringLiteral("\"%1\" is no site ID; use 1 to 64 of A-Z a-z 0-9 _ -").arg(site.id)};
    }
    if (canonicalZone(site.timezone).isEmpty())
        return badZone(site.timezone);
    if (const Result<QStringList> hosts = allowedHosts(site.domains); !hosts)
        return hosts.error();
    if (const Result<BotPolicy> policy = BotPolicy::parse(site.botRules); !policy)
        return policy.error();
    return {};
}

/// Entries from before hosts were checked, in the form they have now. What is no host stays as it is: no page
/// has it, and without it the list might be empty and allow every host.
QStringList readDomains(const QString &stored)
{
    QStringList domains;
    const QStringList entries = stored.split(kLine, Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const Result<QStringList> hosts = allowedHosts({QString(entry).replace(u';', u',')});
        domains += hosts && !hosts->isEmpty() ? *hosts : QStringList {entry};
    }
    domains.removeDuplicates();
    return domains;
}

/// Parameters ?1 to ?10 of the statements that write a site, which keep the texts alive.
struct SiteRow
{
    QString domains, rules, query, zone;

    /// REQUIRES: check(site) has passed.
    void bind(Statement &write, const Site &site)
    {
        domains = allowedHosts(site.domains)->join(kLine);
        query = site.keptQuery.join(kLine);
        zone = canonicalZone(site.timezone);
        QStringList simple;
        for (const QString &rule : site.botRules) {
            if (const QString text = rule.simplified(); !text.isEmpty())
                simple.append(text);
        }
        rules = simple.join(kLine);
        write.bind(1, QStringView(site.id));
        write.bind(2, QStringView(site.name));
        write.bind(3, QStringView(domains));
        write.bind(4, QStringView(zone));
        write.bind(5, static_cast<qint64>(site.consent));
        write.bind(6, static_cast<qint64>(site.botMode));
        write.bind(7, QStringView(rules));
        write.bind(8, QStringView(query));
        write.bind(9, site.pages.stored());
        write.bind(10, qint64 {site.isBadgePublic});
    }
};

Site::BotMode botModeOf(qint64 number)
{
    return number == 1 ? Site::BotMode::Strict : number == 2 ? Site::BotMode::Off : Site::BotMode::Balanced;
}

Error siteNotFound(const QString &id)
{
    return {QStringLiteral("site_not_found"), QStringLiteral("there is no site %1").arg(id)};
}

} // namespace

Result<QList<Site>> readSites(const Database &database)
{
    Statement rows = database.prepare(
        "SELECT id, name, domains, timezone, consent, bot_mode, bot_rules, kept_query, page_grouping,"
        " badge_public FROM site WHERE removed = 0 ORDER BY id");
    return allRows(database, rows, [](const Statement &row) {
        Site site;
        site.id = row.text(0);
        site.name = row.text(1);
        site.domains = readDomains(row.text(2));
        const QString zone = canonicalZone(row.text(3));
        site.timezone = zone.isEmpty() ? row.text(3) : zone;
        site.consent = row.integer(4) == 0 ? Site::ConsentMode::Honour : Site::ConsentMode::Ignore;
        site.botMode = botModeOf(row.integer(5));
        site.botRules = row.text(6).split(kLine, Qt::SkipEmptyParts);
        site.keptQuery = row.text(7).split(kLine, Qt::SkipEmptyParts);
        site.pages = pageGroupingOf(row.integer(8));
        site.isBadgePublic = row.integer(9) != 0;
        return site;
    });
}

Result<void> requireSite(const Database &database, const QString &id)
{
    Statement site = database.prepare("SELECT 1 FROM site WHERE id = ?1 AND removed = 0");
    site.bind(1, QStringView(id));
    const Statement::Step step = site.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return Error {QStringLiteral("site_not_found"),
                      QStringLiteral("there is no site %1; add it first").arg(id)};
    return {};
}

Result<void> addSite(Database &database, const Site &site)
{
    if (Result<void> checked = check(site); !checked)
        return checked;
    Transaction transaction(database);
    Statement find = database.prepare("SELECT removed FROM site WHERE id = ?1");
    find.bind(1, QStringView(site.id));
    const Statement::Step known = find.step();
    if (known == Statement::Step::Failed)
        return database.lastError();
    if (known == Statement::Step::Row && find.integer(0) == 0)
        return Error {QStringLiteral("site_exists"), QStringLiteral("site %1 exists already").arg(site.id)};
    find.reset();
    Statement write = database.prepare(
        "INSERT INTO site (id, name, domains, timezone, consent, bot_mode, bot_rules, kept_query, page_grouping,"
        " badge_public, removed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, domains = excluded.domains,"
        " timezone = excluded.timezone, consent = excluded.consent, bot_mode = excluded.bot_mode,"
        " bot_rules = excluded.bot_rules, kept_query = excluded.kept_query,"
        " page_grouping = excluded.page_grouping, badge_public = excluded.badge_public, removed = 0");
    SiteRow row;
    row.bind(write, site);
    if (!write.run())
        return database.lastError();
    return transaction.commit();
}

Result<void> updateSite(Database &database, const Site &site)
{
    if (Result<void> checked = check(site); !checked)
        return checked;
    Transaction transaction(database);
    Statement write = database.prepare(
        "UPDATE site SET name = ?2, domains = ?3, timezone = ?4, consent = ?5, bot_mode = ?6, bot_rules = ?7,"
        " kept_query = ?8, page_grouping = ?9, badge_public = ?10 WHERE id = ?1 AND removed = 0 RETURNING num");
    SiteRow row;
    row.bind(write, site);
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return siteNotFound(site.id);
    write.reset();
    return transaction.commit();
}

Result<void> removeSite(Database &database, const QString &id, Micros now)
{
    Transaction transaction(database);
    Statement write =
        database.prepare("UPDATE site SET removed = ?2 WHERE id = ?1 AND removed = 0 RETURNING num");
    write.bind(1, QStringView(id));
    write.bind(2, now);
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return siteNotFound(id);
    write.reset();
    return transaction.commit();
}
