// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <atomic>

/// Civil time that stands still until a test moves it. Usable from every thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Micros now) : m_now(now) { }

    Micros now() const override { return m_now; }
    void set(Micros now) { m_now = now; }
    void advance(Micros by) { m_now += by; }

private:
    std::atomic<Micros> m_now;
};
