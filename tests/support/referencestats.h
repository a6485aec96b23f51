// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/hit.h"

#include <QList>

#include <optional>

// What the right answers are: by looking at every hit for every number, obvious rather than fast. Shares with
// the program the values and dimensionValue(), nothing of how it counts, cuts time or forms visits.

/// Everything that was not asked for stays empty; counts are complete whatever the metrics. `sumsDays`,
/// `scannedHits` and `elapsedMs` are not set. REQUIRES: a valid query with at most kMaxBuckets buckets.
StatsTable referenceStats(const QList<Hit> &hits, const StatsQuery &query);

/// The cursor is one of its own: the number of visits that earlier pages held.
VisitsPage referenceVisits(const QList<Hit> &hits, const VisitsQuery &query);

/// Nothing when the site has no such visit.
std::optional<VisitTimeline> referenceTimeline(const QList<Hit> &hits, const QString &site, quint64 visit,
                                               bool includesBots);
