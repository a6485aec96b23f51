// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapcontent.h"

#include "core/types/placetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/placename.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace {

const QString kCountry = QStringLiteral("country");
const QString kPlace = QStringLiteral("place");

const Breakdown *breakdownOf(const StatsTable &table, const QString &dimension)
{
    const auto found = std::ranges::find(table.breakdowns, dimension, &Breakdown::dimension);
    return found == table.breakdowns.cend() ? nullptr : &*found;
}

std::optional<GeoPosition> positionOf(const PlaceText &place, const QList<NamedNetwork> &networks)
{
    if (!place.isLocal())
        return place.position;
    const auto placed = std::ranges::find_if(networks, [&place](const NamedNetwork &network) {
        return network.name == place.city && network.position;
    });
    return placed == networks.cend() ? place.position : placed->position;
}

} // namespace

Metric mapMetric(Metric metric)
{
    switch (metric) {
    case Metric::BounceRate:
    case Metric::VisitDuration: return Metric::Visitors;
    default: return metric;
    }
}

QList<BreakdownQuery> MapContent::breakdowns(Metric metric)
{
    const MetricSet metrics = MetricSet(Metric::Visitors) | Metric::Hits | metric;
    return {{.dimension = kCountry, .metrics = metrics, .orderBy = metric, .limit = 0},
            {.dimension = kPlace, .metrics = metrics, .orderBy = metric, .limit = kMostPlaces}};
}

MapContent MapContent::of(const StatsTable &table, Metric metric, const QList<NamedNetwork> &networks)
{
    MapContent content;
    content.metric = metric;
    content.sumsDays = metric == Metric::Visitors && table.sumsDays;
    content.totals = table.now.totals;
    if (const Breakdown *countries = breakdownOf(table, kCountry)) {
        for (const BreakdownRow &row : countries->rows) {
            if (!row.value.isEmpty())
                content.rows.append(
                    {row.value, row.value, PlaceName::country(row.value), {}, row.counts, std::nullopt});
        }
    }
    MapRow unknown;
    if (const Breakdown *places = breakdownOf(table, kPlace)) {
        content.placesLeftOut = places->totalRows - places->rows.size();
        content.places.reserve(places->rows.size());
        for (const BreakdownRow &row : places->rows) {
            const PlaceText place = PlaceText::parse(row.value);
            if (place.country.isEmpty() && place.city.isEmpty()) {
                unknown.counts = row.counts;
                continue;
            }
            const QString &name = place.city.isEmpty() ? place.region : place.city;
            MapRow entry {row.value,    place.country, name,
                          place.region, row.counts,    positionOf(place, networks)};
            if (place.isLocal()) {
                entry.name = place.city.isEmpty() ? PlaceName::place(place.country) : place.city;
                content.rows.append(entry);
            }
            if (!name.isEmpty() || !place.isLocal())
                content.places.append(std::move(entry));
        }
    }
    // A stable order: the engine's, with networks among the countries.
    std::ranges::stable_sort(content.rows, [&content](const MapRow &a, const MapRow &b) {
        return content.valueOf(a) > content.valueOf(b);
    });
    if (unknown.counts.hits > 0) {
        unknown.name = PlaceName::place({});
        content.rows.append(unknown);
    }
    return content;
}

QString MapContent::metricName() const
{
    return sumsDays ? QCoreApplication::translate("MapContent", "Daily visitors") : MetricText::name(metric);
}

double MapContent::shareOf(const MapRow &row) const
{
    const double whole = totals.value(metric);
    return whole > 0 ? valueOf(row) / whole : 0;
}

QList<MapRow> MapContent::placesOf(const QString &code) const
{
    QList<MapRow> list;
    std::ranges::copy_if(places, std::back_inserter(list), [&code](const MapRow &row) {
        return (code.isEmpty() || row.country == code) && !row.name.isEmpty();
    });
    return list;
}

const MapRow *MapContent::country(const QString &code) const
{
    const auto found = std::ranges::find_if(
        rows, [&code](const MapRow &row) { return row.country == code && row.value == code; });
    return found == rows.cend() ? nullptr : &*found;
}

MapContent::Blank MapContent::blank() const
{
    bool isLocalOnly = true;
    for (const MapRow &row : rows) {
        const bool isLocal = row.country == PlaceText::kLocal;
        if (row.position || (!isLocal && !row.country.isEmpty()))
            return Blank::No;
        isLocalOnly = isLocalOnly && isLocal;
    }
    return rows.isEmpty() ? Blank::No : isLocalOnly ? Blank::OnlyLocal : Blank::NothingKnown;
}
