// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/generationcache.h"

#include <QByteArray>

#include <array>
#include <deque>

/// At most `limit` requests in any `window`, per client: a sliding window, refused requests not
/// counted (api.md#limits). At least kClients clients are remembered, at most twice as many: new ones push
/// out those that are quiet longest, so that a crowd does not free the one who asks without end.
class RateLimiter final
{
public:
    RateLimiter(int limit, Micros window) : m_limit(limit), m_window(window) { }

    /// 0 = off.
    int limit() const { return m_limit; }
    /// True and counted, or false.
    bool take(const QByteArray &client, Micros now);
    /// Seconds, rounded up, until the client's next request would pass.
    int retryAfter(const QByteArray &client, Micros now);

private:
    static constexpr qsizetype kClients = 20'000;

    int m_limit;
    Micros m_window;
    GenerationCache<QByteArray, std::deque<Micros>, kClients> m_taken;
};

/// How many events of one site in the last rolling minute: the peak limit of reading-hits.md#sparklytics.
class PeakMeter final
{
public:
    /// How many of `wanted` events still fit under `perMinute`; counts them.
    int take(int wanted, qint64 perMinute, Micros now);

private:
    static constexpr qint64 kSeconds = 60;
    std::array<qint64, kSeconds> m_counts {};
    std::array<qint64, kSeconds> m_seconds {};
};
