// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/commitqueue.h"

#include <algorithm>
#include <iterator>

bool CommitQueue::push(std::vector<WriteRequest> &&requests)
{
    qint64 hits = 0;
    qint64 rejections = 0;
    for (const WriteRequest &request : requests) {
        hits += request.hits.size();
        rejections += request.rejections.size();
    }
    bool notify = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return false;
        if (isEmpty())
            m_stalledSince = monotonicMicros();
        m_depth += hits;
        m_rejections += rejections;
        if (m_requests.empty())
            m_requests = std::move(requests);
        else
            std::ranges::move(requests, std::back_inserter(m_requests));
        notify = m_waiting;
    }
    if (notify)
        m_condition.notify_one();
    return true;
}

std::vector<WriteRequest> CommitQueue::take(qint64 maxHits, std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_waiting = true;
    m_condition.wait_for(lock, atMost, [this] { return !m_requests.empty() || m_woken || m_closed; });
    m_waiting = false;
    m_woken = false;

    qint64 hits = 0;
    auto end = m_requests.begin();
    while (end != m_requests.end() && (hits == 0 || hits + end->hits.size() <= maxHits)) {
        hits += end->hits.size();
        ++end;
    }
    std::transform(m_requests.begin(), end, std::back_inserter(m_held), heldOf);
    if (end == m_requests.end())
        return std::exchange(m_requests, {});
    std::vector<WriteRequest> taken(std::make_move_iterator(m_requests.begin()),
                                    std::make_move_iterator(end));
    m_requests.erase(m_requests.begin(), end);
    return taken;
}

CommitQueue::Held CommitQueue::heldOf(const WriteRequest &request)
{
    return {request.ticket, request.hits.size(), request.rejections.size()};
}

void CommitQueue::drop(const Held &held)
{
    m_depth -= held.hits;
    m_rejections -= held.rejections;
}

bool CommitQueue::takeBack(quint64 ticket)
{
    const std::lock_guard lock(m_mutex);
    if (const auto queued = std::ranges::find(m_requests, ticket, &WriteRequest::ticket);
        queued != m_requests.end()) {
        drop(heldOf(*queued));
        m_requests.erase(queued);
        if (isEmpty())
            m_stalledSince = 0;
        return true;
    }
    const auto held = std::ranges::find(m_held, ticket, &Held::ticket);
    if (m_isWriting || held == m_held.end())
        return false;
    drop(*held);
    m_held.erase(held);
    m_takenBack.push_back(ticket);
    if (isEmpty())
        m_stalledSince = 0;
    return true;
}

void CommitQueue::begin(std::vector<WriteRequest> &taken)
{
    const std::lock_guard lock(m_mutex);
    m_isWriting = true;
    for (const quint64 ticket : m_takenBack) {
        const auto found = std::ranges::find(taken, ticket, &WriteRequest::ticket);
        if (found != taken.end())
            taken.erase(found);
    }
    m_takenBack.clear();
}

void CommitQueue::settle(bool isDone)
{
    const std::lock_guard lock(m_mutex);
    m_isWriting = false;
    if (!isDone)
        return;
    std::ranges::for_each(m_held, [this](const Held &held) { drop(held); });
    m_held.clear();
    m_takenBack.clear();
    m_stalledSince = isEmpty() ? 0 : monotonicMicros();
}

Micros CommitQueue::stalledFor(Micros now) const
{
    const Micros since = m_stalledSince;
    return since == 0 ? 0 : now - since;
}

void CommitQueue::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_condition.notify_one();
}

void CommitQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_condition.notify_one();
}

bool CommitQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

bool CommitQueue::isDrained() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed && m_requests.empty();
}
