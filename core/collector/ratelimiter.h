// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/generationcache.h"

#include <QByteArray>

#include <array>
#include <deque>

/// At most `limit` requests in any `window`, per client: a sliding window that does not count refused
/// requests (api.md#limits). Remembers kClients clients at least, twice as many at most: new ones replace
/// those that were quiet longest, so that a crowd does not free a client that keeps asking.
class RateLimiter final
{
public:
    RateLimiter(int limit, Micros window) : m_limit(limit), m_window(window) { }

    /// 0 = off.
    int limit() const { return m_limit; }
    /// True if the request is allowed, which counts it.
    bool take(const QByteArray &client, Micros now);
    /// Takes back what take() counted last: it does not count after all.
    void giveBack(const QByteArray &client);
    /// Seconds, rounded up, until the client's next request is allowed.
    int retryAfter(const QByteArray &client, Micros now);

private:
    static constexpr qsizetype kClients = 20'000;

    int m_limit;
    Micros m_window;
    GenerationCache<QByteArray, std::deque<Micros>, kClients> m_taken;
};

/// Counts the events of one site in the last rolling minute: the peak limit of reading-hits.md#sparklytics.
class PeakMeter final
{
public:
    /// How many of `wanted` events are still allowed under `perMinute`; counts them.
    int take(int wanted, qint64 perMinute, Micros now);

private:
    static constexpr qint64 kSeconds = 60;
    std::array<qint64, kSeconds> m_counts {};
    std::array<qint64, kSeconds> m_seconds {};
};
