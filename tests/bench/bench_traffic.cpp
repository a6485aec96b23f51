// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/traffic/trafficmodel.h"

#include <QTest>

class TrafficBench final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAHundredThousandHits();
};

void TrafficBench::makesAHundredThousandHits()
{
    TrafficModel model(1, {});
    QBENCHMARK
    {
        model.begin(0, 30 * kMicrosPerDay, 100000);
        SimulatedHit hit;
        while (model.next(&hit)) { }
    }
}

QTEST_APPLESS_MAIN(TrafficBench)
#include "bench_traffic.moc"
