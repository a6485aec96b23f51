// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/settings/visitordatastatus.h"

#include <QList>
#include <QString>

/// A country, a city, a network or the rest, with its counts: a row beside the map and a mark on it.
struct MapRow
{
    QString value; ///< of the dimension `country` or `place`, for filters
    QString country; ///< its code; "local" for networks, empty = unknown
    QString name; ///< "India", "Mumbai", "Hall B"
    QString region; ///< of a city
    StatsCounts counts;
    std::optional<GeoPosition> position; ///< of a city or a network; countries are where the map has them

    friend bool operator==(const MapRow &, const MapRow &) = default;
};

/// The content of a map, from an answer. A pure value: the engine counted every number.
struct MapContent
{
    Metric metric = Metric::Visitors;
    bool sumsDays = false; ///< visitors of several days were added up
    StatsCounts totals;
    /// Every country, network and, last, unknown places; by the metric descending, then value.
    QList<MapRow> rows;
    /// Every city, region without a city and network, in the same order; rows without a name are hits whose
    /// country alone is known.
    QList<MapRow> places;

    /// More marks would show nothing more, and would slow down the windows.
    static constexpr int kMostPlaces = 10'000;
    qint64 placesLeftOut = 0; ///< the smallest ones, beyond kMostPlaces

    /// The query: countries and places, with the values of tooltips.
    static QList<BreakdownQuery> breakdowns(Metric metric);
    /// `networks` are the user's positions of local networks, which win over those stored with hits.
    static MapContent of(const StatsTable &table, Metric metric, const QList<NamedNetwork> &networks);

    QString metricName() const; ///< "Pageviews", "Daily visitors"
    double valueOf(const MapRow &row) const { return row.counts.value(metric); }
    /// 0–1 of the totals.
    double shareOf(const MapRow &row) const;
    /// Those with a name; empty = of all countries.
    QList<MapRow> placesOf(const QString &country) const;
    const MapRow *country(const QString &code) const; ///< null = no hits

    /// Why nothing can be drawn although there are hits.
    enum class Blank : quint8 {
        No,
        OnlyLocal, ///< every hit came from a local network, and none has a place on the map
        NothingKnown, ///< some came from elsewhere, but all their places are unknown
    };
    Blank blank() const;

    friend bool operator==(const MapContent &, const MapContent &) = default;
};

/// The metric that a map can show: rates have no sum and no density, so visitors replace them.
Metric mapMetric(Metric metric);
