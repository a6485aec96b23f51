// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/settings/visitordatastatus.h"

#include <QList>
#include <QString>

/// A country, a city, a network or what is left, with its counts: a row beside the map and a mark on it.
struct MapRow
{
    QString value; ///< of the dimension `country` or `place`, to filter by
    QString country; ///< its code; "local" for networks, empty = not known
    QString name; ///< "India", "Mumbai", "Hall B"
    QString region; ///< of a city
    StatsCounts counts;
    std::optional<GeoPosition> position; ///< of a city or a network; countries are where the map has them

    friend bool operator==(const MapRow &, const MapRow &) = default;
};

/// What a map shows of an answer. A pure value: every number is one that the engine counted.
struct MapContent
{
    Metric metric = Metric::Visitors;
    bool sumsDays = false; ///< visitors of several days were added up
    StatsCounts totals;
    /// Every country, network and, last, what is not known; by the metric descending, then value.
    QList<MapRow> rows;
    /// Every city, region without a city and network, the same order; without a name what is known of a
    /// country and no more.
    QList<MapRow> places;

    /// More marks than this say nothing more, and would cost the windows time.
    static constexpr int kMostPlaces = 10'000;
    qint64 placesLeftOut = 0; ///< the smallest ones, beyond kMostPlaces

    /// What to ask: countries and places, with what a tooltip says.
    static QList<BreakdownQuery> breakdowns(Metric metric);
    /// `networks` are where the user put names of local networks; that wins over what was stored with hits.
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
        NothingKnown, ///< some came from elsewhere, but no place of any is known
    };
    Blank blank() const;

    friend bool operator==(const MapContent &, const MapContent &) = default;
};

/// The metric that a map can show: rates have no sum and no density, visitors stand for them.
Metric mapMetric(Metric metric);
