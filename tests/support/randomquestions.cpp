// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/randomquestions.h"

#include "core/questions/comparisonperiod.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

const QStringList &zones()
{
    static const QStringList list {
        QStringLiteral("UTC"),
        QStringLiteral("Asia/Kathmandu"),
        QStringLiteral("Asia/Tehran"),
        QStringLiteral("America/St_Johns"),
        QStringLiteral("Pacific/Kiritimati"),
        QStringLiteral("Europe/Warsaw"),
        QStringLiteral("America/New_York"),
        QStringLiteral("Australia/Lord_Howe"),
        QStringLiteral("America/Sao_Paulo"),
        QStringLiteral("Pacific/Marquesas"),
    };
    return list;
}

/// Everything that a question may name.
const QStringList &askable()
{
    static const QStringList names = dimensionNames() + hitDimensionNames()
        + QStringList {QStringLiteral("prop:b"), QStringLiteral("prop:price"), QStringLiteral("prop:plan")};
    return names;
}

const QList<Metric> kMetrics {Metric::Visitors,   Metric::Visits,        Metric::Pageviews, Metric::Hits,
                              Metric::BounceRate, Metric::VisitDuration, Metric::ValueSum};

const QList<DimensionFilter::Operator> kOperators {
    DimensionFilter::Operator::Equals, DimensionFilter::Operator::Equals,
    DimensionFilter::Operator::NotEquals, DimensionFilter::Operator::Contains};

Micros wholeMillis(Micros instant)
{
    return instant / kMicrosPerMilli * kMicrosPerMilli;
}

Micros startOf(QDate day, const QTimeZone &zone)
{
    QDateTime start = day.startOfDay(zone);
    while (!start.isValid()) {
        day = day.addDays(1);
        start = day.startOfDay(zone);
    }
    return start.toMSecsSinceEpoch() * kMicrosPerMilli;
}

/// The shortest that a bucket of it usually is.
Micros unitOf(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Minute: return kMicrosPerMinute;
    case Granularity::FiveMinutes: return 5 * kMicrosPerMinute;
    case Granularity::Hour: return kMicrosPerHour;
    case Granularity::Day: return kMicrosPerDay;
    case Granularity::Week: return 7 * kMicrosPerDay;
    case Granularity::Month: return 28 * kMicrosPerDay;
    case Granularity::Year: return 365 * kMicrosPerDay;
    }
    return kMicrosPerDay;
}

} // namespace

RandomQuestions::RandomQuestions(quint64 seed, const QList<Hit> &hits) : m_random(seed), m_hits(hits)
{
    const auto [first, last] = std::ranges::minmax(hits, {}, &Hit::eventAt);
    m_first = first.eventAt;
    m_last = last.eventAt;
}

QString RandomQuestions::someText(const QString &value)
{
    if (value.size() < 2 || m_random.chance(30))
        return value;
    const qint64 from = m_random.below(value.size());
    const QString part = value.mid(from, 1 + m_random.below(4));
    // Half a character is no text that anybody can ask for.
    if (part.front().isLowSurrogate() || part.back().isHighSurrogate())
        return value;
    return part;
}

QString RandomQuestions::someValue(const QString &dimension)
{
    if (m_random.chance(6))
        return QString();
    if (m_random.chance(4))
        return QStringLiteral("nowhere");
    const bool isOfVisit = dimension == QLatin1StringView("entry_page")
        || dimension == QLatin1StringView("exit_page");
    if (dimension == QLatin1StringView("entry_host"))
        return someHit().hostname();
    return dimensionValue(someHit(), isOfVisit ? QStringLiteral("page") : dimension);
}

Micros RandomQuestions::someInstant()
{
    if (m_random.chance(50)) // the edge of a hit, or of its neighbours
        return wholeMillis(someHit().eventAt) + m_random.between(-1, 2) * kMicrosPerMilli;
    return wholeMillis(someHit().eventAt + m_random.between(-2 * kMicrosPerDay, 2 * kMicrosPerDay));
}

InstantRange RandomQuestions::civilRange(const QString &zoneName)
{
    const QTimeZone zone(zoneName.toUtf8());
    const QDate hit = QDateTime::fromMSecsSinceEpoch(someHit().eventAt / kMicrosPerMilli, zone).date();
    const QDate first = hit.addDays(-m_random.below(4));
    static const QList<qint64> kDays {1, 1, 2, 3, 7, 30, 366};
    return {startOf(first, zone), startOf(first.addDays(m_random.of(kDays)), zone)};
}

