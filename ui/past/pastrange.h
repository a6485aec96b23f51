// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/daterange.h"

#include <QDate>
#include <QString>

/// A range of the past: a named period, civil days, or instants selected in a chart.
/// A pure value; a named period ("last 7 days") resolves to other dates tomorrow.
struct PastRange
{
    /// Numbers are stored: append, never renumber.
    enum class Period : quint8 {
        Today = 0,
        Yesterday = 1,
        Last7Days = 2, ///< today and the six days before, and so on
        Last28Days = 3,
        Last30Days = 4,
        Last90Days = 5,
        ThisWeek = 6, ///< from Monday, the whole week: its end may be in the future, as for month and year
        ThisMonth = 7,
        ThisYear = 8,
        LastMonth = 9,
        LastYear = 10,
        AllTime = 11,
        Days = 12, ///< `first` to `last`, both inclusive
        Instants = 13, ///< `instants`
        LastHalfHour = 14, ///< the running minute and the 29 before it
    };

    Period period = Period::Last30Days;
    QDate first = {}, last = {};
    InstantRange instants = {};

    static PastRange ofDays(QDate first, QDate last);
    /// Civil days when both ends are midnights of the zone.
    static PastRange ofInstants(const InstantRange &range, const QString &zone);

    /// True for a named period, whose dates change as time passes.
    bool isNamed() const;
    /// True if it moves every minute, whether or not hits arrive.
    bool isMoving() const { return period == Period::LastHalfHour; }
    /// Half-open, in the zone's civil days; 0 and 0 for all time.
    InstantRange resolved(const QString &zone, Micros now) const;

    friend bool operator==(const PastRange &, const PastRange &) = default;
};
