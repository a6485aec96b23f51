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

/// What a hit says of its visitor: place, client, source with channel, bot verdict; the last step of the
/// pipeline before a hit is stored.
///
/// Collector thread. Rules about agents are read by a worker from construction on; the first hit waits for
/// what is left of that. Other rules count from the first hit after they were read, which no hit waits for.
/// Addresses are looked up here and go no further.
class Enrichment final
{
public:
    /// `agents` null = one of its own.
    explicit Enrichment(std::shared_ptr<AgentCatalog> agents = nullptr);

    void setData(const VisitorData &data);
    /// Their bot rules; one that cannot be read is left out.
    void setSites(const QList<Site> &sites);

    /// `hit` has site, URL, referrer, campaign, visitor and network; `request` is what it came with.
    void enrich(Hit &hit, const HttpRequest &request, const Site &site);

private:
    void locate(Hit &hit, const HttpRequest &request);
    void judge(Hit &hit, const HttpRequest &request, const AgentDescription &agent, const QString &spamHost);

    std::shared_ptr<AgentCatalog> m_agents;
    std::shared_ptr<AgentCatalog> m_comingAgents; ///< takes the place of m_agents when it is ready
    QString m_agentRules; ///< file that the newer of both was made from
    bool m_isInUse = false; ///< a hit has been described
    GeoLookup m_geo;
    ReferrerClassifier m_referrers;
    BotJudge m_judge;
    BotPolicies m_policies;
    GenerationCache<QByteArray, Place, 32'768>
        m_places; ///< by client address, of those that no proxy spoke for
};
