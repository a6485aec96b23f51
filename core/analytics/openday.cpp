// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/openday.h"

#include <algorithm>

OpenDay &OpenDays::open(const DayKey &key)
{
    if (!m_days.contains(key) && m_days.size() >= kMost)
        m_days.erase(
            std::ranges::min_element(m_days, {}, [](const auto &entry) { return entry.second.usedAt; }));
    OpenDay &day = m_days[key];
    if (!day.hits)
        day.hits = emptyDay(key);
    day.usedAt = ++m_uses;
    return day;
}

std::shared_ptr<DayHits> emptyDay(const DayKey &key)
{
    auto day = std::make_shared<DayHits>();
    day->site = key.first;
    day->day = key.second;
    return day;
}
