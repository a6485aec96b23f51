// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <limits>

ZoneOffsets::ZoneOffsets(const QTimeZone &zone, const InstantRange &range)
{
    const auto instant = [](Micros micros) {
        return QDateTime::fromMSecsSinceEpoch(micros / kMicrosPerMilli, Qt::UTC);
    };
    m_steps.push_back({std::numeric_limits<Micros>::min(), zone.offsetFromUtc(instant(range.from))});
    for (const QTimeZone::OffsetData &step : zone.transitions(instant(range.from), instant(range.to)))
        m_steps.push_back({step.atUtc.toMSecsSinceEpoch() * kMicrosPerMilli, step.offsetFromUtc});
}

int ZoneOffsets::at(Micros instant) const
{
    const auto next = std::upper_bound(m_steps.begin(), m_steps.end(), instant,
                                       [](Micros at, const Step &step) { return at < step.from; });
    return std::prev(next)->seconds;
}

Micros startOfCivilDay(QDate day, const QTimeZone &zone)
{
    QDateTime start = day.startOfDay(zone);
    for (int skipped = 0; !start.isValid() && skipped < 3; ++skipped) {
        day = day.addDays(1);
        start = day.startOfDay(zone);
    }
    return start.toMSecsSinceEpoch() * kMicrosPerMilli;
}
