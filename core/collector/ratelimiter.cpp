// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/ratelimiter.h"

#include <algorithm>

bool RateLimiter::take(const QByteArray &client, Micros now)
{
    if (m_limit <= 0)
        return true;
    std::deque<Micros> *known = m_taken.find(client);
    std::deque<Micros> &taken = known ? *known : m_taken.insert(client, {});
    while (!taken.empty() && taken.front() <= now - m_window)
        taken.pop_front();
    if (taken.size() >= static_cast<std::size_t>(m_limit))
        return false;
    taken.push_back(now);
    return true;
}

void RateLimiter::giveBack(const QByteArray &client)
{
    if (std::deque<Micros> *taken = m_taken.find(client); taken && !taken->empty())
        taken->pop_back();
}

int RateLimiter::retryAfter(const QByteArray &client, Micros now)
{
    const std::deque<Micros> *taken = m_taken.find(client);
    if (!taken || taken->empty())
        return 1;
    const Micros wait = taken->front() + m_window - now;
    return static_cast<int>(std::clamp<Micros>((wait + kMicrosPerSecond - 1) / kMicrosPerSecond, 1, 3600));
}

int PeakMeter::take(int wanted, qint64 perMinute, Micros now)
{
    const qint64 second = now / kMicrosPerSecond;
    qint64 used = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_seconds[i] > second - kSeconds)
            used += m_counts[i];
    }
    const int fits = static_cast<int>(std::clamp<qint64>(perMinute - used, 0, wanted));
    const auto slot = static_cast<std::size_t>(second % kSeconds);
    if (m_seconds[slot] != second) {
        m_seconds[slot] = second;
        m_counts[slot] = 0;
    }
    m_counts[slot] += fits;
    return fits;
}
