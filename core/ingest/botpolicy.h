// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/burstwatch.h"
#include "core/types/hit.h"
#include "core/types/result.h"

#include <QByteArrayView>
#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <utility>

/// What speaks for a bot in one hit.
struct BotEvidence
{
    bool isPrefetch = false;
    int agentScore = 0; ///< of the rule that knows the agent (AgentVerdict); 0 = none does
    QString agentCategory;
    QString agentReason;
    bool isBrowserLike = false; ///< the agent says "Mozilla/", so a browser's headers are due
    bool hasAccept = true;
    bool hasAcceptLanguage = true;
    BurstWatch::Signs burst;
    QString spamHost; ///< referrer on the spam list
};

/// The verdict by the scores of semantics 3.1 and the allow and block lists of a site.
/// Immutable; any thread.
class BotPolicy final
{
public:
    enum class Mode : quint8 {
        Balanced, ///< a bot from 70 on
        Strict, ///< from 60 on
    };

    BotPolicy() = default;
    /// Rules, one each: "block agent TEXT", "block address CIDR", "allow agent TEXT",
    /// "allow address CIDR". TEXT is found anywhere in the agent, in any case. At most 1,000.
    /// Errors: "bad_bot_rule".
    static Result<BotPolicy> parse(const QStringList &rules, Mode mode = Mode::Balanced);

    /// `agent` and `address` are looked up in the lists only; the block list wins.
    BotVerdict judge(const BotEvidence &evidence, QByteArrayView agent, const QHostAddress &address) const;
    /// No rule asks for an address, so that history can be judged again without it.
    bool asksForAddress() const { return !m_blocked.networks.isEmpty() || !m_allowed.networks.isEmpty(); }

private:
    struct List
    {
        QList<QByteArray> agents; ///< lower case
        QList<std::pair<QHostAddress, int>> networks;

        bool matches(const QByteArray &lowerAgent, const QHostAddress &address) const;
        bool isEmpty() const { return agents.isEmpty() && networks.isEmpty(); }
    };

    int threshold() const { return m_mode == Mode::Strict ? 60 : 70; }

    List m_blocked;
    List m_allowed;
    Mode m_mode = Mode::Balanced;
};
