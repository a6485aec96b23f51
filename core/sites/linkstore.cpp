// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/linkstore.h"

#include "core/links/linkcheck.h"
#include "core/links/linkchoices.h"
#include "core/sites/sitestore.h"
#include "core/storage/allrows.h"
#include "core/storage/dictionary.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace {

Result<void> checkSite(const Database &database, const Link &link)
{
    return link.site.isEmpty() ? Result<void>() : requireSite(database, link.site);
}

const QString kColumns = QStringLiteral(
    "code, url, site, name, forward_query, password, expires, max_clicks, fallback, choices, campaign, tags,"
    " opens_apps, made, archived, earlier_clicks");

Link::ForwardQuery forwardQueryOf(qint64 stored)
{
    return stored == 1 ? Link::ForwardQuery::Append
        : stored == 2  ? Link::ForwardQuery::Capture
                       : Link::ForwardQuery::Off;
}

/// Empty when the link has neither variants nor rules.
QString choicesText(const Link &link)
{
    if (link.variants.isEmpty() && link.rules.isEmpty())
        return {};
    const QJsonObject choices {{QStringLiteral("variants"), toJson(link.variants)},
                               {QStringLiteral("rules"), toJson(link.rules)}};
    return QString::fromUtf8(QJsonDocument(choices).toJson(QJsonDocument::Compact));
}

void readChoices(Link &link, const QString &text)
{
    if (text.isEmpty())
        return;
    const QJsonObject choices = QJsonDocument::fromJson(text.toUtf8()).object();
    link.variants = variantsOf(choices[QStringLiteral("variants")].toArray()).value_or(QList<LinkVariant>());
    link.rules = rulesOf(choices[QStringLiteral("rules")].toArray()).value_or(QList<LinkRule>());
}

/// A row of kColumns.
Link linkOf(const Statement &row)
{
    Link link {row.text(0), row.text(1), row.text(2), row.text(3), forwardQueryOf(row.integer(4))};
    link.password = row.text(5);
    link.expiresAt = row.integer(6);
    link.maxClicks = row.integer(7);
    link.fallback = row.text(8);
    readChoices(link, row.text(9));
    link.campaign = row.text(10);
    link.tags = row.text(11).split(u'\n', Qt::SkipEmptyParts);
    link.opensApps = row.integer(12) != 0;
    link.madeAt = row.integer(13);
    link.archivedAt = row.integer(14);
    link.earlierClicks = row.integer(15);
    return link;
}

/// The parameters of a statement that writes all kColumns in their order; keeps the texts alive.
struct LinkRow
{
    QString choices, tags;

    void bind(Statement &write, const Link &link)
    {
        choices = choicesText(link);
        tags = link.tags.join(u'\n');
        write.bind(1, QStringView(link.code));
        write.bind(2, QStringView(link.url));
        write.bind(3, QStringView(link.site));
        write.bind(4, QStringView(link.name));
        write.bind(5, static_cast<qint64>(link.forwardQuery));
        write.bind(6, QStringView(link.password));
        write.bind(7, link.expiresAt);
        write.bind(8, link.maxClicks);
        write.bind(9, QStringView(link.fallback));
        write.bind(10, QStringView(choices));
        write.bind(11, QStringView(link.campaign));
        write.bind(12, QStringView(tags));
        write.bind(13, qint64 {link.opensApps});
        write.bind(14, link.madeAt);
        write.bind(15, link.archivedAt);
        write.bind(16, link.earlierClicks);
    }
};

/// Writes a link under its exact code, in place of the one that has it.
Result<void> write(Database &database, const Link &link)
{
    Statement statement = database.prepare(
        QByteArray("INSERT OR REPLACE INTO link (" + kColumns.toLatin1()
                   + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)")
            .constData());
    LinkRow row;
    row.bind(statement, link);
    if (!statement.run())
        return database.lastError();
    if (link.campaign.isEmpty())
        return {};
    Statement group = database.prepare("INSERT OR IGNORE INTO campaign (name, made) VALUES (?1, ?2)");
    group.bind(1, QStringView(link.campaign));
    group.bind(2, link.madeAt);
    if (!group.run())
        return database.lastError();
    return {};
}

Error linkNotFound(const QString &code)
{
    return {QStringLiteral("link_not_found"), QStringLiteral("there is no link %1").arg(code)};
}

} // namespace

Result<QList<Link>> readLinks(const Database &database)
{
    Statement rows = database.prepare(
        QByteArray("SELECT " + kColumns.toLatin1() + " FROM link ORDER BY code").constData());
    return allRows(database, rows, linkOf);
}

