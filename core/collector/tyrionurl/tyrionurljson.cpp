// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/tyrionurl/tyrionurljson.h"

#include "core/documents/jsonvalues.h"
#include "core/links/link.h"
#include "core/types/daterange.h"
#include "core/types/placetext.h"
#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace {

constexpr int kListRows = 100;
constexpr int kSourceRows = 1000;

/// The lists of the dashboard, in the order of its question.
enum List : qsizetype { Countries, Cities, Devices, Systems, Browsers, Channels, Sources };
constexpr const char *kDimensions[] = {"country", "city",        "device",    "os",
                                       "browser", "hit_channel", "hit_source"};

/// Channels that are a category with sources of their own. Direct and Internal are categories without one;
/// everything else is Other.
constexpr const char *kCategories[] = {"Social", "Email", "Search"};

BreakdownQuery listOf(const char *dimension, int limit)
{
    BreakdownQuery list;
    list.dimension = QString::fromLatin1(dimension);
    list.metrics = Metric::Hits;
    list.orderBy = Metric::Hits;
    list.limit = limit;
    return list;
}

DimensionFilter equals(const char *dimension, const QString &value)
{
    return {QString::fromLatin1(dimension), DimensionFilter::Operator::Equals, value};
}

qint64 clicksOf(const Breakdown &list, QLatin1StringView value)
{
    for (const BreakdownRow &row : list.rows) {
        if (row.value == value)
            return row.counts.hits;
    }
    return 0;
}

QStringList categoriesIn(const StatsTable &dashboard)
{
    QStringList categories;
    for (const char *category : kCategories) {
        if (clicksOf(dashboard.breakdowns.value(Channels), QLatin1StringView(category)) > 0)
            categories.append(QString::fromLatin1(category));
    }
    return categories;
}

Result<InstantRange> rangeOf(const Exchange &exchange, const QString &zoneName, Micros now)
{
    const QString name = exchange.queryValue("range");
    const QString start = exchange.queryValue("start");
    const QString end = exchange.queryValue("end");
    const bool hasDates = !start.isEmpty() || !end.isEmpty();
    if (name == QLatin1StringView("custom") || (name.isEmpty() && hasDates)) {
        const Result<InstantRange> range = parseRange(start, end, zoneName);
        if (!range || start.size() != 10 || end.size() != 10)
            return Error {QStringLiteral("bad_range"),
                          QStringLiteral("A custom range needs start and end as YYYY-MM-DD, start first")};
        return *range;
    }
    if (name == QLatin1StringView("24h")) {
        const Micros next = now + kMicrosPerSecond; // what came this second counts
        return InstantRange {next - kMicrosPerDay, next};
    }
    int days = 0;
    if (name.isEmpty() || name == QLatin1StringView("7d"))
        days = 7;
    else if (name == QLatin1StringView("30d"))
        days = 30;
    else
        return Error {QStringLiteral("bad_range"), QStringLiteral("range is 24h, 7d, 30d or custom")};
    const QTimeZone zone(zoneName.toUtf8());
    const QDate today = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, zone).date();
    return InstantRange {startOfCivilDay(today.addDays(1 - days), zone),
                         startOfCivilDay(today.addDays(1), zone)};
}

/// "Unknown" for what is not known; `hidesUnknown` leaves it out.
QJsonArray named(const Breakdown &list, qint64 total, bool hidesUnknown)
{
    QJsonArray rows;
    for (const BreakdownRow &row : list.rows) {
        if (row.value.isEmpty() && hidesUnknown)
            continue;
        rows.append(QJsonObject {
            {QStringLiteral("name"), row.value.isEmpty() ? QStringLiteral("Unknown") : row.value},
            {QStringLiteral("clicks"), row.counts.hits},
            {QStringLiteral("percentage"), percentage(row.counts.hits, total)}});
    }
    return rows;
}

QJsonArray countryRows(const Breakdown &list, qint64 total, bool withFlags)
{
    QJsonArray rows;
    for (const BreakdownRow &row : list.rows) {
        if (row.value.isEmpty())
            continue;
        QJsonObject country {{QStringLiteral("code"), row.value},
                             {QStringLiteral("name"), countryName(row.value)},
                             {QStringLiteral("clicks"), row.counts.hits},
                             {QStringLiteral("percentage"), percentage(row.counts.hits, total)}};
        if (withFlags)
            country.insert(QStringLiteral("flag"), countryFlag(row.value));
        rows.append(country);
    }
    return rows;
}

struct Referrer
{
    QString category;
    QString name;
    qint64 clicks = 0;
};

