// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkcounter.h"

#include "core/bus/signalbus.h"
#include "core/questions/sitequestions.h"
#include "ui/past/pastrange.h"

#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace {

constexpr int kSoonMs = 1000;
constexpr int kLateMs = 20'000; ///< a long range changes little by a few clicks
constexpr int kFadeMs = 10'000; ///< clicks leave the last five minutes without news
constexpr Micros kNow = 5 * kMicrosPerMinute;
constexpr Micros kLongestWait = kMicrosPerHour; ///< for midnight: clocks are set, machines sleep

InstantRange today(const QString &zone, Micros now)
{
    PastRange range;
    range.period = PastRange::Period::Today;
    return range.resolved(zone, now);
}

} // namespace

bool hasSite(const SiteQuestions &source, const QString &site)
{
    return !site.isEmpty()
        && std::ranges::any_of(source.sites(), [&](const Site &known) { return known.id == site; });
}

QString zoneOfSite(const SiteQuestions &source, const QString &site)
{
    const QList<Site> sites = source.sites();
    const auto found = std::ranges::find(sites, site, &Site::id);
    return found == sites.end() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : found->timezone;
}

InstantRange lastThirtyDays(const QString &zone, Micros now)
{
    PastRange range;
    range.period = PastRange::Period::Last30Days;
    return range.resolved(zone, now);
}

LinkCounter::LinkCounter(SignalBus &bus, StatsQuestions &stats, SiteQuestions &sites, const Clock &clock,
                         QObject *parent) :
    QObject(parent), m_stats(stats), m_source(sites), m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
    for (int i = 0; i < SpanCount; ++i) {
        const auto span = static_cast<Span>(i);
        QTimer &due = m_parts.at(static_cast<std::size_t>(i)).due;
        due.setSingleShot(true);
        connect(&due, &QTimer::timeout, this, [this, span] { ask(span); });
    }
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        onCommitted(std::ranges::any_of(batch.hits, [](const Hit &hit) { return !hit.link.isEmpty(); }));
    });
    for (const auto signal : {&SignalBus::databaseReplaced, &SignalBus::verdictsChanged})
        connect(&bus, signal, this, &LinkCounter::reload);
    connect(&bus, &SignalBus::sitesChanged, this, [this] {
        chooseSites();
        checkDay(); // another zone
    });
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, &LinkCounter::checkDay);
}

LinkCounter::~LinkCounter()
{
    m_worker.waitForDone();
}

void LinkCounter::setSites(const QStringList &sites)
{
    m_ofLinks = sites;
    chooseSites();
}

void LinkCounter::chooseSites()
{
    QStringList sites = m_ofLinks;
    if (!sites.isEmpty()) {
        sites.append(QString());
        for (const Site &site : m_source.sites())
            sites.append(site.id);
        sites.sort();
        sites.removeDuplicates();
    }
    if (sites == std::exchange(m_sites, sites))
        return;
    m_midnights = midnights();
    reload();
}

QList<Micros> LinkCounter::midnights() const
{
    QList<Micros> begun;
    for (const QString &site : m_sites)
        begun.append(today(zoneOfSite(m_source, site), m_clock.now()).from);
    return begun;
}

void LinkCounter::checkDay()
{
    if (!m_isOn)
        return;
    const QList<Micros> begun = midnights();
    if (begun != std::exchange(m_midnights, begun)) {
        ask(Today);
        ask(Month);
        Q_EMIT dayTurned();
    }
    Micros wait = kLongestWait;
    for (const QString &site : std::as_const(m_sites))
        wait = std::min(wait, today(zoneOfSite(m_source, site), m_clock.now()).to - m_clock.now());
    m_midnight.start(static_cast<int>(std::max<Micros>(wait, 0) / kMicrosPerMilli) + 1);
}

void LinkCounter::setOn(bool on)
{
    if (on == std::exchange(m_isOn, on))
        return;
    if (!on) {
        for (Part &part : m_parts)
            part.due.stop();
        m_midnight.stop();
        return;
    }
    checkDay();
    if (std::exchange(m_isDue, false))
        return reload();
    for (int i = 0; i < SpanCount; ++i) {
        if (i == Now || i == Today || std::exchange(m_parts.at(static_cast<std::size_t>(i)).hasNews, false))
            ask(static_cast<Span>(i));
    }
}

void LinkCounter::reload()
{
    m_isDue = !m_isOn;
    if (!m_isOn)
        return;
    checkDay(); // when the next one begins
    for (int i = 0; i < SpanCount; ++i)
        ask(static_cast<Span>(i));
}

