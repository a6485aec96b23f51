// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/referencestats.h"

#include "tests/support/civilbuckets.h"
#include "tests/support/derivedvisits.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>
#include <QVariant>

#include <algorithm>
#include <iterator>

namespace {

/// A group of hits, being counted.
struct Group
{
    QSet<quint64> visitors;
    QSet<int> visits;
    qint64 pageviews = 0;
    qint64 hits = 0;
    double valueSum = 0;

    void add(const DerivedSite &site, int index)
    {
        const Hit &hit = *site.hits[index];
        ++hits;
        valueSum += hit.hasValue ? hit.value : 0;
        if (hit.kind == HitKind::Pageview)
            ++pageviews;
        if (hit.visitor != 0)
            visitors.insert(hit.visitor);
        if (site.visitOf[index] >= 0)
            visits.insert(site.visitOf[index]);
    }

    StatsCounts counts(const DerivedSite &site) const
    {
        StatsCounts counts;
        counts.visitors = visitors.size();
        counts.visits = visits.size();
        counts.pageviews = pageviews;
        counts.hits = hits;
        counts.valueSum = valueSum;
        for (const int index : visits) {
            const DerivedVisit &visit = site.visits[index];
            counts.viewedVisits += visit.pageviews() > 0 ? 1 : 0;
            counts.bounces += visit.isBounce() ? 1 : 0;
            counts.durationMs += (visit.last() - visit.first()) / kMicrosPerMilli;
        }
        return counts;
    }
};

/// The properties that lists know, as texts.
QMap<QString, QString> propertiesOf(const Hit &hit)
{
    static const QSet<HitKind> kListed {HitKind::Pageview, HitKind::Click,    HitKind::Event,
                                        HitKind::Outbound, HitKind::Download, HitKind::Pixel};
    QMap<QString, QString> texts;
    const QVariantMap values = QJsonDocument::fromJson(hit.props.toUtf8()).toVariant().toMap();
    for (auto value = values.begin(); value != values.end() && kListed.contains(hit.kind); ++value) {
        const QString text = value->toString(); // empty for what holds others
        if (!value.key().isEmpty() && !text.isEmpty())
            texts.insert(value.key(), text);
    }
    return texts;
}

QString valueOf(const DerivedSite &site, int index, const QString &dimension)
{
    const bool isEntry = dimension == QLatin1StringView("entry_page");
    if (isEntry || dimension == QLatin1StringView("exit_page")) {
        if (site.visitOf[index] < 0)
            return {};
        const DerivedVisit &visit = site.visits[site.visitOf[index]];
        return isEntry ? visit.entryPage() : visit.exitPage();
    }
    if (dimension == QLatin1StringView("entry_host"))
        return site.visitOf[index] < 0 ? QString() : site.visits[site.visitOf[index]].entryHost();
    const Hit &hit = *site.hits[index];
    if (dimension.startsWith(QLatin1StringView("prop:")))
        return propertiesOf(hit).value(dimension.sliced(5));
    const Hit *touch = site.visitOf[index] >= 0
        ? site.visits[site.visitOf[index]].touch() // of no visit: its own
        : tellsOfSomewhereElse(hit) ? &hit
                                    : nullptr;
    if (const std::optional<QString> value = originValue(touch, dimension))
        return *value;
    return dimensionValue(hit, dimension);
}

/// Filters of one dimension belong together: any of what `==` and `~` name, none of `!=`.
bool passes(const DerivedSite &site, int index, const QList<DimensionFilter> &filters)
{
    for (const DimensionFilter &filter : filters) {
        const bool isLink = filter.dimension == QLatin1StringView("link"); // in any case of its letters
        const auto cased = [isLink](const QString &text) { return isLink ? text.toLower() : text; };
        const QString value = cased(valueOf(site, index, filter.dimension));
        if (filter.op == DimensionFilter::Operator::NotEquals) {
            if (value == cased(filter.value))
                return false;
            continue;
        }
        bool passesGroup = false;
        for (const DimensionFilter &other : filters) {
            if (other.dimension != filter.dimension || other.op == DimensionFilter::Operator::NotEquals)
                continue;
            passesGroup = passesGroup
                || (other.op == DimensionFilter::Operator::Equals
                        ? value == cased(other.value)
                        : value.contains(cased(other.value), Qt::CaseSensitive));
        }
        if (!passesGroup)
            return false;
    }
    return true;
}

bool isIn(Micros instant, const InstantRange &range)
{
    return (range.from == 0 || instant >= range.from) && (range.to == 0 || instant < range.to);
}

/// Works for both kinds of questions.
template <typename Query>
QList<int> matching(const DerivedSite &site, const Query &query, const InstantRange &range)
{
    QList<int> found;
    for (int i = 0; i < site.hits.size(); ++i) {
        const Hit &hit = *site.hits[i];
        if (isIn(hit.eventAt, range) && (query.includesBots || !hit.bot.isBot)
            && (query.link.isEmpty() || hit.link.toLower() == query.link.toLower())
            && passes(site, i, query.filters))
            found.append(i);
    }
    return found;
}

InstantRange filledIn(InstantRange range, const DerivedSite &site)
{
    if (site.hits.isEmpty())
        return range;
    const auto second = [](const Hit *hit) { return hit->eventAt / kMicrosPerSecond * kMicrosPerSecond; };
    if (range.from == 0)
        range.from = second(site.hits.constFirst());
    if (range.to == 0)
        range.to = second(site.hits.constLast()) + kMicrosPerSecond;
    return range;
}

StatsCounts countsOf(const DerivedSite &site, const QList<int> &indexes)
{
    Group group;
    for (const int index : indexes)
        group.add(site, index);
    return group.counts(site);
}

std::optional<double> medianOf(const DerivedSite &site, const QList<int> &indexes)
{
    Group group;
    for (const int index : indexes)
        group.add(site, index);
    QList<qint64> durations;
    for (const int visit : std::as_const(group.visits))
        durations.append((site.visits[visit].last() - site.visits[visit].first()) / kMicrosPerMilli);
    if (durations.isEmpty())
        return std::nullopt;
    std::ranges::sort(durations);
    const qsizetype upper = durations.size() / 2;
    const qsizetype lower = (durations.size() - 1) / 2;
    return static_cast<double>(durations[lower] + durations[upper]) / 2000.0;
}

QList<StatsBucket> seriesOf(const DerivedSite &site, const QList<int> &indexes, const StatsQuery &query,
                            const InstantRange &range)
{
    QList<StatsBucket> series;
    if (range.from == 0 || range.from >= range.to)
        return series;
    for (const TimeBucket &time : civilBuckets(range, query.timezone, *query.granularity)) {
        Group group;
        for (const int index : indexes) {
            if (site.hits[index]->eventAt >= time.start && site.hits[index]->eventAt < time.end)
                group.add(site, index);
        }
        series.append({time, group.counts(site)});
    }
    return series;
}

/// Tries every run of characters that a `*` can stand for.
bool matchesWildcard(QStringView pattern, QStringView text)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.front() == u'*') {
        for (qsizetype taken = 0; taken <= text.size(); ++taken) {
            if (matchesWildcard(pattern.sliced(1), text.sliced(taken)))
                return true;
        }
        return false;
    }
    return !text.isEmpty() && text.front() == pattern.front()
        && matchesWildcard(pattern.sliced(1), text.sliced(1));
}

