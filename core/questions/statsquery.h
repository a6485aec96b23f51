// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/types/clock.h"
#include "core/types/daterange.h"
#include "core/types/goal.h"
#include "core/types/timebuckets.h"

#include <QFlags>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>

#include <optional>

/// Metrics of hits (glossary.md#metrics).
enum class Metric : quint8 {
    Visitors = 1,
    Visits = 2,
    Pageviews = 4,
    Hits = 8,
    BounceRate = 16,
    VisitDuration = 32,
    ValueSum = 64, ///< sum of the hits' own values; counted only where it is asked for
};
Q_DECLARE_FLAGS(MetricSet, Metric)
Q_DECLARE_OPERATORS_FOR_FLAGS(MetricSet)
/// Those that every answer of the command line and the API has.
constexpr MetricSet kAllMetrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Pageviews
    | Metric::Hits | Metric::BounceRate | Metric::VisitDuration;

/// "visitors", "bounce_rate", as the command line says it.
QLatin1StringView toString(Metric metric);
/// Nothing when `text` names no metric.
std::optional<Metric> metricOf(QStringView text);

/// Counts of one group of hits: all of them, those of a bucket, or those with a value.
///
/// Hits and pageviews are those that match; visitors and visits are the distinct ones among them; bounces and
/// durations are properties of these whole visits, not clipped by range or filter
/// (glossary.md#which-hits-are-counted).
struct StatsCounts
{
    qint64 visitors = 0;
    qint64 visits = 0;
    qint64 pageviews = 0;
    qint64 hits = 0;
    qint64 viewedVisits = 0; ///< visits that have a pageview, among `visits`
    qint64 bounces = 0; ///< visits of one pageview without interaction (glossary.md#bounce-rate)
    qint64 durationMs = 0; ///< sum over `visits`: last minus first hit, in whole milliseconds
    double valueSum = 0; ///< of the hits' own values; of totals, if a list or the series counts it

    /// 0–1; empty without a visit that has a pageview.
    std::optional<double> bounceRate() const;
    /// Mean in seconds, visits of one hit included; empty without visits.
    std::optional<double> visitDuration() const;
    /// Pageviews per visit that has one; empty without such visits.
    std::optional<double> viewsPerVisit() const;
    /// The metric as a number for sorting; a missing rate sorts below all others.
    double value(Metric metric) const;

    friend bool operator==(const StatsCounts &, const StatsCounts &) = default;
};

constexpr int kMaxBreakdownRows = 100'000;
/// Stands for a currency in the rows of all those beyond the number that a list tells apart. A sum over
/// several currencies means nothing, so it is not to be shown.
constexpr QStringView kOtherCurrencies(u"…");

/// One list of a dashboard: the values of a dimension with their counts.
struct BreakdownQuery
{
    QString dimension; ///< a name of glossary.md#dimensions
    MetricSet metrics =
        Metric::Visitors; ///< which are counted; the other counts may stay 0. Fewer are faster
    Metric orderBy = Metric::Visitors; ///< descending; ties by value ascending. Must be one of `metrics`
    int limit = 10; ///< rows, up to kMaxBreakdownRows; 0 = all of them
    int offset = 0;
    QString search = {}; ///< only values that contain this, ignoring case
    bool leavesOutMissing = false; ///< leaves out the row of hits without a value
    /// With Metric::ValueSum: of a value a row for each currency that the property `currency` names, but
    /// only one for all of kOtherCurrencies. Ordered by sums, the row without a currency is left out if it
    /// has no sum and there are others.
    bool splitsCurrencies = false;

    friend bool operator==(const BreakdownQuery &, const BreakdownQuery &) = default;
};

/// A question about the past. A pure value; one scan answers it completely.
///
/// Filters on the same dimension are alternatives, see passesFilters(); all dimensions must match.
struct StatsQuery
{
    QString site;
    InstantRange range; ///< by event time; 0 = open
    QString timezone = QStringLiteral("UTC"); ///< IANA name: where days begin
    QString link = {}; ///< a short code, in any case of its letters; empty = any
    QList<DimensionFilter> filters = {};
    bool includesBots = false;

    bool wantsTotals = true;
    bool wantsMedian = false; ///< median of the visit durations
    std::optional<Granularity> granularity = {}; ///< if set, the answer has a series
    MetricSet seriesMetrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Pageviews | Metric::Hits;
    bool wantsWeekHours = false;
    QList<BreakdownQuery> breakdowns = {};
    QList<Goal> goals = {};
    /// If set, totals, series, goals, and the rows of breakdowns are also counted over this range.
    std::optional<InstantRange> comparison = {};

    friend bool operator==(const StatsQuery &, const StatsQuery &) = default;
};

struct StatsBucket
{
    TimeBucket time;
    StatsCounts counts;

    friend bool operator==(const StatsBucket &, const StatsBucket &) = default;
};

struct BreakdownRow
{
    QString value; ///< empty = hits without a value
    StatsCounts counts;
    StatsCounts previous = {}; ///< in the compared range, if there is one
    /// Of a list that splits them: three letters, or kOtherCurrencies; empty = none is named.
    QString currency = {};

