// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/commitqueue.h"

#include <algorithm>
#include <iterator>

bool CommitQueue::push(std::vector<WriteRequest> &&requests)
{
    qint64 hits = 0;
    for (const WriteRequest &request : requests)
        hits += request.hits.size();
    bool notify = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return false;
        m_depth += hits;
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
    if (end == m_requests.end())
        return std::exchange(m_requests, {});
    std::vector<WriteRequest> taken(std::make_move_iterator(m_requests.begin()),
                                    std::make_move_iterator(end));
    m_requests.erase(m_requests.begin(), end);
    return taken;
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
