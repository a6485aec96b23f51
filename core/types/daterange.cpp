// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/daterange.h"

#include "core/types/zonename.h"
#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace {

/// Outside of all plausible dates.
constexpr Micros kNoDate = std::numeric_limits<Micros>::min();

/// The instant where `text` begins, and (for a day) where it ends; kNoDate when it is neither.
InstantRange parseOne(const QString &text, const QTimeZone &zone)
{
    if (text.size() == 10) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        if (day.isValid())
            return {startOfCivilDay(day, zone), startOfCivilDay(day.addDays(1), zone)};
        return {kNoDate, kNoDate};
    }
    const Micros instant = parseInstant(text).value_or(kNoDate);
    return {instant, instant};
}

} // namespace

std::optional<Micros> parseInstant(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch() * kMicrosPerMilli;
}

bool isZoneName(const QString &name)
{
    return !canonicalZone(name).isEmpty();
}

Result<InstantRange> parseRange(const QString &from, const QString &to, const QString &zoneName)
{
    const QString name = canonicalZone(zoneName);
    if (name.isEmpty())
        return badZone(zoneName);
    const QTimeZone zone(name.toUtf8());
    InstantRange range;
    const auto bad = [](const QString &text) {
        return Error {
            QStringLiteral("bad_date"),
            QStringLiteral("\"%1\" is no date; write 2026-10-01 or 2026-10-01T12:00:00Z").arg(text)};
    };
    if (!from.isEmpty()) {
        range.from = parseOne(from, zone).from;
        if (range.from == kNoDate)
            return bad(from);
        range.from = std::max<Micros>(range.from, 0); // 1970-01-01 east of Greenwich: everything
    }
    Micros lastStart = 0; // of the last day, which is inside the range
    if (!to.isEmpty()) {
        const InstantRange last = parseOne(to, zone);
        range.to = last.to;
        lastStart = last.from;
        if (range.to < 0)
            return bad(to);
    }
    if (range.from != 0 && range.to != 0 && lastStart < range.from)
        return Error {QStringLiteral("bad_range"),
                      QStringLiteral("%1 lies after %2; swap them").arg(from, to)};
    return range;
}
