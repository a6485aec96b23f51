// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/agent/agentrules.h"
#include "core/visitor/agent/atomscanner.h"
#include "core/visitor/agent/literalset.h"
#include "core/visitor/agent/patternset.h"
#include "core/visitor/agent/uapparser.h"

#include <QRegularExpression>
#include <QString>

#include <optional>

/// What the agent alone says about the sender: a part of bots.md#how-a-verdict-is-found.
struct AgentVerdict
{
    int score = 0; ///< added to the total score of 0 to 100; 0 = a person, by the agent alone
    QString category; ///< crawler, preview, monitor, library, player, app, headless, suspected; empty = 0
    QString reason; ///< the rule: 'crawler-user-agents: "Googlebot/" (search-engine)'
    bool showsMail = false; ///< also shows mail to its reader: a person saw a picture that it loads

    bool isListed = false; ///< listed in crawler-user-agents, so the name that it gives itself is one

    friend bool operator==(const AgentVerdict &, const AgentVerdict &) = default;
};

/// An agent that a list names, or that names itself.
constexpr int kKnownAgentScore = 90;
/// Not like a browser, but unknown: just enough for the balanced threshold.
constexpr int kSuspectedScore = 70;
/// A browser or an app with a suspect word in it. The word may be part of its name, so a second sign is
/// needed, such as a missing browser header.
constexpr int kSuspectWordScore = 45;
/// No agent at all: counts as much as a missing browser header, never enough alone. Some devices send none.
constexpr int kNoAgentScore = 25;

/// Judges agents in layers; the first that knows an agent decides: crawler-user-agents; libraries and offices
/// (programWords()); uap-core's device "Spider"; words ("bot", "headless", "curl/", …);
/// isbot, which only suspects. A name that an app adds to its built-in browser is suspect at most.
///
/// Used by one thread at a time; work is bounded for any agent.
class AgentJudge final
{
public:
    /// The Error names a pattern that cannot be compiled.
    static Result<AgentJudge> compile(const AgentRules &rules);

    /// `parsed` is uap-core's result for the same agent.
    AgentVerdict judge(QByteArrayView agent, const ParsedAgent &parsed);

    /// The verdict about a browser whose client hints say that it is headless.
    static const AgentVerdict &headlessByHints();

private:
    struct Parts; ///< used while compiling
    AgentJudge(Parts &&parts);

    int crawler(QByteArrayView agent);
    /// By a list of robots; `isPart` = text is not all of what uap-core parsed.
    std::optional<AgentVerdict> byName(QByteArrayView text, const ParsedAgent &parsed, bool isPart);
    /// The reason if isbot suspects it. `isWhole`: the text begins where an agent begins.
    std::optional<QString> suspicion(QByteArrayView agent, bool isWhole = true) const;

    QList<CrawlerRule> m_crawlers;
    LiteralSet m_literals; ///< crawlers that are plain texts, by number
    PatternSet m_patterns; ///< the others
    QList<int> m_patternNumbers;
    PatternSet m_programs;
    PatternSet m_programsInBrowsers;
    PatternSet m_robots;
    PatternSet m_confession;
    PatternSet m_robotSigns;
    PatternSet m_contact;
    QByteArrayList m_suspected;
    LiteralSet m_suspectedLiterals;
    struct Suspicion
    {
        int number = 0;
        QRegularExpression pattern;
        bool hasAtom = false; ///< tried only if its atom occurs
    };
    QList<Suspicion> m_suspicions; ///< all that are not plain texts
    AtomScanner m_suspicionAtoms; ///< by the index in m_suspicions
    QRegularExpression m_atStart; ///< all that begin with "^", joined
};
