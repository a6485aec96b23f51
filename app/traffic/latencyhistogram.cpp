// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/latencyhistogram.h"

#include <algorithm>
#include <bit>

std::size_t LatencyHistogram::bucketOf(Micros latency)
{
    const auto value = static_cast<quint64>(std::max<Micros>(latency, 0));
    if (value < kPerDoubling)
        return static_cast<std::size_t>(value);
    // Position of the highest bit, and the five bits below it.
    const int exponent = static_cast<int>(std::bit_width(value)) - 6;
    const std::size_t bucket = static_cast<std::size_t>(exponent + 1) * kPerDoubling
        + ((value >> exponent) & (kPerDoubling - 1));
    return std::min<std::size_t>(bucket, kPerDoubling * kDoublings - 1);
}

Micros LatencyHistogram::upperEdge(std::size_t bucket)
{
    if (bucket < kPerDoubling)
        return static_cast<Micros>(bucket) + 1;
    const std::size_t exponent = bucket / kPerDoubling - 1;
    return static_cast<Micros>(bucket % kPerDoubling + kPerDoubling + 1) << exponent;
}

void LatencyHistogram::add(Micros latency)
{
    ++m_buckets[bucketOf(latency)];
    ++m_count;
    m_max = std::max(m_max, latency);
}

double LatencyHistogram::percentileMs(double quantile) const
{
    const auto wanted = static_cast<qint64>(static_cast<double>(m_count) * quantile);
    qint64 seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen > wanted || (seen == m_count && m_count > 0))
            return static_cast<double>(std::min(upperEdge(i), m_max)) / static_cast<double>(kMicrosPerMilli);
    }
    return 0;
}

double LatencyHistogram::maxMs() const
{
    return static_cast<double>(m_max) / static_cast<double>(kMicrosPerMilli);
}