bool reaches(const Hit &hit, const Goal &goal)
{
    HitKind kind = HitKind::Pageview;
    QString text;
    QString pattern = goal.pattern;
    switch (goal.target) {
    case Goal::Target::Page: text = hit.path(); break;
    case Goal::Target::Event:
        kind = HitKind::Event;
        text = hit.event;
        break;
    case Goal::Target::Outbound:
        kind = HitKind::Outbound;
        for (const QString &key : {QStringLiteral("href"), QStringLiteral("url")}) {
            const QString target = QJsonDocument::fromJson(hit.props.toUtf8()).object()[key].toString();
            text = target.isEmpty() ? text : target;
        }
        text = text.isEmpty() ? hit.event : text;
        break;
    case Goal::Target::Link:
        kind = HitKind::Click;
        text = hit.link.toLower(); // in any case of its letters
        pattern = pattern.toLower();
        break;
    }
    if (hit.kind != kind)
        return false;
    switch (goal.match) {
    case Goal::Match::Equals: return text == pattern;
    case Goal::Match::Contains: return text.contains(pattern, Qt::CaseSensitive);
    case Goal::Match::Wildcard: return matchesWildcard(pattern, text);
    }
    return false;
}

/// A number, or a text that is one; 0 for anything else.
double propertyOf(const Hit &hit, const QString &name)
{
    const QVariant value = QJsonDocument::fromJson(hit.props.toUtf8()).toVariant().toMap().value(name);
    return name.isEmpty() || value.typeId() == QMetaType::Bool ? 0 : value.toDouble();
}

