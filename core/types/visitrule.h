// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/hit.h"

/// When a visit ends (visits.md#when-a-visit-ends), for whoever stores hits, counts them or makes them up.

/// A gap of this length ends a visit.
constexpr Micros kVisitGap = 30 * kMicrosPerMinute;
/// How far into the next day the ids of a day are known, for visits that run over midnight.
constexpr Micros kCarryOver = kVisitGap;

/// A visit that filled a whole UTC day ends with it: so none lasts for two days, and an id that was carried
/// over midnight does not live on for ever. True for what began early enough to fill `day`.
constexpr bool fillsFromStart(Micros began, qint64 day)
{
    return began < day * kMicrosPerDay + kVisitGap;
}

/// Vitals, errors and identify attach to a visit, but neither start nor extend one.
constexpr bool extendsVisit(HitKind kind)
{
    return kind != HitKind::Vitals && kind != HitKind::Error && kind != HitKind::Identify;
}
