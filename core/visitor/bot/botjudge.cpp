// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/botjudge.h"

#include "core/types/urltext.h"

BotVerdict BotJudge::judge(const Hit &hit, const AgentVerdict &agent, const QString &spamHost,
                           const BotPolicy &policy)
{
    const bool isHeadless = hit.signs.testFlag(HitSign::HeadlessHints) && agent.score < kKnownAgentScore;
    const AgentVerdict &verdict = isHeadless ? AgentJudge::headlessByHints() : agent;
    BotEvidence evidence;
    evidence.signs = hit.signs;
    evidence.agentScore = verdict.score;
    evidence.agentCategory = verdict.category;
    evidence.agentReason = verdict.reason;
    evidence.isBrowserLike = hit.agent.startsWith(QLatin1StringView("Mozilla/"));
    evidence.spamHost = spamHost;
    if (hit.visitor != 0) {
        const quint64 who = hit.visitor ^ static_cast<quint64>(qHash(hit.site));
        evidence.burst = m_bursts.see(who, static_cast<quint64>(qHash(urlPath(hit.url))), hit.receivedAt);
    }
    return policy.judge(evidence, hit.agent);
}

bool isBeyondJudgement(const Hit &hit)
{
    return hit.visitor == 0 && hit.agent.isEmpty();
}
