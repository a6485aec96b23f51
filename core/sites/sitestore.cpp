// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/sitestore.h"

#include "core/storage/transaction.h"
#include "core/types/daterange.h"
#include "core/visitor/bot/botpolicy.h"

namespace {

constexpr QChar kLine(u'\n');

Result<void> check(const Site &site)
{
    if (!isValidSiteId(site.id)) {
        return Error {QStringLiteral("bad_site"),
                      QStringLiteral("\"%1\" is no site ID; use 1 to 64 of A-Z a-z 0-9 _ -").arg(site.id)};
    }
    if (!isZoneName(site.timezone)) {
        return Error {QStringLiteral("bad_timezone"),
                      QStringLiteral("\"%1\" is no time zone; use an IANA name such as Europe/Warsaw")
                          .arg(site.timezone)};
    }
    if (const Result<BotPolicy> policy = BotPolicy::parse(site.botRules); !policy)
        return policy.error();
    return {};
}

/// A host as people type it: scheme, port and path are dropped.
QString cleanDomain(QString domain)
{
    domain = domain.trimmed().toLower();
    if (const qsizetype scheme = domain.indexOf(QLatin1StringView("://")); scheme >= 0)
        domain.remove(0, scheme + 3);
    for (const QChar end : {QChar(u'/'), QChar(u':')}) {
        if (const qsizetype at = domain.indexOf(end); at >= 0 && !domain.startsWith(u'['))
            domain.truncate(at);
    }
    return domain;
}

/// Parameters ?1 to ?7 of the statements that write a site, which keep the texts alive.
struct SiteRow
{
    QString domains, rules;

    void bind(Statement &write, const Site &site)
    {
        QStringList clean;
        for (const QString &domain : site.domains) {
            if (const QString host = cleanDomain(domain); !host.isEmpty())
                clean.append(host);
        }
        domains = clean.join(kLine);
        QStringList simple;
        for (const QString &rule : site.botRules) {
            if (const QString text = rule.simplified(); !text.isEmpty())
                simple.append(text);
        }
        rules = simple.join(kLine);
        write.bind(1, QStringView(site.id));
        write.bind(2, QStringView(site.name));
        write.bind(3, QStringView(domains));
        write.bind(4, QStringView(site.timezone));
        write.bind(5, static_cast<qint64>(site.consent));
        write.bind(6, static_cast<qint64>(site.botMode));
        write.bind(7, QStringView(rules));
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

QList<Site> readSites(const Database &database)
{
    QList<Site> sites;
    Statement rows = database.prepare(
        "SELECT id, name, domains, timezone, consent, bot_mode, bot_rules FROM site WHERE removed = 0 ORDER BY id");
    while (rows.isValid() && rows.step() == Statement::Step::Row) {
        Site site;
        site.id = rows.text(0);
        site.name = rows.text(1);
        site.domains = rows.text(2).split(kLine, Qt::SkipEmptyParts);
        site.timezone = rows.text(3);
        site.consent = rows.integer(4) == 0 ? Site::ConsentMode::Honour : Site::ConsentMode::Ignore;
        site.botMode = botModeOf(rows.integer(5));
        site.botRules = rows.text(6).split(kLine, Qt::SkipEmptyParts);
        sites.append(site);
    }
    return sites;
}

Result<void> addSite(Database &database, const Site &site)
{
    if (Result<void> checked = check(site); !checked)
        return checked;
    Transaction transaction(database);
    Statement find = database.prepare("SELECT removed FROM site WHERE id = ?1");
    find.bind(1, QStringView(site.id));
    const bool isKnown = find.step() == Statement::Step::Row;
    if (isKnown && find.integer(0) == 0)
        return Error {QStringLiteral("site_exists"), QStringLiteral("site %1 exists already").arg(site.id)};
    find.reset();
    Statement write = database.prepare(
        "INSERT INTO site (id, name, domains, timezone, consent, bot_mode, bot_rules, removed)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, domains = excluded.domains,"
        " timezone = excluded.timezone, consent = excluded.consent, bot_mode = excluded.bot_mode,"
        " bot_rules = excluded.bot_rules, removed = 0");
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
        "UPDATE site SET name = ?2, domains = ?3, timezone = ?4, consent = ?5, bot_mode = ?6, bot_rules = ?7"
        " WHERE id = ?1 AND removed = 0 RETURNING num");
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

Result<void> removeSite(Database &database, const QString &id)
{
    Transaction transaction(database);
    Statement write =
        database.prepare("UPDATE site SET removed = 1 WHERE id = ?1 AND removed = 0 RETURNING num");
    write.bind(1, QStringView(id));
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return siteNotFound(id);
    write.reset();
    return transaction.commit();
}
