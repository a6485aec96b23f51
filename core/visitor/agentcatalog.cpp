// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agentcatalog.h"

#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/clientnames.h"
#include "core/visitor/agent/clientproducts.h"
#include "core/visitor/referrer/referrerclassifier.h"

#include <algorithm>
#include <chrono>
#include <utility>

struct AgentCatalog::Compiled
{
    struct Engines
    {
        UapParser parser;
        AgentJudge judge;
    };
    std::optional<Engines> engines; ///< nothing when even the bundled rules cannot be used
    QStringList sources;
    std::optional<Error> problem;

    std::optional<Error> read(const QString &uapFile);
};

std::optional<Error> AgentCatalog::Compiled::read(const QString &uapFile)
{
    const Result<AgentRules> rules = loadAgentRules(uapFile);
    if (!rules)
        return rules.error();
    Result<UapParser> parser = UapParser::compile(rules->uap);
    if (!parser)
        return parser.error();
    Result<AgentJudge> judge = AgentJudge::compile(*rules);
    if (!judge)
        return judge.error();
    engines.emplace(Engines {std::move(*parser), std::move(*judge)});
    sources = rules->sources;
    return std::nullopt;
}

AgentCatalog::AgentCatalog(const QString &uapFile) :
    m_coming(std::async(std::launch::async, [uapFile] {
        auto compiled = std::make_unique<Compiled>();
        compiled->problem = compiled->read(uapFile);
        if (compiled->problem && !uapFile.isEmpty())
            compiled->read({});
        return compiled;
    }))
{
}

AgentCatalog::~AgentCatalog() = default;

AgentCatalog::Compiled &AgentCatalog::compiled()
{
    if (!m_compiled)
        m_compiled = m_coming.get();
    return *m_compiled;
}

bool AgentCatalog::isReady() const
{
    return m_compiled || m_coming.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

const QStringList &AgentCatalog::sources()
{
    return compiled().sources;
}

const std::optional<Error> &AgentCatalog::problem()
{
    return compiled().problem;
}

const AgentDescription &AgentCatalog::describe(QByteArrayView agent, const ClientHints &hints)
{
    const QByteArrayView text = agent.first(std::min(agent.size(), kMaxMatchedAgentBytes));
    const ClientHints bounded = hints.bounded();
    m_key.resize(0);
    m_key.append(text);
    if (!bounded.isEmpty()) {
        for (const QByteArrayView hint : {bounded.brands, bounded.fullVersions, bounded.mobile,
                                          bounded.platform, bounded.platformVersion})
            m_key.append('\n').append(hint); // which no header contains
    }
    if (const AgentDescription *known = m_known.find(m_key))
        return *known;
    return m_known.insert(QByteArray(m_key.constData(), m_key.size()), described(text, bounded));
}

AgentDescription AgentCatalog::described(QByteArrayView agent, const ClientHints &hints)
{
    Compiled &rules = compiled();
    const QString characters = QString::fromUtf8(agent);
    if (!rules.engines)
        return {characters, {}, {}, {}, false, false};
    const ParsedAgent parsed = rules.engines->parser.parse(agent, machineWords(agent));
    Client client = nameClient(parsed, agent);
    const Client byAgent = client;
    if (!hints.isEmpty())
        client = refinedByHints(std::move(client), hints);
    const bool isRefined = client != byAgent;
    AgentVerdict verdict = rules.engines->judge.judge(agent, parsed);
    if (!verdict.isListed && isRobotWordAlone(agent)) {
        client.browser.clear();
        client.browserVersion.clear();
    } else if (client.browser.isEmpty() && verdict.score == kKnownAgentScore) {
        client.browser = QString::fromUtf8(productOf(agent)); // programs go by the name that they give
    }
    return {characters,         std::move(client),   inAppSource(agent),
            std::move(verdict), nameHeadless(hints), isRefined};
}
