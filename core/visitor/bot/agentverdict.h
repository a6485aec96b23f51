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

/// What an agent alone says about who is asking: a part of bots.md#how-a-verdict-is-found.
struct AgentVerdict
{
    int score = 0; ///< what the rule adds to the score of 0 to 100; 0 = a person, as far as the agent tells
    QString category; ///< crawler, preview, monitor, library, player, app, headless, suspected; empty = 0
    QString reason; ///< the rule: 'crawler-user-agents: "Googlebot/" (search-engine)'
    bool showsMail = false; ///< also shows mail to its reader: a picture that it loads was seen by somebody

    bool isListed = false; ///< crawler-user-agents knows it: the name that it gives itself is one

    friend bool operator==(const AgentVerdict &, const AgentVerdict &) = default;
};

/// An agent that a list knows by name, or that names itself.
constexpr int kKnownAgentScore = 90;
/// Looks like no browser, but nobody knows it: just enough for the balanced threshold.
constexpr int kSuspectedScore = 70;
/// A browser or an app with a suspect word in it. The word may be its name, so a second sign is due, such as
/// a browser's header that is missing.
constexpr int kSuspectWordScore = 45;
/// No agent at all: what a missing header of a browser weighs, never enough alone. Devices send none.
constexpr int kNoAgentScore = 25;

/// Judges agents in layers, the first that knows an agent decides: crawler-user-agents; libraries and offices
/// (programWords()); uap-core's device "Spider"; words ("bot", "headless", "curl/", …);
/// isbot, which only suspects. The name that an app adds to the browser inside it is suspect at most.
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
    /// By a list that knows robots; `isPart` = text is not all of what uap-core parsed.
    std::optional<AgentVerdict> byName(QByteArrayView text, const ParsedAgent &parsed, bool isPart);
    /// The reason when isbot suspects it. `isWhole`: what begins there is the beginning of an agent.
    std::optional<QString> suspicion(QByteArrayView agent, bool isWhole = true) const;

    QList<CrawlerRule> m_crawlers;
    LiteralSet m_literals; ///< crawlers that are plain texts, by their number
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
        bool hasAtom = false; ///< tried only when its atom occurs
    };
    QList<Suspicion> m_suspicions; ///< all that are no plain texts
    AtomScanner m_suspicionAtoms; ///< by the index in m_suspicions
    QRegularExpression m_atStart; ///< all of them that begin with "^", joined
};
