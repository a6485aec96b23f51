// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QString>
#include <QStringList>

/// The three documents of `clickscope query` and of the native read routes.
enum class StatsDocument : quint8 { Totals, Series, Breakdown };

/// The parameters of a question about the past, as texts: the options of `clickscope query`, the
/// parameters of a URL. Empty = not given.
struct StatsTexts
{
    QString from, to, timezone;
    QString granularity;
    QString by;
    QString link;
    QString limit, offset, search; ///< for a breakdown
    QString includesBots, timing;
    QString compare; ///< previous_period, previous_year, custom
    QString compareFrom, compareTo;
    QStringList metrics; ///< each may be a list separated by commas
    QStringList filters;
};

/// The parsed and validated parameters.
struct StatsRequest
{
    StatsDocument document = StatsDocument::Totals;
    StatsQuery query;
    QString from, to; ///< as they were given; empty = open
    bool wantsTiming = false;
};

constexpr int kDefaultRows = 100;

/// Parses a question about a site. Defaults: dates are open, the zone is the site's, the
/// granularity follows from the range, bots are included if the site counts them. A period that still runs
/// compares with the same part of the one before; `now` decides that, in whole seconds, so that equal
/// questions stay equal. Errors: those of parseRange(), DimensionFilter::parse() and validate(),
/// "bad_granularity", "bad_metric", "bad_dimension", "bad_limit", "bad_flag", "bad_comparison".
Result<StatsRequest> statsRequestOf(StatsDocument document, const Site &site, const StatsTexts &texts,
                                    Micros now);

/// The same for lists of visits: from, to, timezone, link, includesBots, filters, limit (1 to 200, default
/// 50).
Result<VisitsQuery> visitsQueryOf(const Site &site, const StatsTexts &texts, const QString &cursor);

/// The id written as 16 hexadecimal digits; 0 for anything else.
quint64 visitIdOf(const QString &text);
