// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/breakdowns.h"

#include <algorithm>

namespace {

/// A value of a list before it gets its text.
struct Candidate
{
    quint32 code;
    double order;
};

QString textOf(const DimensionSource &source, quint32 code, const QList<QString> &texts)
{
    switch (source.kind) {
    case DimensionSource::Kind::HitKind: return toString(static_cast<HitKind>(code));
    case DimensionSource::Kind::Bot: return code == 0 ? QStringLiteral("false") : QStringLiteral("true");
    default: return texts.value(code);
    }
}

/// The number of this rank, from 0. Counts in steps first, so that only those near it are put in order: a
/// million numbers take two milliseconds instead of twelve.
quint32 ranked(const std::vector<quint32> &numbers, std::size_t rank)
{
    constexpr int kStep = 12; // bits
    std::vector<quint32> counts;
    for (const quint32 number : numbers) {
        if (number >> kStep >= counts.size())
            counts.resize((number >> kStep) + 1);
        ++counts[number >> kStep];
    }
    quint32 step = 0;
    for (; counts[step] <= rank; ++step)
        rank -= counts[step];
    std::vector<quint32> near;
    near.reserve(counts[step]);
    std::ranges::copy_if(numbers, std::back_inserter(near),
                         [step](quint32 number) { return number >> kStep == step; });
    const auto found = near.begin() + static_cast<std::ptrdiff_t>(rank);
    std::ranges::nth_element(near, found);
    return *found;
}

/// Seconds.
std::optional<double> median(const std::vector<quint32> &millis)
{
    if (millis.empty())
        return std::nullopt;
    const std::size_t middle = millis.size() / 2;
    double median = ranked(millis, middle);
    if (millis.size() % 2 == 0)
        median = (median + ranked(millis, middle - 1)) / 2;
    return median / 1000;
}

std::vector<quint32> distinct(std::vector<quint32> numbers)
{
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

QList<GoalCounts> goalsOf(const StatsQuery &query, CountedRange &counted)
{
    QList<GoalCounts> goals;
    for (std::size_t i = 0; i < counted.result->goals.size(); ++i) {
        const Goal &goal = query.goals[static_cast<qsizetype>(i)];
        ScanResult::GoalSum &sum = counted.result->goals[i];
        const double value = goal.worth == Goal::Worth::Fixed
            ? static_cast<double>(sum.conversions) * goal.fixedValue
            : sum.value;
        goals.append({goal.id, sum.conversions,
                      sum.visits + static_cast<qint64>(distinct(std::move(sum.crossing)).size()), value});
    }
    return goals;
}

Breakdown breakdownOf(const BreakdownQuery &asked, const ScanPlan::List &list, const Tally &tally,
                      const std::vector<StatsCounts> &now, const std::vector<StatsCounts> *before,
                      const ValueTables &values, const PageGrouping &pages)
{
    const DimensionSource &source = list.source;
    Breakdown breakdown;
    breakdown.dimension = asked.dimension;
    const bool hasTexts = source.kind != DimensionSource::Kind::HitKind
        && source.kind != DimensionSource::Kind::Bot;
    QList<QString> texts = !list.texts.isEmpty() ? list.texts
        : hasTexts                               ? values.texts(source.column)
                                                 : QList<QString>();
    if (source.column == Column::Page && !pages.isNone())
        std::ranges::for_each(texts, [&pages](QString &text) { text = pages.of(text); });
    const auto currencies = std::max<quint32>(1, static_cast<quint32>(list.currencies.size()));
    const auto text = [&](quint32 code) { return textOf(source, code / currencies, texts); };
    const auto currency = [&](quint32 code) { return list.currencies.value(code % currencies); };
    const auto hasHits = [&](quint32 code) {
        return now[code].hits > 0 || now[code].visitors > 0 || tally.isTouched(code);
    };
    // What has no currency and no sum says nothing beside sums in currencies.
    const auto isIdle = [&](quint32 code) {
        if (!list.splitsCurrencies() || asked.orderBy != Metric::ValueSum || code % currencies != 0
            || now[code].valueSum != 0)
            return false;
        for (quint32 other = code + 1; other < code + currencies; ++other) {
            if (hasHits(other))
                return true;
        }
        return false;
    };
    if (list.splitsCurrencies() && source.kind != DimensionSource::Kind::PropertyNames) {
        for (quint32 code = 0; code < now.size(); ++code) {
            if (now[code].valueSum != 0 && currency(code) != kOtherCurrencies)
                breakdown.sums[currency(code)] += now[code].valueSum;
        }
    }

    std::vector<Candidate> candidates;
    for (quint32 code = 0; code < now.size(); ++code) {
        if (!hasHits(code) || isIdle(code) || (asked.leavesOutMissing && text(code).isEmpty()))
            continue;
        if (!asked.search.isEmpty() && !text(code).contains(asked.search, Qt::CaseInsensitive))
            continue;
        candidates.push_back({code, now[code].value(asked.orderBy)});
    }
    breakdown.totalRows = static_cast<qint64>(candidates.size());
    const auto isBefore = [&](const Candidate &a, const Candidate &b) {
        if (a.order != b.order)
            return a.order > b.order;
        return text(a.code) == text(b.code) ? currency(a.code) < currency(b.code)
                                            : isValueBefore(text(a.code), text(b.code));
    };
    const std::size_t first = std::min<std::size_t>(candidates.size(),
                                                    static_cast<std::size_t>(asked.offset));
    const std::size_t end = asked.limit == 0
        ? candidates.size()
        : std::min<std::size_t>(candidates.size(), first + static_cast<std::size_t>(asked.limit));
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(end),
                      candidates.end(), isBefore);
    for (std::size_t i = first; i < end; ++i) {
        const quint32 code = candidates[i].code;
        BreakdownRow row {text(code), now[code], {}, currency(code)};
        if (before && code < before->size())
            row.previous = (*before)[code];
        breakdown.rows.append(row);
    }
    return breakdown;
}

} // namespace

