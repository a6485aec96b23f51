// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitewatch.h"

#include "core/bus/signalbus.h"
#include "core/questions/hitquestions.h"
#include "core/questions/sitequestions.h"
#include "core/questions/statsquestions.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <numeric>
#include <utility>

namespace {

constexpr int kAgainMs = 60'000; ///< midnight and the turn of the hour are noticed then
constexpr int kNewsMs = 500;

Micros midnightOf(const QString &zone, Micros now)
{
    const QTimeZone place(zone.toLatin1());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, place);
    return local.date().startOfDay(place).toMSecsSinceEpoch() * kMicrosPerMilli;
}

} // namespace

SiteWatch::SiteWatch(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QObject *parent) :
    QObject(parent), m_questions(questions), m_clock(clock)
{
    m_due.setInterval(kAgainMs);
    connect(&m_due, &QTimer::timeout, this, &SiteWatch::ask);
    m_news.setInterval(kNewsMs);
    m_news.setSingleShot(true);
    connect(&m_news, &QTimer::timeout, this, &SiteWatch::announce);
    connect(&bus, &SignalBus::hitsCommitted, this, &SiteWatch::onCommitted);
    connect(&bus, &SignalBus::sitesChanged, this, &SiteWatch::ask);
    connect(&bus, &SignalBus::databaseReplaced, this, &SiteWatch::ask);
    connect(&bus, &SignalBus::verdictsChanged, this, &SiteWatch::ask);
}

void SiteWatch::setOn(bool on)
{
    if (on == std::exchange(m_isOn, on))
        return;
    if (!on)
        return m_due.stop();
    m_due.start();
    ask();
}

void SiteWatch::ask()
{
    if (!m_isOn)
        return;
    m_asking.cancel();
    const QList<Site> sites = m_questions.sites.sites();
    QHash<QString, SiteActivity> kept;
    m_countingBots.clear();
    for (const Site &site : sites) {
        if (site.countsBots())
            m_countingBots.insert(site.id);
        kept.insert(site.id, m_activities.value(site.id));
        askFor(site);
    }
    m_activities = std::move(kept);
    Q_EMIT changed();
}

void SiteWatch::askFor(const Site &site)
{
    const Micros now = m_clock.now();
    const Micros midnight = midnightOf(site.timezone, now);
    StatsQuery query;
    query.site = site.id;
    query.timezone = site.timezone;
    query.range.from = now - now % kMicrosPerHour - (SiteActivity::kHours - 1) * kMicrosPerHour;
    query.includesBots = site.countsBots();
    query.wantsTotals = false;
    query.granularity = Granularity::Hour;
    query.seriesMetrics = Metric::Hits;
    query.range.to = now + kMicrosPerHour - now % kMicrosPerHour;
    const auto tell = [this](const Error &why) { Q_EMIT failed(why.message); };
    m_asking.add(m_questions.stats.stats(
        query, this, [this, tell, midnight, id = site.id](const Result<StatsTable> &table) {
            const auto found = m_activities.find(id);
            if (!table)
                return tell(table.error());
            if (found == m_activities.end())
                return;
            found->hours.clear();
            found->today = 0;
            for (const StatsBucket &bucket : table->now.series) {
                found->hours.append(bucket.counts.hits);
                if (bucket.time.start >= midnight)
                    found->today += bucket.counts.hits;
            }
            m_news.start();
        }));
    if (m_activities.value(site.id).isKnown)
        return;
    HitFilter newest;
    newest.site = site.id;
    newest.includesBots = true;
    m_asking.add(
        m_questions.hits.hits(newest, 0, 1, this, [this, tell, id = site.id](const Result<HitPage> &page) {
            const auto found = m_activities.find(id);
            if (!page)
                return tell(page.error());
            if (found == m_activities.end())
                return;
            found->isKnown = true;
            for (const Hit &hit : page->hits)
                found->lastHit = std::max(found->lastHit, hit.receivedAt);
            m_news.start();
        }));
}

void SiteWatch::onCommitted(const HitBatch &batch)
{
    // When one was last heard of is kept up also while nobody looks: to ask for it again reads the store.
    const Micros now = m_clock.now();
    const Micros hour = now - now % kMicrosPerHour;
    const qint64 second = now / kMicrosPerSecond;
    for (const Hit &hit : batch.hits) {
        const auto found = m_activities.find(hit.site);
        if (found == m_activities.end())
            continue;
        found->lastHit = std::max(found->lastHit, hit.receivedAt);
        found->isKnown = true;
        if (hit.bot.isBot && !m_countingBots.contains(hit.site))
            continue;
        Recent &recent = m_recent[hit.site];
        recent.advance(second);
        ++recent.seconds.at(static_cast<std::size_t>(second % kRateSeconds));
        if (hit.eventAt < hour || found->hours.isEmpty())
            continue; // the next answer has it
        ++found->hours.last();
        ++found->today;
    }
    if (m_isOn && !m_news.isActive())
        m_news.start();
}

void SiteWatch::announce()
{
    const qint64 second = m_clock.now() / kMicrosPerSecond;
    bool isBusy = false;
    for (auto at = m_activities.begin(); at != m_activities.end(); ++at) {
        Recent &recent = m_recent[at.key()];
        recent.advance(second);
        at->perSecond = static_cast<double>(recent.sum()) / kRateSeconds;
        isBusy = isBusy || recent.sum() > 0;
    }
    if (m_isOn && isBusy)
        m_news.start(); // a rate falls also when nothing comes
    Q_EMIT changed();
}

void SiteWatch::Recent::advance(qint64 second)
{
    const qint64 passed = second - newest;
    if (passed < 0 || passed >= kRateSeconds)
        seconds.fill(0); // or the clock was set
    else
        for (qint64 one = newest + 1; one <= second; ++one)
            seconds.at(static_cast<std::size_t>(one % kRateSeconds)) = 0;
    newest = second;
}

int SiteWatch::Recent::sum() const
{
    return std::accumulate(seconds.cbegin(), seconds.cend(), 0);
}
