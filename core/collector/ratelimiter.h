// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <deque>

/// At most `limit` requests in any `window`, per client: a sliding window, refused requests not
/// counted (wire-formats 3.2). Clients beyond kMaxClients push out those that are quiet longest.
class RateLimiter final
{
public:
    RateLimiter(int limit, Micros window) : m_limit(limit), m_window(window) { }

    /// 0 = off.
    int limit() const { return m_limit; }
    /// True and counted, or false.
    bool take(const QByteArray &client, Micros now);
    /// Seconds, rounded up, until the client's next request would pass.
    int retryAfter(const QByteArray &client, Micros now) const;

private:
    static constexpr qsizetype kMaxClients = 20'000;

    void forgetQuiet(Micros now);

    int m_limit;
    Micros m_window;
    QHash<QByteArray, std::deque<Micros>> m_taken;
};

/// How many events of one site in the last rolling minute: the peak limit of wire-formats 3.2.
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
