// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/clockwatch.h"

#include <cstdlib>

ClockWatch::ClockWatch(const Clock &clock, Sink sink) :
    m_clock(clock), m_sink(std::move(sink)), m_seen(clock.now()), m_passed(clock.elapsed())
{
}

void ClockWatch::compare(Micros now)
{
    const Micros passed = m_clock.elapsed();
    const Micros by = (now - m_seen) - (passed - m_passed);
    m_seen = now;
    m_passed = passed;
    if (std::abs(by) > kStep)
        m_sink({0, now, by});
}
