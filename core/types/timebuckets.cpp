// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/timebuckets.h"

#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

struct Name
{
    Granularity granularity;
    const char *text;
};

constexpr Name kNames[] = {
    {Granularity::Minute, "minute"}, {Granularity::FiveMinutes, "five_minutes"},
    {Granularity::Hour, "hour"},     {Granularity::Day, "day"},
    {Granularity::Week, "week"},     {Granularity::Month, "month"},
    {Granularity::Year, "year"},
};

/// Length of a bucket of real time; 0 for civil ones.
Micros unitOf(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Minute: return kMicrosPerMinute;
    case Granularity::FiveMinutes: return 5 * kMicrosPerMinute;
    case Granularity::Hour: return 60 * kMicrosPerMinute;
    case Granularity::Day:
    case Granularity::Week:
    case Granularity::Month:
    case Granularity::Year: break;
    }
    return 0;
}

QDate floorDate(QDate day, Granularity granularity)
{
    switch (granularity) {
    case Granularity::Week: return day.addDays(1 - day.dayOfWeek());
    case Granularity::Month: return {day.year(), day.month(), 1};
    case Granularity::Year: return {day.year(), 1, 1};
    default: return day;
    }
}

QDate nextDate(QDate day, Granularity granularity)
{
    switch (granularity) {
    case Granularity::Week: return day.addDays(7);
    case Granularity::Month: return day.addMonths(1);
    case Granularity::Year: return day.addYears(1);
    default: return day.addDays(1);
    }
}

QList<TimeBucket> cutDays(const InstantRange &range, const QTimeZone &zone, const ZoneOffsets &offsets,
                          Granularity granularity, int most)
{
    QList<TimeBucket> buckets;
    const QDate first = QDateTime::fromMSecsSinceEpoch(range.from / kMicrosPerMilli, zone).date();
    QDate day = floorDate(first, granularity);
    for (Micros start = offsets.startOfDay(day); start < range.to && buckets.size() < most;) {
        day = nextDate(day, granularity);
        const Micros end = offsets.startOfDay(day);
        // A zone that crosses the date line skips a whole day; one whose clocks go back at 0:01 shows
        // yesterday's date again.
        if (end > start && end > range.from)
            buckets.append({start, end, offsets.at(start)});
        start = end;
    }
    return buckets;
}

/// A change of clocks begins a bucket, too: half an hour may be skipped or repeated.
QList<TimeBucket> cutTime(const InstantRange &range, const ZoneOffsets &offsets, Micros unit, int most)
{
    const auto bucketAt = [unit, &offsets](Micros instant) {
        const ZoneOffsets::Span &span = offsets.spanAt(instant);
        const Micros local = instant + span.seconds * kMicrosPerSecond;
        const Micros start = instant - (local % unit + unit) % unit;
        return TimeBucket {std::max(start, span.from), std::min(start + unit, span.to), span.seconds};
    };
    QList<TimeBucket> buckets;
    for (TimeBucket next = bucketAt(range.from); next.start < range.to && buckets.size() < most;
         next = bucketAt(next.end))
        buckets.append(next);
    return buckets;
}

} // namespace

QLatin1StringView toString(Granularity granularity)
{
    return QLatin1StringView(kNames[static_cast<int>(granularity)].text);
}

std::optional<Granularity> granularityOf(QStringView text)
{
    for (const Name &name : kNames) {
        if (text == QLatin1StringView(name.text))
            return name.granularity;
    }
    return std::nullopt;
}

QList<TimeBucket> cutBuckets(const InstantRange &range, const QString &zoneName, Granularity granularity,
                             int most)
{
    const QTimeZone zone(zoneName.toUtf8());
    // The first bucket begins before the range, the last one ends behind it: a year and a day at most.
    constexpr Micros kReach = 368 * kMicrosPerDay;
    const ZoneOffsets offsets(zone, {range.from - kReach, range.to + kReach});
    const Micros unit = unitOf(granularity);
    return unit > 0 ? cutTime(range, offsets, unit, most) : cutDays(range, zone, offsets, granularity, most);
}

Granularity automaticGranularity(const InstantRange &range)
{
    const Micros span = range.to - range.from;
    // A day of 25 hours is a day: civil ranges are longer than their name by an hour at most.
    constexpr Micros kHour = 60 * kMicrosPerMinute;
    if (span <= 2 * kHour)
        return Granularity::Minute;
    if (span <= 12 * kHour)
        return Granularity::FiveMinutes;
    if (span <= 2 * kMicrosPerDay + kHour)
        return Granularity::Hour;
    if (span <= 90 * kMicrosPerDay + kHour)
        return Granularity::Day;
    return Granularity::Month;
}

QString toRfc3339(const TimeBucket &bucket)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(bucket.start / kMicrosPerMilli, Qt::OffsetFromUTC,
                                                          bucket.offset);
    QString text = time.toString(Qt::ISODate);
    if (text.endsWith(u'Z'))
        text = text.chopped(1) + QStringLiteral("+00:00");
    return text;
}