    friend bool operator==(const BreakdownRow &, const BreakdownRow &) = default;
};

struct Breakdown
{
    QString dimension;
    qint64 totalRows = 0; ///< before limit and offset, after search
    QList<BreakdownRow> rows;
    /// Of a list that splits currencies: the sum of all values in each that is told apart, before search;
    /// empty where a hit counts in several rows.
    QMap<QString, double> sums = {};

    friend bool operator==(const Breakdown &, const Breakdown &) = default;
};

/// How often a goal was reached by the hits that match.
struct GoalCounts
{
    QString goal; ///< its id
    qint64 conversions = 0; ///< number of hits
    qint64 visits = 0; ///< distinct visits with a conversion
    double value = 0; ///< sum of the conversions' values

    friend bool operator==(const GoalCounts &, const GoalCounts &) = default;
};

/// Hits and visitors of one hour of the week, in the zone of the question, over all weeks of the range.
struct WeekHours
{
    static constexpr int kHours = 7 * 24; ///< Monday 0:00 is 0
    QList<StatsCounts> hours; ///< kHours of them, or none; visitors, pageviews and hits

    friend bool operator==(const WeekHours &, const WeekHours &) = default;
};

/// The answer for one range of a question.
struct StatsPeriod
{
    InstantRange
        range; ///< open ends are replaced: the second of the site's first hit, the one after its last
    StatsCounts totals;
    std::optional<double> medianDuration = {}; ///< seconds
    QList<StatsBucket> series; ///< zero-filled
    QList<GoalCounts> goals; ///< in the order asked
    bool hasData = false; ///< the site has hits in this range, before filters

    friend bool operator==(const StatsPeriod &, const StatsPeriod &) = default;
};

/// The answer to a StatsQuery.
struct StatsTable
{
    StatsPeriod now;
    std::optional<StatsPeriod> before; ///< the compared range, if one was requested
    QList<Breakdown> breakdowns; ///< in the order requested
    WeekHours weekHours;
    Micros firstHit = 0; ///< of the site, its whole second; 0 = it has none, or no series was asked for
    bool sumsDays = false; ///< visitors are a sum over days: most ids live for one day (glossary.md#visitors)
    qint64 scannedHits = 0; ///< read, before filters
    double elapsedMs = 0; ///< of the scan, without time in the queue
};

/// A part of an answer that can be exported on its own.
struct StatsSection
{
    enum class Part : quint8 { Totals, Series, Breakdown, Goals, WeekHours };

    Part part = Part::Totals;
    QString dimension = {}; ///< with Breakdown: which one
    QString timezone = QStringLiteral("UTC"); ///< with Totals: for the instants of the range
    QList<Goal> goals = {}; ///< with Goals: for their names

    friend bool operator==(const StatsSection &, const StatsSection &) = default;
};

/// A part of an answer and the file to write it to.
struct StatsFile
{
    StatsSection section;
    QString fileName;

    friend bool operator==(const StatsFile &, const StatsFile &) = default;
};

/// Selects visits: those with a matching hit, newest last hit first, ties by id descending.
struct VisitsQuery
{
    QString site;
    InstantRange range;
    QList<DimensionFilter> filters = {};
    QString link = {};
    bool includesBots = false;
    int limit = 50; ///< 1–200
    QString cursor = {}; ///< VisitsPage::nextCursor of the previous page; empty = the first

    friend bool operator==(const VisitsQuery &, const VisitsQuery &) = default;
};

/// The summary of one visit.
struct VisitSummary
{
    quint64 visit = 0; ///< its public id (visits.md#the-visit-column-of-a-hit)
    quint64 visitor = 0;
    Micros first = 0; ///< whole milliseconds
    Micros last = 0;
    qint64 pageviews = 0;
    qint64 hits = 0;
    QString entryPage, exitPage;
    QString source; ///< see Touch; empty = Direct
    QString country, city, device, os, browser; ///< those of its first hit

    friend bool operator==(const VisitSummary &, const VisitSummary &) = default;
};

struct VisitsPage
{
    QList<VisitSummary> visits;
    QString nextCursor; ///< empty = last page
};

/// A visit and its hits in order, the first kMaxHits of them.
struct VisitTimeline
{
    static constexpr int kMaxHits = 2000;
    VisitSummary visit;
    QList<Hit> hits;
    bool isTruncated = false;
};

/// Validates a query: the zone exists, dimensions and limits are known, the series has at most
/// kMaxBuckets buckets, a comparison is at most twice as long. Errors: "bad_timezone", "bad_dimension",
/// "bad_limit", "bad_metric", "too_many_buckets", "bad_comparison".
Result<void> validate(const StatsQuery &query);
/// The part of the validation that needs the closed range: whether the series fits it.
/// A range that is still open, because the site has no hits, has no series.
Result<void> checkBuckets(const StatsQuery &query, const InstantRange &range);

Q_DECLARE_METATYPE(StatsQuery)
Q_DECLARE_METATYPE(StatsTable)
Q_DECLARE_METATYPE(VisitsPage)
Q_DECLARE_METATYPE(VisitTimeline)
