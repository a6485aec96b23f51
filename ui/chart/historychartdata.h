// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/annotation.h"
#include "ui/text/metrictext.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <optional>

enum class ChartStyle : quint8 { Line, Area, Bars };

/// What a HistoryChart shows. Immutable value.
struct HistoryChartData
{
    Metric metric = Metric::Visitors;
    Granularity granularity = Granularity::Day;
    QString zone = QStringLiteral("UTC"); ///< IANA name: where the dates of labels come from
    QList<StatsBucket> now;
    QList<StatsBucket>
        before; ///< paired with `now` by index; each keeps its own dates; empty = no comparison
    bool hasBefore = true; ///< there were any hits in the range of `before`; otherwise its zeros mean nothing
    Micros firstHit = 0; ///< of the site: buckets before it are gaps, not zeros; 0 = unknown
    QList<Annotation> annotations; ///< those outside of `now` are not drawn
    InstantRange range; ///< the requested range; selections are clipped to it; 0 = open
    /// Any instant of the bucket that is still growing: it is drawn as partial, later ones are not drawn.
    /// 0 = none.
    Micros runningFrom = 0;

    /// Slots of the chart: the longer one of both series.
    int buckets() const { return static_cast<int>(std::max(now.size(), before.size())); }
    bool isRunning(qsizetype bucket) const
    {
        const TimeBucket &time = now.at(bucket).time;
        return runningFrom != 0 && time.start <= runningFrom && runningFrom < time.end;
    }
    bool isToCome(qsizetype bucket) const
    {
        return runningFrom != 0 && now.at(bucket).time.start > runningFrom;
    }
    bool isTooEarly(const StatsBucket &bucket) const { return bucket.time.end <= firstHit; }
    /// The value drawn in a slot; empty beyond the series, in future buckets, before the first hit, and for
    /// undefined rates.
    std::optional<double> valueAt(qsizetype bucket) const
    {
        return bucket < now.size() && !isToCome(bucket) ? valueOf(now.at(bucket)) : std::nullopt;
    }
    std::optional<double> comparedAt(qsizetype bucket) const
    {
        return hasBefore && bucket < before.size() ? valueOf(before.at(bucket)) : std::nullopt;
    }

    friend bool operator==(const HistoryChartData &, const HistoryChartData &) = default;

private:
    std::optional<double> valueOf(const StatsBucket &bucket) const
    {
        return isTooEarly(bucket) ? std::nullopt : MetricText::valueOf(bucket.counts, metric);
    }
};
