// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/scanresult.h"

namespace {

MetricSet metricsOfTotals(const ScanPlan &plan)
{
    MetricSet metrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Hits;
    metrics.setFlag(Metric::ValueSum, plan.sumsValues);
    return metrics;
}

} // namespace

ScanResult::ScanResult(const ScanPlan &plan) :
    totals(metricsOfTotals(plan)),
    series(plan.seriesMetrics),
    weekHours(MetricSet(Metric::Visitors) | Metric::Pageviews)
{
    totals.reserve(1);
    if (plan.buckets)
        series.reserve(plan.buckets->size());
    if (plan.weekHours)
        weekHours.reserve(plan.weekHours->size());
    for (const ScanPlan::List &list : plan.lists) {
        lists.emplace_back(list.metrics);
        lists.back().reserve(list.codes);
    }
    goals.resize(plan.goals.size());
}

void ScanResult::add(ScanResult &&other)
{
    totals.add(std::move(other.totals));
    series.add(std::move(other.series));
    weekHours.add(std::move(other.weekHours));
    for (std::size_t i = 0; i < lists.size(); ++i)
        lists[i].add(std::move(other.lists[i]));
    for (std::size_t i = 0; i < goals.size(); ++i) {
        GoalSum &sum = goals[i];
        const GoalSum &more = other.goals[i];
        sum.conversions += more.conversions;
        sum.visits += more.visits;
        sum.value += more.value;
        sum.crossing.insert(sum.crossing.end(), more.crossing.begin(), more.crossing.end());
    }
    durations.insert(durations.end(), other.durations.begin(), other.durations.end());
    crossingDurationsOf.insert(crossingDurationsOf.end(), other.crossingDurationsOf.begin(),
                               other.crossingDurationsOf.end());
    scannedHits += other.scannedHits;
    hitsInRange += other.hitsInRange;
}
