// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/timebuckets.h"

/// The buckets of a series, found without the arithmetic of core/types/timebuckets: walks through the range
/// in small steps, asks QDateTime what the clock on the wall shows, and begins a bucket where that changes.
///
/// A day begins when the wall first shows its date. Steps of a quarter of an hour (days, hours), five minutes
/// or one minute find every change of zones whose offsets and changes lie on quarters of an hour, that is,
/// all of today and most of the last 50 years. REQUIRES: range.from < range.to, a valid zone.
QList<TimeBucket> civilBuckets(const InstantRange &range, const QString &zone, Granularity granularity);