/// What is in no category's own list is Other; without a source the channel says what it was.
QList<Referrer> referrersOf(const StatsTable &dashboard, const QList<StatsTable> &sources)
{
    QList<Referrer> referrers;
    QHash<QString, qint64> inCategories;
    const QStringList categories = categoriesIn(dashboard);
    for (qsizetype i = 0; i < categories.size(); ++i) {
        const Breakdown list = sources.value(i).breakdowns.value(0);
        for (const BreakdownRow &row : list.rows) {
            const QString name = row.value.isEmpty() ? QStringLiteral("Unknown") : row.value;
            referrers.append({categories[i], name, row.counts.hits});
            inCategories[row.value] += row.counts.hits;
        }
    }
    const Breakdown channels = dashboard.breakdowns.value(Channels);
    for (const char *channel : {"Direct", "Internal"}) {
        const QString name = QString::fromLatin1(channel);
        if (const qint64 clicks = clicksOf(channels, QLatin1StringView(channel)); clicks > 0) {
            referrers.append({name, name, clicks});
            inCategories[QString()] += clicks;
        }
    }
    const Breakdown all = dashboard.breakdowns.value(Sources);
    for (const BreakdownRow &row : all.rows) {
        if (const qint64 rest = row.counts.hits - inCategories.value(row.value); rest > 0)
            referrers.append(
                {QStringLiteral("Other"), row.value.isEmpty() ? QStringLiteral("Unknown") : row.value, rest});
    }
    std::ranges::sort(referrers, [](const Referrer &left, const Referrer &right) {
        if (left.clicks != right.clicks)
            return left.clicks > right.clicks;
        return left.name != right.name ? left.name < right.name : left.category < right.category;
    });
    return referrers;
}

QJsonArray referrerRows(const QList<Referrer> &referrers, qint64 total)
{
    QJsonArray rows;
    for (const Referrer &referrer : referrers.first(std::min<qsizetype>(kListRows, referrers.size()))) {
        rows.append(QJsonObject {{QStringLiteral("category"), referrer.category},
                                 {QStringLiteral("name"), referrer.name},
                                 {QStringLiteral("clicks"), referrer.clicks},
                                 {QStringLiteral("percentage"), percentage(referrer.clicks, total)}});
    }
    return rows;
}

} // namespace

Result<StatsQuery> clicksQueryOf(const Exchange &exchange, const Link &link, const Site *site, Micros now)
{
    StatsQuery query;
    query.site = link.site;
    query.link = link.code;
    query.timezone = site ? site->timezone : QStringLiteral("UTC");
    query.includesBots = site && site->countsBots();
    query.filters.append(equals("kind", QStringLiteral("click")));
    const Result<InstantRange> range = rangeOf(exchange, query.timezone, now);
    if (!range)
        return range.error();
    query.range = *range;
    if (Result<void> valid = validate(dashboardQuery(query)); !valid)
        return valid.error();
    return query;
}

StatsQuery dashboardQuery(const StatsQuery &clicks)
{
    StatsQuery query = clicks;
    // A day of 25 hours is a day.
    const bool isShort = clicks.range.to - clicks.range.from <= 2 * kMicrosPerDay + kMicrosPerHour;
    query.granularity = isShort ? Granularity::Hour : Granularity::Day;
    query.seriesMetrics = MetricSet(Metric::Hits) | Metric::Visitors;
    for (const char *dimension : kDimensions)
        query.breakdowns.append(listOf(dimension, kListRows));
    query.breakdowns[Sources].limit = kSourceRows;
    return query;
}

StatsQuery botClicksQuery(const StatsQuery &clicks)
{
    StatsQuery query = clicks;
    query.includesBots = true;
    query.filters.append(equals("bot", QStringLiteral("true")));
    return query;
}

QList<StatsQuery> sourceQueries(const StatsQuery &clicks, const StatsTable &dashboard)
{
    QList<StatsQuery> queries;
    const QStringList categories = categoriesIn(dashboard);
    for (const QString &category : categories) {
        StatsQuery query = clicks;
        query.wantsTotals = false;
        query.filters.append(equals("hit_channel", category));
        query.breakdowns.append(listOf("hit_source", kSourceRows));
        queries.append(query);
    }
    return queries;
}

StatsQuery countriesQuery(const StatsQuery &clicks)
{
    StatsQuery query = clicks;
    query.breakdowns.append(listOf("country", 0));
    return query;
}

StatsQuery citiesQuery(const StatsQuery &clicks, const QString &country)
{
    StatsQuery query = clicks;
    if (!country.isEmpty())
        query.filters.append(equals("country", country));
    query.breakdowns.append(listOf("place", 0));
    return query;
}

