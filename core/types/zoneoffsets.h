// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/instantrange.h"

#include <QDate>

#include <vector>

class QTimeZone;

/// The offsets of a zone over a range, looked up once: asking the zone itself costs a microsecond each time.
class ZoneOffsets final
{
public:
    /// REQUIRES: a valid zone and a closed range.
    ZoneOffsets(const QTimeZone &zone, const InstantRange &range);

    /// A time without a change of clocks, half-open.
    struct Span
    {
        Micros from = 0; ///< the lowest number for the first one
        Micros to = 0; ///< the highest number for the last one
        int seconds = 0; ///< east of UTC
    };

    /// Seconds east of UTC; outside the range the offset at its nearest end.
    int at(Micros instant) const { return spanAt(instant).seconds; }
    const Span &spanAt(Micros instant) const;
    /// As startOfCivilDay(). REQUIRES: the day lies within the range, a day from its ends.
    Micros startOfDay(QDate day) const;

private:
    std::vector<Span> m_spans; ///< ascending, without gaps
};

/// The first instant of a civil day: after a skipped midnight the first valid one, of a doubled one the
/// earlier. A day that the zone skips entirely begins with the next one.
Micros startOfCivilDay(QDate day, const QTimeZone &zone);
