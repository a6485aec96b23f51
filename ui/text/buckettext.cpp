// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/buckettext.h"

#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr qreal kGap = 12; ///< between labels

} // namespace

BucketText::BucketText(const QList<StatsBucket> &series, Granularity granularity, const QString &zone) :
    m_granularity(granularity), m_zone(zone)
{
    m_buckets.reserve(series.size());
    m_civil.reserve(series.size());
    for (const StatsBucket &bucket : series) {
        const Micros local = bucket.time.start + bucket.time.offset * kMicrosPerSecond;
        const qint64 day = utcDay(local);
        m_buckets.append(bucket.time);
        m_civil.append({QDate(1970, 1, 1).addDays(day),
                        static_cast<int>((local - day * kMicrosPerDay) / kMicrosPerMinute)});
        m_changesOffset |= bucket.time.offset != series.first().time.offset;
    }
}

QString BucketText::span(int bucket) const
{
    const Civil &civil = m_civil.at(bucket);
    switch (m_granularity) {
    case Granularity::Minute:
    case Granularity::FiveMinutes:
    case Granularity::Hour: break;
    case Granularity::Day: return DateText::weekday(civil.day);
    case Granularity::Week: return DateText::days(civil.day, civil.day.addDays(6));
    case Granularity::Month: return DateText::month(civil.day);
    case Granularity::Year: return Format::digits(civil.day.year());
    }
    const TimeBucket &time = m_buckets.at(bucket);
    const int minutes = static_cast<int>((time.end - time.start) / kMicrosPerMinute);
    QString hours = Format::timeOfDay(civil.minute);
    if (minutes > 1)
        hours = LineText::joined({hours, Format::timeOfDay(civil.minute + minutes)}, QStringLiteral("–"));
    QStringList parts {DateText::weekday(civil.day), hours};
    if (m_changesOffset) {
        const QTimeZone zone(m_zone.toUtf8());
        parts.append(zone.abbreviation(
            QDateTime::fromMSecsSinceEpoch(time.start / kMicrosPerMilli, QTimeZone::utc())));
    }
    return LineText::joined(parts, QStringLiteral(" "));
}

QList<BucketText::Label> BucketText::labels(qreal slotWidth,
                                            const std::function<qreal(const QString &)> &widthOf) const
{
    if (m_civil.isEmpty())
        return {};
    const auto fits = [&](const QList<Label> &labels) {
        if (labels.isEmpty() || labels.size() > kMostLabels)
            return false;
        for (qsizetype i = 1; i < labels.size(); ++i) {
            const qreal room = slotWidth * (labels.at(i).bucket - labels.at(i - 1).bucket);
            if (room < (widthOf(labels.at(i).text) + widthOf(labels.at(i - 1).text)) / 2 + kGap)
                return false;
        }
        return true;
    };
    for (const Level &level : levels()) {
        const QList<Label> labels = labelsOf(level);
        if (fits(labels))
            return labels;
    }
    return {{0, labelText(levels().constFirst(), 0, true)}};
}

QList<BucketText::Level> BucketText::levels() const
{
    QList<Level> levels;
    const auto add = [&levels](Level::Unit unit, std::initializer_list<int> steps) {
        for (const int every : steps)
            levels.append({unit, every});
    };
    if (m_granularity < Granularity::Day)
        add(Level::Unit::Minutes, {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720});
    if (m_granularity <= Granularity::Day)
        add(Level::Unit::Days, {1, 2, 5, 7, 10, 14});
    if (m_granularity == Granularity::Week)
        add(Level::Unit::Buckets, {1, 2, 4});
    if (m_granularity < Granularity::Year)
        add(Level::Unit::Months, {1, 2, 3, 6});
    add(Level::Unit::Years, {1, 2, 5, 10, 20, 50, 100, 200, 500});
    return levels;
}

QList<BucketText::Label> BucketText::labelsOf(const Level &level) const
{
    QList<Label> labels;
    for (int i = 0; i < m_civil.size() && labels.size() <= kMostLabels; ++i) {
        if (isLabelled(level, i))
            labels.append({i, labelText(level, i, labels.isEmpty())});
    }
    return labels;
}

bool BucketText::isLabelled(const Level &level, int bucket) const
{
    const Civil &civil = m_civil.at(bucket);
    const QDate day = civil.day;
    // A day, month or year begins with its first bucket, whatever the clock says then: midnight may be
    // skipped.
    const QDate before = bucket > 0 ? m_civil.at(bucket - 1).day : day.addDays(civil.minute == 0 ? -1 : 0);
    switch (level.unit) {
    case Level::Unit::Minutes: return civil.minute % level.every == 0 || before != day;
    case Level::Unit::Days: return before != day && m_civil.first().day.daysTo(day) % level.every == 0;
    case Level::Unit::Buckets: return bucket % level.every == 0;
    case Level::Unit::Months:
        return (before.month() != day.month() || before.year() != day.year())
            && (day.month() - 1) % level.every == 0;
    case Level::Unit::Years: return before.year() != day.year() && day.year() % level.every == 0;
    }
    return false;
}

QString BucketText::labelText(const Level &level, int bucket, bool isFirst) const
{
    const Civil &civil = m_civil.at(bucket);
    switch (level.unit) {
    case Level::Unit::Minutes: {
        const bool beginsDay = bucket > 0 ? m_civil.at(bucket - 1).day != civil.day : civil.minute == 0;
        return beginsDay ? DateText::day(civil.day) : Format::timeOfDay(civil.minute);
    }
    case Level::Unit::Days:
    case Level::Unit::Buckets: return DateText::day(civil.day);
    case Level::Unit::Months:
        if (civil.day.month() == 1)
            break;
        return isFirst ? DateText::shortMonth(civil.day)
                       : QLocale().toString(civil.day, QStringLiteral("MMM"));
    case Level::Unit::Years: break;
    }
    return Format::digits(civil.day.year());
}
