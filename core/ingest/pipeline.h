// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/enrichment.h"
#include "core/ingest/formats/rawhit.h"
#include "core/ingest/visitoridentity.h"
#include "core/ingest/visits.h"
#include "core/types/clock.h"
#include "core/types/hit.h"
#include "core/types/http.h"
#include "core/types/rejection.h"
#include "core/types/site.h"

#include <QHash>
#include <QList>

#include <utility>

/// validate → consent → identify → enrich: RawHits of one request → Hits ready to be stored.
///
/// A plain sequence, one per hit, in the collector thread. Every hit that does not come out is a
/// Rejection with a reason. The address of the client is used here and goes no further.
class IngestPipeline final
{
public:
    struct Taken
    {
        QList<Hit> hits;
        QList<Rejection> dropped; ///< one per hit that is not stored although the request is fine
    };

    /// `agents` null = a catalog of its own.
    IngestPipeline(const Clock &clock, const QList<DailySalt> &salts, VisitorIdentity::SaltSink saltSink,
                   std::shared_ptr<AgentCatalog> agents = nullptr);

    void setSites(const QList<Site> &sites);
    void setAutoCreateSites(bool on) { m_autoCreate = on; }
    const Site *site(const QString &key) const;
    /// The first key that is unknown, with its index. Auto-creation makes it known, but not for Sparklytics,
    /// whose clients count on 404 (wire-formats 1.2).
    int firstUnknownSite(const QList<RawHit> &hits, Protocol protocol);

    /// REQUIRES: every site key is known.
    Taken take(QList<RawHit> &&raw, const HttpRequest &request, Protocol protocol);

    void setVisitorData(const VisitorData &data) { m_enrichment.setData(data); }
    OpenVisits &visits() { return m_visits; }
    /// Now, later than every time given before: hits of one batch get strictly increasing times.
    Micros nextTime();

private:
    QString dropReason(const RawHit &raw, const Site &site, const HttpRequest &request,
                       Protocol protocol) const;
    Hit identify(RawHit &&raw, const Site &site, const HttpRequest &request, Protocol protocol);
    void identifyVisitor(Hit &hit, const QString &identity, const HttpRequest &request);

    /// A visit that runs over midnight keeps its visitor: yesterday's id as long as that visit is
    /// open, else the hit's own (semantics 3.4).
    quint64 carriedVisitor(const Hit &hit, const HttpRequest &request);

    const Clock &m_clock;
    Enrichment m_enrichment;
    VisitorIdentity m_identity;
    OpenVisits m_visits;
    QHash<QString, Site> m_sites;
    QHash<std::pair<QString, quint64>, quint64>
        m_carried; ///< (site, today's id) → yesterday's; outlives its salt
    Micros m_lastTime = 0;
    bool m_autoCreate = false;
};

/// A Rejection for a request, with its source ("loopback", "public · https://origin") and excerpt.
Rejection makeRejection(const HttpRequest &request, Protocol protocol, Rejection::Outcome outcome,
                        Micros time, const QString &reason, const QString &detail);
