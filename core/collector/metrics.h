// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/state.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <array>

/// The values of GET /metrics, in Prometheus' text format
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
class Metrics final
{
public:
    void addCommit(Micros duration);

    struct Gauges
    {
        StoreState store;
        QHash<QString, qint64> byReason;
        qint64 received = 0;
        qint64 stored = 0;
        qint64 rejected = 0;
        qint64 refused = 0;
        qint64 queueDepth = 0;
        int connections = 0;
        int streams = 0;
        qint64 streamsOverrun = 0; ///< streams and downloads ended, by reason
        qint64 streamsStalled = 0;
        qint64 streamsGaveWay = 0;
        qint64 clockSteps = 0;
        Micros lastClockStep = 0;
    };
    QByteArray text(const Gauges &gauges) const;

private:
    static constexpr std::array<double, 10> kBounds {0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                                                     0.005,  0.01,    0.05,   0.25,  1};
    std::array<qint64, kBounds.size()> m_buckets {};
    qint64 m_commits = 0;
    Micros m_total = 0;
};
