// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/civilbuckets.h"

#include <QDateTime>
#include <QMap>
#include <QPair>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr Micros kQuarter = 15 * kMicrosPerMinute;

QDateTime wall(Micros instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, Qt::UTC).toTimeZone(zone);
}

Micros utc(QDate day)
{
    return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * kMicrosPerMilli;
}

/// When the wall first shows a date.
struct DayStart
{
    Micros instant = 0;
    QDate date;
};

/// The days that begin in a month of UTC.
QList<DayStart> daysBegunIn(QDate month, const QTimeZone &zone)
{
    const Micros from = utc(month);
    const Micros to = utc(month.addMonths(1));
    QList<DayStart> days;
    QDate latest = wall(from - 60 * kMicrosPerMinute, zone).date();
    for (Micros hour = from - 60 * kMicrosPerMinute; hour < to; hour += 60 * kMicrosPerMinute) {
        // Clocks may have gone back over midnight before the hour is over.
        if (wall(hour + 60 * kMicrosPerMinute, zone).date() <= latest
            && wall(hour + 30 * kMicrosPerMinute, zone).date() <= latest)
            continue;
        for (Micros at = hour + kQuarter; at <= hour + 60 * kMicrosPerMinute; at += kQuarter) {
            const QDate date = wall(at, zone).date();
            if (date <= latest)
                continue;
            latest = date;
            if (at >= from && at < to)
                days.append({at, date});
        }
    }
    return days;
}

/// The same, kept: a test asks for few months many times.
const QList<DayStart> &knownDays(QDate month, const QTimeZone &zone)
{
    static QMap<QPair<QByteArray, QDate>, QList<DayStart>> known;
    const QPair key(zone.id(), month);
    if (!known.contains(key))
        known.insert(key, daysBegunIn(month, zone));
    return known[key];
}

/// Equal for the days of one bucket.
qint64 labelOf(QDate date, Granularity granularity)
{
    switch (granularity) {
    case Granularity::Week: return date.addDays(1 - date.dayOfWeek()).toJulianDay();
    case Granularity::Month: return date.year() * 12 + date.month();
    case Granularity::Year: return date.year();
    default: return date.toJulianDay();
    }
}

/// Buckets of whole days, from well before the range to well behind it.
QList<TimeBucket> bucketsOfDays(const InstantRange &range, const QTimeZone &zone, Granularity granularity)
{
    const bool isYear = granularity == Granularity::Year;
    const int slack = isYear ? 370 : 35; // days that one bucket may have, and some
    const QDate first = wall(range.from, QTimeZone::utc()).date().addDays(-slack);
    const QDate last = wall(range.to, QTimeZone::utc()).date().addDays(slack);
    QList<TimeBucket> buckets;
    qint64 label = -1;
    for (QDate month(first.year(), first.month(), 1); month <= last; month = month.addMonths(1)) {
        for (const DayStart &day : knownDays(month, zone)) {
            if (labelOf(day.date, granularity) == label)
                continue;
            label = labelOf(day.date, granularity);
            if (!buckets.isEmpty())
                buckets.last().end = day.instant;
            buckets.append({day.instant, 0, wall(day.instant, zone).offsetFromUtc()});
        }
    }
    buckets.removeFirst(); // where the walk began is not where it begins
    buckets.removeLast(); // its end was not seen
    return buckets;
}

/// What the wall shows, in whole units, and its offset: a repeated hour has another one.
QPair<qint64, int> timeLabel(Micros instant, const QTimeZone &zone, qint64 unitSeconds)
{
    const QDateTime time = wall(instant, zone);
    const qint64 seconds = time.date().toJulianDay() * 86400 + QTime(0, 0).secsTo(time.time());
    return {seconds / unitSeconds, time.offsetFromUtc()};
}

QList<TimeBucket> bucketsOfTime(const InstantRange &range, const QTimeZone &zone, qint64 unitSeconds)
{
    const Micros step = std::min(unitSeconds * kMicrosPerSecond, kQuarter);
    Micros at = range.from / step * step - 2 * unitSeconds * kMicrosPerSecond;
    QPair<qint64, int> label = timeLabel(at, zone, unitSeconds);
    QList<TimeBucket> buckets;
    while (buckets.isEmpty() || buckets.constLast().start < range.to) {
        at += step;
        const QPair<qint64, int> next = timeLabel(at, zone, unitSeconds);
        if (next == label)
            continue;
        label = next;
        if (!buckets.isEmpty())
            buckets.last().end = at;
        buckets.append({at, 0, label.second});
    }
    buckets.removeLast();
    return buckets;
}

} // namespace

QList<TimeBucket> civilBuckets(const InstantRange &range, const QString &zoneName, Granularity granularity)
{
    const QTimeZone zone(zoneName.toUtf8());
    QList<TimeBucket> buckets;
    switch (granularity) {
    case Granularity::Minute: buckets = bucketsOfTime(range, zone, 60); break;
    case Granularity::FiveMinutes: buckets = bucketsOfTime(range, zone, 300); break;
    case Granularity::Hour: buckets = bucketsOfTime(range, zone, 3600); break;
    case Granularity::Day:
    case Granularity::Week:
    case Granularity::Month:
    case Granularity::Year: buckets = bucketsOfDays(range, zone, granularity); break;
    }
    buckets.removeIf(
        [&range](const TimeBucket &bucket) { return bucket.end <= range.from || bucket.start >= range.to; });
    return buckets;
}
