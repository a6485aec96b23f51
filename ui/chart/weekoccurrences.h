// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/daterange.h"

#include <QList>
#include <QString>

/// How many days of a range have each hour of the week, in local time of the zone: WeekHours::kHours numbers,
/// Monday 0:00 first. An hour partly in the range counts; one that clocks skip or repeat counts
/// once. Empty when the range is open or empty, or the zone unknown.
QList<int> weekOccurrences(const InstantRange &range, const QString &zone);