GoalCounts goalOf(const DerivedSite &site, const QList<int> &indexes, const Goal &goal)
{
    GoalCounts counts {goal.id};
    QSet<int> visits;
    for (const int index : indexes) {
        const Hit &hit = *site.hits[index];
        if (!reaches(hit, goal))
            continue;
        ++counts.conversions;
        if (site.visitOf[index] >= 0)
            visits.insert(site.visitOf[index]);
        if (goal.worth == Goal::Worth::Fixed)
            counts.value += goal.fixedValue;
        if (goal.worth == Goal::Worth::Hit)
            counts.value += hit.hasValue ? hit.value : propertyOf(hit, goal.valueKey);
    }
    counts.visits = visits.size();
    return counts;
}

StatsPeriod periodOf(const DerivedSite &site, const StatsQuery &query, const InstantRange &asked)
{
    StatsPeriod period;
    period.range = filledIn(asked, site);
    const QList<int> indexes = matching(site, query, period.range);
    if (query.wantsTotals)
        period.totals = countsOf(site, indexes);
    if (query.wantsMedian)
        period.medianDuration = medianOf(site, indexes);
    if (query.granularity)
        period.series = seriesOf(site, indexes, query, period.range);
    for (const Goal &goal : query.goals)
        period.goals.append(goalOf(site, indexes, goal));
    period.hasData = std::ranges::any_of(
        site.hits, [&period](const Hit *hit) { return isIn(hit->eventAt, period.range); });
    return period;
}

/// Three letters in capitals, or none.
QString currencyOf(const DerivedSite &site, int index)
{
    static const QRegularExpression code(QStringLiteral("^[A-Z]{3}$"));
    const QString text = valueOf(site, index, QStringLiteral("prop:currency")).toUpper();
    return code.match(text).hasMatch() ? text : QString();
}

using ValueAndCurrency = std::pair<QString, QString>;

QMap<ValueAndCurrency, StatsCounts> byValue(const DerivedSite &site, const QList<int> &indexes,
                                            const BreakdownQuery &query)
{
    const bool splits = query.splitsCurrencies && query.metrics.testFlag(Metric::ValueSum);
    const QString &dimension = query.dimension;
    QMap<ValueAndCurrency, Group> groups;
    for (const int index : indexes) {
        QStringList values {valueOf(site, index, dimension)};
        if (dimension == QLatin1StringView("prop"))
            values = propertiesOf(*site.hits[index]).keys();
        for (const QString &value : values.isEmpty() ? QStringList {QString()} : values)
            groups[{value, splits ? currencyOf(site, index) : QString()}].add(site, index);
    }
    QMap<ValueAndCurrency, StatsCounts> counts;
    for (auto group = groups.constBegin(); group != groups.constEnd(); ++group)
        counts.insert(group.key(), group->counts(site));
    return counts;
}

Breakdown breakdownOf(const DerivedSite &site, const QList<int> &now, const QList<int> &before,
                      const BreakdownQuery &query)
{
    const QMap<ValueAndCurrency, StatsCounts> counts = byValue(site, now, query);
    const QMap<ValueAndCurrency, StatsCounts> previous = byValue(site, before, query);
    QList<BreakdownRow> rows;
    QMap<QString, double> sums;
    for (auto row = counts.constBegin(); row != counts.constEnd(); ++row) {
        const auto &[value, currency] = row.key();
        const bool splits = query.splitsCurrencies && query.metrics.testFlag(Metric::ValueSum);
        if (splits && query.dimension != QLatin1StringView("prop") && row->valueSum != 0)
            sums[currency] += row->valueSum;
        if (!value.contains(query.search, Qt::CaseInsensitive))
            continue;
        if (query.leavesOutMissing && value.isEmpty())
            continue;
        const auto next = std::next(row); // that of a currency, if there is one
        if (query.orderBy == Metric::ValueSum && currency.isEmpty() && row->valueSum == 0
            && next != counts.constEnd() && next.key().first == value)
            continue;
        rows.append({value, row.value(), previous.value(row.key()), currency});
    }
    std::ranges::sort(rows, [&query](const BreakdownRow &a, const BreakdownRow &b) {
        const double left = a.counts.value(query.orderBy);
        const double right = b.counts.value(query.orderBy);
        if (left != right)
            return left > right;
        return a.value != b.value ? a.value.toUtf8() < b.value.toUtf8() : a.currency < b.currency;
    });
    Breakdown breakdown {query.dimension, rows.size(), {}, sums};
    for (qsizetype i = query.offset; i < rows.size(); ++i) {
        if (query.limit == 0 || breakdown.rows.size() < query.limit)
            breakdown.rows.append(rows[i]);
    }
    return breakdown;
}

