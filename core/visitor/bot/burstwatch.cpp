// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/bot/burstwatch.h"

#include <algorithm>

BurstWatch::Signs BurstWatch::see(quint64 visitor, quint64 path, Micros time)
{
    dropSilent(time);
    Trace &trace = m_traces[visitor];
    if (time < trace.last)
        trace = {};
    trace.last = time;
    if (trace.times.size() < kHits) {
        trace.times.push_back(time);
    } else {
        trace.times[trace.next] = time;
        trace.next = (trace.next + 1) % kHits;
    }

    // The paths stay ordered by when they were seen last, so the oldest of a full list tells whether
    // all of them were seen within the window.
    auto seen = std::ranges::find(trace.paths, path, &std::pair<quint64, Micros>::first);
    if (seen == trace.paths.end()) {
        if (trace.paths.size() < kPaths)
            trace.paths.emplace_back();
        seen = trace.paths.end() - 1;
    }
    *seen = {path, time};
    std::rotate(trace.paths.begin(), seen, seen + 1);

    const Micros from = time - kWindow;
    Signs signs;
    signs.manyHits = trace.times.size() == kHits && trace.times[trace.next] > from;
    signs.manyPaths = trace.paths.size() == kPaths && trace.paths.back().second > from;
    return signs;
}

void BurstWatch::dropSilent(Micros time)
{
    if (m_traces.size() >= kMaxVisitors)
        m_traces.clear();
    const bool wasSetBack = m_dropAt - time > kWindow;
    if (time < m_dropAt && !wasSetBack)
        return;
    m_traces.removeIf([time](auto entry) {
        const Micros last = entry.value().last;
        return last <= time - kWindow || last >= time + kWindow;
    });
    m_dropAt = time + kWindow;
}
