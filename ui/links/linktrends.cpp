// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linktrends.h"

#include "core/questions/sitequestions.h"
#include "ui/links/linkcounter.h"

namespace {

constexpr std::size_t kAtOnce = 4; ///< questions, so that others have their turn
constexpr qsizetype kMostKept = 5000;

} // namespace

StatsQuery daysOf(const SiteQuestions &sites, const Link &link, Micros now)
{
    StatsQuery query;
    query.site = link.site;
    query.link = link.code;
    query.timezone = zoneOfSite(sites, link.site);
    query.range = lastThirtyDays(query.timezone, now);
    query.wantsTotals = false;
    query.granularity = Granularity::Day;
    query.seriesMetrics = Metric::Hits;
    return query;
}

LinkTrends::LinkTrends(StatsQuestions &stats, SiteQuestions &sites, const Clock &clock, QObject *parent) :
    QObject(parent), m_stats(stats), m_source(sites), m_clock(clock)
{
}

void LinkTrends::setWanted(const QList<Link> &links)
{
    m_wanted.clear();
    for (const Link &link : links) {
        if (!m_known.contains(link.code) && !m_open.contains(link.code))
            m_wanted.enqueue(link);
    }
    askMore();
}

void LinkTrends::stop()
{
    m_open.clear();
    m_wanted.clear();
}

void LinkTrends::forget()
{
    m_known.clear();
    stop();
}

void LinkTrends::askMore()
{
    while (m_open.size() < kAtOnce && !m_wanted.isEmpty()) {
        const Link link = m_wanted.dequeue();
        m_open[link.code] =
            m_stats.stats(daysOf(m_source, link, m_clock.now()), this,
                          [this, code = link.code](const Result<StatsTable> &answer) { take(code, answer); });
    }
}

void LinkTrends::take(const QString &code, const Result<StatsTable> &answer)
{
    QList<qint64> days;
    if (answer) {
        for (const StatsBucket &day : answer->now.series)
            days.append(day.counts.hits);
    }
    if (m_known.size() >= kMostKept)
        m_known.clear();
    m_known.insert(code, days); // of an error nothing, so that it is not asked again and again
    QMetaObject::invokeMethod(
        this,
        [this, code] { // not inside of its own answer
            std::erase_if(m_open, [](const auto &open) { return !open.second.isOpen(); }); // not a later one
            askMore();
            Q_EMIT changed(code);
        },
        Qt::QueuedConnection);
}
