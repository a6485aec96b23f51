// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/bot/agentverdict.h"
#include "core/visitor/bot/botpolicy.h"
#include "core/visitor/bot/burstwatch.h"

/// Judges a hit only by what is stored of it, so that a new hit and the
/// same hit in history get the same verdict.
///
/// Remembers how much visitors sent lately, so pass hits in the order of receivedAt. Used by one thread.
class BotJudge final
{
public:
    /// `agent` is the verdict of the rules about hit.agent, `spamHost` the referrer's host if it is on the
    /// spam list.
    BotVerdict judge(const Hit &hit, const AgentVerdict &agent, const QString &spamHost,
                     const BotPolicy &policy);

private:
    BurstWatch m_bursts;
};

/// True when too little is stored of a hit to judge it again: it was made anonymous, so that its agent and
/// visitor are missing. Its first verdict stays.
bool isBeyondJudgement(const Hit &hit);
