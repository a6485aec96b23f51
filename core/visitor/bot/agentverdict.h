// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/useragentparser.h"
#include "core/visitor/agent/agentrules.h"
#include "core/visitor/agent/atomscanner.h"
#include "core/visitor/agent/literalset.h"
#include "core/visitor/agent/patternset.h"

#include <QRegularExpression>
#include <QString>

/// What an agent alone says about who is asking: rule 3 of semantics 3.1.
struct AgentVerdict
{
    int score = 0; ///< what the rule adds to the score of 0 to 100; 0 = a person, as far as the agent tells
    QString category; ///< crawler, preview, monitor, library, headless, suspected; empty with score 0
    QString reason; ///< the rule: 'crawler-user-agents: "Googlebot/" (search-engine)'

    friend bool operator==(const AgentVerdict &, const AgentVerdict &) = default;
};

/// An agent that a list knows by name, or that names itself.
constexpr int kKnownAgentScore = 90;
/// Looks like no browser, but nobody knows it: just enough for the balanced threshold.
constexpr int kSuspectedScore = 70;
/// No agent at all: what a missing header of a browser weighs, never enough alone. Devices send none.
constexpr int kNoAgentScore = 25;

/// Judges agents in layers, the first that knows an agent decides: crawler-user-agents; uap-core's device
/// "Spider"; the words of semantics 3.1 ("bot", "headless", "curl/", …); isbot, which only suspects.
///
/// Used by one thread at a time; work is bounded whatever the agent.
class AgentJudge final
{
public:
    /// The Error names a pattern that cannot be compiled.
    static Result<AgentJudge> compile(const AgentRules &rules);

    /// `parsed` is what uap-core says about the same agent.
    AgentVerdict judge(QByteArrayView agent, const ParsedAgent &parsed);

    /// The verdict about a browser whose client hints admit that it is headless.
    static const AgentVerdict &headlessByHints();

private:
    struct Parts; ///< while compiling
    AgentJudge(Parts &&parts);

    int crawler(QByteArrayView agent);
    AgentVerdict suspicion(QByteArrayView agent) const;

    QList<CrawlerRule> m_crawlers;
    LiteralSet m_literals; ///< crawlers that are plain texts, by their number
    PatternSet m_patterns; ///< the others
    QList<int> m_patternNumbers;
    PatternSet m_words;
    QByteArrayList m_suspected;
    LiteralSet m_suspectedLiterals;
    struct Suspicion
    {
        int number = 0;
        QRegularExpression pattern;
        bool hasAtom = false; ///< tried only when its atom occurs
    };
    QList<Suspicion> m_suspicions; ///< all that are no plain texts
    AtomScanner m_suspicionAtoms; ///< by the index in m_suspicions
    QRegularExpression m_atStart; ///< all of them that begin with "^", joined
};
