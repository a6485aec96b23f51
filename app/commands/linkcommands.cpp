// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/links/linkstore.h"
#include "core/types/link.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace {

/// Options that were given replace what `link` has.
Result<Link> withOptions(Link link, const CommandLine &line)
{
    link.site = line.value(QStringLiteral("site"), link.site);
    link.name = line.value(QStringLiteral("name"), link.name);
    if (line.has(QStringLiteral("forward-query"))) {
        const std::optional<Link::ForwardQuery> mode =
            forwardQueryOf(line.value(QStringLiteral("forward-query")));
        if (!mode)
            return Error {QStringLiteral("usage"),
                          QStringLiteral("--forward-query is off, append or capture")};
        link.forwardQuery = *mode;
    }
    return link;
}

} // namespace

int runLinkAdd(const CommandLine &line)
{
    Link named;
    named.code = line.positional().at(0);
    named.url = line.positional().at(1);
    const Result<Link> made = withOptions(named, line);
    if (!made)
        return fail(made.error());
    const Link &link = *made;
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    if (Result<void> added = addLink(*database, link); !added)
        return fail(added.error());
    tellCollector(line);
    print(QStringLiteral("added link %1 to %2; it is found in any case").arg(link.code, link.url));
    return 0;
}

int runLinkEdit(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    const QString code = line.positional().constFirst();
    const QList<Link> links = readLinks(*database);
    const auto known = std::ranges::find(links, code, &Link::code);
    if (known == links.end())
        return fail({QStringLiteral("link_not_found"), QStringLiteral("there is no link %1").arg(code)});
    Link link = *known;
    link.url = line.value(QStringLiteral("url"), link.url);
    const Result<Link> edited = withOptions(link, line);
    if (!edited)
        return fail(edited.error());
    if (Result<void> updated = updateLink(*database, *edited); !updated)
        return fail(updated.error());
    tellCollector(line);
    print(QStringLiteral("changed link %1").arg(code));
    return 0;
}

int runLinkList(const CommandLine &line)
{
    Result<Database> database = openForListing(line);
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
            print(
                QStringLiteral("%1\t%2\t%3\t%4").arg(link.code, link.url, link.site, QString::number(count)));
            continue;
        }
        list.append(QJsonObject {{QStringLiteral("code"), link.code},
                                 {QStringLiteral("name"), link.name},
                                 {QStringLiteral("url"), link.url},
                                 {QStringLiteral("site"), link.site},
                                 {QStringLiteral("forward_query"), QString(toString(link.forwardQuery))},
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
