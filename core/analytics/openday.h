// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/daycatalog.h"
#include "core/analytics/dayhits.h"

#include <map>
#include <memory>

/// A day that still grows: its hits are kept, so that only new ones are read.
struct OpenDay
{
    std::shared_ptr<DayHits> hits;
    qint64 through = 0; ///< hits up to this sequence are in it
    quint64 usedAt = 0;
};

/// The few days that grow at the same time. When there are more, the one that was not used for longest is
/// read anew. Belongs to one thread.
class OpenDays final
{
public:
    OpenDay &open(const DayKey &key);
    /// Only some of its new hits were read.
    void forget(const DayKey &key) { m_days.erase(key); }
    void clear() { m_days.clear(); }

private:
    static constexpr std::size_t kMost = 3;

    std::map<DayKey, OpenDay> m_days;
    quint64 m_uses = 0;
};

/// A day without hits.
std::shared_ptr<DayHits> emptyDay(const DayKey &key);
