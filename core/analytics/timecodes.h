// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/timebuckets.h"

#include <array>
#include <optional>
#include <vector>

/// Maps the hits of a segment to the bucket they fall into. Boundaries lie at whole milliseconds,
/// as all boundaries of civil time do. Immutable.
class TimeCodes final
{
public:
    /// Bucket i has the code i.
    static TimeCodes ofBuckets(const QList<TimeBucket> &buckets);
    /// Code = hour of the civil week, counted from Monday 0:00.
    static TimeCodes ofWeekHours(const InstantRange &range, const QString &zone);

    /// The codes of one UTC day, looked up by minute.
    class Day
    {
    public:
        /// `millis` since the day began. REQUIRES: inside the range.
        quint32 at(quint32 millis) const
        {
            const quint32 code = m_minutes[millis / kMillisPerMinute];
            return code == kIsCut ? m_codes->find(m_start + millis) : code;
        }

        /// The code of all hits of the day, if they have the same.
        std::optional<quint32> onlyCode() const;

    private:
        friend class TimeCodes;
        static constexpr quint32 kMillisPerMinute = 60'000;
        static constexpr quint32 kIsCut = 0xffff'ffff; ///< a boundary is inside this minute

        const TimeCodes *m_codes = nullptr;
        qint64 m_start = 0; ///< of the day, in milliseconds since the epoch
        std::array<quint32, 24 * 60> m_minutes;
    };
    /// REQUIRES: *this outlives it.
    Day day(qint64 utcDay) const;
    quint32 size() const { return m_size; }

private:
    struct Piece
    {
        qint64 start; ///< milliseconds since the epoch
        quint32 code;
    };
    quint32 find(qint64 millis) const;

    std::vector<Piece> m_pieces; ///< ascending
    quint32 m_size = 0; ///< all codes are less than this
};
