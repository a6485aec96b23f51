// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/botpolicy.h"

#include <algorithm>

namespace {

constexpr qsizetype kMaxRules = 1000;
constexpr qsizetype kMaxText = 200;

// Contributions of semantics 3.1, in its order: on ties the first names the reason.
constexpr int kHeaders = 25;
constexpr int kManyHits = 40;
constexpr int kManyPaths = 35;
constexpr int kCertain = 100;

Error badRule(const QString &rule)
{
    return {QStringLiteral("bad_bot_rule"),
            QStringLiteral("\"%1\" is no rule; write \"block agent TEXT\" or \"allow address 10.0.0.0/8\"")
                .arg(rule.left(100))};
}

/// The larger contribution is the reason of the verdict.
struct Tally
{
    BotVerdict verdict;
    int largest = 0;

    void add(int score, const QString &category, const QString &reason)
    {
        verdict.score = std::min(kCertain, verdict.score + score);
        if (score > largest) {
            largest = score;
            verdict.category = category;
            verdict.reason = reason;
        }
    }
};

} // namespace

Result<BotPolicy> BotPolicy::parse(const QStringList &rules, Mode mode)
{
    BotPolicy policy;
    policy.m_mode = mode;
    if (rules.size() > kMaxRules)
        return Error {QStringLiteral("bad_bot_rule"), QStringLiteral("more than 1,000 rules")};
    for (const QString &line : rules) {
        const QString rule = line.simplified();
        if (rule.isEmpty())
            continue;
        const QString value = rule.section(u' ', 2);
        const QString action = rule.section(u' ', 0, 0);
        const QString what = rule.section(u' ', 1, 1);
        if (value.isEmpty() || value.size() > kMaxText
            || (action != QLatin1StringView("block") && action != QLatin1StringView("allow")))
            return badRule(rule);
        List &list = action == QLatin1StringView("block") ? policy.m_blocked : policy.m_allowed;
        if (what == QLatin1StringView("agent")) {
            list.agents.append(value.toUtf8().toLower());
        } else if (what == QLatin1StringView("address")) {
            const bool isNetwork = value.contains(u'/');
            const QHostAddress single(value);
            const std::pair<QHostAddress, int> network = isNetwork
                ? QHostAddress::parseSubnet(value)
                : std::pair(single, single.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128);
            if (network.first.isNull() || network.second < 0)
                return badRule(rule);
            list.networks.append(network);
        } else {
            return badRule(rule);
        }
    }
    return policy;
}

bool BotPolicy::List::matches(const QByteArray &lowerAgent, const QHostAddress &address) const
{
    return std::ranges::any_of(agents, [&](const QByteArray &text) { return lowerAgent.contains(text); })
        || (!address.isNull()
            && std::ranges::any_of(networks, [&](const std::pair<QHostAddress, int> &network) {
                   return address.isInSubnet(network);
               }));
}

BotVerdict BotPolicy::judge(const BotEvidence &evidence, QByteArrayView agent,
                            const QHostAddress &address) const
{
    if (evidence.isPrefetch)
        return {true, QStringLiteral("prefetch"), QStringLiteral("prefetch header"), kCertain};
    if (!m_blocked.isEmpty() || !m_allowed.isEmpty()) {
        const QByteArray lower = agent.toByteArray().toLower();
        if (m_blocked.matches(lower, address))
            return {true, QStringLiteral("blocked"), QStringLiteral("blocklist"), kCertain};
        if (m_allowed.matches(lower, address))
            return {false, {}, QStringLiteral("allowlist"), 0};
    }
    if (!evidence.spamHost.isEmpty()) {
        return {true, QStringLiteral("spam"), QStringLiteral("referrer spam list: %1").arg(evidence.spamHost),
                kCertain};
    }
    Tally tally;
    if (evidence.agentScore > 0)
        tally.add(evidence.agentScore, evidence.agentCategory, evidence.agentReason);
    if (evidence.isBrowserLike && (!evidence.hasAccept || !evidence.hasAcceptLanguage)) {
        tally.add(kHeaders, QStringLiteral("suspected"),
                  evidence.hasAccept ? QStringLiteral("no Accept-Language header")
                                     : QStringLiteral("no Accept header"));
    }
    if (evidence.burst.manyHits)
        tally.add(kManyHits, QStringLiteral("burst"), QStringLiteral("40 hits or more in 30 s"));
    if (evidence.burst.manyPaths)
        tally.add(kManyPaths, QStringLiteral("burst"), QStringLiteral("25 pages or more in 30 s"));
    tally.verdict.isBot = tally.verdict.score >= threshold();
    if (!tally.verdict.isBot)
        tally.verdict.category.clear();
    return tally.verdict;
}
