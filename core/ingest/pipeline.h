// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/enrichment.h"
#include "core/ingest/formats/rawhit.h"
#include "core/ingest/openvisits.h"
#include "core/ingest/visitoridentity.h"
#include "core/links/destination.h"
#include "core/types/clockwatch.h"
#include "core/types/hit.h"
#include "core/types/http.h"
#include "core/types/rejectreason.h"
#include "core/types/site.h"

#include <QHash>
#include <QList>

#include <optional>
#include <utility>

/// validate → consent → identify → enrich: RawHits of one request → Hits ready to be stored.
///
/// A plain sequence, one per hit, in the collector thread. Every hit that is not stored becomes a
/// Rejection with a reason. The client's address is used here and not passed on.
class IngestPipeline final
{
public:
    struct Taken
    {
        QList<Hit> hits;
        QList<quint64> ids; ///< of the hits, in their order, 0 = has none; empty when none has one
        QList<Rejection> dropped; ///< one per hit that is not stored although the request is fine
        QList<RejectReason> reasons; ///< of the dropped, each once
    };

    /// `agents` null = creates a catalog.
    IngestPipeline(const Clock &clock, const QList<DailySalt> &salts, VisitorIdentity::SaltSink saltSink,
                   std::shared_ptr<AgentCatalog> agents = nullptr);

    void setSites(const QList<Site> &sites);
    void setAutoCreateSites(bool on) { m_autoCreate = on; }
    const Site *site(const QString &key) const;
    QList<Site> sites() const; ///< by id
    /// Creates missing sites if auto-creation is on and the protocol has it (WireLimits::createsSites).
    /// Returns the index of the first hit whose site stays unknown, or -1.
    int resolveSites(const QList<RawHit> &hits, bool mayCreate);

    /// All hits get the time at which they are accepted; within one request each a microsecond more than the
    /// previous one. The pipeline keeps no other times: the order of hits is that of their sequences.
    /// REQUIRES: every site key is known.
    Taken take(QList<RawHit> &&raw, const HttpRequest &request, Protocol protocol);

    /// Who sent a request, as far as it decides where a link of that site leads.
    Clicker clicker(const QString &site, const HttpRequest &request);

    void setVisitorData(const VisitorData &data) { m_enrichment.setData(data); }
    OpenVisits &visits() { return m_visits; }
    /// Receives the time of each request. It must outlive the pipeline; null = none.
    void setClockWatch(ClockWatch *watch) { m_watch = watch; }
    /// Call when the clock was set. Corrects what was remembered under the other time.
    void takeClockStep(const ClockStep &step);
    /// Erases expired salts, even when no hits come in.
    void forgetOldSalts(Micros now);

private:
    std::optional<RejectReason> dropReason(const RawHit &raw, const Site &site,
                                           const HttpRequest &request) const;
    Hit identify(RawHit &&raw, const Site &site, const HttpRequest &request, Protocol protocol, Micros time);
    void identifyVisitor(Hit &hit, const QString &identity, const HttpRequest &request);

    /// A visit across midnight keeps its visitor: yesterday's id as long as that visit is
    /// open, else the hit's own (visits.md#midnight).
    quint64 carriedVisitor(const Hit &hit, const HttpRequest &request);

    const Clock &m_clock;
    Enrichment m_enrichment;
    VisitorIdentity m_identity;
    OpenVisits m_visits;
    QHash<QString, Site> m_sites;
    QHash<std::pair<QString, quint64>, quint64>
        m_carried; ///< (site, today's id) → yesterday's; outlives its salt
    ClockWatch *m_watch = nullptr;
    bool m_autoCreate = false;
};

/// A Rejection for a request, with its source ("loopback", "public · https://origin") and excerpt.
Rejection makeRejection(const HttpRequest &request, Protocol protocol, Rejection::Outcome outcome,
                        Micros time, RejectReason reason, const QString &detail);
