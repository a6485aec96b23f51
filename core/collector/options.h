// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httplimits.h"
#include "core/http/trustedproxies.h"
#include "core/ingest/visitoridentity.h"
#include "core/links/linktable.h"
#include "core/links/pixel.h"
#include "core/types/collectoraccess.h"
#include "core/types/site.h"
#include "core/types/token.h"

#include <QHostAddress>
#include <QList>

#include <chrono>
#include <memory>

class AgentCatalog;

/// How the collector listens, and its data at the start.
struct CollectorOptions
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 8787; ///< 0 picks one
    HttpLimits limits;
    TrustedProxies proxies;
    bool autoCreateSites = false;

    /// Requests per client and minute. Sparklytics documents 60; the others are generous and exempt
    /// loopback. 0 = off.
    int sparklyticsPerMinute = 60;
    int campaignLinksPerMinute = 120; ///< /l/{slug}; loopback exempt
    int pixelsPerMinute = 240; ///< /p/{key}
    int requestsPerMinute = CollectorAccess::kRequestsPerMinute;
    /// Malformed hits and unknown sites and links: a limit of their own, because bad requests must not use up
    /// that of good ones. Loopback is exempt. 0 = off.
    int failuresPerMinute = 120;
    int wrongTokensPerMinute = 30; ///< 0 = off
    qint64 peakEventsPerSecond = 10'000; ///< Sparklytics, per site
    qint64 siteQueueEvents = 100'000; ///< Sparklytics, per site
    /// How long hits wait while storing them fails; then their clients get 503.
    std::chrono::milliseconds failurePatience {2000};

    /// Rules about agents, shared by collectors that run one after another; null = own rules,
    /// which take a fifth of a second to read.
    std::shared_ptr<AgentCatalog> agents;
    QList<Site> sites;
    LinkTable links;
    PixelTable pixels;
    QList<DailySalt> salts;
    QList<Token> tokens;
};
