// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/bot/agentverdict.h"
#include "core/visitor/bot/botpolicy.h"
#include "core/visitor/bot/burstwatch.h"

/// Judges a hit by nothing but what is stored of it: so the verdict about a new hit and the one about the
/// same hit in history are one and the same.
///
/// Remembers who sent how much lately, so hits come in the order of receivedAt. Used by one thread.
class BotJudge final
{
public:
    /// `agent` is what the rules say of hit.agent, `spamHost` the referrer's host when it is on the spam
    /// list.
    BotVerdict judge(const Hit &hit, const AgentVerdict &agent, const QString &spamHost,
                     const BotPolicy &policy);

private:
    BurstWatch m_bursts;
};

/// True when too little is stored of a hit to judge it again: it was made anonymous, so that neither agent
/// nor visitor is left. Its first verdict stands.
bool isBeyondJudgement(const Hit &hit);
