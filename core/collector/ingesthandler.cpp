// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/ingesthandler.h"

#include <algorithm>

namespace {

constexpr int kRetryAfter = 1;
constexpr int kRetryAfterFailure = 10;
constexpr qsizetype kMaxMeteredSites = 10'000;
const QString kTakenBack = QStringLiteral(
    "The store did not answer in time; the hits were taken back and the sender was told to "
    "try again.");

/// A batch may mix sites; the soft limits are those of its first one's bucket.
const QString &siteOf(const QList<RawHit> &hits)
{
    return hits.constFirst().siteKey;
}

} // namespace

IngestHandler::IngestHandler(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
                             IngestPipeline &pipeline, RejectionLog &rejections, RemarkLog &remarks) :
    m_clock(clock),
    m_queue(queue),
    m_pipeline(pipeline),
    m_rejections(rejections),
    m_remarks(remarks),
    m_rate(options.requestsPerMinute, kMicrosPerMinute),
    m_failures(options.failuresPerMinute, kMicrosPerMinute)
{
}

void IngestHandler::handle(Exchange &&exchange, const WireFormat &format)
{
    using Outcome = Rejection::Outcome;
    if (exchange.request.method == HttpMethod::Head) { // same headers, never a hit
        exchange.reply(format.accepted(exchange.request, {}));
        return;
    }
    const auto failUnlessTooMany = [&](const WireError &error, int hits, Outcome outcome,
                                       const QString &site) {
        if (const std::optional<int> wait = tooManyFailures(exchange.request))
            refuseForRate(exchange, format, *wait, hits);
        else
            fail(exchange, format, error, hits, outcome, site);
    };
    const WireLimits limits = format.limits();
    if (exchange.request.body.size() > limits.bodyBytes) {
        failUnlessTooMany(format.bodyTooLarge(), 1, Outcome::Refused, {});
        return;
    }
    ParsedHits parsed = format.parse(exchange.request);
    if (const WireError *error = std::get_if<WireError>(&parsed)) {
        failUnlessTooMany(*error, 1, Outcome::Rejected, {});
        return;
    }
    QList<RawHit> &hits = std::get<QList<RawHit>>(parsed);
    const int count = static_cast<int>(hits.size());
    Q_ASSERT(count <= limits.hits);
    if (const int unknown = m_pipeline.resolveSites(hits, limits.createsSites); unknown >= 0) {
        const QString key = hits[unknown].siteKey;
        failUnlessTooMany(format.unknownSite(key, unknown), count, Outcome::Rejected, key);
        return;
    }
    if (isRateLimited(exchange, format, count))
        return;

    IngestOutcome outcome;
    outcome.queueCapacity = limits.perSite ? limits.perSite->queued : m_queue.capacity();
    if (limits.perSite)
        applySiteLimits(hits, *limits.perSite, exchange, format, outcome);
    if (!m_failure.isEmpty()) { // what waits already is tried again and again; nothing is promised on top
        fail(exchange, format, notStored(format), count - outcome.dropped, Outcome::Refused, {});
        return;
    }
    const qint64 depth = m_queue.depth() + m_takenHits;
    if (depth + hits.size() > m_queue.capacity()) {
        fail(exchange, format, format.overloaded(kRetryAfter), count - outcome.dropped, Outcome::Refused, {});
        return;
    }
    m_received += hits.size();
    const QString site = hits.isEmpty() ? QString() : siteOf(hits);
    noteRemarks(hits, exchange, format, outcome);
    IngestPipeline::Taken taken = m_pipeline.take(std::move(hits), exchange.request, format.protocol());
    for (Rejection &rejection : taken.dropped)
        m_rejections.add(std::move(rejection));
    outcome.dropReasons += taken.reasons;
    outcome.dropped += static_cast<int>(taken.dropped.size());
    outcome.accepted = static_cast<int>(taken.hits.size());
    outcome.hasIds = !taken.ids.isEmpty();
    outcome.queueDepth = depth + outcome.accepted;
    if (taken.hits.isEmpty()) {
        exchange.reply(format.accepted(exchange.request, outcome));
        return;
    }
    WriteRequest request;
    request.ticket = ++m_lastTicket;
    request.hits = std::move(taken.hits);
    request.ids = std::move(taken.ids);
    m_queuedBySite[site] += outcome.accepted;
    m_waiting.insert(request.ticket, {std::move(exchange), &format, outcome, site});
    enqueue(std::move(request));
}

WireError IngestHandler::notStored(const WireFormat &format) const
{
    WireError error = format.overloaded(kRetryAfterFailure);
    error.reason = RejectReason::StorageFailed;
    error.message = m_failure.isEmpty()
        ? QStringLiteral("Hits cannot be stored at the moment, retry later")
        : QStringLiteral("Hits cannot be stored: %1; retry later").arg(m_failure);
    return error;
}

