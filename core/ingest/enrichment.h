// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/http.h"
#include "core/types/site.h"
#include "core/visitor/agentcatalog.h"
#include "core/visitor/bot/botjudge.h"
#include "core/visitor/bot/botpolicy.h"
#include "core/visitor/referrer/referrerclassifier.h"
#include "core/visitor/visitordata.h"

#include <memory>

/// Describes the visitor of a hit: place, client, source with channel, bot verdict; the last step of the
/// pipeline before a hit is stored.
///
/// Collector thread. A worker starts reading the rules about agents at construction; the first hit waits for
/// it to finish. Changed rules apply from the first hit after they were read; no hit waits for them.
/// Addresses are looked up here and not passed on.
class Enrichment final
{
public:
    /// `agents` null = creates one.
    explicit Enrichment(std::shared_ptr<AgentCatalog> agents = nullptr);

    void setData(const VisitorData &data);
    /// Sets their bot rules; invalid ones are left out.
    void setSites(const QList<Site> &sites);

    /// `hit` has site, URL, referrer, campaign, visitor and network; `request` is what it came with.
    void enrich(Hit &hit, const HttpRequest &request, const Site &site);

    /// Sets only place and client; `hit` has its network.
    void describeClient(Hit &hit, const HttpRequest &request);

private:
    void locate(Hit &hit, const HttpRequest &request);
    void judge(Hit &hit, const HttpRequest &request, const AgentDescription &agent, const QString &spamHost);

    std::shared_ptr<AgentCatalog> m_agents;
    std::shared_ptr<AgentCatalog> m_comingAgents; ///< replaces m_agents when it is ready
    QString m_agentRules; ///< rule file of m_comingAgents while it loads, else of m_agents
    bool m_isInUse = false; ///< a hit has been described
    GeoLookup m_geo;
    ReferrerClassifier m_referrers;
    BotJudge m_judge;
    BotPolicies m_policies;
    GenerationCache<QByteArray, Place, 32'768>
        m_places; ///< by client address, only of visitors without a proxy
};
