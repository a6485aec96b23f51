// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    QList<Rejection> rejections;
};

/// COMMIT returned for the request with this ticket.
struct CommitAck
{
    quint64 ticket = 0;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
};

/// The bounded queue between the collector and the one writer.
///
/// Thread-safe; one lock per handful of requests, none held while calling out. The bound counts hits:
/// a full queue is seen at once and the client gets 503, it never waits. Rejections are bounded by
/// whoever makes them (RejectionLog) and are always taken.
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
    /// The writer tells how many hits it has finished with.
    void finished(qint64 hits) { m_depth -= hits; }

private:
    const qint64 m_capacity;
    std::atomic<qint64> m_depth = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_condition;
    std::vector<WriteRequest> m_requests;
    bool m_waiting = false;
    bool m_woken = false;
    bool m_closed = false;
};
