// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/result.h"
#include "core/types/site.h"
#include "core/visitor/bot/burstwatch.h"

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <QStringView>

#include <utility>

/// The signs of a bot in one hit.
struct BotEvidence
{
    HitSigns signs; ///< what the request said besides the agent
    int agentScore = 0; ///< of the rule that knows the agent (AgentVerdict); 0 = none
    QString agentCategory;
    QString agentReason;
    bool isBrowserLike = false; ///< the agent says "Mozilla/", so a browser's headers are expected
    BurstWatch::Signs burst;
    QString spamHost; ///< referrer on the spam list
};

/// The verdict by the scores of bots.md#how-a-verdict-is-found and the allow and block lists of a site.
/// Immutable; any thread.
class BotPolicy final
{
public:
    BotPolicy() = default;
    /// Rules, one per entry: "block agent TEXT", "block address CIDR", "allow agent TEXT",
    /// "allow address CIDR". TEXT matches anywhere in the agent, in any case. At most 1,000.
    /// Errors: "bad_bot_rule".
    static Result<BotPolicy> parse(const QStringList &rules, Site::BotMode mode = Site::BotMode::Balanced);

    /// The block list wins over the allow list, and both over everything except a prefetch.
    BotVerdict judge(const BotEvidence &evidence, QStringView agent) const;

    /// The result of the lists for an address, to be stored with the hit instead of the address.
    HitSigns signsOf(const QHostAddress &address) const;
    bool asksForAddress() const { return !m_blocked.networks.isEmpty() || !m_allowed.networks.isEmpty(); }

private:
    struct List
    {
        QStringList agents;
        QList<std::pair<QHostAddress, int>> networks;

        /// The text that occurs in the agent; null = none.
        const QString *find(QStringView agent) const;
        bool contains(const QHostAddress &address) const;
    };

    int threshold() const { return m_mode == Site::BotMode::Strict ? 60 : 70; }

    List m_blocked;
    List m_allowed;
    Site::BotMode m_mode = Site::BotMode::Balanced;
};

/// The policies of all sites. Invalid rules, and those beyond the first 1,000 of a site, are left
/// out; they exist only in databases edited by hand. Immutable; any thread.
class BotPolicies final
{
public:
    BotPolicies() = default;
    explicit BotPolicies(const QList<Site> &sites);

    /// For a site without rules or a mode of its own the balanced policy without lists.
    const BotPolicy &of(const QString &site) const;
    /// What was left out, a sentence for each site; empty = nothing.
    const QStringList &problems() const { return m_problems; }

private:
    QHash<QString, BotPolicy> m_own; ///< by site id
    QStringList m_problems;
    BotPolicy m_balanced;
};
