// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/linkimport.h"

#include "core/links/linktable.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"

#include <QSet>

namespace {

Link linkOf(const LinkFileRow &row, const QString &site)
{
    Link link = row.link;
    if (link.site.isEmpty())
        link.site = site;
    return link;
}

void count(LinkImport &import, const LinkImportRow &row)
{
    qsizetype &number = row.outcome == ImportedLink::Added ? import.added
        : row.outcome == ImportedLink::Exists              ? import.exist
                                                           : import.unusable;
    ++number;
    import.rows.append(row);
}

/// The row as it is judged beside what is stored.
LinkImportRow judged(const LinkFileRow &row, const Link &link, const LinkTable &stored,
                     const QSet<QString> &sites)
{
    LinkImportRow judged {row.number, link.code, ImportedLink::Added, row.remark};
    const auto refuse = [&judged](const QString &why) {
        judged.outcome = ImportedLink::Unusable;
        judged.sentence = why;
    };
    if (!row.problem.isEmpty()) {
        refuse(row.problem);
    } else if (const LinkTable::Entry *taken = stored.find(link.code)) {
        if (taken->link.url == link.url) {
            judged.outcome = ImportedLink::Exists;
            judged.sentence.clear();
        } else {
            refuse(QStringLiteral("the code %1 is taken; it leads to %2")
                       .arg(taken->link.code, taken->link.url));
        }
    } else if (!link.site.isEmpty() && !sites.contains(link.site)) {
        refuse(QStringLiteral("there is no site %1; add it first").arg(link.site));
    }
    return judged;
}

} // namespace

Result<LinkImport> planLinkImport(const LinkFile &file, const QString &site, const QList<Link> &links,
                                  const QList<Site> &sites)
{
    QSet<QString> ids;
    for (const Site &known : sites)
        ids.insert(known.id);
    if (!site.isEmpty() && !ids.contains(site)) {
        return Error {QStringLiteral("site_not_found"),
                      QStringLiteral("there is no site %1; add it first").arg(site)};
    }
    const LinkTable stored(links);
    LinkImport import;
    for (const LinkFileRow &row : file.rows)
        count(import, judged(row, linkOf(row, site), stored, ids));
    return import;
}

Result<LinkImport> planLinkImport(const Database &database, const LinkFile &file, const QString &site)
{
    const Result<QList<Site>> sites = readSites(database);
    if (!sites)
        return sites.error();
    const Result<QList<Link>> links = readLinks(database);
    if (!links)
        return links.error();
    return planLinkImport(file, site, *links, *sites);
}

Result<LinkImport> importLinks(Database &database, const LinkFile &file, const QString &site)
{
    Result<LinkImport> import = planLinkImport(database, file, site);
    if (!import)
        return import;
    QList<Link> links;
    for (qsizetype i = 0; i < import->rows.size(); ++i) {
        if (import->rows[i].outcome == ImportedLink::Added)
            links.append(linkOf(file.rows[i], site));
    }
    // What another program adds between the two is found by the store, which then adds nothing.
    if (const Result<void> added = addLinks(database, links); !added)
        return added.error();
    return import;
}
