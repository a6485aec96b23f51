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

/// What the collector passes to the store: the hits of one request, or rejections to be kept.
struct WriteRequest
{
    quint64 ticket = 0; ///< returned after COMMIT; 0 = no one waits
    QList<Hit> hits;
    QList<quint64> ids; ///< of the hits, in their order, 0 = has none; empty when no hit has one
    QList<Rejection> rejections;
    int duplicates = 0; ///< hits removed in a commit to another file, because they were duplicates
};

/// COMMIT returned for the request with this ticket.
struct CommitAck
{
    quint64 ticket = 0;
    qint64 firstSeq = 0; ///< 0 when nothing was stored
    qint64 lastSeq = 0;
    int duplicates = 0; ///< hits that were not stored, because a hit with their id was stored before
};

/// The bounded queue between the collector and the one writer.
///
/// Thread-safe; one lock per handful of requests, none held while calling out. The bound counts hits:
/// a full queue is reported at once and the client gets 503, it never waits. Rejections are always accepted;
/// the caller limits them by asking rejections().
///
/// Requests that were taken stay with the writer until settle(): it tries a failed transaction again with
/// them. Until the writer cannot stop any more, a request can be taken back by its ticket, so that
/// its client gets a true answer: "this will not be stored, send it again".
class CommitQueue final
{
public:
    explicit CommitQueue(qint64 capacity) : m_capacity(capacity) { }

    /// False when the queue is closed; then nothing was added. The caller enforces the limit with
    /// depth(): there is one producer, and it checks before it does the work for a hit.
    bool push(std::vector<WriteRequest> &&requests);
    /// The oldest requests, at most about `maxHits` hits (one request is never split). Waits for a
    /// request, wake(), close() or the timeout; the result may be empty.
    std::vector<WriteRequest> take(qint64 maxHits, std::chrono::milliseconds atMost);
    /// False when the request with this ticket is being written, or was written.
    /// True: it is discarded and will never be stored, however often the writer tries. REQUIRES: ticket != 0.
    bool takeBack(quint64 ticket);

    /// Called by the writer when only the disk can still stop it: removes from `taken` what was taken back;
    /// the rest can no longer be taken back.
    void begin(std::vector<WriteRequest> &taken);
    /// The transaction is over. `isDone`: it will not be tried again, because it was committed or given up.
    void settle(bool isDone);

    /// Makes a blocked take() return.
    void wake();
    /// Stops accepting requests; take() still returns the waiting ones.
    void close();

    bool isClosed() const;
    /// Closed and empty: also without rejections, which depth() does not count.
    bool isDrained() const;
    /// Hits waiting or in the current transaction.
    qint64 depth() const { return m_depth.load(std::memory_order_relaxed); }
    qint64 capacity() const { return m_capacity; }
    /// How long the store has made no progress while requests wait, at that monotonic time; else 0.
    Micros stalledFor(Micros now) const;
    /// Rejections waiting or in the current transaction.
    qint64 rejections() const { return m_rejections.load(std::memory_order_relaxed); }

private:
    /// The counts that a request adds.
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
    std::atomic<Micros> m_stalledSince = 0; ///< monotonic; 0 = no request waits
    mutable std::mutex m_mutex;
    std::condition_variable m_condition;
    std::vector<WriteRequest> m_requests;
    std::vector<Held> m_held; ///< taken by the writer, not settled yet
    std::vector<quint64> m_takenBack; ///< taken back since the writer's last begin()
    bool m_isWriting = false; ///< between begin() and settle()
    bool m_waiting = false;
    bool m_woken = false;
    bool m_closed = false;
};
