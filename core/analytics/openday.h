// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/daycatalog.h"
#include "core/analytics/dayhits.h"

#include <map>
#include <memory>

/// A day that still gets hits: its hits are kept in memory, so that only new ones are read.
struct OpenDay
{
    std::shared_ptr<DayHits> hits;
    qint64 through = 0; ///< highest sequence that was read
    quint64 usedAt = 0;
};

/// The few days that get hits at the same time. When there are more, the least recently used one is
/// read again from the start. Belongs to one thread.
class OpenDays final
{
public:
    OpenDay &open(const DayKey &key);
    /// Only some of the new hits were read.
    void forget(const DayKey &key) { m_days.erase(key); }
    void clear() { m_days.clear(); }

private:
    static constexpr std::size_t kMost = 3;

    std::map<DayKey, OpenDay> m_days;
    quint64 m_uses = 0;
};

/// Creates a day without hits.
std::shared_ptr<DayHits> emptyDay(const DayKey &key);
