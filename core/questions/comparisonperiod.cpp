// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/comparisonperiod.h"

#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr qint64 kDaysOfWeek = 7;
constexpr qint64 kWeeksOfYear = 52;

QDateTime civil(Micros instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone);
}

bool beginsDay(Micros instant, const QTimeZone &zone)
{
    return startOfCivilDay(civil(instant, zone).date(), zone) == instant;
}

/// The same time of day on another day.
Micros moved(Micros instant, QDate to, const QTimeZone &zone)
{
    if (beginsDay(instant, zone))
        return startOfCivilDay(to, zone);
    return QDateTime(to, civil(instant, zone).time(), zone).toMSecsSinceEpoch() * kMicrosPerMilli;
}

/// At the same times of the day; one that runs ends at the time it is now.
InstantRange daysEarlier(const InstantRange &range, qint64 days, const QTimeZone &zone, Micros now)
{
    const auto earlier = [&zone, days](Micros instant) {
        return moved(instant, civil(instant, zone).date().addDays(-days), zone);
    };
    const Micros until = range.from < now && now < range.to ? now : range.to;
    const Micros from = earlier(range.from);
    const Micros to = earlier(until);
    // A change of clocks may have skipped the end.
    return {from, to > from ? to : from + (until - range.from)};
}

} // namespace

InstantRange previousPeriod(const InstantRange &range, const QString &zoneName, Micros now, Weekdays weekdays)
{
    const QTimeZone zone(zoneName.toUtf8());
    if (!beginsDay(range.from, zone) || !beginsDay(range.to, zone)) {
        const bool isRunning = range.from < now && now < range.to;
        const Micros length = range.to - range.from;
        return {range.from - length, isRunning ? now - length : range.from};
    }
    const qint64 days = civil(range.from, zone).date().daysTo(civil(range.to, zone).date());
    const qint64 weeks = (days + kDaysOfWeek - 1) / kDaysOfWeek; // no day is compared with itself
    return daysEarlier(range, weekdays == Weekdays::Matching ? weeks * kDaysOfWeek : days, zone, now);
}

InstantRange previousYear(const InstantRange &range, const QString &zoneName, Micros now, Weekdays weekdays)
{
    const QTimeZone zone(zoneName.toUtf8());
    if (weekdays == Weekdays::Matching)
        return daysEarlier(range, kWeeksOfYear * kDaysOfWeek, zone, now);
    const auto yearBefore = [&zone](Micros instant) {
        return moved(instant, civil(instant, zone).date().addMonths(-12), zone);
    };
    const bool isRunning = range.from < now && now < range.to;
    if (isRunning || !beginsDay(range.to, zone)) {
        const Micros until = isRunning ? now : range.to;
        const Micros from = yearBefore(range.from);
        const Micros to = yearBefore(until);
        // The 28th and the 29th of February meet on one day, where the end may lie before the start.
        return {from, to > from ? to : from + (until - range.from)};
    }
    // The last day inside is what moves: 29 February ends on the 28th, not on 1 March.
    const QDate last = civil(range.to, zone).date().addDays(-1).addMonths(-12);
    return {yearBefore(range.from), startOfCivilDay(last.addDays(1), zone)};
}

bool shareWeekdays(const InstantRange &range, const InstantRange &compared, const QString &zoneName)
{
    const QTimeZone zone(zoneName.toUtf8());
    return beginsDay(range.from, zone) && beginsDay(compared.from, zone)
        && civil(range.from, zone).date().dayOfWeek() == civil(compared.from, zone).date().dayOfWeek();
}