InstantRange RandomQuestions::someRange(const QString &zone)
{
    if (m_random.chance(45))
        return civilRange(zone);
    const Micros from = someInstant();
    const Micros to = someInstant();
    InstantRange range {std::min(from, to), std::max(from, to)};
    if (range.from == range.to)
        range.to += kMicrosPerMilli;
    if (m_random.chance(20)) // short
        range.to = range.from + m_random.between(1, 3 * kMicrosPerHour / kMicrosPerMilli) * kMicrosPerMilli;
    if (m_random.chance(20))
        range.from = 0;
    if (m_random.chance(20))
        range.to = 0;
    return range;
}

QList<DimensionFilter> RandomQuestions::someFilters()
{
    QList<DimensionFilter> filters;
    static const QList<int> kCounts {0, 0, 0, 1, 1, 1, 2, 2, 3, 5};
    for (int left = m_random.of(kCounts); left > 0; --left) {
        DimensionFilter filter;
        // Every other one joins the group of an earlier one.
        const bool joins = !filters.isEmpty() && m_random.chance(50);
        filter.dimension = joins ? filters.constLast().dimension : m_random.of(m_dimensions);
        filter.op = joins && m_random.chance(80) ? filters.constLast().op : m_random.of(kOperators);
        filter.value = someValue(filter.dimension);
        if (filter.op == DimensionFilter::Operator::Contains)
            filter.value = someText(filter.value);
        filters.append(filter);
    }
    return filters;
}

BreakdownQuery RandomQuestions::someBreakdown()
{
    BreakdownQuery breakdown;
    breakdown.dimension = m_random.chance(60) ? m_random.of(m_dimensions) : m_random.of(askable());
    if (m_random.chance(5))
        breakdown.dimension = kPropertyNames;
    breakdown.orderBy = m_random.of(kMetrics);
    breakdown.metrics = breakdown.orderBy;
    for (const Metric metric : kMetrics)
        breakdown.metrics.setFlag(metric, breakdown.metrics.testFlag(metric) || m_random.chance(40));
    static const QList<int> kLimits {0, 1, 2, 3, 10};
    breakdown.limit = m_random.of(kLimits);
    if (m_random.chance(25))
        breakdown.offset = static_cast<int>(m_random.below(5));
    if (m_random.chance(25)) {
        const QString text = someText(someValue(breakdown.dimension));
        breakdown.search = m_random.chance(50) ? text.toUpper() : text;
    }
    breakdown.leavesOutMissing = m_random.chance(30);
    breakdown.splitsCurrencies = m_random.chance(50);
    return breakdown;
}

Goal RandomQuestions::someGoal()
{
    static const QList<Goal::Target> kTargets {Goal::Target::Page, Goal::Target::Page, Goal::Target::Event,
                                               Goal::Target::Outbound, Goal::Target::Link};
    static const QList<Goal::Match> kMatches {Goal::Match::Equals, Goal::Match::Contains,
                                              Goal::Match::Wildcard};
    static const QList<Goal::Worth> kWorths {Goal::Worth::None, Goal::Worth::Fixed, Goal::Worth::Hit};
    Goal goal;
    goal.id = QStringLiteral("goal-%1").arg(m_random.below(1000));
    goal.target = m_random.of(kTargets);
    goal.match = m_random.of(kMatches);
    goal.worth = m_random.of(kWorths);
    goal.valueKey = m_random.of(QStringList {{}, QStringLiteral("b"), QStringLiteral("price")});
    goal.fixedValue = static_cast<double>(m_random.below(20)) / 4;
    switch (goal.target) {
    case Goal::Target::Page: goal.pattern = someHit().path(); break;
    case Goal::Target::Event: goal.pattern = someHit().event; break;
    case Goal::Target::Outbound:
        goal.pattern = m_random.of(QStringList {QStringLiteral("https://out.example/"),
                                                QStringLiteral("https://out.example/b"),
                                                QStringLiteral("https://x.example/\"q\"")});
        break;
    case Goal::Target::Link: goal.pattern = someHit().link; break;
    }
    if (goal.match == Goal::Match::Contains)
        goal.pattern = someText(goal.pattern);
    if (goal.match == Goal::Match::Wildcard) {
        for (qint64 stars = m_random.below(3); stars > 0; --stars) {
            const qint64 at = m_random.below(goal.pattern.size() + 1);
            goal.pattern.replace(at, m_random.below(3), QStringLiteral("*"));
        }
    }
    if (goal.pattern.isEmpty())
        goal.pattern = QStringLiteral("*");
    return goal;
}

