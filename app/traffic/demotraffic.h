// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/traffic/trafficmodel.h"
#include "core/bus/commitqueue.h"
#include "core/types/clock.h"

#include <QObject>
#include <QTimer>

/// Live simulated traffic for `clickscope demo`: hits of a TrafficModel, put into the queue when they
/// are due. From there on they are handled like every hit: commit, publish, paint.
class DemoTraffic final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoTraffic)

public:
    /// `perSecond` is the mean; the queue must outlive this object.
    DemoTraffic(const QString &site, int perSecond, CommitQueue &queue, const Clock &clock,
                QObject *parent = nullptr);

private:
    void send();

    CommitQueue &m_queue;
    const Clock &m_clock;
    TrafficModel m_model;
    SimulatedHit m_next;
    Micros m_began; ///< Clock::elapsed() when the traffic began, and the time that the clock showed
    Micros m_beganAt;
    bool m_hasNext = false;
    QTimer m_timer;
};

/// The past of a demo: hits of the last day of the same traffic, ending at `now`.
QList<Hit> demoPast(const QString &site, qint64 hits, Micros now);
