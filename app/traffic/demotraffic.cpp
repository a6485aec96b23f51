// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/demotraffic.h"

using namespace std::chrono_literals;

namespace {

constexpr quint64 kSeed = 7;
constexpr Micros kSpan = 24 * kMicrosPerHour;
constexpr auto kTick = 40ms;

TrafficOptions demoOptions(const QString &site)
{
    TrafficOptions options;
    options.site = site;
    options.visitors = 6000;
    options.flat = true; // a person watches now, whatever the hour
    return options;
}

} // namespace

DemoTraffic::DemoTraffic(const QString &site, int perSecond, CommitQueue &queue, const Clock &clock,
                         QObject *parent) :
    QObject(parent),
    m_queue(queue),
    m_clock(clock),
    m_model(kSeed + 1, demoOptions(site)),
    m_began(clock.elapsed()),
    m_beganAt(clock.now())
{
    m_model.begin(m_beganAt, m_beganAt + kSpan, perSecond * (kSpan / kMicrosPerSecond));
    m_hasNext = m_model.next(&m_next);
    connect(&m_timer, &QTimer::timeout, this, &DemoTraffic::send);
    m_timer.start(kTick);
}

void DemoTraffic::send()
{
    // Traffic goes on at its pace when the clock is set, and is dated by it.
    const Micros now = m_beganAt + m_clock.elapsed() - m_began;
    const Micros setBy = m_clock.now() - now;
    std::vector<WriteRequest> requests(1);
    while (m_hasNext && m_next.hit.receivedAt <= now) {
        m_next.hit.receivedAt += setBy;
        m_next.hit.eventAt += setBy;
        m_next.hit.protocol = Protocol::Simulated;
        requests.front().hits.append(m_next.hit);
        m_hasNext = m_model.next(&m_next);
    }
    if (!requests.front().hits.isEmpty())
        m_queue.push(std::move(requests));
}

QList<Hit> demoPast(const QString &site, qint64 hits, Micros now)
{
    TrafficModel model(kSeed, demoOptions(site));
    model.begin(now - kSpan, now, hits);
    QList<Hit> past;
    past.reserve(hits);
    SimulatedHit simulated;
    while (model.next(&simulated)) {
        simulated.hit.protocol = Protocol::Simulated;
        past.append(simulated.hit);
    }
    return past;
}
