// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

/// Time as the program sees it: signed microseconds since the Unix epoch, UTC.
/// Injected wherever time matters, so that tests can set it.
using Micros = qint64;

constexpr Micros kMicrosPerMilli = 1000;
constexpr Micros kMicrosPerSecond = 1000 * 1000;
constexpr Micros kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr Micros kMicrosPerHour = 60 * kMicrosPerMinute;
constexpr Micros kMicrosPerDay = 24 * kMicrosPerHour;

class Clock
{
public:
    virtual ~Clock() = default;
    /// Civil time. May jump when the machine's clock is set.
    virtual Micros now() const = 0;
    /// Time since some fixed moment, including sleep of the machine: how now() would have advanced if the
    /// clock had not been set. A clock that cannot be set need not override it.
    virtual Micros elapsed() const { return now(); }
};

/// The machine's clock. Stateless, usable from every thread.
class SystemClock final : public Clock
{
public:
    Micros now() const override;
    Micros elapsed() const override;
    /// The one instance that app hands out; it lives as long as the program.
    static const SystemClock &instance();
};

/// Microseconds of a clock that never jumps; for measuring, not for dating. It may stand still while the
/// machine sleeps.
Micros monotonicMicros();

/// The UTC day number (days since 1970-01-01) an instant falls in.
constexpr qint64 utcDay(Micros instant)
{
    return instant >= 0 ? instant / kMicrosPerDay : -((-instant + kMicrosPerDay - 1) / kMicrosPerDay);
}

/// RFC 3339 in UTC with six decimals: `2026-03-03T10:45:23.123456Z`.
QString toRfc3339(Micros instant);
