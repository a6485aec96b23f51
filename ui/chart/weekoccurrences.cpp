// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/weekoccurrences.h"

#include "core/questions/statsquery.h"

#include <QDateTime>
#include <QTimeZone>

QList<int> weekOccurrences(const InstantRange &range, const QString &zoneName)
{
    constexpr int kDayHours = 24;
    const QTimeZone zone(zoneName.toUtf8());
    if (range.from == 0 || range.to <= range.from || !zone.isValid())
        return {};
    const auto civil = [&zone](Micros instant) {
        return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone);
    };
    const QDateTime first = civil(range.from);
    const QDateTime last = civil(range.to - 1);
    QList<int> days(WeekHours::kHours, 0);
    for (QDate day = first.date(); day <= last.date(); day = day.addDays(1)) {
        const int from = day == first.date() ? first.time().hour() : 0;
        const int to = day == last.date() ? last.time().hour() : kDayHours - 1;
        for (int hour = from; hour <= to; ++hour)
            ++days[(day.dayOfWeek() - 1) * kDayHours + hour];
    }
    return days;
}
