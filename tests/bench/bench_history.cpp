// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From a click on a value to the repainted page, in the real window over a million simulated hits, and what
// building the segments of closed days costs whoever waits for an acknowledgement:
//   bench_history [HITS]
// Goals: 100 ms; no difference.

#include "process.h"

#include "app/application.h"
#include "core/ingest/visitordataservice.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/storage/database.h"
#include "ui/mainwindow.h"
#include "ui/widgets/breakdownlist.h"
#include "ui/widgets/breakdownpanel.h"

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

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

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
    QObject::connect(&stats, &StatsSource::buildProgress, &loop, [&loop](qint64 done, qint64 total) {
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
    MainWindow window((*application)->bus(), (*application)->queries(), (*application)->stats(), settings,
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

/// p50 and p99 of acknowledgements at 800 hits/s, with and without days being built at the same time.
void benchBuilding(const QString &folder)
{
    for (const bool builds : {false, true}) {
        if (builds && !runProgram(folder, {QStringLiteral("rebuild")}))
            return;
        if (builds) {
            const Result<Database> database = Database::open(folder + QStringLiteral("/clickscope.db"),
                                                             Database::Mode::ReadWrite);
            if (!database
                || !database->execute("DELETE FROM segment; UPDATE segment_epoch SET epoch = epoch + 1"))
                return;
        }
        Result<std::unique_ptr<Application>> application = Application::start(optionsFor(folder),
                                                                              SystemClock::instance());
        if (!application)
            return;
        qint64 built = 0;
        QObject::connect(&(*application)->stats(), &StatsSource::buildProgress, qApp,
                         [&built](qint64 done, qint64) { built = done; });
        QProcess load;
        QEventLoop loop;
        QObject::connect(&load, &QProcess::finished, &loop, &QEventLoop::quit);
        load.start(clickscopeProgram(),
                   {QStringLiteral("load"), QStringLiteral("--json"), QStringLiteral("--url"),
                    (*application)->url(), QStringLiteral("--rate"), QStringLiteral("800"),
                    QStringLiteral("--seconds"), QStringLiteral("5"), QStringLiteral("--site"), kSite});
        loop.exec();
        const QJsonObject latency = QJsonDocument::fromJson(load.readAllStandardOutput())
                                        .object()
                                        .value(QStringLiteral("latency_ms"))
                                        .toObject();
        out() << "acknowledgements at 800/s, " << (builds ? "building " : "nothing built")
              << (builds ? built : 0) << " days: p50 " << latency.value(QStringLiteral("p50")).toDouble()
              << " ms, p99 " << latency.value(QStringLiteral("p99")).toDouble() << " ms, max "
              << latency.value(QStringLiteral("max")).toDouble() << " ms" << Qt::endl;
    }
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