const VisitRecord &CountedRange::crossing(quint32 number) const
{
    const auto next = std::ranges::upper_bound(crossings, number, {},
                                               [](const auto &crossing) { return crossing->firstNumber; });
    // Empty ones begin at the same number as their successor.
    auto found = std::prev(next);
    while (!(*found)->holds(number))
        --found;
    return (*found)->visit(number);
}

StatsPeriod periodOf(const StatsQuery &query, CountedRange &counted)
{
    const auto crossing = [&counted](quint32 number) -> const VisitRecord & {
        return counted.crossing(number);
    };
    ScanResult &result = *counted.result;
    StatsPeriod period;
    period.range = counted.plan->range;
    period.hasData = result.hitsInRange > 0;
    if (counted.plan->wantsTotals)
        period.totals = result.totals.counts(crossing).front();
    if (counted.plan->wantsMedian) {
        for (const quint32 number : distinct(std::move(result.crossingDurationsOf)))
            result.durations.push_back(crossing(number).last - crossing(number).first);
        period.medianDuration = median(result.durations);
    }
    if (counted.plan->buckets) {
        const std::vector<StatsCounts> counts = result.series.counts(crossing);
        for (std::size_t i = 0; i < counts.size(); ++i)
            period.series.append({counted.plan->bucketTimes[static_cast<qsizetype>(i)], counts[i]});
    }
    period.goals = goalsOf(query, counted);
    return period;
}

WeekHours weekHoursOf(const StatsQuery &query, CountedRange &counted)
{
    WeekHours hours;
    if (query.wantsWeekHours && !counted.plan->weekHours)
        hours.hours.resize(WeekHours::kHours); // of an empty range
    if (!counted.plan->weekHours)
        return hours;
    const auto crossing = [&counted](quint32 number) -> const VisitRecord & {
        return counted.crossing(number);
    };
    for (const StatsCounts &counts : counted.result->weekHours.counts(crossing))
        hours.hours.append(counts);
    return hours;
}

QList<Breakdown> breakdownsOf(const StatsQuery &query, CountedRange &now, CountedRange *before,
                              const ValueTables &values)
{
    const auto countsOf = [](CountedRange &counted, std::size_t list) {
        return counted.result->lists[list].counts(
            [&counted](quint32 number) -> const VisitRecord & { return counted.crossing(number); });
    };
    QList<Breakdown> breakdowns;
    for (std::size_t i = 0; i < now.plan->lists.size(); ++i) {
        const std::vector<StatsCounts> counts = countsOf(now, i);
        const std::vector<StatsCounts> previous = before ? countsOf(*before, i) : std::vector<StatsCounts>();
        breakdowns.append(breakdownOf(query.breakdowns[static_cast<qsizetype>(i)], now.plan->lists[i],
                                      now.result->lists[i], counts, before ? &previous : nullptr, values,
                                      now.plan->pages.grouping));
    }
    return breakdowns;
}
