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
    m_spans.push_back({std::numeric_limits<Micros>::min(), std::numeric_limits<Micros>::max(),
                       zone.offsetFromUtc(instant(range.from))});
    for (const QTimeZone::OffsetData &change : zone.transitions(instant(range.from), instant(range.to))) {
        if (change.offsetFromUtc == m_spans.back().seconds)
            continue; // a new name
        const Micros at = change.atUtc.toMSecsSinceEpoch() * kMicrosPerMilli;
        m_spans.back().to = at;
        m_spans.push_back({at, std::numeric_limits<Micros>::max(), change.offsetFromUtc});
    }
}

const ZoneOffsets::Span &ZoneOffsets::spanAt(Micros instant) const
{
    return *std::ranges::upper_bound(m_spans, instant, {}, &Span::to);
}

Micros ZoneOffsets::startOfDay(QDate day) const
{
    const Micros midnight = QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * kMicrosPerMilli;
    for (const Span &span : m_spans) {
        const Micros start = std::max(span.from, midnight - span.seconds * kMicrosPerSecond);
        if (start < span.to)
            return start;
    }
    return midnight;
}

Micros startOfCivilDay(QDate day, const QTimeZone &zone)
{
    const Micros midnight = QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * kMicrosPerMilli;
    return ZoneOffsets(zone, {midnight - kMicrosPerDay, midnight + kMicrosPerDay}).startOfDay(day);
}
