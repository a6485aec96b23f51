// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <atomic>

/// Civil time that stands still until a test moves it: set() and advance() let time pass, step() sets the
/// clock as people and time servers do. Usable from every thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Micros now) : m_now(now) { }

    Micros now() const override { return m_now; }
    Micros elapsed() const override { return m_now - m_stepped; }
    void set(Micros now) { m_now = now; }
    void advance(Micros by) { m_now += by; }
    void step(Micros by)
    {
        m_stepped += by;
        m_now += by;
    }

private:
    std::atomic<Micros> m_now;
    std::atomic<Micros> m_stepped = 0;
};
