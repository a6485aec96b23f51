// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an acknowledged hit costs, beside a bare QHttpServer in the same run:
//   bench_ingest [--rounds N] [--seconds S] [--gigabyte]
// Prints figures and ratios; it passes no judgement.

#include "process.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QTemporaryDir>
#include <QTextStream>

namespace {

const QString kSite = QStringLiteral("demo");

/// The yardstick: a QHttpServer that answers 204 and does nothing else.
int runBareServer()
{
    QHttpServer server;
    server.route(QStringLiteral("/api/v1/hits"), QHttpServerRequest::Method::Post,
                 [](const QHttpServerRequest &) {
                     return QHttpServerResponse(QHttpServerResponse::StatusCode::NoContent);
                 });
    return runYardstick(server);
}

QStringList serveArguments(const QString &folder)
{
    return {QStringLiteral("serve"),
            QStringLiteral("--port"),
            QStringLiteral("0"),
            QStringLiteral("--rate-limit"),
            QStringLiteral("off"),
            QStringLiteral("--data-dir"),
            folder};
}

void prepareFolder(const QString &folder)
{
    runClickscope(
        {QStringLiteral("site"), QStringLiteral("add"), kSite, QStringLiteral("--data-dir"), folder});
}

QStringList loadArguments(const char *rate, int seconds, int batch)
{
    return {QStringLiteral("--rate"),        QString::fromLatin1(rate),
            QStringLiteral("--seconds"),     QString::number(seconds),
            QStringLiteral("--connections"), QStringLiteral("64"),
            QStringLiteral("--batch"),       QString::number(batch),
            QStringLiteral("--site"),        kSite};
}

double perSecond(const QJsonObject &report)
{
    return report.value(QStringLiteral("per_second")).toDouble();
}

void benchThroughput(int rounds, int seconds)
{
    QTemporaryDir folder;
    prepareFolder(folder.path());
    const ServerProcess bare(QCoreApplication::applicationFilePath(), {QStringLiteral("--bare-server")});
    {
        const ServerProcess collector(clickscopeProgram(), serveArguments(folder.path()));
        out() << "idle serve, empty store: " << collector.residentMiB() << " MiB resident" << Qt::endl;
        QList<double> bareRates;
        QList<double> rates;
        QList<double> ratios;
        for (int round = 0; round < rounds; ++round) {
            bareRates.append(perSecond(runLoad(bare.url(), loadArguments("max", seconds, 1))));
            rates.append(perSecond(runLoad(collector.url(), loadArguments("max", seconds, 1))));
            ratios.append(rates.constLast() / bareRates.constLast());
            out() << "  round " << round + 1 << ": bare " << qRound(bareRates.constLast())
                  << "/s, clickscope " << qRound(rates.constLast()) << "/s, ratio " << ratios.constLast()
                  << Qt::endl;
        }
        out() << "single-hit requests, 64 connections: " << qRound(median(rates))
              << "/s acknowledged after COMMIT, bare 204 " << qRound(median(bareRates)) << "/s, ratio "
              << median(ratios) << Qt::endl;
        QList<double> batched;
        for (int round = 0; round < rounds; ++round)
            batched.append(perSecond(runLoad(collector.url(), loadArguments("max", seconds, 10))));
        out() << "batches of 10: " << qRound(median(batched)) << " hits/s" << Qt::endl;
        const QJsonObject paced = runLoad(collector.url(), loadArguments("800", 10, 1));
        const QJsonObject latency = paced.value(QStringLiteral("latency_ms")).toObject();
        out() << "at 800 requests/s: p50 " << latency.value(QStringLiteral("p50")).toDouble() << " ms, p99 "
              << latency.value(QStringLiteral("p99")).toDouble() << " ms, max "
              << latency.value(QStringLiteral("max")).toDouble() << " ms, failed "
              << paced.value(QStringLiteral("failed")).toInt() << Qt::endl;
    }
    const QByteArray verified = runClickscope(
        {QStringLiteral("verify"), QStringLiteral("--json"), QStringLiteral("--data-dir"), folder.path()});
    const qint64 hits = QJsonDocument::fromJson(verified).object().value(QStringLiteral("hits")).toInteger();
    const qint64 bytes = QFileInfo(folder.filePath(QStringLiteral("clickscope.db"))).size();
    out() << "stored hit: " << static_cast<double>(bytes) / static_cast<double>(std::max<qint64>(1, hits))
          << " bytes, indexes and dictionary included (" << hits << " hits); verify " << verified.trimmed()
          << Qt::endl;
}

/// Resident memory of an idle collector over a store of about one gigabyte.
void benchGigabyte()
{
    QTemporaryDir folder;
    prepareFolder(folder.path());
    runClickscope({QStringLiteral("simulate"), QStringLiteral("--site"), kSite, QStringLiteral("--hits"),
                   QStringLiteral("14000000"), QStringLiteral("--data-dir"), folder.path()});
    const ServerProcess collector(clickscopeProgram(), serveArguments(folder.path()));
    runLoad(collector.url(), loadArguments("10", 2, 1)); // settled, and it does collect
    out() << "idle serve, store of "
          << QFileInfo(folder.filePath(QStringLiteral("clickscope.db"))).size() / 1'000'000
          << " MB: " << collector.residentMiB() << " MiB resident" << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--bare-server")))
        return runBareServer();
    benchThroughput(optionValue("--rounds", 5), optionValue("--seconds", 4));
    if (QCoreApplication::arguments().contains(QStringLiteral("--gigabyte")))
        benchGigabyte();
    return 0;
}
