// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/traffic/trafficmodel.h"
#include "core/bus/commitqueue.h"
#include "core/types/clock.h"

#include <QObject>
#include <QTimer>

#include <vector>

/// The traffic of all sites of a demo over a span, in the order of time.
class DemoMix final
{
public:
    /// Exactly `hits` hits over [from, to); flat = without nights and weekends.
    DemoMix(quint64 seed, Micros from, Micros to, qint64 hits, bool flat);
    /// The next hit; null after the last one. Valid until the next call of take().
    const SimulatedHit *peek() const;
    /// Moves the next hit out. REQUIRES: peek().
    Hit take();

private:
    struct Source
    {
        TrafficModel model;
        SimulatedHit head;
        bool hasHead;
    };
    std::size_t earliest() const;

    std::vector<Source> m_sources;
};

/// Live simulated traffic for `clickscope demo`: hits put into the queue when they are due, and now and then
/// one that was not stored. From there on they are handled like every hit: commit, publish, paint. Lives in
/// the main thread.
class DemoTraffic final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoTraffic)

public:
    /// How long before its start recentPast() begins.
    static constexpr Micros kRecent = 30 * kMicrosPerMinute;

    /// `perSecond` is the mean, from the first second on: its visitors were there before.
    DemoTraffic(int perSecond, const Clock &clock, QObject *parent = nullptr);

    /// The hits of the last kRecent before the start, for the store; call once, before start().
    QList<Hit> recentPast();
    /// The queue must outlive this object.
    void start(CommitQueue &queue);

private:
    void send();

    const int m_perSecond;
    const Clock &m_clock;
    const Micros m_began; ///< Clock::elapsed() when this was made, and the time that the clock showed
    const Micros m_beganAt;
    Micros m_mixEnds;
    quint64 m_seed;
    DemoMix m_mix;
    CommitQueue *m_queue = nullptr;
    Micros m_nextRejection;
    int m_rejections = 0;
    QTimer m_timer;
};

/// The past of a demo: 90 days that end where DemoTraffic::recentPast() begins; they grow, and rise
/// where the notes say why. Memory: that of a few visits.
class DemoPast final
{
public:
    explicit DemoPast(Micros now);
    /// Up to `most` further hits, in the order of time; none when there are no more.
    QList<Hit> next(qsizetype most);

private:
    DemoMix week(int number) const;

    const Micros m_from;
    const Micros m_to;
    int m_week = 0;
    DemoMix m_mix;
};
