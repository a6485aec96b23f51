// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clockstep.h"

#include <functional>

/// Detects that the machine's clock was set: by more than kStep against the time that passed. A clock that is
/// gradually corrected, as time servers do it, is not a step; nor is a machine that slept.
///
/// Has no timer: see() is called at each hit, check() from time to time. Used in one thread.
class ClockWatch final
{
public:
    static constexpr Micros kStep = 2 * kMicrosPerSecond;
    using Sink = std::function<void(const ClockStep &)>;

    /// `sink` is called from see() and check().
    ClockWatch(const Clock &clock, Sink sink);

    /// The clock shows `now`. Compares it with the last reading, and asks the machine only once a second or
    /// when the clock went back, so that this is cheap for each hit.
    void see(Micros now)
    {
        if (now < m_seen || now - m_seen > kMicrosPerSecond)
            compare(now);
    }
    void check() { compare(m_clock.now()); }

private:
    void compare(Micros now);

    const Clock &m_clock;
    Sink m_sink;
    Micros m_seen; ///< what the clock showed at the last comparison
    Micros m_passed; ///< Clock::elapsed() at that time
};
