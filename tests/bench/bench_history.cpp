// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From a click on a value to the repainted page, in the real window over a million simulated hits, and what
// building the segments of closed days costs whoever waits for an acknowledgement:
//   bench_history [HITS]
// Goals: 100 ms; no difference.

#include "process.h"

#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/storage/database.h"
#include "core/storage/segmenterasure.h"
#include "core/visitor/visitordataservice.h"
#include "ui/history/breakdownpanel.h"
#include "ui/past/breakdownlist.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QPixmap>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

namespace {

const QString kSite = QStringLiteral("shop");
constexpr int kBuildRounds = 3;

bool runProgram(const QString &folder, const QStringList &arguments)
{
    QProcess program;
    program.start(clickscopeProgram(), arguments + QStringList {QStringLiteral("--data-dir"), folder});
    return program.waitForFinished(-1) && program.exitCode() == 0;
}

ApplicationOptions optionsFor(const QString &folder)
{
    ApplicationOptions options;
    options.dataDir = folder;
    options.collector.port = 0;
    options.collector.requestsPerMinute = 0;
    return options;
}

void waitUntilBuilt(StatsService &stats)
{
    QEventLoop loop;
    QObject::connect(&stats, &StatsQuestions::buildProgress, &loop, [&loop](qint64 done, qint64 total) {
        if (done == total)
            loop.quit();
    });
    loop.exec();
}

/// Turns the event loop until nothing is asked any more, and paints.
void settle(MainWindow &window)
{
    while (!window.isSettled())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::processEvents();
    (void)window.grab();
}

void click(BreakdownList &list, int row)
{
    const QPointF at = list.rowRect(row).center();
    for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        QMouseEvent event(type, at, list.mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&list, &event);
    }
}

void benchClicks(const QString &folder)
{
    Result<std::unique_ptr<Application>> application = Application::start(optionsFor(folder),
                                                                          SystemClock::instance());
    if (!application)
        qFatal("%s", qPrintable(application.error().message));
    waitUntilBuilt((*application)->stats());
    Settings settings((QString()));
    settings.setCurrentSite(kSite);
    MainWindow window((*application)->bus(), (*application)->questions(), settings,
                      (*application)->visitorData(), SystemClock::instance());
    window.resize(1440, 900);
    window.show();
    window.showPage(QStringLiteral("history"));
    settle(window);

    QList<double> millis;
    for (int round = 0; round < 3; ++round) {
        for (BreakdownPanel *panel : window.findChildren<BreakdownPanel *>()) {
            if (panel->showsGoals() || panel->model().rowCount() < 2)
                continue;
            for (int times = 0; times < 2; ++times) { // filter, and take it away again
                QElapsedTimer sinceClick;
                sinceClick.start();
                click(panel->list(), 0);
                settle(window);
                millis.append(static_cast<double>(sinceClick.nsecsElapsed()) / 1e6);
            }
        }
    }
    std::ranges::sort(millis);
    out() << "click to repainted page: middle " << millis[millis.size() / 2] << " ms, p90 "
          << millis[millis.size() * 9 / 10] << " ms, max " << millis.constLast() << " ms of " << millis.size()
          << " clicks; goal 100" << Qt::endl;
}

struct Latency
{
    QList<double> p50, p99; ///< ms, of each run
};

/// Sends 800 hits/s for as many seconds and waits for the report.
void send(const QString &url, int seconds, Latency &latency)
{
    QProcess load;
    QEventLoop loop;
    QObject::connect(&load, &QProcess::finished, &loop, &QEventLoop::quit);
    load.start(clickscopeProgram(),
               {QStringLiteral("load"), QStringLiteral("--json"), QStringLiteral("--url"), url,
                QStringLiteral("--rate"), QStringLiteral("800"), QStringLiteral("--seconds"),
                QString::number(seconds), QStringLiteral("--site"), kSite});
    loop.exec();
    const QJsonObject report = QJsonDocument::fromJson(load.readAllStandardOutput())
                                   .object()
                                   .value(QStringLiteral("latency_ms"))
                                   .toObject();
    latency.p50.append(report.value(QStringLiteral("p50")).toDouble());
    latency.p99.append(report.value(QStringLiteral("p99")).toDouble());
}

void report(const char *name, const Latency &latency)
{
    out() << "acknowledgements at 800/s, " << name << ": p50 " << median(latency.p50) << " ms, p99 "
          << median(latency.p99) << " ms (middle of " << latency.p50.size() << " runs)" << Qt::endl;
}

/// Makes all days due again.
bool forgetSegments(const QString &folder)
{
    Result<Database> database = Database::open(folder + QStringLiteral("/clickscope.db"),
                                               Database::Mode::ReadWrite);
    return database && eraseSegments(*database);
}

/// Acknowledgements while the days are built, and in the same run while nothing is.
void benchBuilding(const QString &folder)
{
    Result<std::unique_ptr<Application>> application = Application::start(optionsFor(folder),
                                                                          SystemClock::instance());
    if (!application)
        return;
    StatsService &stats = (*application)->stats();
    Latency warmUp, idle, building;
    send((*application)->url(), 2, warmUp); // the first hits compile the rules that name browsers
    for (int round = 0; round < kBuildRounds; ++round) {
        send((*application)->url(), 1, idle);
        if (!forgetSegments(folder))
            return;
        QEventLoop loop;
        const auto started = QObject::connect(&stats, &StatsQuestions::buildProgress, &loop,
                                              &QEventLoop::quit);
        Q_EMIT(*application)->bus().verdictsChanged();
        loop.exec();
        QObject::disconnect(started);
        bool isDone = false;
        const auto ended = QObject::connect(&stats, &StatsQuestions::buildProgress, qApp,
                                            [&](qint64 done, qint64 total) { isDone = done == total; });
        send((*application)->url(), 1, building);
        if (!isDone)
            waitUntilBuilt(stats);
        QObject::disconnect(ended);
    }
    report("nothing else to do", idle);
    report("building days", building);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString hits = argc > 1 ? QString::fromLatin1(argv[1]) : QStringLiteral("1000000");
    QTemporaryDir folder;
    if (!runProgram(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), kSite})
        || !runProgram(folder.path(),
                       {QStringLiteral("simulate"), QStringLiteral("--site"), kSite, QStringLiteral("--hits"),
                        hits, QStringLiteral("--visitors"), QStringLiteral("60000")}))
        return 1;
    benchClicks(folder.path());
    benchBuilding(folder.path());
    return 0;
}
