// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rebuild/botrebuild.h"

#include "core/storage/hitreader.h"
#include "core/storage/verdictwriter.h"
#include "core/visitor/agentcatalog.h"
#include "core/visitor/bot/botjudge.h"
#include "core/visitor/bot/botpolicy.h"
#include "core/visitor/referrer/referrerclassifier.h"

namespace {

/// A page is one write transaction: short enough not to delay other writers.
constexpr int kPageHits = 4000;

/// Everything that is asked about one hit.
class Court
{
public:
    explicit Court(const BotRules &rules) :
        m_agents(rules.data.agentRules),
        m_policies(rules.sites),
        m_asksForSpam(!rules.data.spamHosts.isEmpty())
    {
        m_referrers.setSpamList(rules.data.spamHosts);
        for (const Site &site : rules.sites)
            m_sites.insert(site.id, site);
    }

    BotVerdict verdict(const Hit &hit)
    {
        const AgentDescription &agent = m_agents.describe(hit.agent.toUtf8());
        QString spamHost;
        if (m_asksForSpam && !hit.referrer.isEmpty()) {
            const ReferrerClassifier::Origin origin =
                m_referrers.classify(hit.referrer, hit.campaign, hit.url, m_sites.value(hit.site), agent.app);
            if (origin.isSpam)
                spamHost = origin.source;
        }
        return m_judge.judge(hit, agent.verdict, spamHost, m_policies.of(hit.site));
    }

private:
    AgentCatalog m_agents;
    ReferrerClassifier m_referrers;
    BotJudge m_judge;
    BotPolicies m_policies;
    QHash<QString, Site> m_sites;
    bool m_asksForSpam = false;
};

void count(BotRebuildReport &report, const BotVerdict &before, const BotVerdict &now)
{
    ++(before.isBot ? now.isBot ? report.otherReason : report.nowHumans : report.nowBots);
}

} // namespace

Result<BotRebuildReport> rebuildBots(Database &database, const BotRules &rules, const QString &site,
                                     const std::function<void(const BotRebuildReport &)> &progress,
                                     const std::atomic<bool> &isCancelled)
{
    HitReader reader(database);
    VerdictWriter writer(database);
    Court court(rules);
    HitFilter filter;
    filter.site = site;
    filter.includesBots = true;
    BotRebuildReport report;
    const Result<HitIndex> index = reader.index(site);
    if (!index)
        return index.error();
    report.total = index->total;

    qint64 after = 0;
    for (Result<HitReader::Page> page = HitReader::Page(); !page->atEnd;) {
        if (isCancelled) {
            report.isCancelled = true;
            break;
        }
        page = reader.after(filter, after, kPageHits);
        if (!page)
            return page.error();
        after = page->scannedTo;
        QList<VerdictWriter::Change> changes;
        for (const Hit &hit : std::as_const(page->hits)) {
            if (isBeyondJudgement(hit))
                continue;
            const BotVerdict now = court.verdict(hit);
            // Of a person no verdict is stored, so whatever did not suffice makes no difference.
            if (now == hit.bot || (!now.isBot && !hit.bot.isBot))
                continue;
            count(report, hit.bot, now);
            changes.append({hit.seq, hit.site, hit.eventAt, hit.bot.isBot, now});
        }
        if (Result<void> written = writer.write(changes); !written)
            return written.error();
        report.judged += page->hits.size();
        progress(report);
    }
    return report;
}