std::optional<InstantRange> RandomQuestions::someComparison(const InstantRange &range, const QString &zone)
{
    if (range.from == 0 || range.to == 0 || m_random.chance(50))
        return std::nullopt;
    if (range.from >= range.to) // a day that its zone skipped
        return std::nullopt;
    const Micros now = m_random.chance(50) ? range.to : wholeMillis(m_random.between(range.from, range.to));
    switch (m_random.below(4)) {
    case 0: return previousPeriod(range, zone, now);
    case 1: return previousYear(range, zone, now);
    case 2: return someRange(zone);
    default: break;
    }
    const Micros shift = wholeMillis(m_random.below(2 * kMicrosPerDay));
    return InstantRange {range.from - shift, range.from - shift + wholeMillis((range.to - range.from) / 2)};
}

bool RandomQuestions::isCuttable(const InstantRange &range, const QString &zone,
                                 Granularity granularity) const
{
    const Micros from = range.from != 0 ? range.from : m_first;
    const Micros to = range.to != 0 ? range.to : m_last + kMicrosPerMilli;
    // An hour in a zone may hold two changes of clocks; that many buckets stay free.
    return (to - from) / unitOf(granularity) < 1400 && QTimeZone(zone.toUtf8()).isValid();
}

StatsQuery RandomQuestions::nextStats()
{
    m_dimensions = {QStringLiteral("page"), QStringLiteral("entry_page"), m_random.of(askable()),
                    m_random.of(askable())};
    StatsQuery query;
    query.site = someHit().site;
    if (m_random.chance(1))
        query.site = QStringLiteral("nobody");
    query.timezone = m_random.of(zones());
    query.range = someRange(query.timezone);
    query.comparison = someComparison(query.range, query.timezone);
    if (query.comparison && (query.comparison->from >= query.comparison->to || !validate(query)))
        query.comparison.reset();
    query.filters = someFilters();
    if (m_random.chance(8))
        query.link =
            m_random.of(QStringList {QStringLiteral("abc"), QStringLiteral("ABC"), QStringLiteral("xyz123")});
    query.includesBots = m_random.chance(40);
    query.wantsTotals = m_random.chance(90);
    query.wantsMedian = m_random.chance(40);
    query.wantsWeekHours = m_random.chance(25);
    if (m_random.chance(60)) {
        static const QList<Granularity> kAll {
            Granularity::Minute, Granularity::FiveMinutes, Granularity::Hour,
            Granularity::Hour,   Granularity::Day,         Granularity::Day,
            Granularity::Week,   Granularity::Month,       Granularity::Year};
        Granularity granularity = m_random.of(kAll);
        while (!isCuttable(query.range, query.timezone, granularity)
               || (query.comparison && !isCuttable(*query.comparison, query.timezone, granularity)))
            granularity = static_cast<Granularity>(static_cast<int>(granularity) + 1);
        query.granularity = granularity;
        if (m_random.chance(50)) {
            query.seriesMetrics = {};
            for (const Metric metric : kMetrics)
                query.seriesMetrics.setFlag(metric, m_random.chance(40));
        }
    }
    for (qint64 left = m_random.below(4); left > 0; --left)
        query.breakdowns.append(someBreakdown());
    for (qint64 left = m_random.chance(40) ? m_random.between(1, 4) : 0; left > 0; --left) {
        query.goals.append(someGoal());
        query.goals.last().site = query.site;
    }
    return query;
}

VisitsQuery RandomQuestions::nextVisits()
{
    m_dimensions = {QStringLiteral("page"), QStringLiteral("exit_page"), m_random.of(askable()),
                    m_random.of(askable())};
    VisitsQuery query;
    query.site = someHit().site;
    query.range = someRange(m_random.of(zones()));
    query.filters = someFilters();
    if (m_random.chance(8))
        query.link = QStringLiteral("abc");
    query.includesBots = m_random.chance(40);
    static const QList<int> kLimits {1, 2, 7, 50, 200};
    query.limit = m_random.of(kLimits);
    return query;
}
