// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/clock.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <time.h>
#endif

Micros SystemClock::now() const
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Micros SystemClock::elapsed() const
{
#ifdef Q_OS_WIN
    return static_cast<Micros>(GetTickCount64()) * kMicrosPerMilli; // sleep and hibernation included
#else
#ifdef CLOCK_BOOTTIME
    constexpr clockid_t kClock = CLOCK_BOOTTIME;
#else
    constexpr clockid_t kClock = CLOCK_MONOTONIC; // goes on during sleep on macOS
#endif
    timespec time {};
    clock_gettime(kClock, &time);
    return Micros(time.tv_sec) * kMicrosPerSecond + Micros(time.tv_nsec) / 1000;
#endif
}

const SystemClock &SystemClock::instance()
{
    static const SystemClock clock;
    return clock;
}

Micros monotonicMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

QString toRfc3339(Micros instant)
{
    Micros seconds = instant / kMicrosPerSecond;
    Micros fraction = instant % kMicrosPerSecond;
    if (fraction < 0) {
        fraction += kMicrosPerSecond;
        --seconds;
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"))
        + QStringLiteral(".%1Z").arg(fraction, 6, 10, QLatin1Char('0'));
}
