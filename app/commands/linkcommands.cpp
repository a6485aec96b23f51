// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/linkoptions.h"
#include "app/commands/output.h"
#include "core/links/link.h"
#include "core/links/linkchoices.h"
#include "core/sites/linkstore.h"
#include "core/storage/allrows.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace {

QJsonValue instantOrNull(Micros instant)
{
    return instant == 0 ? QJsonValue() : QJsonValue(toRfc3339(instant));
}

/// Everything but the password, of which it says whether there is one.
QJsonObject linkJson(const Link &link, qint64 clicks, Micros now)
{
    return {{QStringLiteral("code"), link.code},
            {QStringLiteral("name"), link.name},
            {QStringLiteral("url"), link.url},
            {QStringLiteral("site"), link.site},
            {QStringLiteral("forward_query"), QString(toString(link.forwardQuery))},
            {QStringLiteral("clicks"), clicks},
            {QStringLiteral("earlier_clicks"), link.earlierClicks},
            {QStringLiteral("state"), QString(toString(stateOf(link, clicks, now)))},
            {QStringLiteral("has_password"), !link.password.isEmpty()},
            {QStringLiteral("expires"), instantOrNull(link.expiresAt)},
            {QStringLiteral("max_clicks"), link.maxClicks},
            {QStringLiteral("fallback"), link.fallback},
            {QStringLiteral("variants"), toJson(link.variants)},
            {QStringLiteral("rules"), toJson(link.rules)},
            {QStringLiteral("campaign"), link.campaign},
            {QStringLiteral("tags"), QJsonArray::fromStringList(link.tags)},
            {QStringLiteral("app_schemes"), link.opensApps},
            {QStringLiteral("made"), instantOrNull(link.madeAt)},
            {QStringLiteral("archived"), instantOrNull(link.archivedAt)}};
}

/// Clicks of people, by code in small letters.
Result<QHash<QString, qint64>> clicksOfCodes(const Database &database)
{
    Statement rows = database.prepare(
        "SELECT (SELECT text FROM dictionary WHERE id = hit.link), COUNT(*) FROM hit"
        " WHERE link IS NOT NULL AND bot IS NULL GROUP BY link");
    const auto counts = allRows(database, rows, [](const Statement &row) {
        return std::pair(row.text(0).toLower(), row.integer(1));
    });
    if (!counts)
        return counts.error();
    QHash<QString, qint64> clicks;
    for (const auto &[code, count] : *counts)
        clicks[code] += count;
    return clicks;
}

} // namespace

int runLinkAdd(const CommandLine &line)
{
    Link named;
    named.code = line.positional().at(0);
    named.url = line.positional().at(1);
    named.madeAt = SystemClock::instance().now();
    const Result<Link> made = withOptions(named, line, SystemClock::instance().now());
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
    const Result<Link> known = findLink(*database, line.positional().constFirst());
    if (!known)
        return fail(known.error());
    Link link = *known;
    link.url = line.value(QStringLiteral("url"), link.url);
    const Result<Link> edited = withOptions(link, line, SystemClock::instance().now());
    if (!edited)
        return fail(edited.error());
    if (Result<void> updated = updateLink(*database, *edited); !updated)
        return fail(updated.error());
    tellCollector(line);
    print(QStringLiteral("changed link %1").arg(link.code));
    return 0;
}

int runLinkList(const CommandLine &line)
{
    Result<Database> database = openForListing(line);
    if (!database)
        return fail(database.error());
    QJsonArray list;
    const Micros now = SystemClock::instance().now();
    const Result<QList<Link>> links = readLinks(*database);
    if (!links)
        return fail(links.error());
    const Result<QHash<QString, qint64>> clicks = clicksOfCodes(*database);
    if (!clicks)
        return fail(clicks.error());
    for (const Link &link : *links) {
        const qint64 count = clicks->value(link.code.toLower());
        if (!line.has(QStringLiteral("json"))) {
            print(
                QStringLiteral("%1\t%2\t%3\t%4").arg(link.code, link.url, link.site, QString::number(count)));
            continue;
        }
        list.append(linkJson(link, count, now));
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
    const Result<Link> known = findLink(*database, line.positional().constFirst());
    if (!known)
        return fail(known.error());
    if (Result<void> removed = removeLink(*database, known->code); !removed)
        return fail(removed.error());
    tellCollector(line);
    print(QStringLiteral("removed link %1").arg(known->code));
    return 0;
}
