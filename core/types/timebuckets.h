// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/daterange.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <optional>

/// How a series is cut (glossary.md#granularity).
enum class Granularity : quint8 { Minute, FiveMinutes, Hour, Day, Week, Month, Year };

/// "minute", "five_minutes", "hour", "day", "week", "month", "year".
QLatin1StringView toString(Granularity granularity);
std::optional<Granularity> granularityOf(QStringView text);

/// A bucket of a series, half-open. Floored to the granularity, so the first and the last one may reach
/// beyond the requested range.
struct TimeBucket
{
    Micros start = 0;
    Micros end = 0;
    int offset = 0; ///< of the zone at its start, seconds east of UTC

    friend bool operator==(const TimeBucket &, const TimeBucket &) = default;
};

/// A series has at most this many.
constexpr int kMaxBuckets = 1500;

/// Cuts a closed range into buckets of the zone: floor first, then step. Days, weeks (from Monday) and months
/// are civil: 23- and 25-hour days come out right, a skipped midnight begins at the first valid instant, a
/// doubled one at the earlier. Minutes and hours are physical, cut at full local minutes and hours and at
/// changes of clocks, so that a repeated hour is two buckets, and a repeated half hour one of its own. Stops
/// after `most` buckets. REQUIRES: range.from < range.to, a valid zone.
QList<TimeBucket> cutBuckets(const InstantRange &range, const QString &zone, Granularity granularity,
                             int most = kMaxBuckets + 1);

/// The default for a range: up to 2 h minutes, 12 h five minutes, 2 days hours, 90 days days, else months.
Granularity automaticGranularity(const InstantRange &range);

/// The civil start of a bucket as RFC 3339 with the zone's offset: "2026-10-01T00:00:00+02:00".
QString toRfc3339(const TimeBucket &bucket);
