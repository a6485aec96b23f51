// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/ingesthandler.h"

namespace {

constexpr int kRetryAfter = 1;
constexpr int kRetryAfterFailure = 10;
constexpr qsizetype kMaxMeteredSites = 10'000;

/// A batch may mix sites; the soft limits are those of its first one's bucket.
const QString &siteOf(const QList<RawHit> &hits)
{
    return hits.constFirst().siteKey;
}

} // namespace

IngestHandler::IngestHandler(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                             IngestPipeline &pipeline, RejectionLog &rejections) :
    m_options(options),
    m_clock(clock),
    m_queue(queue),
    m_pipeline(pipeline),
    m_rejections(rejections),
    m_sparklyticsRate(options.sparklyticsPerMinute, kMicrosPerMinute),
    m_rate(options.requestsPerMinute, kMicrosPerMinute)
{
}

void IngestHandler::handle(Exchange &&exchange, const WireFormat &format)
{
    using Outcome = Rejection::Outcome;
    if (exchange.request.method == HttpMethod::Head) { // same headers, never a hit
        exchange.reply(format.accepted(exchange.request, {}));
        return;
    }
    if (exchange.request.body.size() > format.maxBodyBytes()) {
        fail(exchange, format, format.bodyTooLarge(), 1, Outcome::Refused, {});
        return;
    }
    ParsedHits parsed = format.parse(exchange.request);
    if (const WireError *error = std::get_if<WireError>(&parsed)) {
        fail(exchange, format, *error, 1, Outcome::Rejected, {});
        return;
    }
    QList<RawHit> &hits = std::get<QList<RawHit>>(parsed);
    const int count = static_cast<int>(hits.size());
    if (const int unknown = m_pipeline.firstUnknownSite(hits, format.protocol()); unknown >= 0) {
        const QString key = hits[unknown].siteKey;
        fail(exchange, format, format.unknownSite(key, unknown), count, Outcome::Rejected, key);
        return;
    }
    if (isRateLimited(exchange, format, count))
        return;

    IngestOutcome outcome;
    outcome.queueCapacity = format.protocol() == Protocol::Sparklytics ? m_options.siteQueueEvents
                                                                       : m_queue.capacity();
    if (format.protocol() == Protocol::Sparklytics)
        applySoftLimits(hits, exchange, outcome);
    if (!m_canStore) { // what waits already is tried again and again; nothing is promised on top
        WireError error = format.overloaded(kRetryAfterFailure);
        error.reason = QStringLiteral("storage_failed");
        fail(exchange, format, error, count - outcome.dropped, Outcome::Refused, {});
        return;
    }
    const qint64 depth = m_queue.depth() + m_takenHits;
    if (depth + hits.size() > m_queue.capacity()) {
        fail(exchange, format, format.overloaded(kRetryAfter), count - outcome.dropped, Outcome::Refused, {});
        return;
    }
    m_received += hits.size();
    const QString site = hits.isEmpty() ? QString() : siteOf(hits);
    IngestPipeline::Taken taken = m_pipeline.take(std::move(hits), exchange.request, format.protocol());
    for (Rejection &rejection : taken.dropped) {
        if (!outcome.dropReasons.contains(rejection.reason))
            outcome.dropReasons.append(rejection.reason);
        m_rejections.add(std::move(rejection));
    }
    outcome.dropped += static_cast<int>(taken.dropped.size());
    outcome.accepted = static_cast<int>(taken.hits.size());
    outcome.queueDepth = depth + outcome.accepted;
    if (taken.hits.isEmpty()) {
        exchange.reply(format.accepted(exchange.request, outcome));
        return;
    }
    WriteRequest request;
    request.ticket = ++m_lastTicket;
    request.hits = std::move(taken.hits);
    m_queuedBySite[site] += outcome.accepted;
    m_waiting.insert(request.ticket, {std::move(exchange), &format, outcome, site});
    enqueue(std::move(request));
}

void IngestHandler::enqueue(WriteRequest &&request)
{
    if (m_taken.empty() && m_schedule)
        m_schedule();
    m_takenHits += request.hits.size();
    m_taken.push_back(std::move(request));
}

void IngestHandler::flush()
{
    m_takenHits = 0;
    if (m_queue.push(std::exchange(m_taken, {})))
        return;
    // Closing down: the queue takes nothing any more, so nothing of this is promised to anybody.
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &entry : waiting) {
        m_received -= entry.outcome.accepted; // fail() counts them again
        fail(entry.exchange, *entry.format, entry.format->overloaded(kRetryAfter), entry.outcome.accepted,
             Rejection::Outcome::Refused, {});
    }
}