void IngestHandler::enqueue(WriteRequest &&request)
{
    if (m_taken.empty())
        QMetaObject::invokeMethod(
            &m_turn, [this] { flush(); }, Qt::QueuedConnection);
    m_takenHits += request.hits.size();
    m_taken.push_back(std::move(request));
}

void IngestHandler::flush()
{
    m_takenHits = 0;
    const quint64 before = std::exchange(m_pushedTicket, m_lastTicket);
    if (m_queue.push(std::exchange(m_taken, {})))
        return;
    // Closing down: the queue takes nothing any more. What it took before may still be committed.
    for (quint64 ticket = before + 1; ticket <= m_lastTicket; ++ticket) {
        if (const auto found = m_waiting.find(ticket); found != m_waiting.end())
            turnAway(release(found),
                     QStringLiteral("The collector was closing down; the sender was told to try again."));
    }
}

IngestHandler::Waiting IngestHandler::release(QHash<quint64, Waiting>::iterator found)
{
    Waiting waiting = std::move(*found);
    m_waiting.erase(found);
    if (const auto queued = m_queuedBySite.find(waiting.site); queued != m_queuedBySite.end()) {
        *queued -= waiting.outcome.accepted;
        if (*queued <= 0)
            m_queuedBySite.erase(queued);
    }
    return waiting;
}

void IngestHandler::turnAway(const Waiting &waiting, const QString &detail)
{
    const WireError error = notStored(*waiting.format);
    m_received -= waiting.outcome.accepted; // log() counts them again
    log(waiting.exchange, *waiting.format, error.reason, detail, waiting.outcome.accepted,
        Rejection::Outcome::Refused, waiting.site);
    waiting.exchange.reply(waiting.format->failed(error));
}

bool IngestHandler::isBeingStored(const HttpConnection &connection)
{
    const auto found = std::ranges::find_if(m_waiting, [&connection](const Waiting &waiting) {
        return waiting.exchange.connection.data() == &connection;
    });
    if (found == m_waiting.end())
        return false;
    if (!m_queue.takeBack(found.key()))
        return true;
    turnAway(release(found), kTakenBack);
    return false;
}

void IngestHandler::giveUp()
{
    const QList<quint64> tickets = m_waiting.keys();
    for (const quint64 ticket : tickets) {
        if (m_queue.takeBack(ticket))
            turnAway(release(m_waiting.find(ticket)), kTakenBack);
    }
}

bool IngestHandler::record(RawHit &&hit, const HttpRequest &request, Protocol protocol)
{
    ++m_received;
    QList<RawHit> hits;
    hits.append(std::move(hit));
    WriteRequest write;
    write.hits = m_pipeline.take(std::move(hits), request, protocol).hits;
    if (m_queue.depth() + m_takenHits >= m_queue.capacity()) {
        m_rejections.add(makeRejection(
            request, protocol, Rejection::Outcome::Refused, m_clock.now(), RejectReason::QueueOverflow,
            QStringLiteral(
                "The store could not keep up; the redirect was delivered, its click is not stored.")));
        return false;
    }
    const bool isOfPerson = !write.hits.isEmpty() && !write.hits.constFirst().bot.isBot;
    enqueue(std::move(write));
    return isOfPerson;
}

std::optional<int> IngestHandler::reportOrphan(const Exchange &exchange)
{
    ++m_received;
    if (const std::optional<int> wait = tooManyFailures(exchange.request)) {
        Rejection rejection = makeRejection(
            exchange.request, Protocol::ShortLink, Rejection::Outcome::Refused, m_clock.now(),
            RejectReason::RateLimited,
            QStringLiteral("One client followed more short links that do not exist than a person would."));
        rejection.excerpt.clear(); // one row, however many codes were tried
        m_rejections.add(std::move(rejection));
        return wait;
    }
    Rejection rejection = makeRejection(
        exchange.request, Protocol::ShortLink, Rejection::Outcome::Rejected, m_clock.now(),
        RejectReason::UnknownLink,
        QStringLiteral("Somebody followed a short link that does not exist; add it or correct the link."));
    rejection.excerpt = excerptOf(exchange.request.path);
    m_rejections.add(std::move(rejection));
    return {};
}

void IngestHandler::report(const Exchange &exchange, Rejection::Outcome outcome, RejectReason reason,
                           const QString &detail, const QString &site)
{
    ++m_received;
    Rejection rejection = makeRejection(exchange.request, Protocol::ShortLink, outcome, m_clock.now(), reason,
                                        detail);
    rejection.excerpt = reason == RejectReason::RateLimited ? QString() // one row, whatever was asked for
                                                            : excerptOf(exchange.request.path);
    rejection.site = site;
    m_rejections.add(std::move(rejection));
}

