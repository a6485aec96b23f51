// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QtGlobal>

#include <array>

/// Latencies in buckets of about 3 % width: percentiles without keeping every value. Not thread-safe.
class LatencyHistogram final
{
public:
    void add(Micros latency);
    /// The value below which a share `quantile` (0–1) of all latencies lies, in milliseconds; 0 when empty.
    double percentileMs(double quantile) const;
    double maxMs() const;
    qint64 count() const { return m_count; }

private:
    static constexpr int kPerDoubling = 32; // frozen only within a run
    static constexpr int kDoublings = 27; // up to 134 s

    static std::size_t bucketOf(Micros latency);
    static Micros upperEdge(std::size_t bucket);

    std::array<qint64, kPerDoubling * kDoublings> m_buckets {};
    qint64 m_count = 0;
    Micros m_max = 0;
};
