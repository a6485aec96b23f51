// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/hit.h"
#include "core/types/rejection.h"

#include <QList>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

/// What the collector hands to the store: the hits of one request, or refusals to be kept.
struct WriteRequest
{
    quint64 ticket = 0; ///< given back after COMMIT; 0 = nobody waits
    QList<Hit> hits;
    QList<quint64> ids; ///< of the hits, in their order, 0 = has none; empty when none has one
    QList<Rejection> rejections;
    int duplicates = 0; ///< hits that were left out in a commit to another file, and are no longer among them
};

/// COMMIT returned for the request with this ticket.
struct CommitAck
{
    quint64 ticket = 0;
    qint64 firstSeq = 0; ///< 0 when nothing was stored
    qint64 lastSeq = 0;
    int duplicates = 0; ///< hits that were not stored, because one with their id was before
};

/// The bounded queue between the collector and the one writer.
///
/// Thread-safe; one lock per handful of requests, none held while calling out. The bound counts hits:
/// a full queue is seen at once and the client gets 503, it never waits. Rejections are always taken; whoever
/// makes them keeps them bounded by rejections().
///
/// What was taken stays in the writer's hand until it is settled: a transaction that failed is tried again
/// with it. Until the writer has begun on it for good, a request can be taken back by its ticket, so that
/// its client can be told the truth: "this will not be stored, send it again".
class CommitQueue final
{
public:
    explicit CommitQueue(qint64 capacity) : m_capacity(capacity) { }

    /// False when the queue is closed; then nothing was taken. The bound is the caller's to keep, by
    /// depth(): there is one producer, and it asks before it does the work that a hit costs.
    bool push(std::vector<WriteRequest> &&requests);
    /// The oldest requests, at most about `maxHits` hits (one request is never split). Waits until
    /// there is something, wake() or close() was called, or the time is up; then it may be empty.
    std::vector<WriteRequest> take(qint64 maxHits, std::chrono::milliseconds atMost);
    /// False when the request with this ticket is being written, or was: then nobody knows yet, or any more.
    /// True: it is forgotten and will never be stored, however often the writer tries. REQUIRES: ticket != 0.
    bool takeBack(quint64 ticket);

    /// For the writer, when nothing but the disk can stop it any more: what was taken back leaves `taken`,
    /// and the rest can no longer be taken back.
    void begin(std::vector<WriteRequest> &taken);
    /// The transaction is over. `isDone`: nobody will try again, because it was committed or given up.
    void settle(bool isDone);

    /// Makes a waiting take() return.
    void wake();
    /// No more push(); take() gives what is left.
    void close();

    bool isClosed() const;
    /// Closed, and everything was taken: rejections too, which depth() does not count.
    bool isDrained() const;
    /// Hits waiting, those in the transaction under way included.
    qint64 depth() const { return m_depth.load(std::memory_order_relaxed); }
    qint64 capacity() const { return m_capacity; }
    /// How long the store has not got on with what waits, at that monotonic time; 0 when nothing waits.
    Micros stalledFor(Micros now) const;
    /// Rejections waiting, those in the transaction under way included.
    qint64 rejections() const { return m_rejections.load(std::memory_order_relaxed); }

private:
    /// What a request adds to the counts.
    struct Held
    {
        quint64 ticket = 0;
        qint64 hits = 0;
        qint64 rejections = 0;
    };

    static Held heldOf(const WriteRequest &request);
    void drop(const Held &held);
    bool isEmpty() const { return m_requests.empty() && m_held.empty(); }

    const qint64 m_capacity;
    std::atomic<qint64> m_depth = 0;
    std::atomic<qint64> m_rejections = 0;
    std::atomic<Micros> m_stalledSince = 0; ///< monotonic; 0 = nothing waits
    mutable std::mutex m_mutex;
    std::condition_variable m_condition;
    std::vector<WriteRequest> m_requests;
    std::vector<Held> m_held; ///< in the writer's hand
    std::vector<quint64> m_takenBack; ///< of those, since its last begin()
    bool m_isWriting = false; ///< between begin() and settle()
    bool m_waiting = false;
    bool m_woken = false;
    bool m_closed = false;
};
