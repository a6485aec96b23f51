// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pastrange.h"

#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <utility>

namespace {

QTimeZone zoneNamed(const QString &name)
{
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QDate dayOf(Micros instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone).date();
}

QDate firstOfMonth(QDate day)
{
    return {day.year(), day.month(), 1};
}

/// First and last day, both inclusive.
std::pair<QDate, QDate> daysOf(PastRange::Period period, QDate today)
{
    using Period = PastRange::Period;
    const QDate month = firstOfMonth(today);
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    switch (period) {
    case Period::Yesterday: return {today.addDays(-1), today.addDays(-1)};
    case Period::Last7Days: return {today.addDays(-6), today};
    case Period::Last28Days: return {today.addDays(-27), today};
    case Period::Last30Days: return {today.addDays(-29), today};
    case Period::Last90Days: return {today.addDays(-89), today};
    case Period::ThisWeek: return {monday, monday.addDays(6)};
    case Period::ThisMonth: return {month, month.addMonths(1).addDays(-1)};
    case Period::ThisYear: return {QDate(today.year(), 1, 1), QDate(today.year(), 12, 31)};
    case Period::LastMonth: return {month.addMonths(-1), month.addDays(-1)};
    case Period::LastYear: return {QDate(today.year() - 1, 1, 1), QDate(today.year() - 1, 12, 31)};
    case Period::Today:
    case Period::AllTime:
    case Period::Days:
    case Period::Instants:
    case Period::LastHalfHour: break;
    }
    return {today, today};
}

} // namespace

PastRange PastRange::ofDays(QDate first, QDate last)
{
    return {Period::Days, std::min(first, last), std::max(first, last), {}};
}

PastRange PastRange::ofInstants(const InstantRange &range, const QString &zoneName)
{
    const QTimeZone zone = zoneNamed(zoneName);
    const QDate first = dayOf(range.from, zone);
    const QDate end = dayOf(range.to, zone);
    if (first < end && startOfCivilDay(first, zone) == range.from && startOfCivilDay(end, zone) == range.to)
        return ofDays(first, end.addDays(-1));
    return {Period::Instants, {}, {}, range};
}

bool PastRange::isNamed() const
{
    return (period >= Period::Today && period <= Period::AllTime) || period == Period::LastHalfHour;
}

InstantRange PastRange::resolved(const QString &zoneName, Micros now) const
{
    if (period == Period::AllTime)
        return {};
    if (period == Period::Instants)
        return instants;
    if (period == Period::LastHalfHour) {
        const Micros minute = now - now % kMicrosPerMinute;
        return {minute - 29 * kMicrosPerMinute, minute + kMicrosPerMinute};
    }
    const QTimeZone zone = zoneNamed(zoneName);
    const bool isDays = period == Period::Days && first.isValid() && last.isValid();
    const auto [from, to] = isDays ? std::pair(first, last) : daysOf(period, dayOf(now, zone));
    return {startOfCivilDay(from, zone), startOfCivilDay(to.addDays(1), zone)};
}
