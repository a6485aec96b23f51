// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QHash>

#include <cstddef>
#include <utility>
#include <vector>

/// Detects visitors that send more than a person could (bots.md#bursts): at least
/// kHits hits or kPaths distinct paths within any 30 seconds, the current hit included. What that counts for
/// is in BotPolicy.
///
/// Exact, and bounded: per visitor it keeps the times of its last kHits hits and the kPaths paths it
/// saw last, which suffices for both checks; visitors silent for the whole window are
/// dropped, and beyond kMaxVisitors all counts are reset. Collector thread.
class BurstWatch final
{
public:
    static constexpr Micros kWindow = 30 * kMicrosPerSecond;
    static constexpr std::size_t kHits = 40;
    static constexpr std::size_t kPaths = 25;

    struct Signs
    {
        bool manyHits = false;
        bool manyPaths = false;
    };

    /// Counts a hit. `visitor` names visitor and site, `path` is a hash of the path. A time before the
    /// visitor's last one (imported, simulated, or after the clock was set back) resets the visitor's count.
    Signs see(quint64 visitor, quint64 path, Micros time);
    /// Number of visitors that it remembers.
    qsizetype visitors() const { return m_traces.size(); }

private:
    struct Trace
    {
        std::vector<Micros> times; ///< ring of the last kHits, `next` is the oldest once full
        std::vector<std::pair<quint64, Micros>> paths; ///< most recently seen first, at most kPaths
        std::size_t next = 0;
        Micros last = 0;
    };

    static constexpr qsizetype kMaxVisitors = 500'000;

    void dropSilent(Micros time);

    QHash<quint64, Trace> m_traces;
    Micros m_dropAt = 0;
};
