// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clockstep.h"

#include <functional>

/// Notices that the machine's clock was set: by more than kStep against the time that passed. A clock that is
/// slowed down or sped up until it is right, as time servers do it, is no step; nor is a machine that slept.
///
/// Has no timer: see() is called at each hit, check() from time to time. Used in one thread.
class ClockWatch final
{
public:
    static constexpr Micros kStep = 2 * kMicrosPerSecond;
    using Sink = std::function<void(const ClockStep &)>;

    /// `sink` is called from see() and check().
    ClockWatch(const Clock &clock, Sink sink);

    /// The clock shows `now`. Compares it with what was seen last, and asks the machine only once a second or
    /// when the clock went back, so that it costs a hit nothing.
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
    Micros m_seen; ///< what the clock showed when it was compared last
    Micros m_passed; ///< Clock::elapsed() then
};