void IngestHandler::record(RawHit &&hit, const HttpRequest &request, Protocol protocol)
{
    ++m_received;
    QList<RawHit> hits;
    hits.append(std::move(hit));
    WriteRequest write;
    write.hits = m_pipeline.take(std::move(hits), request, protocol).hits;
    if (m_queue.depth() + m_takenHits < m_queue.capacity()) {
        enqueue(std::move(write));
    } else {
        m_rejections.add(makeRejection(
            request, protocol, Rejection::Outcome::Refused, m_clock.now(), QStringLiteral("queue_overflow"),
            QStringLiteral(
                "The store could not keep up; the redirect was delivered, its click is not stored.")));
    }
}

void IngestHandler::reportOrphan(const Exchange &exchange)
{
    ++m_received;
    Rejection rejection = makeRejection(
        exchange.request, Protocol::ShortLink, Rejection::Outcome::Rejected, m_clock.now(),
        QStringLiteral("unknown_link"),
        QStringLiteral("Somebody followed a short link that does not exist; add it or correct the link."));
    rejection.excerpt = QString::fromUtf8(exchange.request.path);
    m_rejections.add(std::move(rejection));
}

void IngestHandler::acknowledge(const QList<CommitAck> &acks)
{
    for (const CommitAck &ack : acks) {
        const auto found = m_waiting.find(ack.ticket);
        if (found == m_waiting.end())
            continue;
        Waiting waiting = std::move(*found);
        m_waiting.erase(found);
        if (auto queued = m_queuedBySite.find(waiting.site); queued != m_queuedBySite.end()) {
            *queued -= waiting.outcome.accepted;
            if (*queued <= 0)
                m_queuedBySite.erase(queued);
        }
        waiting.outcome.firstSeq = ack.firstSeq;
        waiting.outcome.lastSeq = ack.lastSeq;
        waiting.exchange.reply(waiting.format->accepted(waiting.exchange.request, waiting.outcome));
    }
}

void IngestHandler::fail(const Exchange &exchange, const WireFormat &format, const WireError &error, int hits,
                         Rejection::Outcome outcome, const QString &siteKey)
{
    m_received += hits;
    Rejection rejection = makeRejection(exchange.request, format.protocol(), outcome, m_clock.now(),
                                        error.reason, error.message);
    rejection.count = hits;
    rejection.site = siteKey;
    m_rejections.add(std::move(rejection));
    exchange.reply(format.failed(error));
}

bool IngestHandler::isRateLimited(const Exchange &exchange, const WireFormat &format, int hits)
{
    const bool isSparklytics = format.protocol() == Protocol::Sparklytics;
    if (!isSparklytics && exchange.request.clientIsLoopback)
        return false;
    RateLimiter &limiter = isSparklytics ? m_sparklyticsRate : m_rate;
    const Micros now = monotonicMicros();
    if (limiter.take(exchange.request.clientAddress, now))
        return false;
    fail(exchange, format, format.rateLimited(limiter.retryAfter(exchange.request.clientAddress, now)), hits,
         Rejection::Outcome::Refused, {});
    return true;
}

void IngestHandler::applySoftLimits(QList<RawHit> &hits, const Exchange &exchange, IngestOutcome &outcome)
{
    const QString site = siteOf(hits);
    if (m_peaks.size() > kMaxMeteredSites)
        m_peaks.clear();
    const int underPeak = m_peaks[site].take(static_cast<int>(hits.size()),
                                             m_options.peakEventsPerSecond * 60, monotonicMicros());
    drop(hits, underPeak, QStringLiteral("peak_rate"), exchange, outcome);
    const qint64 room = std::max<qint64>(0, m_options.siteQueueEvents - m_queuedBySite.value(site));
    drop(hits, static_cast<int>(std::min<qint64>(room, hits.size())), QStringLiteral("queue_overflow"),
         exchange, outcome);
}

void IngestHandler::drop(QList<RawHit> &hits, int keep, const QString &reason, const Exchange &exchange,
                         IngestOutcome &outcome)
{
    const int dropped = static_cast<int>(hits.size()) - keep;
    if (dropped <= 0)
        return;
    Rejection rejection = makeRejection(
        exchange.request, Protocol::Sparklytics, Rejection::Outcome::Rejected, m_clock.now(), reason,
        QStringLiteral("The site is over its limit; the rest of the batch was not stored."));
    rejection.count = dropped;
    rejection.site = siteOf(hits);
    m_rejections.add(std::move(rejection));
    m_received += dropped;
    outcome.dropped += dropped;
    outcome.dropReasons.append(reason);
    hits.resize(keep);
}
