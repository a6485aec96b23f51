// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/demotraffic.h"

#include "app/traffic/demoworkspace.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace {

constexpr quint64 kPastSeed = 7;
constexpr quint64 kLiveSeed = 1'000;
constexpr auto kTick = 40ms;
/// How long before the first hit that is used the visitors begin: as long as the longest visits last.
constexpr Micros kWarmUp = kMicrosPerHour;
constexpr Micros kMixSpan = kMicrosPerDay;
constexpr Micros kRejectionEvery = 25 * kMicrosPerSecond;
constexpr Micros kWeek = 7 * kMicrosPerDay;

/// Share of the sites in the traffic, in percent.
constexpr std::array<qint64, 2> kShares {85, 15};
constexpr std::array<qint64, 2> kVisitors {22'000, 5'000};

/// Hits of each week of the past: slow growth, two rises that the notes explain. A day has as many as some
/// hours of live traffic, so that today does not dwarf it; more would take longer to write than people wait.
constexpr std::array<qint64, 13> kWeeks {47'500, 48'500, 51'000, 52'500, 66'500, 62'500, 61'000,
                                         65'000, 67'500, 96'500, 82'500, 78'500, 72'500};

TrafficOptions optionsOf(std::size_t site, bool flat)
{
    const Site simulated = demoSites().at(static_cast<qsizetype>(site));
    TrafficOptions options;
    options.site = simulated.id;
    options.origin = QStringLiteral("https://") + simulated.domains.constFirst();
    options.visitors = kVisitors.at(site);
    options.flat = flat;
    return options;
}

} // namespace

DemoMix::DemoMix(quint64 seed, Micros from, Micros to, qint64 hits, bool flat)
{
    constexpr qint64 kPercent = 100;
    for (std::size_t site = 0; site < kShares.size(); ++site) {
        m_sources.push_back({TrafficModel(seed + site, optionsOf(site, flat)), {}, false});
        Source &source = m_sources.back();
        source.model.begin(from, to, hits * kShares.at(site) / kPercent);
        source.hasHead = source.model.next(&source.head);
    }
}

const SimulatedHit *DemoMix::peek() const
{
    const Source &source = m_sources[earliest()];
    return source.hasHead ? &source.head : nullptr;
}

Hit DemoMix::take()
{
    Source &source = m_sources[earliest()];
    Hit hit = source.head.hit;
    source.hasHead = source.model.next(&source.head);
    return hit;
}

std::size_t DemoMix::earliest() const
{
    const auto first = std::ranges::min_element(m_sources, [](const Source &a, const Source &b) {
        return a.hasHead && (!b.hasHead || a.head.hit.receivedAt < b.head.hit.receivedAt);
    });
    return static_cast<std::size_t>(first - m_sources.begin());
}

DemoTraffic::DemoTraffic(int perSecond, const Clock &clock, QObject *parent) :
    QObject(parent),
    m_perSecond(perSecond),
    m_clock(clock),
    m_began(clock.elapsed()),
    m_beganAt(clock.now()),
    m_mixEnds(m_beganAt - kRecent - kWarmUp + kMixSpan),
    m_seed(kLiveSeed),
    m_mix(m_seed, m_mixEnds - kMixSpan, m_mixEnds, perSecond * (kMixSpan / kMicrosPerSecond), true),
    m_nextRejection(m_beganAt + kRejectionEvery)
{
    while (m_mix.peek() && m_mix.peek()->hit.receivedAt < m_beganAt - kRecent)
        m_mix.take();
}

QList<Hit> DemoTraffic::recentPast()
{
    QList<Hit> past;
    while (m_mix.peek() && m_mix.peek()->hit.receivedAt < m_beganAt)
        past.append(m_mix.take());
    return past;
}

void DemoTraffic::start(CommitQueue &queue)
{
    m_queue = &queue;
    connect(&m_timer, &QTimer::timeout, this, &DemoTraffic::send);
    m_timer.start(kTick);
}

void DemoTraffic::send()
{
    // Traffic goes on at its pace when the clock is set, and is dated by it.
    const Micros now = m_beganAt + m_clock.elapsed() - m_began;
    const Micros setBy = m_clock.now() - now;
    std::vector<WriteRequest> requests(1);
    while (m_mix.peek() && m_mix.peek()->hit.receivedAt <= now) {
        Hit hit = m_mix.take();
        hit.receivedAt += setBy;
        hit.eventAt += setBy;
        requests.front().hits.append(hit);
        if (!m_mix.peek()) { // a day is over
            m_mix = DemoMix(++m_seed * kLiveSeed, m_mixEnds, m_mixEnds + kMixSpan,
                            m_perSecond * (kMixSpan / kMicrosPerSecond), true);
            m_mixEnds += kMixSpan;
        }
    }
    if (now >= m_nextRejection) {
        requests.front().rejections.append(demoRejection(m_rejections++, now + setBy));
        m_nextRejection = now + kRejectionEvery;
    }
    if (!requests.front().hits.isEmpty() || !requests.front().rejections.isEmpty())
        m_queue->push(std::move(requests));
}

DemoPast::DemoPast(Micros now) : m_from(now - kDemoPast), m_to(now - DemoTraffic::kRecent), m_mix(week(0)) { }

DemoMix DemoPast::week(int number) const
{
    const Micros from = m_from + number * kWeek;
    const Micros to = std::min(from + kWeek, m_to);
    const qint64 hits = kWeeks.at(static_cast<std::size_t>(number)) * ((to - from) / kMicrosPerMinute)
        / (kWeek / kMicrosPerMinute);
    constexpr int kSitesMost = 16; // seeds of one mix follow each other
    return {kPastSeed + static_cast<quint64>(number) * kSitesMost, from, to, hits, false};
}

QList<Hit> DemoPast::next(qsizetype most)
{
    QList<Hit> hits;
    hits.reserve(most);
    while (hits.size() < most) {
        if (m_mix.peek()) {
            hits.append(m_mix.take());
        } else if (m_from + (m_week + 1) * kWeek < m_to) {
            m_mix = week(++m_week);
        } else {
            break;
        }
    }
    return hits;
}
