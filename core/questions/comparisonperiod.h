// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/instantrange.h"

#include <QString>

/// How the days of both ranges are paired.
enum class Weekdays : quint8 {
    AsTheyFall,
    Matching, ///< both begin on the same day of the week
};

/// The range that a comparison means (glossary.md#comparison), in civil days of the zone: the same number of
/// days ending the day before; with matching weekdays it begins as few whole weeks earlier as
/// it takes not to overlap. A range that is no whole days compares with the same length before it. One that
/// is still running (its end lies behind `now`) compares with the same part.
InstantRange previousPeriod(const InstantRange &range, const QString &zone, Micros now,
                            Weekdays weekdays = Weekdays::AsTheyFall);
/// Twelve months before; 29 February becomes the 28th. With matching weekdays 52 weeks before.
InstantRange previousYear(const InstantRange &range, const QString &zone, Micros now,
                          Weekdays weekdays = Weekdays::AsTheyFall);
/// True if both begin at midnight, on the same day of the week.
bool shareWeekdays(const InstantRange &range, const InstantRange &compared, const QString &zone);