QByteArray dashboardJson(const Link &link, const StatsQuery &query, const StatsTable &table,
                         const StatsTable &bots, const QList<StatsTable> &sources)
{
    const qint64 total = table.now.totals.hits;
    const auto list = [&table](List which) { return table.breakdowns.value(which); };
    QJsonArray series;
    for (const StatsBucket &bucket : table.now.series) {
        series.append(QJsonObject {{QStringLiteral("t"), toRfc3339(bucket.time)},
                                   {QStringLiteral("clicks"), bucket.counts.hits},
                                   {QStringLiteral("visitors"), bucket.counts.visitors}});
    }
    const Granularity granularity = query.granularity.value_or(Granularity::Day);
    return compactJson({
        {QStringLiteral("shortCode"), link.code},
        {QStringLiteral("destination"), link.url},
        {QStringLiteral("campaign"), QJsonValue::Null},
        {QStringLiteral("range"),
         QJsonObject {{QStringLiteral("start"), isoMillis(query.range.from)},
                      {QStringLiteral("end"), isoMillis(query.range.to)},
                      {QStringLiteral("granularity"), QString(toString(granularity))},
                      {QStringLiteral("timezone"), query.timezone}}},
        {QStringLiteral("totalClicks"), total},
        {QStringLiteral("uniqueVisitors"), table.now.totals.visitors},
        {QStringLiteral("botClicks"), bots.now.totals.hits},
        {QStringLiteral("clicksOverTime"), series},
        {QStringLiteral("countries"), countryRows(list(Countries), total, false)},
        {QStringLiteral("cities"), named(list(Cities), total, true)},
        {QStringLiteral("devices"), named(list(Devices), total, false)},
        {QStringLiteral("os"), named(list(Systems), total, false)},
        {QStringLiteral("browsers"), named(list(Browsers), total, false)},
        {QStringLiteral("referrers"), referrerRows(referrersOf(table, sources), total)},
    });
}

QByteArray countriesJson(const Link &link, const StatsTable &table)
{
    const qint64 total = table.now.totals.hits;
    return compactJson({{QStringLiteral("shortCode"), link.code},
                        {QStringLiteral("total"), total},
                        {QStringLiteral("countries"), countryRows(table.breakdowns.value(0), total, true)}});
}

QByteArray citiesJson(const Link &link, const StatsTable &table)
{
    struct City
    {
        QString name;
        QString country;
        std::optional<GeoPosition> position; // of most of its clicks
        qint64 clicks = 0;
    };
    QList<City> cities;
    QHash<std::pair<QString, QString>, qsizetype> known; // country and name
    qint64 total = 0;
    const Breakdown places = table.breakdowns.value(0);
    for (const BreakdownRow &row : places.rows) {
        const PlaceText place = PlaceText::parse(row.value);
        if (place.country.isEmpty() || place.isLocal())
            continue;
        total += row.counts.hits;
        if (place.city.isEmpty())
            continue;
        const std::pair key(place.country, place.city);
        if (!known.contains(key)) {
            known.insert(key, cities.size());
            cities.append({place.city, place.country, place.position, 0});
        }
        City &city = cities[known.value(key)];
        city.clicks += row.counts.hits;
        if (!city.position)
            city.position = place.position;
    }
    std::ranges::sort(cities, [](const City &left, const City &right) {
        if (left.clicks != right.clicks)
            return left.clicks > right.clicks;
        return left.name != right.name ? left.name < right.name : left.country < right.country;
    });
    const auto degrees = [](const std::optional<GeoPosition> &position, qint16 GeoPosition::*axis) {
        return position ? QJsonValue((*position).*axis / 100.0) : QJsonValue(QJsonValue::Null);
    };
    QJsonArray rows;
    for (const City &city : cities) {
        rows.append(QJsonObject {{QStringLiteral("city"), city.name},
                                 {QStringLiteral("country"), countryName(city.country)},
                                 {QStringLiteral("code"), city.country},
                                 {QStringLiteral("lat"), degrees(city.position, &GeoPosition::latitude)},
                                 {QStringLiteral("lon"), degrees(city.position, &GeoPosition::longitude)},
                                 {QStringLiteral("clicks"), city.clicks},
                                 {QStringLiteral("percentage"), percentage(city.clicks, total)}});
    }
    return compactJson({{QStringLiteral("shortCode"), link.code},
                        {QStringLiteral("total"), total},
                        {QStringLiteral("cities"), rows}});
}
