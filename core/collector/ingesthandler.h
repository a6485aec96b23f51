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
#include "core/types/clock.h"

#include <QHash>

#include <functional>
#include <vector>

/// The collect endpoints: bytes → wire format → pipeline → queue, and after COMMIT the answer.
///
/// Lives in the collector thread. The order of checks is that of wire-formats 3.2: body size, parse,
/// known sites, rate, peak, queue; a request that fails one is answered at once.
class IngestHandler final
{
public:
    IngestHandler(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                  IngestPipeline &pipeline, RejectionLog &rejections);

    /// `format` must outlive the reply.
    void handle(Exchange &&exchange, const WireFormat &format);
    /// Queues the click of a redirect or a similar hit that nobody waits for.
    void record(RawHit &&hit, const HttpRequest &request, Protocol protocol);
    /// Hands what was taken since the last call to the store: one lock and one wake-up for all requests
    /// of a turn of the event loop.
    void flush();
    /// Called when there is something to flush() and nothing was scheduled yet.
    void setFlushScheduler(std::function<void()> schedule) { m_schedule = std::move(schedule); }
    /// Somebody followed a short link that does not exist.
    void reportOrphan(const Exchange &exchange);
    /// COMMIT returned for these requests.
    void acknowledge(const QList<CommitAck> &acks);
    /// Requests that wait for their commit.
    qsizetype waiting() const { return m_waiting.size(); }
    /// Hits taken over since the start, whatever became of them.
    qint64 received() const { return m_received; }
    /// False while commits fail: hits are refused at once instead of waiting for nothing.
    void setCanStore(bool canStore) { m_canStore = canStore; }

private:
    struct Waiting
    {
        Exchange exchange;
        const WireFormat *format = nullptr;
        IngestOutcome outcome;
        QString site; ///< for the per-site queue of Sparklytics
    };

    void enqueue(WriteRequest &&request);
    void fail(const Exchange &exchange, const WireFormat &format, const WireError &error, int hits,
              Rejection::Outcome outcome, const QString &siteKey);
    bool isRateLimited(const Exchange &exchange, const WireFormat &format, int hits);
    void applySoftLimits(QList<RawHit> &hits, const Exchange &exchange, IngestOutcome &outcome);
    void drop(QList<RawHit> &hits, int keep, const QString &reason, const Exchange &exchange,
              IngestOutcome &outcome);

    const CollectorOptions &m_options;
    const Clock &m_clock;
    CommitQueue &m_queue;
    IngestPipeline &m_pipeline;
    RejectionLog &m_rejections;
    RateLimiter m_sparklyticsRate;
    RateLimiter m_rate;
    QHash<QString, PeakMeter> m_peaks;
    QHash<QString, qint64> m_queuedBySite;
    QHash<quint64, Waiting> m_waiting;
    std::function<void()> m_schedule;
    std::vector<WriteRequest> m_taken; ///< of this turn, not yet with the store
    qint64 m_takenHits = 0;
    quint64 m_lastTicket = 0;
    qint64 m_received = 0;
    bool m_canStore = true;
};
