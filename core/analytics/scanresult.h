// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/scanplan.h"
#include "core/analytics/tally.h"

#include <vector>

/// The counts of the scans of one thread.
struct ScanResult
{
    struct GoalSum
    {
        qint64 conversions = 0;
        qint64 visits = 0; ///< visits within one segment
        double value = 0;
        std::vector<quint32> crossing; ///< numbers of visits across midnight, may repeat
    };

    explicit ScanResult(const ScanPlan &plan);
    void add(ScanResult &&other);

    Tally totals;
    Tally series;
    Tally weekHours;
    std::vector<Tally> lists;
    std::vector<GoalSum> goals;
    std::vector<quint32> durations; ///< of visits within one segment, when a median is wanted
    std::vector<quint32> crossingDurationsOf; ///< numbers of visits across midnight, may repeat
    qint64 scannedHits = 0;
    qint64 hitsInRange = 0; ///< before filters
};
