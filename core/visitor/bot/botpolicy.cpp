// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/bot/botpolicy.h"

#include <algorithm>

namespace {

constexpr qsizetype kMaxRules = 1000;
constexpr qsizetype kMaxText = 200;
constexpr qsizetype kMaxRule = kMaxText + 16;

// Contributions of semantics 3.1, in its order: on ties the first names the reason.
constexpr int kHeaders = 25;
constexpr int kManyHits = 40;
constexpr int kManyPaths = 35;
constexpr int kCertain = 100;

Error badRule(const QString &rule)
{
    return {QStringLiteral("bad_bot_rule"),
            QStringLiteral(
                "\"%1\" is no rule; write \"block agent TEXT\" or \"allow address 10.0.0.0/8\", with a text "
                "of at most 200 characters")
                .arg(rule.left(100))};
}

/// The address that was asked about is not kept, so the network is not named.
QString listed(const char *list, const QString *text)
{
    return QLatin1StringView(list)
        + (text ? QStringLiteral(": agent \"%1\"").arg(*text) : QStringLiteral(": address"));
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

Result<BotPolicy> BotPolicy::parse(const QStringList &rules, Site::BotMode mode)
{
    BotPolicy policy;
    policy.m_mode = mode;
    if (rules.size() > kMaxRules)
        return Error {QStringLiteral("bad_bot_rule"), QStringLiteral("more than 1,000 rules")};
    for (const QString &line : rules) {
        const QString rule = line.simplified();
        if (rule.isEmpty())
            continue;
        if (line.trimmed().contains(u'\n') || rule.size() > kMaxRule)
            return badRule(rule);
        const QString value = rule.section(u' ', 2);
        const QString action = rule.section(u' ', 0, 0);
        const QString what = rule.section(u' ', 1, 1);
        if (value.isEmpty() || value.size() > kMaxText
            || (action != QLatin1StringView("block") && action != QLatin1StringView("allow")))
            return badRule(rule);
        List &list = action == QLatin1StringView("block") ? policy.m_blocked : policy.m_allowed;
        if (what == QLatin1StringView("agent")) {
            list.agents.append(value);
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

const QString *BotPolicy::List::find(QStringView agent) const
{
    const auto found = std::ranges::find_if(
        agents, [agent](const QString &text) { return agent.contains(text, Qt::CaseInsensitive); });
    return found == agents.cend() ? nullptr : &*found;
}

bool BotPolicy::List::contains(const QHostAddress &address) const
{
    return std::ranges::any_of(networks, [&address](const std::pair<QHostAddress, int> &network) {
        return address.protocol() == network.first.protocol() && address.isInSubnet(network);
    });
}

HitSigns BotPolicy::signsOf(const QHostAddress &address) const
{
    HitSigns signs;
    signs.setFlag(HitSign::AddressBlocked, m_blocked.contains(address));
    signs.setFlag(HitSign::AddressAllowed, m_allowed.contains(address));
    return signs;
}

BotVerdict BotPolicy::judge(const BotEvidence &evidence, QStringView agent) const
{
    const HitSigns signs = evidence.signs;
    if (signs.testFlag(HitSign::Prefetch))
        return {true, QStringLiteral("prefetch"), QStringLiteral("prefetch header"), kCertain};
    const QString *blocked = m_blocked.find(agent);
    if (blocked || signs.testFlag(HitSign::AddressBlocked))
        return {true, QStringLiteral("blocked"), listed("blocklist", blocked), kCertain};
    const QString *allowed = m_allowed.find(agent);
    if (allowed || signs.testFlag(HitSign::AddressAllowed))
        return {false, {}, listed("allowlist", allowed), 0};
    if (!evidence.spamHost.isEmpty()) {
        return {true, QStringLiteral("spam"), QStringLiteral("referrer spam list: %1").arg(evidence.spamHost),
                kCertain};
    }
    Tally tally;
    if (evidence.agentScore > 0)
        tally.add(evidence.agentScore, evidence.agentCategory, evidence.agentReason);
    if (evidence.isBrowserLike && signs & (HitSign::NoAccept | HitSign::NoAcceptLanguage)) {
        tally.add(kHeaders, QStringLiteral("suspected"),
                  signs.testFlag(HitSign::NoAccept) ? QStringLiteral("no Accept header")
                                                    : QStringLiteral("no Accept-Language header"));
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

BotPolicies::BotPolicies(const QList<Site> &sites)
{
    for (const Site &site : sites) {
        if (site.botRules.isEmpty() && site.botMode == Site::BotMode::Balanced)
            continue;
        QStringList readable;
        for (const QString &rule : site.botRules) {
            if (BotPolicy::parse({rule}))
                readable.append(rule);
        }
        if (const Result<BotPolicy> policy = BotPolicy::parse(readable, site.botMode))
            m_own.insert(site.id, *policy);
    }
}

const BotPolicy &BotPolicies::of(const QString &site) const
{
    const auto own = m_own.constFind(site);
    return own == m_own.cend() ? m_balanced : *own;
}
