// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QDate>
#include <QList>
#include <QString>

#include <functional>

/// Dates of the buckets of one series, by the default locale, in the civil time of the series' zone.
class BucketText final
{
public:
    struct Label
    {
        int bucket = 0;
        QString text;

        friend bool operator==(const Label &, const Label &) = default;
    };

    BucketText(const QList<StatsBucket> &series, Granularity granularity, const QString &zone);

    /// "Fri 23 Oct 2026", "Fri 23 Oct 2026 14:00–15:00", "19–25 Oct 2026", "October 2026", "2026". Names the
    /// zone's offset if clocks change inside the series: a repeated hour is two buckets.
    QString span(int bucket) const;
    /// At most kMostLabels round dates ("1 Oct", "06:00", "Mar", "2027"), centred under slots of
    /// `slotWidth` without touching; `widthOf` measures a text.
    QList<Label> labels(qreal slotWidth, const std::function<qreal(const QString &)> &widthOf) const;

    static constexpr int kMostLabels = 8;

private:
    struct Civil
    {
        QDate day;
        int minute = 0; ///< of the day
    };
    /// Distance of labels: a number of minutes, days, buckets, months or years.
    struct Level
    {
        enum class Unit : quint8 { Minutes, Days, Buckets, Months, Years };
        Unit unit;
        int every;
    };

    QList<Level> levels() const;
    QList<Label> labelsOf(const Level &level) const;
    bool isLabelled(const Level &level, int bucket) const;
    QString labelText(const Level &level, int bucket, bool isFirst) const;

    QList<TimeBucket> m_buckets;
    QList<Civil> m_civil;
    Granularity m_granularity;
    QString m_zone;
    bool m_changesOffset = false;
};
