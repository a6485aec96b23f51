// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/question.h"

#include "core/questions/comparisonperiod.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

using Operator = DimensionFilter::Operator;

constexpr Granularity kGranularities[] = {Granularity::Minute, Granularity::FiveMinutes, Granularity::Hour,
                                          Granularity::Day,    Granularity::Week,        Granularity::Month,
                                          Granularity::Year};

bool isOpen(const InstantRange &range)
{
    return range.to <= range.from;
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QJsonValue dayValue(QDate day)
{
    return day.toString(Qt::ISODate);
}

QDate dayOf(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

/// Exact: a double holds these instants in microseconds until the year 2255.
Micros instantOf(const QJsonValue &value)
{
    return static_cast<Micros>(value.toDouble());
}

} // namespace

void Question::toggle(const DimensionFilter &filter)
{
    if (filters.removeAll(filter) > 0)
        return;
    const auto opposite = [&filter](const DimensionFilter &other) {
        return other.dimension == filter.dimension && other.value == filter.value
            && other.op != Operator::Contains && filter.op != Operator::Contains;
    };
    filters.removeIf(opposite);
    filters.append(filter);
}

QList<FilterGroup> Question::groups() const
{
    QList<FilterGroup> groups;
    for (const DimensionFilter &filter : filters) {
        const auto group = std::ranges::find_if(groups, [&filter](const FilterGroup &other) {
            return other.dimension == filter.dimension && other.op == filter.op;
        });
        if (group == groups.end())
            groups.append({filter.dimension, filter.op, {filter.value}});
        else
            group->values.append(filter.value);
    }
    return groups;
}

void Question::replace(const FilterGroup &group, const FilterGroup &next)
{
    QList<FilterGroup> now = groups();
    const auto at = std::ranges::find(now, group);
    if (at == now.end())
        now.append(next);
    else
        *at = next;
    filters.clear();
    for (const FilterGroup &each : std::as_const(now)) {
        for (const QString &value : each.values) {
            const DimensionFilter filter {each.dimension, each.op, value};
            if (!filters.contains(filter))
                filters.append(filter);
        }
    }
}

std::optional<InstantRange> Question::compared(const QString &zone, Micros now) const
{
    const InstantRange asked = range.resolved(zone, now);
    if (isOpen(asked))
        return std::nullopt;
    const Weekdays weekdays = alignsWeekdays(zone, now) ? Weekdays::Matching : Weekdays::AsTheyFall;
    switch (comparison) {
    case Comparison::PreviousPeriod: return previousPeriod(asked, zone, now, weekdays);
    case Comparison::PreviousYear: return previousYear(asked, zone, now, weekdays);
    case Comparison::Days:
        if (comparedFirst.isValid() && comparedLast.isValid())
            return PastRange::ofDays(comparedFirst, comparedLast).resolved(zone, now);
        break;
    case Comparison::None: break;
    }
    return std::nullopt;
}

bool Question::alignsWeekdays(const QString &zone, Micros now) const
{
    const bool isWholeDays = range.period != PastRange::Period::Instants
        && range.period != PastRange::Period::LastHalfHour && range.period != PastRange::Period::AllTime;
    return matchesWeekdays && isWholeDays
        && (comparison == Comparison::PreviousPeriod || comparison == Comparison::PreviousYear)
        && granularityFor(zone, now, {}) < Granularity::Month;
}

bool Question::isRunning(const QString &zone, Micros now) const
{
    const InstantRange asked = range.resolved(zone, now);
    return isOpen(asked) || (asked.from <= now && now < asked.to);
}

InstantRange Question::closedRange(const QString &zone, Micros now, const InstantRange &extent) const
{
    const InstantRange asked = range.resolved(zone, now);
    if (!isOpen(asked))
        return asked;
    return isOpen(extent) ? InstantRange {now - kMicrosPerDay, now} : extent;
}

Granularity Question::granularityFor(const QString &zone, Micros now, const InstantRange &extent) const
{
    const bool isUnknown = isOpen(range.resolved(zone, now)) && isOpen(extent);
    if (isUnknown) // months fit whatever the site holds
        return std::max(granularity.value_or(Granularity::Month), Granularity::Month);
    const InstantRange closed = closedRange(zone, now, extent);
    if (granularity && fittingGranularities(closed, zone).contains(*granularity))
        return *granularity;
    return automaticGranularity(closed);
}

StatsQuery Question::toQuery(const QString &zone, Micros now, const InstantRange &extent) const
{
    StatsQuery query;
    query.site = site;
    query.range = range.resolved(zone, now);
    query.timezone = zone;
    query.link = link;
    query.filters = filters;
    query.includesBots = includesBots;
    query.granularity = granularityFor(zone, now, extent);
    query.comparison = compared(zone, now);
    return query;
}

QByteArray Question::state() const
{
    QJsonArray wanted;
    for (const DimensionFilter &filter : filters)
        wanted.append(QJsonArray {filter.dimension, static_cast<int>(filter.op), filter.value});
    QJsonObject object {{key("period"), static_cast<int>(range.period)},
                        {key("first"), dayValue(range.first)},
                        {key("last"), dayValue(range.last)},
                        {key("from"), static_cast<double>(range.instants.from)},
                        {key("to"), static_cast<double>(range.instants.to)},
                        {key("comparison"), static_cast<int>(comparison)},
                        {key("weekdays"), matchesWeekdays},
                        {key("comparedFirst"), dayValue(comparedFirst)},
                        {key("comparedLast"), dayValue(comparedLast)},
                        {key("filters"), wanted},
                        {key("bots"), includesBots},
                        {key("link"), link}};
    if (granularity)
        object.insert(key("granularity"), toString(*granularity));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Question Question::fromState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    Question question;
    const int period = object.value(key("period")).toInt(-1);
    PastRange kept {static_cast<PastRange::Period>(period),
                    dayOf(object.value(key("first"))),
                    dayOf(object.value(key("last"))),
                    {instantOf(object.value(key("from"))), instantOf(object.value(key("to")))}};
    const bool isDays = kept.period == PastRange::Period::Days && kept.first.isValid() && kept.last.isValid()
        && kept.first <= kept.last;
    const bool isInstants = kept.period == PastRange::Period::Instants && kept.instants.from > 0
        && !isOpen(kept.instants);
    if (kept.isNamed() || isDays || isInstants)
        question.range = kept;
    question.matchesWeekdays = object.value(key("weekdays")).toBool(true);
    question.comparedFirst = dayOf(object.value(key("comparedFirst")));
    question.comparedLast = dayOf(object.value(key("comparedLast")));
    const int comparison = object.value(key("comparison")).toInt(-1);
    if (comparison >= 0 && comparison <= static_cast<int>(Comparison::Days))
        question.comparison = static_cast<Comparison>(comparison);
    question.granularity = granularityOf(object.value(key("granularity")).toString());
    for (const QJsonValue &value : object.value(key("filters")).toArray()) {
        const QJsonArray parts = value.toArray();
        const int op = parts.at(1).toInt(-1);
        if (isFilterable(parts.at(0).toString()) && op >= 0 && op <= static_cast<int>(Operator::Contains))
            question.filters.append(
                {parts.at(0).toString(), static_cast<Operator>(op), parts.at(2).toString()});
    }
    question.includesBots = object.value(key("bots")).toBool();
    question.link = object.value(key("link")).toString();
    return question;
}

QList<Granularity> fittingGranularities(const InstantRange &range, const QString &zone)
{
    QList<Granularity> fitting;
    for (const Granularity granularity : kGranularities) {
        const qsizetype buckets = cutBuckets(range, zone, granularity).size();
        if (buckets >= 1 && buckets <= kMaxBuckets)
            fitting.append(granularity);
    }
    return fitting;
}
