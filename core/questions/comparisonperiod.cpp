// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/comparisonperiod.h"

#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

namespace {

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

} // namespace

InstantRange previousPeriod(const InstantRange &range, const QString &zoneName, Micros now)
{
    const QTimeZone zone(zoneName.toUtf8());
    const bool isRunning = range.from < now && now < range.to;
    if (!beginsDay(range.from, zone) || !beginsDay(range.to, zone)) {
        const Micros length = range.to - range.from;
        return {range.from - length, isRunning ? now - length : range.from};
    }
    const QDate first = civil(range.from, zone).date();
    const qint64 days = first.daysTo(civil(range.to, zone).date());
    const Micros end = isRunning ? moved(now, civil(now, zone).date().addDays(-days), zone) : range.from;
    return {startOfCivilDay(first.addDays(-days), zone), end};
}

InstantRange previousYear(const InstantRange &range, const QString &zoneName, Micros now)
{
    const QTimeZone zone(zoneName.toUtf8());
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