void IngestHandler::acknowledge(const QList<CommitAck> &acks)
{
    for (const CommitAck &ack : acks) {
        const auto found = m_waiting.find(ack.ticket);
        if (found == m_waiting.end())
            continue;
        Waiting waiting = release(found);
        if (ack.duplicates > 0) {
            m_received -= ack.duplicates; // log() counts them again
            log(waiting.exchange, *waiting.format, RejectReason::Duplicate,
                QStringLiteral("A hit with this id is stored; it was acknowledged again."), ack.duplicates,
                Rejection::Outcome::Rejected, waiting.site);
        }
        waiting.outcome.accepted -= ack.duplicates;
        waiting.outcome.duplicates = ack.duplicates;
        waiting.outcome.firstSeq = ack.firstSeq;
        waiting.outcome.lastSeq = ack.lastSeq;
        waiting.exchange.reply(waiting.format->accepted(waiting.exchange.request, waiting.outcome));
    }
}

void IngestHandler::fail(const Exchange &exchange, const WireFormat &format, const WireError &error, int hits,
                         Rejection::Outcome outcome, const QString &siteKey)
{
    log(exchange, format, error.reason, error.message, hits, outcome, siteKey);
    exchange.reply(format.failed(error));
}

void IngestHandler::log(const Exchange &exchange, const WireFormat &format, RejectReason reason,
                        const QString &detail, int hits, Rejection::Outcome outcome, const QString &siteKey)
{
    m_received += hits;
    Rejection rejection = makeRejection(exchange.request, format.protocol(), outcome, m_clock.now(), reason,
                                        detail);
    rejection.count = hits;
    rejection.site = siteKey;
    if (reason == RejectReason::RateLimited)
        rejection.excerpt.clear(); // one row, however many different ones were sent
    m_rejections.add(std::move(rejection));
}

bool IngestHandler::isRateLimited(const Exchange &exchange, const WireFormat &format, int hits)
{
    const std::optional<int> own = format.limits().requestsPerMinute;
    if (!own && exchange.request.clientIsLoopback)
        return false;
    RateLimiter &limiter = own ? m_ownRates.try_emplace(&format, *own, kMicrosPerMinute).first->second
                               : m_rate;
    const Micros now = monotonicMicros();
    if (limiter.take(exchange.request.clientNetwork, now))
        return false;
    refuseForRate(exchange, format, limiter.retryAfter(exchange.request.clientNetwork, now), hits);
    return true;
}

void IngestHandler::noteRemarks(const QList<RawHit> &hits, const Exchange &exchange, const WireFormat &format,
                                IngestOutcome &outcome)
{
    const auto describe = [&] {
        return makeRejection(exchange.request, format.protocol(), Rejection::Outcome::Remark, m_clock.now(),
                             RejectReason::FieldChanged, {});
    };
    for (int i = 0; i < hits.size(); ++i) {
        for (const FieldRemark &remark : hits[i].remarks) {
            if (outcome.remarks.size() < IngestOutcome::kMaxRemarks)
                outcome.remarks.append({i, remark});
            m_remarks.add(hits[i].siteKey, format.protocol(), remark, describe);
        }
    }
}

std::optional<int> IngestHandler::tooManyFailures(const HttpRequest &request)
{
    const Micros now = monotonicMicros();
    if (request.clientIsLoopback || m_failures.take(request.clientNetwork, now))
        return {};
    return m_failures.retryAfter(request.clientNetwork, now);
}

void IngestHandler::refuseForRate(const Exchange &exchange, const WireFormat &format, int retryAfter,
                                  int hits)
{
    fail(exchange, format, format.rateLimited(retryAfter), hits, Rejection::Outcome::Refused, {});
}

void IngestHandler::applySiteLimits(QList<RawHit> &hits, const WireLimits::PerSite &limits,
                                    const Exchange &exchange, const WireFormat &format,
                                    IngestOutcome &outcome)
{
    const QString site = siteOf(hits);
    if (m_peaks.size() > kMaxMeteredSites)
        m_peaks.clear();
    const int underPeak = m_peaks[site].take(static_cast<int>(hits.size()), limits.peakPerSecond * 60,
                                             monotonicMicros());
    drop(hits, underPeak, RejectReason::PeakRate, exchange, format, outcome);
    const qint64 room = std::max<qint64>(0, limits.queued - m_queuedBySite.value(site));
    drop(hits, static_cast<int>(std::min<qint64>(room, hits.size())), RejectReason::QueueOverflow, exchange,
         format, outcome);
}

void IngestHandler::drop(QList<RawHit> &hits, int keep, RejectReason reason, const Exchange &exchange,
                         const WireFormat &format, IngestOutcome &outcome)
{
    const int dropped = static_cast<int>(hits.size()) - keep;
    if (dropped <= 0)
        return;
    Rejection rejection = makeRejection(
        exchange.request, format.protocol(), Rejection::Outcome::Rejected, m_clock.now(), reason,
        QStringLiteral("The site is over its limit; the rest of the batch was not stored."));
    rejection.count = dropped;
    rejection.site = siteOf(hits);
    m_rejections.add(std::move(rejection));
    m_received += dropped;
    outcome.dropped += dropped;
    outcome.dropReasons.append(reason);
    hits.resize(keep);
}
