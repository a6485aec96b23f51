// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/linkstore.h"

#include "core/links/linktable.h"
#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/allowedhosts.h"
#include "core/types/urltext.h"

#include <algorithm>

namespace {

constexpr qsizetype kMaxUrl = 2048;

Result<void> check(const Link &link)
{
    if (isReservedCode(link.code))
        return Error {
            QStringLiteral("bad_link"),
            QStringLiteral("\"%1\" is a path of the collector; choose another code").arg(link.code)};
    if (!isValidLinkCode(link.code)) {
        return Error {QStringLiteral("bad_link"),
                      QStringLiteral("\"%1\" is no code; use 1 to 64 of A-Z a-z 0-9 _ -").arg(link.code)};
    }
    const bool hasControl = std::any_of(link.url.begin(), link.url.end(),
                                        [](QChar c) { return c <= u' ' || c == u'\x7f'; });
    if (link.url.size() > kMaxUrl) {
        return Error {QStringLiteral("bad_link"),
                      QStringLiteral("the destination has %1 characters; at most %2 are kept")
                          .arg(QString::number(link.url.size()), QString::number(kMaxUrl))};
    }
    if (!isAbsoluteHttpUrl(link.url) || hasControl || splitUrl(link.url).origin.contains(u'@')) {
        return Error {
            QStringLiteral("bad_link"),
            QStringLiteral("\"%1\" is no destination; use an http or https URL without user name, with "
                           "%20 for blanks")
                .arg(link.url)};
    }
    if (!allowedHost(splitUrl(link.url).origin) || urlHost(link.url).startsWith(QLatin1StringView("*.")))
        return Error {
            QStringLiteral("bad_link"),
            QStringLiteral("\"%1\" is no host that a browser could ask for").arg(urlHost(link.url))};
    return {};
}

Result<void> checkSite(const Database &database, const QString &id)
{
    if (id.isEmpty())
        return {};
    Statement site = database.prepare("SELECT 1 FROM site WHERE id = ?1 AND removed = 0");
    site.bind(1, QStringView(id));
    const Statement::Step step = site.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Row)
        return {};
    return Error {QStringLiteral("site_not_found"),
                  QStringLiteral("there is no site %1; add it first").arg(id)};
}

/// The parameters ?1 to ?5 of the statements that write a link.
void bind(Statement &write, const Link &link)
{
    write.bind(1, QStringView(link.code));
    write.bind(2, QStringView(link.url));
    write.bind(3, QStringView(link.site));
    write.bind(4, QStringView(link.name));
    write.bind(5, static_cast<qint64>(link.forwardQuery));
}

Link::ForwardQuery forwardQueryOf(qint64 stored)
{
    return stored == 1 ? Link::ForwardQuery::Append
        : stored == 2  ? Link::ForwardQuery::Capture
                       : Link::ForwardQuery::Off;
}

} // namespace

Result<QList<Link>> readLinks(const Database &database)
{
    Statement rows = database.prepare("SELECT code, url, site, name, forward_query FROM link ORDER BY code");
    return allRows(database, rows, [](const Statement &row) {
        return Link {row.text(0), row.text(1), row.text(2), row.text(3), forwardQueryOf(row.integer(4))};
    });
}

Result<Link> findLink(const Database &database, const QString &code)
{
    const Result<QList<Link>> links = readLinks(database);
    if (!links)
        return links.error();
    const LinkTable table(*links);
    const Link *found = table.find(code);
    if (!found)
        return Error {QStringLiteral("link_not_found"), QStringLiteral("there is no link %1").arg(code)};
    return *found;
}

Result<void> addLink(Database &database, const Link &link)
{
    if (Result<void> checked = check(link); !checked)
        return checked;
    Transaction transaction(database);
    if (Result<void> site = checkSite(database, link.site); !site)
        return site;
    const Result<Link> taken = findLink(database, link.code);
    if (taken)
        return Error {QStringLiteral("link_exists"), QStringLiteral("the code %1 is taken").arg(taken->code)};
    if (taken.error().code != QLatin1StringView("link_not_found"))
        return taken.error();
    Statement write = database.prepare(
        "INSERT INTO link (code, url, site, name, forward_query) VALUES (?1, ?2, ?3, ?4, ?5)");
    bind(write, link);
    if (!write.run())
        return database.lastError();
    return transaction.commit();
}

Result<void> updateLink(Database &database, const Link &link)
{
    if (Result<void> checked = check(link); !checked)
        return checked;
    Transaction transaction(database);
    if (Result<void> site = checkSite(database, link.site); !site)
        return site;
    const Result<Link> known = findLink(database, link.code);
    if (!known)
        return known.error();
    Statement write = database.prepare(
        "UPDATE link SET url = ?2, site = ?3, name = ?4, forward_query = ?5 WHERE code = ?1");
    bind(write, link);
    write.bind(1, QStringView(known->code));
    if (!write.run())
        return database.lastError();
    return transaction.commit();
}

Result<void> removeLink(Database &database, const QString &code)
{
    Transaction transaction(database);
    const Result<Link> known = findLink(database, code);
    if (!known)
        return known.error();
    Statement write = database.prepare("DELETE FROM link WHERE code = ?1");
    write.bind(1, QStringView(known->code));
    if (!write.run())
        return database.lastError();
    return transaction.commit();
}
