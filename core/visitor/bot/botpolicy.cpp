// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/bot/botpolicy.h"

#include "core/types/firsthitwatch.h"
#include "core/types/network.h"

#include <algorithm>

namespace {

constexpr qsizetype kMaxRules = 1000;
constexpr qsizetype kMaxText = 200;
constexpr qsizetype kMaxRule = kMaxText + 16;

// The scores of bots.md#how-a-verdict-is-found, in the order in which they are added: on ties the first names
// the reason.
constexpr int kHeaders = 25;
constexpr int kManyHits = 40;
constexpr int kManyPaths = 35;
constexpr int kCertain = 100;

constexpr QLatin1StringView kAnd {" and "}; ///< between the reasons of a verdict

Error badRule(const QString &rule)
{
    return {QStringLiteral("bad_bot_rule"),
            QStringLiteral(
                "\"%1\" is no rule; write \"block agent TEXT\" or \"allow address 10.0.0.0/8\", with a text "
                "of at most 200 characters")
                .arg(rule.left(100))};
}

/// An address or a network; negative bits = it is none. Visitors' addresses are unmapped before anybody asks,
/// so "::ffff:203.0.113.0/120" is 203.0.113.0/24.
std::pair<QHostAddress, int> networkOf(const QString &value)
{
    const QHostAddress single(value);
    std::pair<QHostAddress, int> network = value.contains(u'/')
        ? QHostAddress::parseSubnet(value)
        : std::pair(single, single.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128);
    if (network.first.isNull())
        return {{}, -1};
    const QHostAddress plain = unmapped(network.first);
    const bool isMapped = plain.protocol() != network.first.protocol()
        && network.first != QHostAddress(QHostAddress::AnyIPv6); // which Qt takes for 0.0.0.0
    return isMapped && network.second >= 96 ? std::pair(plain, network.second - 96) : network;
}

/// The address that was asked about is not kept, so the network is not named.
QString listed(const char *list, const QString *text)
{
    return QLatin1StringView(list)
        + (text ? QStringLiteral(": agent \"%1\"").arg(*text) : QStringLiteral(": address"));
}

/// The largest contribution is the reason of the verdict. Where it would not be enough alone, the others are
/// named behind it.
class Tally
{
public:
    void add(int score, const QString &category, const QString &reason)
    {
        m_score = std::min(kCertain, m_score + score);
        if (score > m_largest) {
            m_largest = score;
            m_category = category;
            m_reasons.prepend(reason);
        } else {
            m_reasons.append(reason);
        }
    }

    BotVerdict verdict(int threshold) const
    {
        const bool isBot = m_score >= threshold;
        const bool isOne = m_reasons.isEmpty() || m_largest >= threshold;
        return {isBot, isBot ? m_category : QString(), isOne ? m_reasons.value(0) : m_reasons.join(kAnd),
                m_score};
    }

private:
    int m_score = 0;
    int m_largest = 0;
    QString m_category;
    QStringList m_reasons;
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
            const std::pair<QHostAddress, int> network = networkOf(value);
            if (network.second < 0)
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
    if (agent == kTestHitAgent)
        return {true, QStringLiteral("monitor"), QStringLiteral("test hit of the window"), kCertain};
    Tally tally;
    if (evidence.agentScore > 0)
        tally.add(evidence.agentScore, evidence.agentCategory, evidence.agentReason);
    if (evidence.isBrowserLike && signs & (HitSign::NoAccept | HitSign::NoAcceptLanguage)) {
        QStringList missing;
        if (signs.testFlag(HitSign::NoAccept))
            missing.append(QStringLiteral("no Accept header"));
        if (signs.testFlag(HitSign::NoAcceptLanguage))
            missing.append(QStringLiteral("no Accept-Language header"));
        tally.add(kHeaders, QStringLiteral("suspected"), missing.join(kAnd));
    }
    if (evidence.burst.manyHits)
        tally.add(kManyHits, QStringLiteral("burst"),
                  QStringLiteral("%1 hits or more in 30 s").arg(BurstWatch::kHits));
    if (evidence.burst.manyPaths)
        tally.add(kManyPaths, QStringLiteral("burst"),
                  QStringLiteral("%1 pages or more in 30 s").arg(BurstWatch::kPaths));
    return tally.verdict(threshold());
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
        if (const qsizetype bad = site.botRules.size() - readable.size(); bad > 0)
            m_problems.append(
                QStringLiteral("%1 of the bot rules of site %2 cannot be read and do not count.")
                    .arg(QString::number(bad), site.id));
        if (readable.size() > kMaxRules) {
            m_problems.append(QStringLiteral("Of the %1 bot rules of site %2 only the first 1,000 count.")
                                  .arg(QString::number(readable.size()), site.id));
            readable.resize(kMaxRules);
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
