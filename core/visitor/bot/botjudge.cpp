// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/botjudge.h"

#include "core/types/urltext.h"

namespace {

quint64 pageKey(const Hit &hit)
{
    return static_cast<quint64>(hit.signs.testFlag(HitSign::FragmentNamesPage) ? qHash(hit.path())
                                                                               : qHash(urlPath(hit.url)));
}

} // namespace

BotVerdict BotJudge::judge(const Hit &hit, const AgentVerdict &agent, const QString &spamHost,
                           const BotPolicy &policy)
{
    static const AgentVerdict kNothing;
    const bool isReadMail = agent.showsMail && hit.kind == HitKind::Pixel;
    const bool isHeadless = hit.signs.testFlag(HitSign::HeadlessHints) && agent.score < kKnownAgentScore;
    const AgentVerdict &verdict = isHeadless ? AgentJudge::headlessByHints() : isReadMail ? kNothing : agent;
    BotEvidence evidence;
    evidence.signs = hit.signs;
    // Apps' built-in browsers often send no such header; what the client says itself is as good.
    if (!hit.language.isEmpty())
        evidence.signs.setFlag(HitSign::NoAcceptLanguage, false);
    evidence.agentScore = verdict.score;
    evidence.agentCategory = verdict.category;
    evidence.agentReason = verdict.reason;
    evidence.isBrowserLike = hit.agent.startsWith(QLatin1StringView("Mozilla/"));
    evidence.spamHost = spamHost;
    if (hit.visitor != 0) {
        const quint64 who = hit.visitor ^ static_cast<quint64>(qHash(hit.site));
        evidence.burst = m_bursts.see(who, pageKey(hit), hit.receivedAt);
    }
    return policy.judge(evidence, hit.agent);
}

bool isBeyondJudgement(const Hit &hit)
{
    return hit.visitor == 0 && hit.agent.isEmpty();
}
