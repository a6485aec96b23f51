// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/daterange.h"

#include <QDate>

#include <vector>

class QTimeZone;

/// The offsets of a zone over a range, found once: asking the zone itself costs a microsecond each time.
class ZoneOffsets final
{
public:
    /// REQUIRES: a valid zone and a closed range.
    ZoneOffsets(const QTimeZone &zone, const InstantRange &range);

    /// Seconds east of UTC; outside the range that of its nearest end.
    int at(Micros instant) const;

private:
    struct Step
    {
        Micros from;
        int seconds;
    };
    std::vector<Step> m_steps; ///< ascending; the first one begins before everything
};

/// The first instant of a civil day: after a skipped midnight the first valid one, of a doubled one the
/// earlier. A day that the zone skips as a whole begins with the next one.
Micros startOfCivilDay(QDate day, const QTimeZone &zone);
