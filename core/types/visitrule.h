// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/hit.h"

/// When a visit ends (visits.md#when-a-visit-ends): used by the pipeline, the analytics and the simulation.

/// A gap of this length ends a visit.
constexpr Micros kVisitGap = 30 * kMicrosPerMinute;
/// Whether a visit goes on after a time without a hit that extends it: exactly kVisitGap begins a new one.
constexpr bool isSameVisit(Micros gap)
{
    return gap < kVisitGap;
}

/// How long the ids of a day stay valid on the next day, for visits across midnight.
constexpr Micros kCarryOver = kVisitGap;

/// A visit that filled a whole UTC day ends with it: so none lasts for two days, and an id that is used on
/// both days does not make an endless visit. True for visits that began early enough to fill `day`.
constexpr bool fillsFromStart(Micros began, qint64 day)
{
    return began < day * kMicrosPerDay + kVisitGap;
}

/// Vitals, errors and identify attach to a visit, but neither start nor extend one.
constexpr bool extendsVisit(HitKind kind)
{
    return kind != HitKind::Vitals && kind != HitKind::Error && kind != HitKind::Identify;
}