bool LinkCounter::isBusy() const
{
    return m_merging > 0 || std::ranges::any_of(m_parts, [](const Part &part) { return part.waiting > 0; });
}

QString LinkCounter::errorText() const
{
    const auto failed = std::ranges::find_if(m_parts, [](const Part &part) { return !part.error.isEmpty(); });
    return failed == m_parts.end() ? QString() : failed->error;
}

StatsQuery LinkCounter::queryOf(Span span, const QString &site) const
{
    StatsQuery query;
    query.site = site;
    query.timezone = zoneOfSite(m_source, site);
    query.wantsTotals = false;
    const Micros now = m_clock.now();
    if (span == Now)
        query.range = {now - kNow, 0};
    else if (span == Today)
        query.range = today(query.timezone, now);
    else if (span == Month)
        query.range = lastThirtyDays(query.timezone, now);
    BreakdownQuery list;
    list.dimension = QStringLiteral("link");
    list.metrics = Metric::Hits;
    list.orderBy = Metric::Hits;
    list.limit = kMaxBreakdownRows;
    list.leavesOutMissing = true;
    query.breakdowns = {list};
    return query;
}

void LinkCounter::ask(Span span)
{
    Part &part = m_parts.at(span);
    part.due.stop();
    part.askings.cancel();
    part.gathered.clear();
    part.failure.clear();
    part.hasNews = false;
    ++part.generation;
    part.waiting = static_cast<int>(m_sites.size());
    for (const QString &site : std::as_const(m_sites)) {
        part.askings.add(
            m_stats.stats(queryOf(span, site), this,
                          [this, span, generation = part.generation](const Result<StatsTable> &answer) {
                              take(span, generation, answer);
                          }));
    }
    if (m_sites.isEmpty())
        finish(span);
}

void LinkCounter::take(Span span, int generation, const Result<StatsTable> &answer)
{
    Part &part = m_parts.at(span);
    if (generation != part.generation)
        return;
    --part.waiting;
    if (answer)
        part.gathered += answer->breakdowns;
    else
        part.failure = answer.error().message;
    if (part.waiting == 0)
        finish(span);
}

void LinkCounter::finish(Span span)
{
    Part &part = m_parts.at(span);
    part.error = std::exchange(part.failure, {});
    QList<Breakdown> former = std::exchange(part.gathered, {});
    if (part.error.isEmpty()) // else it is better to know what was than half of what is
        m_known.at(span).swap(former);
    const bool fades = std::ranges::any_of(m_known.at(Now),
                                           [](const Breakdown &list) { return !list.rows.isEmpty(); });
    if (m_isOn && part.hasNews)
        part.due.start(span == Now || span == Today ? kSoonMs : kLateMs);
    else if (m_isOn && span == Now && fades)
        part.due.start(kFadeMs);
    ++m_merging;
    m_worker.start([this, known = m_known, former]() mutable {
        auto counts = std::make_shared<LinkCounts>();
        constexpr std::array kFields {&LinkClicks::now, &LinkClicks::today, &LinkClicks::month,
                                      &LinkClicks::all};
        for (std::size_t i = 0; i < known.size(); ++i) {
            for (const Breakdown &list : std::as_const(known.at(i))) {
                for (const BreakdownRow &row : list.rows)
                    (*counts)[row.value.toLower()].*kFields.at(i) += row.counts.hits;
            }
        }
        former.clear(); // here, where nobody waits for it
        QMetaObject::invokeMethod(
            this, [this, counts] { show(counts); }, Qt::QueuedConnection);
    });
}

void LinkCounter::show(const std::shared_ptr<const LinkCounts> &counts)
{
    m_worker.start([former = std::exchange(m_counts, counts)]() mutable { former.reset(); });
    --m_merging;
    Q_EMIT changed();
}

void LinkCounter::onCommitted(bool hasClicks)
{
    if (!hasClicks)
        return;
    checkDay();
    for (int i = 0; i < SpanCount; ++i) {
        Part &part = m_parts.at(static_cast<std::size_t>(i));
        part.hasNews = true;
        const bool isSoon = i == Now || i == Today;
        if (!m_isOn || part.waiting > 0)
            continue;
        if (!part.due.isActive() || (isSoon && part.due.remainingTime() > kSoonMs))
            part.due.start(isSoon ? kSoonMs : kLateMs);
    }
}
