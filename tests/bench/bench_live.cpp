// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From COMMIT to the painted row, in the real program under real HTTP load:
//   bench_live [--seconds S] [--no-start]
// and how long a window takes to appear over five million stored hits.

#include "process.h"

#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/sites/sitestore.h"
#include "core/storage/migrations.h"
#include "core/visitor/visitordataservice.h"
#include "ui/live/livepage.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

namespace {

using namespace std::chrono_literals;

const QString kSite = QStringLiteral("demo");

bool prepareFolder(const QString &folder)
{
    Result<Database> database = Database::open(folder + QStringLiteral("/clickscope.db"),
                                               Database::Mode::ReadWrite);
    Site site;
    site.id = kSite;
    return database && migrate(*database) && addSite(*database, site);
}

ApplicationOptions optionsFor(const QString &folder)
{
    ApplicationOptions options;
    options.dataDir = folder;
    options.collector.port = 0;
    options.collector.requestsPerMinute = 0;
    return options;
}

double percentileMs(const QList<Micros> &sorted, int percent)
{
    return sorted.isEmpty() ? 0 : static_cast<double>(sorted[(sorted.size() - 1) * percent / 100]) / 1000.0;
}

/// Runs the window while another process sends `rate` hits/s in requests of `batch`.
void benchPainting(int rate, int batch, int seconds)
{
    QTemporaryDir folder;
    if (!prepareFolder(folder.path()))
        return;
    Result<std::unique_ptr<Application>> application = Application::start(optionsFor(folder.path()),
                                                                          SystemClock::instance());
    if (!application)
        return;
    Settings settings((QString()));
    MainWindow window((*application)->bus(), (*application)->questions(), settings,
                      (*application)->visitorData(), SystemClock::instance());
    window.resize(1440, 900);
    window.show();

    QList<Micros> latencies;
    QObject::connect(&window.livePage(), &LivePage::rowsPainted, &window,
                     [&](Micros latency) { latencies.append(latency); });

    // How long the event loop stood still: the gaps of a timer beyond its interval.
    constexpr int kBeatMs = 5;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QElapsedTimer gap;
    qint64 longestGap = 0;
    QObject::connect(&beat, &QTimer::timeout, &window, [&] {
        if (gap.isValid())
            longestGap = std::max(longestGap, gap.nsecsElapsed() / 1'000'000 - kBeatMs);
        gap.start();
    });

    QProcess load;
    QObject::connect(&load, &QProcess::finished, qApp, &QApplication::quit);
    QTimer::singleShot(500ms, &window, [&] {
        beat.start(kBeatMs);
        load.start(clickscopeProgram(),
                   {QStringLiteral("load"), QStringLiteral("--json"), QStringLiteral("--url"),
                    (*application)->url(), QStringLiteral("--rate"), QString::number(rate),
                    QStringLiteral("--seconds"), QString::number(seconds), QStringLiteral("--connections"),
                    QStringLiteral("32"), QStringLiteral("--batch"), QString::number(batch),
                    QStringLiteral("--site"), kSite});
    });
    QApplication::exec();
    std::ranges::sort(latencies);
    const QJsonObject report = QJsonDocument::fromJson(load.readAllStandardOutput()).object();
    out() << rate << " hits/s: acknowledged " << report.value(QStringLiteral("acknowledged")).toInteger()
          << ", commit to painted row p50 " << percentileMs(latencies, 50) << " ms, p99 "
          << percentileMs(latencies, 99) << " ms, max " << percentileMs(latencies, 100) << " ms ("
          << latencies.size() << " frames); GUI thread blocked at most " << longestGap << " ms" << Qt::endl;
}

/// From nothing to the first complete picture of Live over many stored hits.
void benchStart(qint64 hits)
{
    QTemporaryDir folder;
    if (!prepareFolder(folder.path()))
        return;
    runClickscope({QStringLiteral("simulate"), QStringLiteral("--site"), kSite, QStringLiteral("--hits"),
                   QString::number(hits), QStringLiteral("--data-dir"), folder.path()});
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer since;
        since.start();
        Result<std::unique_ptr<Application>> application = Application::start(optionsFor(folder.path()),
                                                                              SystemClock::instance());
        if (!application)
            return;
        const qint64 listening = since.elapsed();
        Settings settings((QString()));
        settings.setReducedMotion(true);
        MainWindow window((*application)->bus(), (*application)->questions(), settings,
                          (*application)->visitorData(), SystemClock::instance());
        window.resize(1440, 900);
        QObject::connect(&window, &MainWindow::settled, qApp, &QApplication::quit);
        window.show();
        if (!window.isSettled())
            QApplication::exec();
        out() << "start with " << hits << " stored hits: listening after " << listening
              << " ms, window with its rows painted after " << since.elapsed() << " ms" << Qt::endl;
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const qsizetype at = arguments.indexOf(QStringLiteral("--seconds"));
    const int seconds = at < 0 ? 10 : std::max(1, arguments.value(at + 1).toInt());
    benchPainting(1000, 1, seconds);
    benchPainting(5000, 10, seconds);
    if (!arguments.contains(QStringLiteral("--no-start")))
        benchStart(5'000'000);
    return 0;
}
