// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/sitestore.h"
#include "core/storage/database.h"
#include "core/storage/migrations.h"
#include "core/types/allowedhosts.h"
#include "core/types/publicsuffix.h"
#include "core/types/zonename.h"
#include "core/visitor/bot/botpolicy.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QTemporaryDir>

#include <algorithm>
#include <memory>

namespace {

/// A store for the whole run; each input leaves it without sites that are not removed.
struct Store
{
    QTemporaryDir folder;
    std::unique_ptr<Database> database;

    Store()
    {
        Result<Database> opened = Database::open(folder.filePath(QStringLiteral("clickscope.db")),
                                                 Database::Mode::ReadWrite);
        require(opened.ok() && migrate(*opened).ok(), "a store can be made");
        database = std::make_unique<Database>(std::move(*opened));
    }
};

Site::BotMode modeOf(const QString &text)
{
    for (const auto mode : {Site::BotMode::Strict, Site::BotMode::Off}) {
        if (text == toString(mode))
            return mode;
    }
    return Site::BotMode::Balanced;
}

/// A site as the fields of a form describe it, line by line: id, name, hosts, zone, kept query, bots, which
/// pages are one ("/" and "a"); each further line is a bot rule.
Site siteOf(const QStringList &lines)
{
    const auto line = [&lines](qsizetype number) { return lines.value(number); };
    Site site;
    site.id = line(0);
    site.name = line(1);
    site.domains = QStringList {line(2)};
    site.timezone = line(3);
    if (const Result<QStringList> names = keptQuery(line(4)))
        site.keptQuery = *names;
    site.botMode = modeOf(line(5));
    site.pages = {line(6).contains(u'/'), line(6).contains(u'a')};
    site.botRules = lines.mid(7);
    return site;
}

void checkStored(const Site &sent, const Site &stored)
{
    require(stored.id == sent.id && stored.name == sent.name, "a site keeps its names");
    require(isValidSiteId(stored.id), "an id can stand in an address");
    require(stored.domains == *allowedHosts(sent.domains), "hosts are stored in one form");
    require(allowedHosts(stored.domains) && *allowedHosts(stored.domains) == stored.domains,
            "what a list of hosts holds is read as itself");
    require(std::ranges::none_of(stored.domains,
                                 [](const QString &host) {
                                     return host.startsWith(QLatin1StringView("*."))
                                         && isPublicSuffix(host.sliced(2));
                                 }),
            "no wildcard covers everybody's hosts");
    require(!canonicalZone(stored.timezone).isEmpty(), "a zone is one");
    require(stored.keptQuery == sent.keptQuery && stored.botMode == sent.botMode
                && stored.pages == sent.pages,
            "what was chosen is stored");
    const Result<QStringList> names = keptQuery(keptQueryText(stored.keptQuery));
    require(names && *names == stored.keptQuery, "kept names are written as they are read");
    require(stored.domains.isEmpty() || !stored.allowsHost(u"host.that.nobody.names.invalid"),
            "a list of hosts lets no other in");
}

/// The rules mean the same before and behind the store.
void checkRules(const Site &sent, const Site &stored)
{
    const Result<BotPolicy> before = BotPolicy::parse(sent.botRules, sent.botMode);
    const Result<BotPolicy> after = BotPolicy::parse(stored.botRules, stored.botMode);
    require(before.ok() && after.ok(), "rules that were stored are rules");
    for (const QString &rule : sent.botRules) {
        BotEvidence evidence;
        evidence.signs = before->signsOf(QHostAddress(rule.section(u' ', 2)));
        require(evidence.signs == after->signsOf(QHostAddress(rule.section(u' ', 2))),
                "an address is judged the same");
        const QString agent = rule.simplified().section(u' ', 2);
        const BotVerdict verdict = before->judge(evidence, agent);
        require(verdict == after->judge(evidence, agent), "an agent is judged the same");
        require(verdict.isBot != verdict.category.isEmpty(), "a bot has a category");
    }
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const Store store;
    Database &database = *store.database;
    const Site sent = siteOf(QString::fromUtf8(viewOf(data, size)).split(u'\n'));
    const Result<QStringList> names = keptQuery(QString::fromUtf8(viewOf(data, size)));
    require(names.ok() || !names.error().message.isEmpty(), "a refusal says why");
    if (const Result<void> added = addSite(database, sent); !added) {
        require(!added.error().message.isEmpty() && added.error().code.startsWith(QLatin1StringView("bad_")),
                "a refusal says which field and why");
        require(readSites(database)->isEmpty(), "what was refused is not there");
        return 0;
    }
    const QList<Site> sites = *readSites(database);
    require(sites.size() == 1, "a site that was added is there");
    checkStored(sent, sites.constFirst());
    checkRules(sent, sites.constFirst());
    require(updateSite(database, sites.constFirst()).ok() && *readSites(database) == sites,
            "what was read can be written again and reads as itself");
    BotPolicies policies(sites);
    policies.of(sent.id);
    require(removeSite(database, sent.id, 1).ok() && readSites(database)->isEmpty(),
            "a removed site is gone");
    return 0;
}
