// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a click on a short link costs, beside the 302 of a bare QHttpServer in the same run:
//   bench_redirect [--rounds N] [--seconds S] [--links N]
// Prints figures and ratios; it passes no judgement.

#include "process.h"

#include "app/application.h"
#include "app/traffic/loadgenerator.h"
#include "app/traffic/trafficmodel.h"
#include "core/query/linkservice.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/storage/migrations.h"
#include "core/visitor/agentcatalog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <functional>

namespace {

using namespace std::chrono_literals;

const QString kSite = QStringLiteral("demo");
const QString kDestination = QStringLiteral("https://example.com/");

/// The yardstick: a QHttpServer that answers 302 and does nothing else.
int runBareServer()
{
    QHttpServer server;
    server.route(QStringLiteral("/<arg>"), [](const QString &) {
        QHttpServerResponse response(QHttpServerResponse::StatusCode::Found);
        response.setHeader("Location", "https://example.com/");
        response.setHeader("Cache-Control", "no-store");
        return response;
    });
    return runYardstick(server);
}

/// Clicks on one link, with varying agents.
QList<QByteArray> clicksOn(const QByteArray &code)
{
    TrafficModel model(11, {});
    model.begin(0, kMicrosPerDay, 256);
    QList<QByteArray> requests;
    for (SimulatedHit hit; model.next(&hit);)
        requests.append("GET /" + code
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: " + hit.hit.agent.toUtf8()
                        + "\r\nAccept: */*\r\nAccept-Language: " + hit.acceptLanguage() + "\r\n\r\n");
    return requests;
}

Link linkCalled(const QString &code)
{
    return {code, kDestination, kSite, {}};
}

/// A folder with so many links, and one of each kind that is measured.
bool prepare(const QString &folder, int links)
{
    Result<Database> database = Database::open(folder + QStringLiteral("/clickscope.db"),
                                               Database::Mode::ReadWrite);
    Site site;
    site.id = kSite;
    if (!database || !migrate(*database) || !addSite(*database, site))
        return false;
    QList<Link> all;
    for (int i = 0; i < links; ++i)
        all.append(linkCalled(QStringLiteral("link-%1").arg(i)));
    all.append(linkCalled(QStringLiteral("go")));
    Link compared = linkCalled(QStringLiteral("ab"));
    compared.variants = {{QStringLiteral("A"), QStringLiteral("https://example.com/a"), 50},
                         {QStringLiteral("B"), QStringLiteral("https://example.com/b"), 50}};
    all.append(compared);
    Link ruled = linkCalled(QStringLiteral("rule"));
    ruled.rules = {
        {{QStringLiteral("TV")}, {QStringLiteral("FR")}, QStringLiteral("https://example.com/tv")}};
    all.append(ruled);
    Link locked = linkCalled(QStringLiteral("gate"));
    locked.password = QStringLiteral("x");
    all.append(locked);
    return addLinks(*database, all).ok();
}

/// Sends clicks from a thread of its own; `meanwhile` runs in this one, before its event loop.
LoadReport load(
    quint16 port, const QByteArray &code, double perSecond, int seconds,
    const std::function<void()> &meanwhile = [] {})
{
    LoadOptions options;
    options.port = port;
    options.requests = clicksOn(code);
    options.perSecond = perSecond;
    options.seconds = seconds;
    options.connections = perSecond > 0 ? 32 : 64;
    QThread thread;
    thread.start();
    auto *generator = new LoadGenerator(options);
    generator->moveToThread(&thread);
    LoadReport report;
    QObject::connect(generator, &LoadGenerator::finished, qApp, [&] {
        report = generator->report();
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(generator, &LoadGenerator::start);
    meanwhile();
    QCoreApplication::exec();
    generator->deleteLater();
    thread.quit();
    thread.wait();
    return report;
}

quint16 portOf(const QString &url)
{
    return static_cast<quint16>(url.section(u':', -1).toUInt());
}

void benchThroughput(const QString &folder, int links, int rounds, int seconds)
{
    const ServerProcess bare(QCoreApplication::applicationFilePath(), {QStringLiteral("--bare-server")});
    const ServerProcess collector(clickscopeProgram(),
                                  {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                                   QStringLiteral("--rate-limit"), QStringLiteral("off"),
                                   QStringLiteral("--data-dir"), folder});
    out() << links << " links: " << collector.residentMiB() << " MiB resident" << Qt::endl;
    QMap<QByteArray, QList<double>> ratios;
    QMap<QByteArray, QList<double>> rates;
    for (int round = 0; round < rounds; ++round) {
        const double yardstick = load(portOf(bare.url()), "go", 0, seconds).perSecond();
        rates["bare 302"].append(yardstick);
        for (const char *code : {"go", "ab", "rule", "gate"}) {
            const double rate = load(portOf(collector.url()), code, 0, seconds).perSecond();
            rates[code].append(rate);
            ratios[code].append(rate / yardstick);
        }
    }
    out() << "bare QHttpServer, 302: " << qRound(median(rates["bare 302"])) << "/s" << Qt::endl;
    const double plain = median(rates["go"]);
    for (const auto &[code, name] :
         {std::pair("go", "a link"), std::pair("ab", "two destinations to compare"),
          std::pair("rule", "a rule"), std::pair("gate", "the page of a password")})
        out() << name << ": " << qRound(median(rates[code])) << "/s, ratio " << median(ratios[code])
              << ", of a link " << median(rates[code]) / plain << Qt::endl;
}

QString latencyText(const LoadReport &report)
{
    return QStringLiteral("p50 %1 ms, p99 %2 ms, max %3 ms, failed %4")
        .arg(report.latency.percentileMs(0.5))
        .arg(report.latency.percentileMs(0.99))
        .arg(report.latency.maxMs())
        .arg(report.failed);
}

/// Clicks at 800/s: alone, while the storage thread stands still for a second, and while links are added one
/// by one.
void benchLatency(const QString &folder, int added)
{
    ApplicationOptions options;
    options.dataDir = folder;
    options.collector.port = 0;
    options.collector.agents = std::make_shared<AgentCatalog>();
    options.collector.agents->sources(); // the first hits would wait for the rules, whatever storage does
    Result<std::unique_ptr<Application>> application = Application::start(options, SystemClock::instance());
    if (!application)
        return;
    const quint16 port = portOf((*application)->url());
    out() << "800 clicks/s: " << latencyText(load(port, "go", 800, 4)) << Qt::endl;
    out() << "storage stalled for 1 s: " << latencyText(load(port, "go", 800, 4, [&] {
        QTimer::singleShot(1500ms, qApp, [&] {
            (*application)->storage().post([](Database &) { QSemaphore().tryAcquire(1, 1000); });
        });
    })) << Qt::endl;

    LinkQuestions &links = (*application)->questions().links;
    Asking asking;
    QElapsedTimer timer;
    timer.start();
    qint64 took = 0;
    int done = 0;
    std::function<void()> addNext = [&] {
        if (done == added)
            return;
        asking = links.addLinks({{linkCalled(QStringLiteral("added-%1").arg(done)), {}}}, qApp,
                                [&](const Result<void> &result) {
                                    if (!result)
                                        out() << result.error().message << Qt::endl;
                                    ++done;
                                    took = timer.elapsed();
                                    addNext();
                                });
    };
    const LoadReport report = load(port, "go", 800, 20, addNext);
    out() << done << " links added one by one in " << took << " ms meanwhile: " << latencyText(report)
          << Qt::endl;
    asking.cancel();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--bare-server")))
        return runBareServer();
    QTemporaryDir folder;
    const int links = optionValue("--links", 100'000);
    if (!prepare(folder.path(), links)) {
        out() << "the links could not be stored" << Qt::endl;
        return 1;
    }
    benchThroughput(folder.path(), links, optionValue("--rounds", 5), optionValue("--seconds", 4));
    benchLatency(folder.path(), 10'000);
    return 0;
}
