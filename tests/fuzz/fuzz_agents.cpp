// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientnames.h"
#include "core/visitor/agentcatalog.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

struct Engines
{
    UapParser parser;
    AgentJudge judge;
};

Engines bundled()
{
    const Result<AgentRules> rules = loadAgentRules();
    require(rules.ok(), "the bundled rules can be read");
    Result<UapParser> parser = UapParser::compile(rules->uap);
    Result<AgentJudge> judge = AgentJudge::compile(*rules);
    require(parser.ok() && judge.ok(), "the bundled rules can be compiled");
    return {std::move(*parser), std::move(*judge)};
}

} // namespace

// First line: the agent; second: brands; third: platform; fourth: platform version.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static Engines engines = bundled();
    const QByteArrayList lines = viewOf(data, size).toByteArray().split('\n');
    const QByteArray agent = lines.first();
    const ParsedAgent parsed = engines.parser.parse(agent);
    require(parsed == engines.parser.parse(agent), "an agent always means the same");
    require(parsed == engines.parser.parse(agent.left(kMaxMatchedAgentBytes)), "only the first bytes count");

    const AgentVerdict verdict = engines.judge.judge(agent, parsed);
    require(verdict.score >= 0 && verdict.score <= 100, "a score is one of 0 to 100");
    require((verdict.score == 0) == verdict.category.isEmpty(), "who has a score has a category");
    require(verdict.category.isEmpty() == verdict.reason.isEmpty(), "a verdict has a reason");

    const QByteArray brands = lines.value(1), platform = lines.value(2), version = lines.value(3);
    const ClientHints hints = ClientHints {brands, brands, "?1", platform, version}.bounded();
    const Client client = refinedByHints(nameClient(parsed, agent), hints);
    for (const QString &name :
         {client.device, client.os, client.browser, client.osVersion, client.browserVersion})
        require(name.size() <= 2 * kMaxMatchedAgentBytes, "names are bounded");
    return 0;
}
