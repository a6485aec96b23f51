// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/traffic/trafficrhythm.h"

#include <algorithm>
#include <array>

namespace {

/// Visitors per hour of the UTC day, for a site read mostly in Europe and the Americas.
constexpr std::array<quint64, 24> kHours {42, 36, 32,  30, 32, 38, 48, 60, 74, 84, 88, 90,
                                          92, 98, 100, 98, 94, 90, 86, 82, 76, 68, 58, 50};
/// From Thursday on, because the epoch was one.
constexpr std::array<quint64, 7> kDays {10, 9, 6, 6, 10, 10, 10};

qint64 floorDivided(qint64 value, qint64 by)
{
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

} // namespace

TrafficRhythm::TrafficRhythm(Micros from, Micros to, qint64 arrivals, bool flat, quint64 seed) :
    m_to(std::max(from, to)),
    m_flat(flat),
    m_arrivals(std::max<qint64>(arrivals, 1)),
    m_bucketStart(from),
    m_random(seed)
{
    quint64 total = 0;
    for (Micros start = from; start < m_to; start = bucketEnd(start))
        total += weightAt(start) * static_cast<quint64>(bucketEnd(start) - start);
    m_step = total / static_cast<quint64>(m_arrivals);
    m_rest = total % static_cast<quint64>(m_arrivals);
}

quint64 TrafficRhythm::weightAt(Micros instant) const
{
    if (m_flat)
        return 1;
    const qint64 hour = floorDivided(instant, kMicrosPerHour);
    const qint64 day = floorDivided(hour, 24);
    return kHours.at(static_cast<std::size_t>(hour - day * 24))
        * kDays.at(static_cast<std::size_t>(day - floorDivided(day, 7) * 7));
}

Micros TrafficRhythm::bucketEnd(Micros instant) const
{
    return std::min(m_to, (floorDivided(instant, kMicrosPerHour) + 1) * kMicrosPerHour);
}

Micros TrafficRhythm::next()
{
    // One arrival in each of `arrivals` equal shares of the weight, anywhere inside its share.
    const auto index = static_cast<quint64>(m_index++);
    const quint64 jitter = m_step > 0 ? m_random.next() % m_step : 0;
    const quint64 target = index * m_step + index * m_rest / static_cast<quint64>(m_arrivals) + jitter;
    while (m_bucketStart < m_to) {
        const Micros end = bucketEnd(m_bucketStart);
        const quint64 weight = weightAt(m_bucketStart);
        const quint64 span = weight * static_cast<quint64>(end - m_bucketStart);
        if (target < m_bucketWeight + span)
            return m_bucketStart + static_cast<Micros>((target - m_bucketWeight) / weight);
        m_bucketWeight += span;
        m_bucketStart = end;
    }
    return m_to; // an empty range
}
