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
#include "core/types/clock.h"

#include <QHash>
#include <QObject>

#include <map>
#include <optional>
#include <vector>

/// The collect endpoints: bytes → wire format → pipeline → queue, and after COMMIT the answer.
///
/// Lives in the collector thread. The order of checks is that of reading-hits.md#sparklytics: body size,
/// parse, known sites, rate, peak, queue; a request that fails one is answered at once. What fails before the
/// rate is asked for has a rate of its own.
class IngestHandler final
{
public:
    IngestHandler(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                  IngestPipeline &pipeline, RejectionLog &rejections, RemarkLog &remarks);

    /// `format` must outlive the reply.
    void handle(Exchange &&exchange, const WireFormat &format);
    /// Queues the click of a redirect or a similar hit that nobody waits for.
    void record(RawHit &&hit, const HttpRequest &request, Protocol protocol);
    /// Hands what was taken since the last call to the store: one lock and one wake-up for all requests
    /// of a turn of the event loop. Called by itself at the end of a turn that took something.
    void flush();
    /// Somebody followed a short link that does not exist. The seconds to wait when there have been too many
    /// of that client; then it is only counted.
    std::optional<int> reportOrphan(const Exchange &exchange);
    /// COMMIT returned for these requests.
    void acknowledge(const QList<CommitAck> &acks);
    /// The client of this request should have had its answer long ago. Its hits are taken back from the store
    /// and the answer is 503. True when they cannot be: they are being written at this moment, and until that
    /// has ended nobody may be told that they will not be stored.
    bool isBeingStored(const HttpConnection &connection);
    /// Takes back and answers whatever can still be taken back: nobody will wait any longer.
    void giveUp();
    /// Requests that wait for their commit.
    qsizetype waiting() const { return m_waiting.size(); }
    /// Hits taken over since the start, whatever became of them.
    qint64 received() const { return m_received; }
    /// Why commits fail, empty when they do not: hits are refused at once instead of waiting for nothing.
    void setFailure(const QString &failure) { m_failure = failure; }

private:
    struct Waiting
    {
        Exchange exchange;
        const WireFormat *format = nullptr;
        IngestOutcome outcome;
        QString site; ///< in whose queue they are
    };

    /// What a sender is told whose hits will not be stored.
    WireError notStored(const WireFormat &format) const;
    void enqueue(WriteRequest &&request);
    Waiting release(QHash<quint64, Waiting>::iterator waiting);
    /// Answers 503 for hits that will not be stored.
    void turnAway(const Waiting &waiting, const QString &detail);
    void fail(const Exchange &exchange, const WireFormat &format, const WireError &error, int hits,
              Rejection::Outcome outcome, const QString &siteKey);
    /// Counts hits that will not be stored, and says why on the Rejected page.
    void log(const Exchange &exchange, const WireFormat &format, RejectReason reason, const QString &detail,
             int hits, Rejection::Outcome outcome, const QString &siteKey);
    bool isRateLimited(const Exchange &exchange, const WireFormat &format, int hits);
    /// Keeps the first remarks for the reply, and tells the Rejected page of all.
    void noteRemarks(const QList<RawHit> &hits, const Exchange &exchange, const WireFormat &format,
                     IngestOutcome &outcome);
    /// Counts something that cannot be taken. The seconds to wait when the client has sent too much of it.
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
    QObject m_turn; ///< its queued calls come when the events of this turn are done
    std::vector<WriteRequest> m_taken; ///< of this turn, not yet with the store
    qint64 m_takenHits = 0;
    quint64 m_lastTicket = 0;
    quint64 m_pushedTicket = 0; ///< the last one that the store may know
    qint64 m_received = 0;
    QString m_failure;
};
