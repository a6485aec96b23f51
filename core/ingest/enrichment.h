// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/agentcatalog.h"
#include "core/ingest/botpolicy.h"
#include "core/ingest/burstwatch.h"
#include "core/ingest/geolookup.h"
#include "core/ingest/referrerclassifier.h"
#include "core/types/hit.h"
#include "core/types/http.h"
#include "core/types/site.h"

#include <QHash>

#include <memory>

/// What a hit says of its visitor: place, client, source with channel, bot verdict; the last step of the
/// pipeline before a hit is stored.
///
/// Collector thread. Rules about agents are read by a worker from construction on; the first hit waits for
/// what is left of that. Addresses are looked up here and go no further.
class Enrichment final
{
public:
    Enrichment();

    void setGeoDatabases(std::shared_ptr<const GeoDatabases> databases);
    void setSpamList(const QByteArray &hosts) { m_referrers.setSpamList(hosts); }

    /// `hit` has site, URL, referrer, campaign, visitor and network; `request` is what it came with.
    void enrich(Hit &hit, const HttpRequest &request, const Site &site);

private:
    void locate(Hit &hit, const HttpRequest &request);

    static constexpr qsizetype kPlaces = 10'000;

    AgentCatalog m_agents;
    GeoLookup m_geo;
    ReferrerClassifier m_referrers;
    BurstWatch m_bursts;
    BotPolicy m_policy;
    QHash<QByteArray, Place> m_places; ///< by client address, of those that no proxy spoke for
};
