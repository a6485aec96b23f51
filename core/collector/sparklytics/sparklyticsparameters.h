// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/statsquery.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QDate>

/// The parameters that all read routes of Sparklytics share (api.md#reads-for-sparklytics), checked.
struct SparklyticsQuestion
{
    struct Comparison
    {
        QString mode; ///< previous_period, previous_year, custom; empty = none requested
        QDate first, last; ///< civil days, both inclusive
        InstantRange range; ///< a period that still runs compares with the same part
    };

    QString site;
    QString timezone;
    QDate first, last; ///< civil days of the zone, both inclusive
    InstantRange range;
    QList<DimensionFilter> filters;
    bool includesBots = false;
    bool countsEvents = false; ///< semantics=sparklytics: every event is a pageview, as upstream counts
    Comparison comparison; ///< the previous period by default

    bool wantsComparison() const { return !comparison.mode.isEmpty(); }
    qint64 days() const { return first.daysTo(last) + 1; }
    /// Site, range, zone, filters, bots; and the comparison when `compares`.
    StatsQuery query(bool compares) const;
    /// hour, day or month as `granularity` says; without it up to 2 days hours, up to 60 days, else months.
    /// Errors: "validation_error".
    Result<Granularity> granularity(const QString &text) const;
};

/// Errors: "validation_error" with a message that names the parameter.
Result<SparklyticsQuestion> sparklyticsQuestionOf(const Exchange &exchange, const Site &site, Micros now);

/// A whole number of a parameter; the fallback when it is absent. Errors: "validation_error".
Result<qint64> sparklyticsNumber(const Exchange &exchange, const char *name, qint64 fallback);
/// The error that all parameters use.
Error sparklyticsInvalid(const QString &message);