Result<Link> findLink(const Database &database, const QString &code)
{
    Statement rows = database.prepare(
        QByteArray("SELECT " + kColumns.toLatin1()
                   + " FROM link WHERE code = ?1 COLLATE NOCASE ORDER BY code = ?1 DESC LIMIT 1")
            .constData());
    rows.bind(1, QStringView(code));
    const Result<QList<Link>> found = allRows(database, rows, linkOf);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return linkNotFound(code);
    return found->constFirst();
}

Result<qint64> clicksOfLink(const Database &database, const QString &code)
{
    Statement count = database.prepare("SELECT COUNT(*) FROM hit WHERE bot IS NULL AND link IN"
                                       " (SELECT id FROM dictionary WHERE hash = ?1 AND text = ?2)");
    count.bind(1, dictionaryHash(code));
    count.bind(2, QStringView(code));
    if (count.step() != Statement::Step::Row)
        return database.lastError();
    return count.integer(0);
}

Result<QHash<QString, qint64>> clicksOfLimitedLinks(const Database &database, const QList<Link> &links)
{
    QHash<QString, qint64> clicks;
    for (const Link &link : links) {
        if (link.maxClicks <= 0)
            continue;
        const Result<qint64> count = clicksOfLink(database, link.code);
        if (!count)
            return count.error();
        clicks.insert(link.code, *count);
    }
    return clicks;
}

Result<LinkTable> readLinkTable(const Database &database)
{
    const Result<QList<Link>> links = readLinks(database);
    if (!links)
        return links.error();
    const Result<QHash<QString, qint64>> clicks = clicksOfLimitedLinks(database, *links);
    if (!clicks)
        return clicks.error();
    return LinkTable(*links, *clicks);
}

Result<void> addLinks(Database &database, const QList<Link> &links)
{
    Transaction transaction(database);
    for (const Link &link : links) {
        if (Result<void> checked = checkLink(link); !checked)
            return checked;
        if (Result<void> site = checkSite(database, link); !site)
            return site;
        const Result<Link> taken = findLink(database, link.code);
        if (taken)
            return Error {QStringLiteral("link_exists"),
                          QStringLiteral("the code %1 is taken").arg(taken->code)};
        if (taken.error().code != QLatin1StringView("link_not_found"))
            return taken.error();
        if (Result<void> written = write(database, link); !written)
            return written;
    }
    return transaction.commit();
}

Result<QList<Link>> updateLinks(Database &database, const QList<Link> &links)
{
    Transaction transaction(database);
    QList<Link> updated;
    for (const Link &link : links) {
        if (const Result<void> checked = checkLink(link); !checked)
            return checked.error();
        if (const Result<void> site = checkSite(database, link); !site)
            return site.error();
        const Result<Link> known = findLink(database, link.code);
        if (!known)
            return known.error();
        Link changed = link;
        changed.code = known->code;
        if (const Result<void> written = write(database, changed); !written)
            return written.error();
        updated.append(changed);
    }
    if (const Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return updated;
}

Result<QList<Link>> removeLinks(Database &database, const QStringList &codes)
{
    Transaction transaction(database);
    QList<Link> removed;
    for (const QString &code : codes) {
        const Result<Link> known = findLink(database, code);
        if (!known && known.error().code == QLatin1StringView("link_not_found"))
            continue;
        if (!known)
            return known.error();
        Statement remove = database.prepare("DELETE FROM link WHERE code = ?1");
        remove.bind(1, QStringView(known->code));
        if (!remove.run())
            return database.lastError();
        removed.append(*known);
    }
    if (const Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return removed;
}

Result<void> addLink(Database &database, const Link &link)
{
    return addLinks(database, {link});
}

Result<void> updateLink(Database &database, const Link &link)
{
    const Result<QList<Link>> updated = updateLinks(database, {link});
    return updated ? Result<void>() : updated.error();
}

Result<void> removeLink(Database &database, const QString &code)
{
    const Result<QList<Link>> removed = removeLinks(database, {code});
    if (!removed)
        return removed.error();
    return removed->isEmpty() ? linkNotFound(code) : Result<void>();
}

Result<QList<LinkCampaign>> readCampaigns(const Database &database)
{
    Statement rows = database.prepare(
        "SELECT name, made, concluded, (SELECT COUNT(*) FROM link WHERE link.campaign = campaign.name)"
        " FROM campaign ORDER BY name");
    return allRows(database, rows, [](const Statement &row) {
        return LinkCampaign {row.text(0), row.integer(1), row.integer(2), row.integer(3)};
    });
}

Result<void> concludeCampaign(Database &database, const QString &name, Micros at)
{
    Transaction transaction(database);
    Statement update = database.prepare("UPDATE campaign SET concluded = ?2 WHERE name = ?1 RETURNING name");
    update.bind(1, QStringView(name));
    update.bind(2, at);
    const Statement::Step step = update.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return Error {QStringLiteral("campaign_not_found"),
                      QStringLiteral("there is no campaign %1").arg(name)};
    update.reset();
    return transaction.commit();
}
