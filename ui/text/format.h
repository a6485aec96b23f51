// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>
#include <QTimeZone>

/// Values as text for people. Pure functions; numbers follow the default locale, in its digits.
namespace Format {

QString number(qint64 value); ///< "1,284"
QString digits(qint64 value, int width = 1); ///< "2026", "07": not grouped, with zeros in front up to `width`
QString timeOfDay(qint64 minute); ///< "14:05", of a minute of the day
QString stopwatch(qint64 seconds); ///< "2:14", "1:02:14"
QString rate(double perSecond); ///< "118", "2.4", "0"
QString duration(Micros span); ///< "0.6 ms", "11 ms", "2.4 s", "3 min", "2 h", "5 d"
QString age(Micros span); ///< "just now", "12 s ago", "3 min ago"
QString lasting(qint64 seconds); ///< "2 m 14 s", "1 h 2 m", "9 s"
QString span(Micros span); ///< "3 days", "1 hour 30 minutes": the largest unit and the next one
QString clockStep(Micros by); ///< "The clock was set back by 3 days"
QString bytes(qint64 count); ///< "412 MB"
QString date(Micros instant, const QTimeZone &zone); ///< "Tue, 3 Mar 2026 10:45:23.123 UTC"
QString weekdayTime(Micros instant, const QTimeZone &zone); ///< "Tue 19:04"

} // namespace Format

/// Time of day in one zone, for many instants: asks for the zone's offset once per quarter of an hour.
class ZoneClock
{
public:
    explicit ZoneClock(const QTimeZone &zone = QTimeZone::utc());

    const QTimeZone &zone() const { return m_zone; }
    /// `14:32:07`, or `3 Mar 14:32` when `instant` is not on the day of `now`.
    QString text(Micros instant, Micros now) const;
    /// `14:32`, or `3 Mar` when `instant` is not on the day of `now`.
    QString shortText(Micros instant, Micros now) const;

private:
    Micros toLocal(Micros instant) const;

    QTimeZone m_zone;
    mutable qint64 m_quarter = -1; ///< which quarter m_offset holds for
    mutable Micros m_offset = 0;
};
