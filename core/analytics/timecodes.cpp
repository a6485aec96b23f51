// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/timecodes.h"

#include "core/questions/statsquery.h"

#include <algorithm>
#include <limits>

TimeCodes TimeCodes::ofBuckets(const QList<TimeBucket> &buckets)
{
    TimeCodes codes;
    for (const TimeBucket &bucket : buckets)
        codes.m_pieces.push_back({bucket.start / kMicrosPerMilli, codes.m_size++});
    return codes;
}

TimeCodes TimeCodes::ofWeekHours(const InstantRange &range, const QString &zone)
{
    TimeCodes codes;
    codes.m_size = WeekHours::kHours;
    const QList<TimeBucket> hours = cutBuckets(range, zone, Granularity::Hour,
                                               std::numeric_limits<int>::max());
    for (const TimeBucket &hour : hours) {
        const Micros local = hour.start + hour.offset * kMicrosPerSecond;
        const qint64 day = utcDay(local);
        const qint64 weekday = ((day + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
        const qint64 hourOfDay = (local - day * kMicrosPerDay) / kMicrosPerHour;
        codes.m_pieces.push_back(
            {hour.start / kMicrosPerMilli, static_cast<quint32>(weekday * 24 + hourOfDay)});
    }
    return codes;
}

quint32 TimeCodes::find(qint64 millis) const
{
    const auto next = std::upper_bound(m_pieces.begin(), m_pieces.end(), millis,
                                       [](qint64 at, const Piece &piece) { return at < piece.start; });
    return next == m_pieces.begin() ? m_pieces.front().code : std::prev(next)->code;
}

TimeCodes::Day TimeCodes::day(qint64 utcDay) const
{
    Day day;
    day.m_codes = this;
    day.m_start = utcDay * (kMicrosPerDay / kMicrosPerMilli);
    auto next = std::upper_bound(m_pieces.begin(), m_pieces.end(), day.m_start,
                                 [](qint64 at, const Piece &piece) { return at < piece.start; });
    for (std::size_t minute = 0; minute < day.m_minutes.size(); ++minute) {
        const qint64 start = day.m_start + static_cast<qint64>(minute) * Day::kMillisPerMinute;
        while (next != m_pieces.end() && next->start <= start)
            ++next;
        const bool isCut = next != m_pieces.end() && next->start < start + Day::kMillisPerMinute;
        const quint32 code = next == m_pieces.begin() ? m_pieces.front().code : std::prev(next)->code;
        day.m_minutes[minute] = isCut ? Day::kIsCut : code;
    }
    return day;
}

std::optional<quint32> TimeCodes::Day::onlyCode() const
{
    const quint32 first = m_minutes.front();
    const bool isSame = first != kIsCut
        && std::ranges::all_of(m_minutes, [first](quint32 code) { return code == first; });
    return isSame ? std::optional(first) : std::nullopt;
}