WeekHours weekHoursOf(const DerivedSite &site, const QList<int> &indexes, const QString &zone)
{
    QList<Group> groups(WeekHours::kHours);
    for (const int index : indexes) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(site.hits[index]->eventAt / kMicrosPerMilli,
                                                              Qt::UTC)
                                   .toTimeZone(QTimeZone(zone.toUtf8()));
        groups[(time.date().dayOfWeek() - 1) * 24 + time.time().hour()].add(site, index);
    }
    WeekHours week;
    for (const Group &group : groups)
        week.hours.append(group.counts(site));
    return week;
}

VisitSummary summaryOf(const DerivedVisit &visit)
{
    const Hit &begin = *visit.extending.constFirst();
    VisitSummary summary;
    summary.visit = visit.id();
    summary.visitor = begin.visitor;
    summary.first = visit.first();
    summary.last = visit.last();
    summary.pageviews = visit.pageviews();
    summary.hits = visit.hits.size();
    summary.entryPage = visit.entryPage();
    summary.exitPage = visit.exitPage();
    summary.source = originValue(visit.touch(), QStringLiteral("source")).value_or(QString());
    summary.country = begin.place.country;
    summary.city = begin.place.city;
    summary.device = begin.client.device;
    summary.os = begin.client.os;
    summary.browser = begin.client.browser;
    return summary;
}

} // namespace

StatsTable referenceStats(const QList<Hit> &hits, const StatsQuery &query)
{
    const DerivedSite site = deriveSite(hits, query.site, query.includesBots);
    StatsTable table;
    table.now = periodOf(site, query, query.range);
    const QList<int> now = matching(site, query, table.now.range);
    QList<int> before;
    if (query.comparison) {
        table.before = periodOf(site, query, *query.comparison);
        before = matching(site, query, table.before->range);
    }
    for (const BreakdownQuery &breakdown : query.breakdowns)
        table.breakdowns.append(breakdownOf(site, now, before, breakdown));
    if (query.granularity && !site.hits.isEmpty())
        table.firstHit = filledIn({}, site).from;
    if (query.wantsWeekHours)
        table.weekHours = weekHoursOf(site, now, query.timezone);
    return table;
}

VisitsPage referenceVisits(const QList<Hit> &hits, const VisitsQuery &query)
{
    const DerivedSite site = deriveSite(hits, query.site, query.includesBots);
    QSet<int> found;
    for (const int index : matching(site, query, query.range)) {
        if (site.visitOf[index] >= 0)
            found.insert(site.visitOf[index]);
    }
    QList<VisitSummary> visits;
    for (const int index : std::as_const(found))
        visits.append(summaryOf(site.visits[index]));
    std::ranges::sort(visits, [](const VisitSummary &a, const VisitSummary &b) {
        return a.last != b.last ? a.last > b.last : a.visit > b.visit;
    });
    const qsizetype from = query.cursor.toInt();
    VisitsPage page;
    page.visits = visits.mid(from, query.limit);
    if (from + query.limit < visits.size())
        page.nextCursor = QString::number(from + query.limit);
    return page;
}

std::optional<VisitTimeline> referenceTimeline(const QList<Hit> &hits, const QString &siteId, quint64 visit,
                                               bool includesBots)
{
    const DerivedSite site = deriveSite(hits, siteId, includesBots);
    for (const DerivedVisit &candidate : site.visits) {
        if (candidate.id() != visit)
            continue;
        VisitTimeline timeline;
        timeline.visit = summaryOf(candidate);
        for (const Hit *hit :
             candidate.hits.first(std::min<qsizetype>(candidate.hits.size(), VisitTimeline::kMaxHits)))
            timeline.hits.append(*hit);
        timeline.isTruncated = candidate.hits.size() > VisitTimeline::kMaxHits;
        return timeline;
    }
    return std::nullopt;
}
