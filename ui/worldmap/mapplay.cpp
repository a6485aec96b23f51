// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapplay.h"

#include <QSet>

#include <algorithm>
#include <chrono>

namespace {

/// As many places as the answer for all days may hold.
StatsQuery boundedQuery(StatsQuery query, qsizetype days)
{
    constexpr int kMostCountries = 260; // there are 250 codes
    for (BreakdownQuery &list : query.breakdowns) {
        const int room = static_cast<int>(StatsDays::kMostRows / days) - kMostCountries;
        list.limit = list.limit > 0 ? std::min(list.limit, room) : kMostCountries;
    }
    return query;
}

MapScales scalesOf(const StatsDays &days, Metric metric)
{
    QList<double> countries;
    QList<double> places;
    QSet<QString> different; // places
    for (const StatsDay &day : days.days) {
        for (const Breakdown &list : day.table.breakdowns) {
            const bool hasCountries = list.dimension == QLatin1StringView("country");
            QList<double> &values = hasCountries ? countries : places;
            for (const BreakdownRow &row : list.rows) {
                if (row.value.isEmpty())
                    continue;
                values.append(row.counts.value(metric));
                if (!hasCountries)
                    different.insert(row.value);
            }
        }
    }
    return MapScales::of(countries, places, different.size());
}

} // namespace

MapPlay::MapPlay(StatsQuestions &source, QObject *parent) : QObject(parent), m_source(source)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MapPlay::advance);
    setSpeed(m_speed);
}

void MapPlay::setAnswer(const StatsQuery &query, const StatsTable &table)
{
    const QList<StatsBucket> bars = table.now.totals.hits > 0 ? table.now.series : QList<StatsBucket>();
    if (query != m_query || bars.size() != m_bars.size()) {
        clear();
        m_query = query;
    }
    m_bars = bars;
    m_isOutdated = m_days.has_value();
    Q_EMIT changed();
}

void MapPlay::clear()
{
    m_asking.cancel();
    m_timer.stop();
    m_query = {};
    m_bars.clear();
    m_days.reset();
    m_error.clear();
    m_day = kWholeRange;
    m_isPlaying = false;
    Q_EMIT changed();
}

const StatsTable *MapPlay::table() const
{
    return m_days && m_day != kWholeRange ? &m_days->days.at(m_day).table : nullptr;
}

void MapPlay::setPlaying(bool on)
{
    if (on == m_isPlaying || !canPlay())
        return;
    m_isPlaying = on;
    if (on)
        show(m_day == lastDay() ? 0 : std::max(m_day, 0));
    else
        show(m_day);
}

void MapPlay::step(int days)
{
    if (m_day == kWholeRange)
        goTo(days > 0 ? 0 : lastDay());
    else
        goTo(m_day + days);
}

void MapPlay::goTo(int day)
{
    if (!canPlay())
        return;
    m_isPlaying = false;
    show(std::clamp(day, 0, lastDay()));
}

void MapPlay::showWholeRange()
{
    m_isPlaying = false;
    show(kWholeRange);
}

void MapPlay::setSpeed(double daysPerSecond)
{
    m_speed = daysPerSecond;
    m_timer.setInterval(std::chrono::milliseconds(static_cast<int>(1000 / daysPerSecond)));
    Q_EMIT changed();
}

void MapPlay::setLooping(bool on)
{
    m_loops = on;
    Q_EMIT changed();
}

void MapPlay::show(int day)
{
    // What has arrived since is read when one comes back to the days; while they are looked at, they stay.
    if (m_day == kWholeRange && day != kWholeRange && (!m_days || m_isOutdated))
        read();
    m_day = day;
    if (m_isPlaying && m_days)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT changed();
}

void MapPlay::read()
{
    m_days.reset();
    m_error.clear();
    m_asking = m_source.days(boundedQuery(m_query, m_bars.size()), this,
                             [this](const Result<StatsDays> &days) { take(days); });
}

void MapPlay::take(const Result<StatsDays> &days)
{
    if (!days || days->days.size() != m_bars.size()) {
        m_error = days ? tr("The days have changed. Try again.") : days.error().message;
        return showWholeRange();
    }
    m_days = *days;
    m_isOutdated = false;
    m_scales = scalesOf(*m_days, m_query.breakdowns.constFirst().orderBy);
    show(m_day);
}

void MapPlay::advance()
{
    if (m_day < lastDay())
        return show(m_day + 1);
    if (m_loops)
        return show(0);
    m_isPlaying = false;
    show(m_day);
}
