// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentyaml.h"
#include "core/visitor/bot/agentverdict.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

void checkUap(const UapRules &rules)
{
    for (const QList<UapRule> &section : {rules.browsers, rules.systems, rules.devices}) {
        require(!section.isEmpty() && section.size() <= kMaxRulesPerList,
                "a section has rules, not too many");
        for (const UapRule &rule : section)
            require(!rule.pattern.isEmpty() && rule.pattern.size() <= kMaxPatternBytes,
                    "patterns are bounded");
    }
    if (Result<UapParser> parser = UapParser::compile(rules)) {
        const QByteArrayView agent(
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0.0.0 Mobile Safari/537.36");
        parser->parse(agent);
        require(parser->agreesWithAllRules(agent), "the filter drops no rule that matches");
    }
}

} // namespace

// Rules of a user as JSON or YAML, and as the lists about bots.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArrayView content = viewOf(data, size);
    if (const Result<UapRules> rules = parseUapRules(content))
        checkUap(*rules);
    AgentRules bots;
    if (const Result<QList<CrawlerRule>> rules = parseCrawlerRules(content))
        bots.crawlers = *rules;
    if (const Result<QByteArrayList> rules = parseSuspectedRules(content))
        bots.suspected = *rules;
    if (Result<AgentJudge> judge = AgentJudge::compile(bots))
        judge->judge("Mozilla/5.0 (compatible; Googlebot/2.1)", {});
    return 0;
}
