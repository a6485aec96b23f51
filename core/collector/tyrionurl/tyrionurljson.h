// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/links/link.h"
#include "core/questions/statsquery.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QByteArray>
#include <QList>
#include <QString>

// Questions and answers about the clicks of a short link in the shapes of TyrionURL
// (api.md#reads-for-tyrionurl). Pure functions.

/// The clicks of a link over range=24h, 7d (default), 30d or custom with start and end, civil days of the
/// zone and both inclusive. 24h and custom ranges of up to two days have hourly buckets, others daily ones.
/// Errors: "bad_range", those of validate().
Result<StatsQuery> clicksQueryOf(const Exchange &exchange, const Link &link, const Site *site, Micros now);

/// The question of the dashboard: series and lists.
StatsQuery dashboardQuery(const StatsQuery &clicks);
/// Asks for the number of clicks by bots.
StatsQuery botClicksQuery(const StatsQuery &clicks);
/// The sources of Social, Email and Search, if the dashboard's answer has clicks of them: a source
/// alone does not tell the channel, because a campaign decides it, too.
QList<StatsQuery> sourceQueries(const StatsQuery &clicks, const StatsTable &dashboard);
/// The countries of the clicks; the cities, of one country or, with an empty code, of all.
StatsQuery countriesQuery(const StatsQuery &clicks);
StatsQuery citiesQuery(const StatsQuery &clicks, const QString &country);

/// `bots` answers botClicksQuery(), `sources` sourceQueries().
QByteArray dashboardJson(const Link &link, const StatsQuery &query, const StatsTable &table,
                         const StatsTable &bots, const QList<StatsTable> &sources);
QByteArray countriesJson(const Link &link, const StatsTable &table);

/// The cities that citiesQuery() found, and their positions; leaves out clicks of places without a country.
QByteArray citiesJson(const Link &link, const StatsTable &table);
