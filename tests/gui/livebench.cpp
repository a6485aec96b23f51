// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast committed hits reach the screen: ui_livebench [HITS_PER_SECOND] [SECONDS].
// Prints commit → painted percentiles and the longest time the event loop stood still.

#include "fakelivesource.h"
#include "fakestatssource.h"

#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "ui/live/livepage.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int rate = std::max(100, application.arguments().value(1, QStringLiteral("1000")).toInt());
    const int seconds = std::max(1, application.arguments().value(2, QStringLiteral("5")).toInt());
    constexpr int kStepMs = 5;

    SignalBus bus;
    FakeLiveSource source(bus, SystemClock::instance());
    source.siteList = {{QStringLiteral("shop"), {}, {}, QStringLiteral("UTC"), {}}};
    Settings settings((QString()));
    const QTemporaryDir folder;
    VisitorDataService visitorData {VisitorDataFolder(folder.path(), QString())};
    FakeStatsSource stats;
    MainWindow window(bus, source.with(stats), settings, visitorData, SystemClock::instance());
    window.resize(1440, 900);
    window.show();

    QList<Micros> latencies;
    QObject::connect(&window.livePage(), &LivePage::rowsPainted, &window,
                     [&latencies](Micros latency) { latencies.append(latency); });
    QElapsedTimer since;
    since.start();
    qint64 longestGap = 0;
    qint64 sent = 0;
    QTimer step;
    step.setTimerType(Qt::PreciseTimer);
    QElapsedTimer gap;
    QObject::connect(&step, &QTimer::timeout, &window, [&] {
        if (gap.isValid())
            longestGap = std::max(longestGap, gap.elapsed() - kStepMs);
        gap.start();
        const qint64 due = since.elapsed() * rate / 1000;
        QList<Hit> hits;
        for (; sent < due; ++sent)
            hits.append(FakeLiveSource::pageview(QStringLiteral("shop"),
                                                 QStringLiteral("/p%1").arg(sent % 300),
                                                 static_cast<quint64>(sent % 997 + 1)));
        source.snapshot.activeVisitors = std::min<qint64>(sent, 997);
        if (!hits.isEmpty())
            source.commit(hits);
        if (since.elapsed() > seconds * 1000)
            QApplication::quit();
    });
    QTimer::singleShot(500, &window, [&] {
        since.restart();
        step.start(kStepMs);
    });
    QApplication::exec();

    std::ranges::sort(latencies);
    const auto percentile = [&latencies](int percent) {
        return latencies.isEmpty()
            ? 0.0
            : static_cast<double>(latencies.at((latencies.size() - 1) * percent / 100)) / 1000;
    };
    QTextStream(stdout) << rate << " hits/s, " << sent << " hits, rows "
                        << window.livePage().model().rowCount() << ": commit to painted p50 "
                        << percentile(50) << " ms, p99 " << percentile(99) << " ms, max " << percentile(100)
                        << " ms; longest stall " << longestGap << " ms\n";
    return 0;
}
