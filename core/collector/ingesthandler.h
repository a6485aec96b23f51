// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/collector/options.h"
#include "core/collector/ratelimiter.h"
#include "core/http/exchange.h"
#include "core/ingest/formats/wireformat.h"
#include "core/ingest/pipeline.h"
#include "core/ingest/rejections.h"
#include "core/ingest/remarklog.h"
#include "core/links/destination.h"
#include "core/types/clock.h"

#include <QHash>
#include <QObject>

#include <map>
#include <optional>
#include <vector>

/// The collect endpoints: bytes → wire format → pipeline → queue, and after COMMIT the reply.
///
/// Lives in the collector thread. The order of checks is that of reading-hits.md#sparklytics: body size,
/// parse, known sites, rate, peak, queue; a request that fails one is answered at once. Failures before the
/// check of the rate have a rate limit of their own.
class IngestHandler final
{
public:
    IngestHandler(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                  IngestPipeline &pipeline, RejectionLog &rejections, RemarkLog &remarks);

    /// `format` must outlive the reply.
    void handle(Exchange &&exchange, const WireFormat &format);
    /// Queues the click of a redirect or a similar hit without a waiting client. True when it is one of a
    /// person and will be stored.
    bool record(RawHit &&hit, const HttpRequest &request, Protocol protocol);
    /// Passes the hits accepted since the last call to the store: one lock and one wake-up for all requests
    /// of a turn of the event loop. Called automatically at the end of such a turn.
    void flush();
    /// A client asked for a short link that does not exist. Returns the seconds to wait when the client did
    /// so too often; then it is only counted.
    std::optional<int> reportOrphan(const Exchange &exchange);
    /// A request for a link was turned away for another reason. `site` is the link's; of what was sent only
    /// the path is kept.
    void report(const Exchange &exchange, Rejection::Outcome outcome, RejectReason reason,
                const QString &detail, const QString &site = {});
    /// Who sent a request, as a link with choices needs to know.
    Clicker clicker(const QString &site, const HttpRequest &request)
    {
        return m_pipeline.clicker(site, request);
    }
    /// COMMIT returned for these requests.
    void acknowledge(const QList<CommitAck> &acks);
    /// The reply to this request is overdue. Takes its hits back from the store
    /// and answers 503. Returns true when that is impossible: they are being written, and until that
    /// has ended it is unknown whether they will be stored.
    bool isBeingStored(const HttpConnection &connection);
    /// Takes back and answers all that can still be taken back, before the program stops.
    void giveUp();
    /// Number of requests that wait for their commit.
    qsizetype waiting() const { return m_waiting.size(); }
    /// Hits accepted since the start, stored or not.
    qint64 received() const { return m_received; }
    /// Why commits fail, or empty: hits are then refused at once instead of waiting in vain.
    void setFailure(const QString &failure) { m_failure = failure; }
    /// Requests a minute and client, of formats without a limit of their own; 0 = any number.
    void setRate(int perMinute) { m_rate = RateLimiter(perMinute, kMicrosPerMinute); }

private:
    struct Waiting
    {
        Exchange exchange;
        const WireFormat *format = nullptr;
        IngestOutcome outcome;
        QString site; ///< the site whose queue they are in
    };

    /// The reply for hits that will not be stored.
    WireError notStored(const WireFormat &format) const;
    void enqueue(WriteRequest &&request);
    Waiting release(QHash<quint64, Waiting>::iterator waiting);
    /// Answers 503 for hits that will not be stored.
    void turnAway(const Waiting &waiting, const QString &detail);
    void fail(const Exchange &exchange, const WireFormat &format, const WireError &error, int hits,
              Rejection::Outcome outcome, const QString &siteKey);
    /// Counts hits that will not be stored, and adds the reason to the Rejected page.
    void log(const Exchange &exchange, const WireFormat &format, RejectReason reason, const QString &detail,
             int hits, Rejection::Outcome outcome, const QString &siteKey);
    bool isRateLimited(const Exchange &exchange, const WireFormat &format, int hits);
    /// Keeps the first remarks for the reply, and adds all to the Rejected page.
    void noteRemarks(const QList<RawHit> &hits, const Exchange &exchange, const WireFormat &format,
                     IngestOutcome &outcome);
    /// Counts an invalid request. Returns the seconds to wait when the client has sent too many of them.
    std::optional<int> tooManyFailures(const HttpRequest &request);
    void refuseForRate(const Exchange &exchange, const WireFormat &format, int retryAfter, int hits);
    void applySiteLimits(QList<RawHit> &hits, const WireLimits::PerSite &limits, const Exchange &exchange,
                         const WireFormat &format, IngestOutcome &outcome);
    void drop(QList<RawHit> &hits, int keep, RejectReason reason, const Exchange &exchange,
              const WireFormat &format, IngestOutcome &outcome);

    const Clock &m_clock;
    CommitQueue &m_queue;
    IngestPipeline &m_pipeline;
    RejectionLog &m_rejections;
    RemarkLog &m_remarks;
    std::map<const WireFormat *, RateLimiter> m_ownRates; ///< of formats with a limit of their own
    RateLimiter m_rate;
    RateLimiter m_failures;
    QHash<QString, PeakMeter> m_peaks;
    QHash<QString, qint64> m_queuedBySite;
    QHash<quint64, Waiting> m_waiting;
    QObject m_turn; ///< its queued calls run after the events of this turn
    std::vector<WriteRequest> m_taken; ///< of this turn, not passed to the store yet
    qint64 m_takenHits = 0;
    quint64 m_lastTicket = 0;
    quint64 m_pushedTicket = 0; ///< the last one that was passed to the store
    qint64 m_received = 0;
    QString m_failure;
};
